"""Member groups and how they weigh, and the text partners agree to."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.governance.queries.seats import seats_on
from mitsorge.domain.partners import wording
from mitsorge.domain.partners.actions import groups as actions
from mitsorge.domain.partners.models import Agreement, MemberGroup
from mitsorge.domain.partners.permissions import DECIDERS
from mitsorge.domain.partners.queries.applications import current_agreement
from mitsorge.domain.partners.queries.office import banks_of, committees_with_banks, weights
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.partner_forms import AgreementForm, GroupForm
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.journal.queries import history

deciders = only_for(*DECIDERS)
Banks = list[tuple[str, list[tuple[str, int, int]]]]


@require_http_methods(["GET", "HEAD", "POST"])
@deciders
def groups(request: SignedInRequest) -> HttpResponse:
    """Every group with its share against its target, the three banks where a committee wants them, and a new group."""
    form = GroupForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("name", "bank", "target_percent")}
        attempt(request, actions.create_group, _("Angelegt."), **said)
        return redirect("office:member_groups")
    found = weights(on=timezone.localdate())
    context = {
        "section": "partner",
        "may_decide": True,
        "rows": [(group, share, wording.WEIGHT[share.weight]) for group, share in found],
        "has_targets": any(share.target is not None for _group, share in found),
        "closed": MemberGroup.objects.filter(is_closed=True),
        "banks": _banks(),
        "form": form,
    }
    return render(request, "office/partners/groups.html", context)


def _banks() -> Banks:
    """(committee, [(bank, seats, missing)]) of committees that want three banks (1 query and 2 each)."""
    today = timezone.localdate()
    return [
        (
            committee.name,
            [
                (str(wording.BANK[bank]), has, lacks)
                for bank, (has, lacks) in banks_of(seats_on(committee, today), on=today).items()
            ],
        )
        for committee in committees_with_banks(today)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@deciders
def group(request: SignedInRequest, pk: int) -> HttpResponse:
    """One group: its name, its bank, its target, closed or not."""
    found = get_object_or_404(MemberGroup, pk=pk)
    form = GroupForm(posted(request), initial=vars(found))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request, actions.change_group, _("Gespeichert."), group_id=pk, **form.cleaned_data
        )
    ):
        return redirect("office:member_groups")
    context = {"section": "partner", "group": found, "form": form, "history": history(found)[:20]}
    return render(request, "office/partners/group.html", context)


@require_POST
@deciders
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    get_object_or_404(MemberGroup, pk=pk)
    up = request.POST.get("wohin") == "hoch"
    attempt(request, actions.move_group, _("Verschoben."), group_id=pk, up=up)
    return redirect("office:member_groups")


@require_http_methods(["GET", "HEAD", "POST"])
@deciders
def agreement(request: SignedInRequest) -> HttpResponse:
    """The text of today, older ones, and a form for the next."""
    today = timezone.localdate()
    current = current_agreement(today)
    written = {"title": current.title, "text": current.text} if current else {}
    form = AgreementForm(posted(request), initial={"valid_from": today, **written})
    thanks = _("Die neue Fassung ist gespeichert. Was unterschrieben ist, bleibt, wie es war.")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, actions.publish_agreement, thanks, **form.cleaned_data)
    ):
        return redirect("office:agreement")
    context = {
        "section": "partner",
        "may_decide": True,
        "current": current,
        "versions": Agreement.objects.all(),
        "form": form,
    }
    return render(request, "office/partners/agreement.html", context)
