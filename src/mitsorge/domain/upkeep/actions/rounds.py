"""The worker's part: opens rounds, writes their letters, ends what needs no answer any more."""

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils import timezone

from mitsorge.domain.upkeep import permissions
from mitsorge.domain.upkeep.actions.endings import end_inquiry
from mitsorge.domain.upkeep.actions.troubles import note_bounced
from mitsorge.domain.upkeep.letters import inquiries as letters
from mitsorge.domain.upkeep.models import Asking, Inquiry, Reminder
from mitsorge.domain.upkeep.queries import rounds as queries
from mitsorge.domain.upkeep.queries.houses import House, houses, maybe_due
from mitsorge.domain.upkeep.queries.recipients import recipients
from mitsorge.domain.upkeep.queries.rounds import Brief, OpenRound
from mitsorge.domain.upkeep.rules import Ending, rounds
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post.actions import enqueue

log = logging.getLogger("mitsorge.upkeep")
CHUNK = 50
"""So many organizations are read at once; each is written in a transaction of its own."""


@transaction.atomic
def begin_asking(*, by: Account | None, at: datetime) -> None:
    """From now on organizations are asked by letter; a second time changes nothing."""
    permissions.check_may_call(by)
    row, new = Asking.objects.get_or_create(pk=1, defaults={"since": at, "by": by})
    if new:
        journal.record(event="upkeep.asking.begun", subject=row, by=by, at=at)


@transaction.atomic
def stop_asking(*, by: Account | None, at: datetime) -> None:
    """No more letters; rounds that run stay on the call list. A second time changes nothing."""
    permissions.check_may_call(by)
    for row in Asking.objects.select_for_update():
        journal.record(event="upkeep.asking.stopped", subject=row, by=by, at=at)
        row.delete()


@dataclass(frozen=True)
class _Wanted:
    """A letter to write: number 0 may begin a round, the others belong to one."""

    house: House
    number: int
    running: OpenRound | None


def open_due(*, at: datetime, only: Collection[int] | None = None) -> int:
    """Opens what is due and writes letters 0, 1 and 2 at 0, 2 and 6 weeks; returns how many letters.

    `only`: of these organizations alone, for a network that begins with a few.

    Call it outside a transaction: each organization is one of its own, so that a kill in the middle loses nothing
    and blocks nobody, and the next run goes on. 15 queries, 8 more per 50 organizations with a letter, and
    10 per letter. Before `begin_asking` and after `stop_asking` it writes nothing, but still ends rounds of
    organizations that have left the directory or have nothing due any more.
    """
    ours = network()
    if ours is None:
        return 0
    note_bounced(at=at)
    on = timezone.localdate(at)
    running = queries.open_rounds(only)
    asks = queries.asking_since() is not None
    due: Collection[int] = only if only is not None else maybe_due(on) if asks else ()
    public = {house.id: house for house in houses(on, running.keys() | set(due))}
    _lapse_answered(running, public, at)
    if not asks:
        return 0
    pasts = queries.pasts()
    wanted = (
        _wanted(house, running.get(pk), pasts.get(pk, rounds.Past()), at)
        for pk, house in public.items()
    )
    return sum(_write_all(chunk, ours, at) for chunk in _chunks(row for row in wanted if row))


def _wanted(
    house: House, running: OpenRound | None, past: rounds.Past, at: datetime
) -> _Wanted | None:
    on = timezone.localdate(at)
    if running is None:
        return _Wanted(house, 0, None) if rounds.may_open(house.due, past, on=on) else None
    number = rounds.next_letter(running.opened_on, running.written, on=on)
    due = house.due is not None and house.due <= on
    return _Wanted(house, number, running) if number is not None and due else None


def _write_all(chunk: list[_Wanted], ours: Network, at: datetime) -> int:
    addresses = recipients([row.house.id for row in chunk])
    shown = [entry.service_id for row in chunk for entry in row.house.asked[: letters.SHOWN]]
    briefs = queries.briefs([pk for pk in shown if pk])
    return sum(_write(row, addresses.get(row.house.id, ""), briefs, ours, at) for row in chunk)


def _write(wanted: _Wanted, to: str, briefs: dict[int, Brief], ours: Network, at: datetime) -> bool:
    """One organization: its round, its letter and both records, or nothing. Another worker may have been first."""
    try:
        with transaction.atomic():
            inquiry = _again(wanted) if wanted.running else _opened(wanted.house, at)
            if inquiry is None or not to:
                return False
            _enqueue(inquiry, wanted, to, briefs, ours, at)
    except IntegrityError:  # one open round per organization, one letter per number
        return False
    except Exception:  # one organization must not keep the others waiting; the next run tries again
        log.exception("no letter to organization %s", wanted.house.id)
        return False
    return True


def _opened(house: House, at: datetime) -> Inquiry:
    inquiry = Inquiry.objects.create(organization_id=house.id, opened_at=at)
    journal.record(event="upkeep.inquiry.opened", subject=inquiry, by=None, at=at)
    return inquiry


def _again(wanted: _Wanted) -> Inquiry | None:
    """The running round, held until its letter is written; None where it was answered just now."""
    assert wanted.running is not None  # noqa: S101 - the caller asked
    held = Inquiry.objects.select_for_update()
    return held.filter(pk=wanted.running.id, ended_at=None).first()


def _enqueue(
    inquiry: Inquiry,
    wanted: _Wanted,
    to: str,
    briefs: dict[int, Brief],
    ours: Network,
    at: datetime,
) -> None:
    number = wanted.number
    Reminder.objects.create(
        inquiry=inquiry,
        number=number,
        letter_key=letters.letter_key(inquiry, number),
        written_at=at,
    )
    letter = letters.please_look(
        inquiry, wanted.house, number=number, to=to, briefs=briefs, network=ours, at=at
    )
    enqueue(letter, at=at)


def _lapse_answered(running: dict[int, OpenRound], public: dict[int, House], at: datetime) -> None:
    """Ends rounds that have nothing more to ask: everything was confirmed on another way, or is no longer public."""
    on = timezone.localdate(at)
    for pk in list(running):
        house = public.get(pk)
        if house is None or house.due is None or house.due > on:
            end_inquiry(running.pop(pk).id, Ending.LAPSED, via="", by=None, at=at)


def _chunks(rows: Iterable[_Wanted]) -> Iterator[list[_Wanted]]:
    walk = iter(rows)
    while chunk := list(islice(walk, CHUNK)):
        yield chunk
