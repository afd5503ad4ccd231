"""Rows for tests of committees; nothing is guessed, everything can be named."""

from datetime import UTC, date, datetime, timedelta

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Committee, Meeting, Membership, RuleSet
from mitsorge.domain.governance.rules import Classification, MeetingStatus, MemberRole
from mitsorge.foundation.people.models import Person
from tests.cast import NOW

TODAY = date(2026, 11, 17)
EARLIER = date(2024, 1, 1)


def a_committee(name: str = "AG Demenz", **values) -> Committee:
    values.setdefault("code", name.lower().replace(" ", "-"))
    values.setdefault("classification", Classification.WORKING_GROUP)
    return Committee.objects.create(name=name, modified_at=NOW, **values)


def a_person(name: str) -> Person:
    return Person.objects.create(name=name, created_at=NOW)


def an_organization(name: str) -> Organization:
    return Organization.objects.create(name=name, slug=name.lower(), modified_at=NOW)


def a_membership(committee: Committee, who: Person | str | None = None, **values) -> Membership:
    values.setdefault("active_from", EARLIER)
    values.setdefault("role", MemberRole.MEMBER)
    person = a_person(who) if isinstance(who, str) else who
    return Membership.objects.create(committee=committee, person=person, **values)


def a_rule_set(committee: Committee, **values) -> RuleSet:
    values.setdefault("valid_from", EARLIER)
    values.setdefault("source", "Geschäftsordnung 2024")
    return RuleSet.objects.create(committee=committee, **values)


def a_meeting(committee: Committee, day: date, **values) -> Meeting:
    """At ten in the morning, for two hours."""
    starts = datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
    values.setdefault("number", Meeting.objects.filter(committee=committee).count() + 1)
    values.setdefault("status", MeetingStatus.DRAFT)
    return Meeting.objects.create(
        committee=committee,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        modified_at=NOW,
        **values,
    )
