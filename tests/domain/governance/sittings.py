"""A committee with rules and a meeting that was invited, written row by row: nothing but what recording needs."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mitsorge.domain.governance.models import AgendaItem, Attendee, Committee, Meeting, RuleSet
from mitsorge.domain.governance.rules import MeetingStatus, MemberRole
from mitsorge.foundation.people.models import Account
from tests.cast import account

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 12, 10, 13, 0, tzinfo=BERLIN)


def minute(n: int, start: datetime = START) -> datetime:
    """`n` minutes after the beginning, as the server's clock says it."""
    return (start + timedelta(minutes=n)).astimezone(UTC)


def committee(code: str = "steuerungsgruppe", **values) -> Committee:
    known = {"name": "Steuerungsgruppe", "classification": "STEERING_GROUP"}
    return Committee.objects.create(code=code, **known | values)


def rules(of: Committee, valid_from: date = date(2024, 1, 1), **values) -> RuleSet:
    known = {"source": "Geschäftsordnung § 6", "quorum": "HALF", "majority": "SIMPLE"}
    return RuleSet.objects.create(committee=of, valid_from=valid_from, **known | values)


def meeting(of: Committee, *, seats: int = 4, start: datetime = START, **values) -> Meeting:
    """Invited, with `seats` members with a vote named Mitglied 1, 2 …; the first one leads."""
    number = of.meetings.count() + 1
    made = Meeting.objects.create(
        committee=of,
        number=number,
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        modified_at=start,
        **{"status": MeetingStatus.INVITED} | values,
    )
    for n in range(1, seats + 1):
        role = MemberRole.CHAIR if n == 1 else MemberRole.MEMBER
        seat(made, f"Mitglied {n}", role=role)
    return made


def seat(of: Meeting, name: str, **values) -> Attendee:
    return Attendee.objects.create(meeting=of, name=name, **{"role": MemberRole.MEMBER} | values)


def item(of: Meeting, title: str = "Vier Betten", **values) -> AgendaItem:
    known = {"kind": "DECISION", "modified_at": of.starts_at, "position": of.items.count() + 1}
    return AgendaItem.objects.create(
        committee=of.committee, meeting=of, title=title, **known | values
    )


def frieda() -> Account:
    return Account.objects.filter(email="frieda@mitsorge.example").first() or account("frieda")
