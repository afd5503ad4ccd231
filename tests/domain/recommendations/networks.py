"""A small network with its committees: a working group, a steering group, a conference that adopts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting, RuleSet
from mitsorge.domain.governance.rules import Classification, Majority, MeetingStatus, Result
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.actions import consulting, drafting
from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.rules.words import VersionWords
from mitsorge.foundation.people.models import Account
from tests.cast import account

AT = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
TODAY = date(2026, 5, 12)
RULES = "Geschäftsordnung vom 1. Januar 2024, § 7"


@dataclass(frozen=True)
class Committees:
    group: Committee
    steering: Committee
    conference: Committee
    frieda: Account


def committees() -> Committees:
    conference = committee("konferenz", Classification.CONFERENCE)
    steering = committee("steuerung", Classification.STEERING_GROUP)
    group = committee("ag-demenz", Classification.WORKING_GROUP)
    rules(conference, adopts=True)
    return Committees(group, steering, conference, account("frieda"))


def committee(code: str, kind: Classification) -> Committee:
    return Committee.objects.create(code=code, name=code.title(), classification=kind)


def rules(
    of: Committee,
    *,
    adopts: bool,
    since: date = date(2024, 1, 1),
    majority: Majority = Majority.SIMPLE,
    source: str = RULES,
) -> RuleSet:
    return RuleSet.objects.create(
        committee=of, valid_from=since, source=source, adopts=adopts, majority=majority
    )


def decided(
    by: Committee, result: Result = Result.ADOPTED, *, at: datetime = AT, **more
) -> AgendaItem:
    """An agenda item with a result; its meeting is over."""
    number = by.meetings.count() + 1
    meeting = Meeting.objects.create(
        committee=by, number=number, starts_at=at, ends_at=at.replace(hour=22), modified_at=at,
        status=MeetingStatus.MINUTES_OPEN,
    )  # fmt: skip
    return AgendaItem.objects.create(
        committee=by, meeting=meeting, title="Beschluss", result=result, modified_at=at,
        decided_at=at if result else None, rule_applied="einfache Mehrheit", **more,
    )  # fmt: skip


def words(text: str = "Eine Anlaufstelle für alle Fragen einrichten.", **more) -> VersionWords:
    return VersionWords(text=text, **more)


def drafted(found: Committees, title: str = "Anlaufstelle", **more) -> Recommendation:
    given = {"committee": found.group, "addressee": "Kreistag", "words": words(), "at": AT} | more
    return drafting.draft(title=title, by=found.frieda, **given)


def consulted(found: Committees, **more) -> Recommendation:
    """In consultation with the steering group."""
    new = drafted(found, **more)
    return consulting.submit(
        recommendation_id=new.pk, committee=found.steering, by=found.frieda, at=AT
    )


def before_conference(found: Committees, **more) -> Recommendation:
    ready = consulted(found, **more)
    return consulting.forward(
        recommendation_id=ready.pk, committee=found.conference, by=found.frieda, at=AT
    )


def adopted(found: Committees, **more) -> Recommendation:
    ready = before_conference(found, **more)
    return consulting.adopt(
        recommendation_id=ready.pk, item=decided(found.conference), by=found.frieda, at=AT
    )


def partner(name: str, *, active: bool = True) -> Organization:
    slug = name.lower().replace(" ", "-")
    organization = Organization.objects.create(name=name, slug=slug, modified_at=AT)
    Partnership.objects.create(
        organization=organization, active_from=date(2024, 1, 1),
        participation="ACTIVE" if active else "INACTIVE",
    )  # fmt: skip
    return organization
