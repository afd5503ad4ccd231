from datetime import date, datetime

from django.db.models import Q, QuerySet

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Attendee, Committee, Meeting
from mitsorge.domain.governance.permissions import may_keep_committees
from mitsorge.domain.governance.queries.public_calendar import ANNOUNCED
from mitsorge.domain.governance.queries.seats import seats_of
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import organizations_of


def own_meetings(account: Account, *, on: date, since: datetime) -> QuerySet[Meeting]:
    """Announced meetings somebody takes part in: where she or her organization sits today, or was invited.

    The coordination sees all of them. Drafts are left out (6 queries, and those of compositions by partners).
    """
    rows = Meeting.objects.filter(ANNOUNCED, starts_at__gte=since).select_related("committee")
    if not may_keep_committees(account):
        rows = rows.filter(_takes_part(account, on))
    return rows.order_by("starts_at", "pk")


def _takes_part(account: Account, on: date) -> Q:
    houses = set(
        Organization.objects.filter(uid__in=organizations_of(account)).values_list("pk", flat=True)
    )
    seated = seats_of(Committee.objects.all(), on)
    own = [
        key
        for key, seats in seated.items()
        if any(
            seat.organization_id in houses
            or (seat.person_id is not None and seat.person_id == account.person_id)
            for seat in seats
        )
    ]
    invited = Q(organization__in=houses)
    if account.person_id:
        invited |= Q(person=account.person_id)
    by_name = Attendee.objects.filter(invited).values("meeting")
    joint = Meeting.joint_with.through.objects.filter(committee__in=own).values("meeting")
    return Q(committee__in=own) | Q(pk__in=joint) | Q(pk__in=by_name)
