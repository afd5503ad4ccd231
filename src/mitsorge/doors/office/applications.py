"""Applications: read, accepted by the coordination or by a vote, declined with a reason."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.partners.actions import deciding, voting
from mitsorge.domain.partners.letters import signed_address
from mitsorge.domain.partners.models import Application
from mitsorge.domain.partners.permissions import DECIDERS
from mitsorge.domain.partners.queries import applications as queries
from mitsorge.domain.partners.rules import ApplicationStatus
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.partner_forms import AcceptForm, DeclineForm
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.face.templatetags.face import long_date
from mitsorge.foundation.journal.queries import history

deciders = only_for(*DECIDERS)


@require_safe
@deciders
def applications(request: SignedInRequest) -> HttpResponse:
    """Those that wait, the oldest first; `?stand=entschieden` those that were decided (3 queries beside the frame)."""
    decided = request.GET.get("stand") == "entschieden"
    context = {
        "section": "partner",
        "may_decide": True,
        "decided": decided,
        "paged": paged(queries.decided() if decided else queries.waiting(), request),
        "waiting": queries.waiting().count(),
    }
    return render(request, "office/partners/applications.html", context)


@require_safe
@deciders
def application(request: SignedInRequest, pk: int) -> HttpResponse:
    return _show(request, _seen(pk), None, None)


@require_POST
@deciders
def accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """By the coordination, or with the decision of the committee that votes on partners."""
    found = _seen(pk)
    form = _accept_form(request, found)
    if not form.is_valid():
        return _show(request, found, form, None)
    deed = deciding.accept_by_vote if "item_id" in form.fields else deciding.accept
    thanks = _("Aufgenommen. Der Brief ist unterwegs.")
    attempt(request, deed, thanks, application_id=pk, **form.cleaned_data)
    return redirect("office:application", pk)


@require_http_methods(["POST"])
@deciders
def decline(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _seen(pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, found, None, form)
    thanks = _("Abgelehnt. Der Brief ist unterwegs.")
    attempt(request, deciding.decline, thanks, application_id=pk, **form.cleaned_data)
    return redirect("office:application", pk)


def _seen(pk: int) -> Application:
    """A confirmed application; the others nobody sees."""
    rows = queries.seen_applications().select_related(
        "organization",
        "member_group",
        "agreement",
        "decided_by",
        "decided_in",
        "partnership",
        "agenda_item",
    )
    return get_object_or_404(rows, pk=pk)


def _accept_form(request: SignedInRequest, found: Application) -> AcceptForm:
    """With the decisions to choose from where a committee votes on partners."""
    items = None
    if queries.admitting_committee(timezone.localdate()):
        items = [
            (item.pk, f"{item.committee}, {long_date(item.decided_at)}: {item.title}")
            for item in queries.votes_for(found)
        ]
    initial = {"organization_id": found.organization_id, "member_group_id": found.member_group_id}
    return AcceptForm(
        request.POST if request.method == "POST" else None, items=items, initial=initial
    )


def _show(
    request: SignedInRequest,
    found: Application,
    accepts: AcceptForm | None,
    declines: DeclineForm | None,
) -> HttpResponse:
    is_open = found.status == ApplicationStatus.SUBMITTED
    context: dict[str, Any] = {
        "section": "partner",
        "application": found,
        "committees": found.committees.all(),
        "is_open": is_open,
        "votes": queries.admitting_committee(timezone.localdate()),
        "vote": voting.standing_item(found),
        "signed": signed_address(found),
        "history": history(found)[:20],
    }
    if is_open:
        context["accept_form"] = accepts or _accept_form_unbound(request, found)
        context["decline_form"] = declines or DeclineForm()
    return render(request, "office/partners/application.html", context)


def _accept_form_unbound(request: SignedInRequest, found: Application) -> AcceptForm:
    form = _accept_form(request, found)
    form.is_bound = False
    return form
