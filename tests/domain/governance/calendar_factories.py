"""Committees, rules and meetings for tests that only read. Acting tests go through the actions."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from mitsorge.domain.governance.models import (
    AgendaItem,
    Committee,
    Meeting,
    Minutes,
    RuleSet,
)
from mitsorge.domain.governance.rules import MeetingStatus
from tests.cast import NOW


def committee(code: str = "runder-tisch", *, publicity: str = "", **more) -> Committee:
    """`publicity` gives it a rule set from 2020 on."""
    values = {"name": code.replace("-", " ").title(), "classification": "ROUND_TABLE"} | more
    found = Committee.objects.create(code=code, **values)
    if publicity:
        rules(found, publicity=publicity)
    return found


def rules(of: Committee, *, valid_from: date = date(2020, 1, 1), **more) -> RuleSet:
    values = {"source": "Geschäftsordnung vom 1. Januar 2020"} | more
    return RuleSet.objects.create(committee=of, valid_from=valid_from, **values)


def meeting(
    of: Committee,
    starts_at: datetime = NOW + timedelta(days=30),
    *,
    status: MeetingStatus = MeetingStatus.INVITED,
    **more,
) -> Meeting:
    number = of.meetings.count() + 1
    values = {"ends_at": starts_at + timedelta(hours=2), "number": number, "modified_at": NOW}
    return Meeting.objects.create(
        committee=of, starts_at=starts_at, status=status, **(values | more)
    )


def item(of: Meeting, title: str, **more) -> AgendaItem:
    values = {"position": of.items.count() + 1, "modified_at": NOW}
    return AgendaItem.objects.create(
        committee=of.committee, meeting=of, title=title, **(values | more)
    )


def minutes(of: Meeting, public_text: str = "", *, approved: bool = True) -> Minutes:
    frozen = {"approved_at": NOW, "sha256": sha256(b"").hexdigest()} if approved else {}
    return Minutes.objects.create(
        meeting=of, text="intern", public_text=public_text, modified_at=NOW, **frozen
    )
