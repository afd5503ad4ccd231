"""Whom the office calls, with everything it needs for the call; and what became of the letters."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from mitsorge.domain.directory.models import Phone
from mitsorge.domain.directory.rules import PhoneKind
from mitsorge.domain.upkeep.models import Call, Inquiry, Reach, Reminder
from mitsorge.domain.upkeep.queries.houses import House, houses
from mitsorge.domain.upkeep.rules import rounds
from mitsorge.domain.upkeep.rules.rounds import WhyCall, Written
from mitsorge.domain.upkeep.wording import WHY_CALL
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State
from mitsorge.foundation.post.wording import STATE


@dataclass(frozen=True)
class Sent:
    """A letter of a round. `state` is empty where the post has forgotten it after its year."""

    number: int
    written_on: date
    to: str
    state: str

    @property
    def bounced(self) -> bool:
        return self.state == State.FAILED

    @property
    def state_words(self) -> str:
        return str(STATE[State(self.state)]) if self.state else ""


@dataclass(frozen=True)
class RoundRow:
    """A running round: its organization, its letters by number, its calls from the newest. `on`: seen on that day."""

    inquiry_id: int
    house: House
    opened_on: date
    letters: tuple[Sent, ...]
    calls: tuple[Call, ...]
    on: date

    @property
    def calling(self) -> WhyCall | None:
        """Whether somebody must call, and why."""
        bounced = bool(self.letters and self.letters[-1].bounced)
        return rounds.why_call(self._written, bounced=bounced, on=self.on)

    @property
    def _written(self) -> Written:
        last = self.letters[-1].written_on if self.letters else None
        return Written(len(self.letters), last)

    @property
    def last_call(self) -> Call | None:
        return self.calls[0] if self.calls else None

    @property
    def next_letter_on(self) -> date | None:
        """The day of the next letter; None after the last, and where nobody knows an address."""
        return rounds.next_letter_on(self.opened_on, self._written) if self.letters else None

    @property
    def again_on(self) -> date | None:
        """When it comes up after a call that brought nothing."""
        if not self.calls:
            return None
        last = self.calls[0]
        return rounds.rings_again_on(timezone.localdate(last.called_at), last.again_on)


@dataclass(frozen=True)
class CallRow(RoundRow):
    """An organization on the call list. `phone` and `best_time` are empty where nobody knows them."""

    reason: WhyCall
    phone: str
    best_time: str

    @property
    def reason_words(self) -> str:
        return str(WHY_CALL[self.reason])

    @property
    def waits(self) -> bool:
        """Somebody said when to call again, and that day has not come."""
        return self.again_on is not None and self.again_on > self.on


def running(on: date) -> list[RoundRow]:
    """All running rounds, the oldest first (8 queries, 1 where none runs)."""
    return _rows(Inquiry.objects.filter(ended_at=None), on)


def call_list(on: date, *, waiting: bool = False) -> list[CallRow]:
    """Whom to call on a day, never called first, then the oldest round (10 queries, 1 where none runs).

    `waiting`: instead those who come up on a later day.
    """
    rows = [(row, reason) for row in running(on) if (reason := row.calling)]
    if not rows:
        return []
    ids = [row.house.id for row, _reason in rows]
    reaches = {reach.organization_id: reach for reach in Reach.objects.filter(organization__in=ids)}
    numbers = _numbers(ids)
    found = [
        _call_row(row, reason, reaches.get(row.house.id), numbers.get(row.house.id, ""))
        for row, reason in rows
    ]
    chosen = [row for row in found if row.waits == waiting]
    return sorted(chosen, key=lambda row: (bool(row.calls), row.again_on or date.min))


def call_row(inquiry_id: int, on: date) -> CallRow | None:
    """One organization of the call list, also one that waits for its day (10 queries)."""
    rows = _rows(Inquiry.objects.filter(pk=inquiry_id, ended_at=None), on)
    if not rows or not (reason := rows[0].calling):
        return None
    pk = rows[0].house.id
    reach = Reach.objects.filter(organization=pk).first()
    return _call_row(rows[0], reason, reach, _numbers([pk]).get(pk, ""))


def _call_row(row: RoundRow, reason: WhyCall, reach: Reach | None, number: str) -> CallRow:
    return CallRow(
        inquiry_id=row.inquiry_id,
        house=row.house,
        opened_on=row.opened_on,
        letters=row.letters,
        calls=row.calls,
        on=row.on,
        reason=reason,
        phone=(reach.phone if reach else "") or number,
        best_time=reach.best_time if reach else "",
    )


def _rows(rounds_: Iterable[Inquiry], on: date) -> list[RoundRow]:
    inquiries = list(rounds_)
    if not inquiries:
        return []
    public = {house.id: house for house in houses(on, [row.organization_id for row in inquiries])}
    ids = [row.pk for row in inquiries]
    letters, calls = _letters(ids), _calls(ids)
    rows = [
        RoundRow(
            inquiry_id=row.pk,
            house=public[row.organization_id],
            opened_on=timezone.localdate(row.opened_at),
            letters=tuple(letters[row.pk]),
            calls=tuple(calls[row.pk]),
            on=on,
        )
        for row in inquiries
        if row.organization_id in public
    ]
    return sorted(rows, key=lambda row: (row.opened_on, row.house.name))


def _letters(inquiry_ids: Collection[int]) -> dict[int, list[Sent]]:
    rows = list(
        Reminder.objects.filter(inquiry__in=inquiry_ids)
        .order_by("number")
        .values_list("inquiry_id", "number", "letter_key", "written_at")
    )
    posted = {
        key: (to, state)
        for key, to, state in Letter.objects.filter(key__in=[row[2] for row in rows])
        .order_by()
        .values_list("key", "to", "state")
    }
    found: dict[int, list[Sent]] = defaultdict(list)
    for pk, number, key, written_at in rows:
        to, state = posted.get(key, ("", ""))
        found[pk].append(Sent(number, _day(written_at), to, state))
    return found


def _calls(inquiry_ids: Collection[int]) -> dict[int, list[Call]]:
    found: dict[int, list[Call]] = defaultdict(list)
    rows = Call.objects.filter(inquiry__in=inquiry_ids).select_related("by")
    for call in rows.order_by("-called_at", "-pk"):
        found[call.inquiry_id].append(call)
    return found


def _numbers(organization_ids: Collection[int]) -> dict[int, str]:
    """The first number of each organization; one of its offers where it has none itself (1 query)."""
    mine = Q(organization__in=organization_ids) | Q(service__organization__in=organization_ids)
    rows = Phone.objects.filter(mine).exclude(kind=PhoneKind.FAX).order_by("pk")
    read = list(rows.values_list("organization_id", "service__organization_id", "display"))
    read.sort(key=lambda row: row[0] is None)  # its own before those of its offers
    found: dict[int, str] = {}
    for own, of_service, display in read:
        found.setdefault(own or of_service, display)
    return found


def _day(at: datetime) -> date:
    return timezone.localdate(at)
