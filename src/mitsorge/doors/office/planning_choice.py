"""A committee chose a forecast: who, when, why."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.planning.actions.variants import choose_variant
from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.permissions import PLANNERS
from mitsorge.domain.planning.queries.need import variants
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.fields import offer_choices
from mitsorge.doors.office.planning_variant_form import ChoiceForm
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import NotAllowed


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*PLANNERS)
def choose(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET asks, POST writes down the choice; what was typed stays where it is refused."""
    found = variants().filter(uid=uid).first()
    if found is None:
        raise Http404
    form = ChoiceForm(posted(request), initial={"version": found.version})
    offer_choices(form, "committee", Committee.objects.order_by("name").values_list("pk", "name"))
    if request.method == "POST" and form.is_valid() and _chosen(request, form, found):
        return redirect("office:variant", uid)
    context = {"section": "planung", "form": form, "variant": found}
    return render(request, "office/planning/choose.html", context)


def _chosen(request: SignedInRequest, form: ChoiceForm, found: Variant) -> bool:
    given = form.cleaned_data
    try:
        choose_variant(
            variant_id=found.pk,
            version=given["version"],
            committee_id=given["committee"],
            on=given["on"],
            why=given["why"],
            by=request.user,
            at=timezone.now(),
        )
    except ItemChanged as overtaken:
        save_over(form, int(overtaken.theirs["version"]))
        form.add_error(None, _("Diese Prognose wurde inzwischen geändert. Sehen Sie sie noch einmal an und speichern Sie dann."))  # fmt: skip
        return False
    except (Refused, AlreadyDone, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return False
    return True
