"""Who may: `check_may_…` raises `NotAllowed` with a German sentence, `may_…` asks."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Committee, Meeting, Membership
from mitsorge.domain.governance.rules import MeetingStatus, MemberRole
from mitsorge.domain.governance.rules.composition import OFFICES, Seat
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.domain.governance.seating import seats_on
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.queries import holds, organizations_of
from mitsorge.foundation.people.rules import NotAllowed, Role

KEEPERS = frozenset({Role.COORDINATION})
READERS = frozenset({Role.COORDINATION, Role.PLANNING, Role.STEERING})
SETTLED = frozenset({MeetingStatus.APPROVED, MeetingStatus.CANCELLED})
"""Meetings of which nothing is left to write down."""


def may_keep_committees(account: Account) -> bool:
    """Create, change and close committees and their rules; give the roles that run one."""
    return holds(account, KEEPERS)


def check_may_keep_committees(account: Account | None) -> None:
    check_holds(account, KEEPERS)


def may_run_committee(account: Account, committee: Committee, on: date) -> bool:
    """Its members, meetings and papers: the coordination, whoever chairs or speaks for it on that day,
    and the organization that leads it (at most 3 queries).
    """
    if may_keep_committees(account):
        return True
    return account.is_active and (_has_office(account, committee, on) or _leads(account, committee))


def run_by(account: Account, on: date) -> frozenset[int]:
    """Ids of the committees an account runs on a day by an office there or by the organization that leads them.

    Roles do not count: the coordination runs all and has none here (at most 3 queries, 0 for who is nobody there).
    """
    if not account.is_active:
        return frozenset()
    own = _terms(account, on).filter(role__in=OFFICES, deputy_of=None)
    led = Committee.objects.filter(led_by_organization__uid__in=organizations_of(account))
    offices = own.values_list("committee_id", flat=True)
    return frozenset([*offices, *led.values_list("pk", flat=True)])


def standing_of(account: Account, on: date) -> frozenset[Standing]:
    """What an account is in committees on a day, remembered on it (at most 5 queries, then 0)."""
    if not account.is_authenticated or not account.is_active:
        return frozenset()
    known: dict[date, frozenset[Standing]] = account.__dict__.setdefault("_standing", {})
    if on not in known:
        known[on] = _standing(account, on)
    return known[on]


def _standing(account: Account, on: date) -> frozenset[Standing]:
    if run_by(account, on):
        return frozenset(Standing)
    sits_somewhere = _terms(account, on).exists() or to_minute(account).exists()
    return frozenset({Standing.SITS}) if sits_somewhere else frozenset()


def check_may_run_committee(account: Account | None, committee: Committee, on: date) -> None:
    if account is None or not may_run_committee(account, committee, on):
        raise NotAllowed(_("Das tut, wer das Gremium leitet oder für es spricht."))


def may_read_internal(account: Account, committee: Committee, on: date) -> bool:
    """What only members see: office roles, and whoever sits there on that day, alone or as an organization
    (at most 4 queries, and those of a composition by partners).
    """
    if may_read_all(account) or may_run_committee(account, committee, on):
        return True
    return sits(account, seats_on(committee, on))


def to_minute(account: Account) -> QuerySet[Meeting]:
    """Meetings somebody was named to write down and that are not settled yet, the next first (1 query)."""
    named = Meeting.objects.filter(
        minute_taker__in=[account.person_id] if account.person_id else []
    )
    return named.exclude(status__in=SETTLED).order_by("starts_at", "pk")


def takes_minutes(account: Account, meeting: Meeting) -> bool:
    """Whether she was named to write this meeting down; over once the minutes are approved (0 queries)."""
    if not account.is_active or account.person_id is None or meeting.status in SETTLED:
        return False
    return meeting.minute_taker_id == account.person_id


def may_record(account: Account, meeting: Meeting, on: date) -> bool:
    """Attendance, notes, votes, tasks, the text of the minutes: its minute-taker, and whoever runs the committee
    that leads it (at most 3 queries).
    """
    return takes_minutes(account, meeting) or may_run_committee(account, meeting.committee, on)


def check_may_record(account: Account | None, meeting: Meeting, on: date) -> None:
    if account is None or not may_record(account, meeting, on):
        raise NotAllowed(
            _("Das tut, wer das Protokoll führt, das Gremium leitet oder für es spricht.")
        )


def may_read_meeting(account: Account, meeting: Meeting, *days: date) -> bool:
    """All that is internal to a meeting: its minute-taker, and whoever reads from inside one of the committees
    that hold it together, on one of the days (queries of `may_read_internal` per committee and day).
    """
    return takes_minutes(account, meeting) or any(
        may_read_internal(account, committee, on)
        for on in dict.fromkeys(days)
        for committee in (meeting.committee, *meeting.joint_with.all())
    )


def sits(account: Account, seats: Iterable[Seat]) -> bool:
    """Whether one of the seats is hers, as a person or as her organization (2 queries)."""
    if not account.is_active:
        return False
    own = _own_organizations(account)
    return any(
        (account.person_id and seat.person_id == account.person_id) or seat.organization_id in own
        for seat in seats
    )


def check_may_read_internal(account: Account | None, committee: Committee, on: date) -> None:
    if account is None or not may_read_internal(account, committee, on):
        raise NotAllowed(_("Das sehen nur Mitglieder dieses Gremiums."))


def may_give_role(account: Account, role: MemberRole) -> bool:
    """Roles that run a committee are given by the coordination alone; nobody raises herself."""
    return role not in OFFICES or may_keep_committees(account)


def check_may_give_role(account: Account | None, role: MemberRole) -> None:
    if account is None or not may_give_role(account, role):
        raise NotAllowed(_("Wer ein Gremium leitet oder vertritt, trägt die Koordination ein."))


def _has_office(account: Account, committee: Committee, on: date) -> bool:
    offices = _terms(account, on).filter(role__in=OFFICES, deputy_of=None)
    return offices.filter(committee=committee).exists()


def _terms(account: Account, on: date) -> QuerySet[Membership]:
    """What somebody is by name on a day, deputies included; nothing for an account without a person."""
    return Membership.objects.filter(
        Q(active_to=None) | Q(active_to__gt=on),
        person_id__in=[account.person_id] if account.person_id else [],
        active_from__lte=on,
    )


def _leads(account: Account, committee: Committee) -> bool:
    leader = committee.led_by_organization
    return leader is not None and leader.uid in organizations_of(account)


def _own_organizations(account: Account) -> frozenset[int]:
    found = Organization.objects.filter(uid__in=organizations_of(account))
    return frozenset(found.values_list("pk", flat=True))


def may_read_all(account: Account) -> bool:
    """Every committee from inside, whether one sits there or not."""
    return holds(account, READERS)
