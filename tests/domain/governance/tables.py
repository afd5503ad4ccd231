"""A committee with people around its table, and the clock of its meetings."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mitsorge.domain.governance.actions.meetings import plan_meeting
from mitsorge.domain.governance.models import Committee, Meeting, Membership, RuleSet
from mitsorge.foundation.people.models import Account, ContactChannel, Person

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
BEGIN = datetime(2026, 11, 24, 14, 0, tzinfo=BERLIN)


def a_committee(code: str = "steuerung", kind: str = "STEERING_GROUP", **more) -> Committee:
    return Committee.objects.create(
        code=code, name=more.pop("name", "Steuerungsgruppe"), classification=kind, **more
    )


def a_person(name: str, *, mail: bool = True) -> Person:
    person = Person.objects.create(name=name, created_at=AT)
    if mail:
        ContactChannel.objects.create(
            person=person, kind="EMAIL", address=f"{name.lower()}@post.example", purpose="Gremien",
            legal_basis="PUBLIC_TASK", source="Liste", since=date(2020, 1, 1),
        )  # fmt: skip
    return person


def seat(committee: Committee, name: str, *, mail: bool = True, **more) -> Membership:
    """Somebody named sits there since 2020."""
    start = more.pop("active_from", date(2020, 1, 1))
    person = more.pop("person", None) or a_person(name, mail=mail)
    return Membership.objects.create(committee=committee, person=person, active_from=start, **more)


def rules(committee: Committee, days: int, since: date = date(2020, 1, 1), **more) -> RuleSet:
    return RuleSet.objects.create(
        committee=committee, valid_from=since, source="§ 3", invitation_days=days, **more
    )


def a_meeting(committee: Committee, by: Account, begin: datetime = BEGIN, **more) -> Meeting:
    values = {"place": "Rathaus, Saal 2", "ends_at": begin + timedelta(hours=2), "at": AT} | more
    return plan_meeting(committee=committee, starts_at=begin, by=by, **values)
