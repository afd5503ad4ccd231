"""What stands on the page of the minute-taker, from one reading of the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Attendee, Meeting
from mitsorge.domain.governance.queries import live, rule_sets
from mitsorge.domain.governance.queries.live import Presence
from mitsorge.domain.governance.rules import (
    Composition,
    ItemKind,
    ItemStatus,
    Majority,
    MeetingStatus,
    Publicity,
)
from mitsorge.domain.governance.rules.presence import LEADING
from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.domain.governance.wording import votes as words
from mitsorge.domain.recommendations.queries.topics import open_topics
from mitsorge.doors.office.live.forms import ItemForm, form_of

FORGOTTEN = timedelta(hours=12)
SHOWN = 8
"""Seats beside the agenda item; all of them stand on the page of the attendance."""


@dataclass(frozen=True)
class Seat:
    """A line of the attendance. `sent`: the member answered that this deputy comes."""

    attendee: Attendee
    is_here: bool
    sent: str


@dataclass(frozen=True)
class Clock:
    """Minutes planned and used, for one item or the meeting; `since` is what the script goes on from."""

    planned: int | None
    used: int
    since: datetime


def context_of(
    meeting: Meeting, at: datetime, *, chosen: int | None = None, form: ItemForm | None = None
) -> dict[str, Any]:
    """Everything the page shows (5 queries beside the meeting's own 7)."""
    items = list(meeting.items.all())
    item = current_item(items, chosen)
    form = form or (form_of(item) if item else None)
    on = timezone.localdate(meeting.starts_at)
    rule_set = rule_sets.rules_on(meeting.committee, on)
    rules = rule_sets.as_rules(rule_set)
    now = live.presence_of(
        list(meeting.attendees.all()),
        list(meeting.head_counts.all()),
        rules,
        rule_set.valid_from if rule_set else None,
        at,
    )
    seats = seats_of(meeting, at)
    return {
        "section": "gremien",
        "meeting": meeting,
        "committee": meeting.committee,
        "items": list(enumerate(items, start=1)),
        "item": item,
        "position": items.index(item) + 1 if item else 0,
        "next_position": next_position(items, item),
        "form": form,
        "counts": [form[name] for name in ("yes", "no", "abstentions")] if form else [],
        "card_key": uuid4(),
        "now": now,
        "share": share(now),
        "quorum": quorum_words(now),
        "by_which": words.by_which(rules, now.valid_from),
        "is_open_format": is_open_format(meeting),
        "is_consensus": rules.majority is Majority.CONSENSUS,
        "may_vote": votes_on(item, rules),
        "seats": seats[:SHOWN],
        "all_seats": len([seat for seat in seats if seat.attendee.votes]),
        "guests": sum(live.is_guest(seat.attendee) for seat in seats),
        "counted": sum(row.count for row in meeting.head_counts.all()),
        "tasks_before": list(live.open_tasks_before(meeting)) if item else [],
        "owners": sorted({seat.attendee.name for seat in seats if seat.is_here}),
        "clock": clock_of(meeting, items, item, at),
        "whole": whole_clock(meeting, items, at),
        "cards": cards_of(meeting) if item and item.kind == ItemKind.CARDS else None,
        "is_running": meeting.status == MeetingStatus.RUNNING,
        "is_public": rules.publicity is Publicity.PUBLIC,
    }


def current_item(items: Sequence[AgendaItem], chosen: int | None) -> AgendaItem | None:
    """The one asked for, else the first that is open, else the last."""
    for item in items:
        if item.pk == chosen:
            return item
    still = [item for item in items if item.status == ItemStatus.OPEN]
    return still[0] if still else (items[-1] if items else None)


def next_position(items: Sequence[AgendaItem], item: AgendaItem | None) -> int | None:
    """The number of the next item that is still open after this one."""
    if item is None:
        return None
    after = items.index(item) + 1
    return next(
        (n for n, one in enumerate(items[after:], after + 1) if one.status == ItemStatus.OPEN), None
    )


def seats_of(meeting: Meeting, at: datetime) -> list[Seat]:
    """Whoever leads first, then members; who said that she comes stands before who did not answer."""
    rows = [
        Seat(one, live.is_present(one, at), one.deputy_name if one.deputy_name else "")
        for one in meeting.attendees.all()
    ]
    rank = {"YES": 0, "ONLINE": 0, "DEPUTY": 0, "NONE": 1, "NO": 2}
    return sorted(
        rows,
        key=lambda seat: (
            live.is_guest(seat.attendee),
            seat.attendee.role not in LEADING,
            not seat.attendee.votes,
            rank.get(seat.attendee.reply, 1),
            seat.attendee.name,
        ),
    )


def share(now: Presence) -> int:
    """How full the bar is, in percent."""
    return round(100 * now.room.voters / now.room.members) if now.room.members else 0


def quorum_words(now: Presence) -> str:
    """Why nothing can be decided now; empty where it can."""
    return "" if now.is_quorate else words.no_quorum(now.room, now.needed, now.rules)


def votes_on(item: AgendaItem | None, rules: Rules) -> bool:
    """Whether the page asks for a vote: under a decision, and wherever one was taken."""
    return item is not None and (
        item.kind in {ItemKind.DECISION, ItemKind.MINUTES} or bool(item.result)
    )


def is_open_format(meeting: Meeting) -> bool:
    return meeting.counts_only or meeting.committee.composition == Composition.OPEN


def clock_of(
    meeting: Meeting, items: Sequence[AgendaItem], item: AgendaItem | None, at: datetime
) -> Clock | None:
    """The item in hand began when the last one was closed; none for an item that is over."""
    if item is None or item.status != ItemStatus.OPEN or meeting.started_at is None:
        return None
    closed = [one.modified_at for one in items if one.status != ItemStatus.OPEN]
    since = max([meeting.started_at, *closed])
    return _clock(item.minutes_planned, since, at)


def whole_clock(meeting: Meeting, items: Sequence[AgendaItem], at: datetime) -> Clock | None:
    if meeting.started_at is None:
        return None
    planned = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    until = meeting.closed_at or at
    return _clock(planned, meeting.started_at, until)


def _clock(planned: int | None, since: datetime, until: datetime) -> Clock | None:
    """None after half a day: somebody forgot to close it, and the minutes say nothing any more."""
    if until - since > FORGOTTEN:
        return None
    return Clock(planned, _minutes(since, until), since)


def cards_of(meeting: Meeting) -> dict[str, Any]:
    """The cards of this meeting: without a topic, and under each topic (2 queries)."""
    cards = list(
        meeting.impulses.filter(merged_into=None, closed_at=None)
        .select_related("topic")
        .order_by("pk")
    )
    grouped: dict[Any, list[Any]] = {}
    for card in cards:
        if card.topic is not None:
            grouped.setdefault(card.topic, []).append(card)
    return {
        "loose": [card for card in cards if card.topic is None],
        "grouped": sorted(grouped.items(), key=lambda pair: (-len(pair[1]), str(pair[0]))),
        "topics": list(open_topics()),
    }


def _minutes(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds() // 60))
