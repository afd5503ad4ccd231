"""The partners of the network: the list, and one partner with everything that hangs on it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.partners import wording
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.partners.permissions import READERS, may_decide
from mitsorge.domain.partners.queries.applications import waiting
from mitsorge.domain.partners.queries.office import (
    OfficeFilter,
    office_partners,
    seats_of_partner,
    speakers,
)
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.recommendations.models import Carrier
from mitsorge.doors.office.partner_forms import GroupsForm, SpeakerForm, member_group_choices
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history

SECTION = "partner"
readers = only_for(*READERS)


def filter_of(request: SignedInRequest) -> OfficeFilter:
    """What the address asks for; nonsense means "all"."""
    asked = request.GET
    group, how = asked.get("gruppe", ""), asked.get("mitarbeit", "")
    return OfficeFilter(
        text=asked.get("q", "").strip()[:100],
        group_id=int(group) if group.isdecimal() and len(group) < 19 else None,
        participation=Participation(how) if how in set(Participation) else None,
        silent=asked.get("stumm") == "ja",
        ended=asked.get("ausgetreten") == "ja",
    )


@require_safe
@readers
def partners(request: SignedInRequest) -> HttpResponse:
    """Partners by name, 50 a page (3 queries beside the frame, 4 where a name is asked for)."""
    narrowed = filter_of(request)
    context = {
        "section": SECTION,
        "filters": narrowed,
        "paged": paged(office_partners(narrowed, on=timezone.localdate()), request),
        "groups": MemberGroup.objects.values_list("pk", "name"),
        "participations": wording.PARTICIPATION.items(),
        "may_decide": may_decide(request.user),
        "waiting": waiting().count() if may_decide(request.user) else 0,
    }
    return render(request, "office/partners/list.html", context)


@require_safe
@readers
def partner(request: SignedInRequest, pk: int) -> HttpResponse:
    """One partner; whoever decides sees how to reach its people and what can be done."""
    return page_of(request, pk)


def page_of(request: SignedInRequest, pk: int, *, typed: SpeakerForm | None = None) -> HttpResponse:
    """The page; somebody who was typed and could not be named stands there again (422)."""
    rows = Partnership.objects.select_related("organization", "member_group", "succeeded_by")
    found = get_object_or_404(rows, pk=pk)
    decides = may_decide(request.user)
    today = timezone.localdate()
    seats = seats_of_partner(found, on=today)
    sits = [seat.committee_id for seat in seats]
    applications = found.applications.select_related("agreement").order_by("-agreed_at")
    context = {
        "section": SECTION,
        "partner": found,
        "may_decide": decides,
        "is_running": found.active_to is None,
        "speakers": speakers(found, with_channels=decides),
        "seats": seats,
        "carried": Carrier.objects.filter(organization=found.organization)
        .select_related("version__recommendation")
        .order_by("-signed_at", "-pk"),
        "application": applications.first() if decides else None,
        "groups_form": GroupsForm(on=today, initial={"committees": sits}),
        "speaker_form": typed or SpeakerForm(on=today),
        "member_groups": member_group_choices(found),
        "history": history(found)[:20],
    }
    return render(request, "office/partners/partner.html", context, status=422 if typed else 200)
