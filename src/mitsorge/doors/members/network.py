"""My network: what a partner decides by itself. Its page, and the deeds behind the buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Attendee, Membership
from mitsorge.domain.partners.actions import endings, partnerships, representatives
from mitsorge.domain.partners.models import Partnership, Representative
from mitsorge.domain.partners.queries.office import Speaker, seats_of_partner, speakers
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.partners.rules.deletions import after_leaving
from mitsorge.domain.partners.wording import KEPT
from mitsorge.domain.recommendations.models import Carrier
from mitsorge.doors.members.network_forms import GroupsForm, SpeakerForm
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import organizations_of
from mitsorge.foundation.people.rules import NotAllowed, Role

members = only_for(Role.MEMBER)
SHOWN = 10


@dataclass(frozen=True)
class Mine:
    """One partnership the account speaks for, and what it gave."""

    partnership: Partnership
    speakers: list[Speaker]
    seats: list[Membership]
    groups_form: GroupsForm
    speaker_form: SpeakerForm
    carried: list[Carrier]
    attended: list[Attendee]
    meetings: int


@require_safe
@members
def network(request: SignedInRequest) -> HttpResponse:
    """Every partnership the account speaks for, and its organizations that are no partner."""
    return _page(request)


def _page(
    request: SignedInRequest, *, typed: SpeakerForm | None = None, pk: int | None = None
) -> HttpResponse:
    """Whom somebody typed for partnership `pk` and could not be named stands there again (422)."""
    running = list(_own(request).order_by("organization__name"))
    houses = Organization.objects.filter(uid__in=organizations_of(request.user))
    outside = houses.exclude(pk__in=[row.organization_id for row in running])
    mine = [_mine(row, typed if row.pk == pk else None) for row in running]
    context = {"mine": mine, "outside": outside.order_by("name")}
    return render(request, "members/network.html", context, status=422 if typed else 200)


def _own(request: SignedInRequest) -> Any:
    """Running partnerships of the organizations the account speaks for."""
    return Partnership.objects.filter(
        organization__uid__in=organizations_of(request.user), active_to=None
    ).select_related("organization", "member_group")


def _mine(partnership: Partnership, typed: SpeakerForm | None) -> Mine:
    today = timezone.localdate()
    seats = seats_of_partner(partnership, on=today)
    house = partnership.organization_id
    came = Attendee.objects.filter(organization=house, present_from__isnull=False)
    carried = Carrier.objects.filter(organization=house).select_related("version__recommendation")
    sits = [seat.committee_id for seat in seats]
    return Mine(
        partnership=partnership,
        speakers=speakers(partnership, with_channels=True),
        seats=seats,
        groups_form=GroupsForm(on=today, sits=sits, prefix=f"g{partnership.pk}"),
        speaker_form=typed or SpeakerForm(prefix=f"v{partnership.pk}"),
        carried=list(carried.order_by("-signed_at", "-pk")[:SHOWN]),
        attended=list(
            came.select_related("meeting__committee").order_by("-meeting__starts_at")[:SHOWN]
        ),
        meetings=came.values("meeting").distinct().count(),
    )


def _mine_or_404(request: SignedInRequest, pk: int) -> Partnership:
    """Also one that has ended: the deed says so in a sentence."""
    rows = Partnership.objects.filter(organization__uid__in=organizations_of(request.user))
    found = rows.select_related("organization").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _attempt(
    request: SignedInRequest, deed: Callable[..., Any], thanks: str, **what: Any
) -> HttpResponse:
    try:
        deed(**what, by=request.user, at=timezone.now())
    except (AlreadyDone, NotAllowed, Refused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, thanks)
    return redirect("members:network")


@require_POST
@members
def switch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Active or informed."""
    _mine_or_404(request, pk)
    wanted = request.POST.get("mitarbeit", "")
    if wanted not in set(Participation):
        return redirect("members:network")
    deed, how = partnerships.switch_participation, Participation(wanted)
    return _attempt(request, deed, _("Gespeichert."), partnership_id=pk, participation=how)


@require_POST
@members
def groups(request: SignedInRequest, pk: int) -> HttpResponse:
    """The working groups we sit in."""
    _mine_or_404(request, pk)
    form = GroupsForm(request.POST, on=timezone.localdate(), sits=[], prefix=f"g{pk}")
    ids = [int(key) for key in form.cleaned_data["committees"]] if form.is_valid() else []
    deed = partnerships.change_groups
    return _attempt(request, deed, _("Gespeichert."), partnership_id=pk, committee_ids=ids)


@require_POST
@members
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """Names somebody who speaks for us, or stands in."""
    _mine_or_404(request, pk)
    form = SpeakerForm(request.POST, prefix=f"v{pk}")
    if form.is_valid() and _appointed(request, form, pk):
        return redirect("members:network")
    return _page(request, typed=form, pk=pk)


def _appointed(request: SignedInRequest, form: SpeakerForm, pk: int) -> bool:
    deed = representatives.appoint_representative
    try:
        deed(partnership_id=pk, by=request.user, at=timezone.now(), **form.cleaned_data)
    except (AlreadyDone, NotAllowed, Refused) as refused:
        messages.error(request, str(refused))  # also where the partnership is no longer on the page
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Benannt."))
    return True


@require_POST
@members
def end_speaker(request: SignedInRequest, pk: int, row: int) -> HttpResponse:
    """She does not speak for us any more."""
    partnership = _mine_or_404(request, pk)
    if not Representative.objects.filter(pk=row, partnership=partnership).exists():
        raise Http404
    deed = representatives.end_representative
    return _attempt(request, deed, _("Beendet."), representative_id=row)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Says what is deleted when, and leaves only with a tick."""
    partnership = _mine_or_404(request, pk)
    today = timezone.localdate()
    if request.method == "POST" and request.POST.get("sicher") == "ja":
        why = request.POST.get("grund", "").strip()[:300]
        thanks = _("Sie sind ausgetreten. Danke für die Zusammenarbeit.")
        return _attempt(request, endings.leave, thanks, partnership_id=pk, on=today, why=why)
    context = {
        "partnership": partnership,
        "kept": [(KEPT[one.what], one.on) for one in after_leaving(today)],
        "unsure": request.method == "POST",
        "why": request.POST.get("grund", "")[:300],
    }
    return render(request, "members/leave.html", context)
