"""What the worker does besides carrying letters: recovery, the daily letter, forgetting, signs of life."""

import logging
from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mitsorge.foundation.post import letters, rules
from mitsorge.foundation.post.actions.outbox import enqueue
from mitsorge.foundation.post.models import Heartbeat, Letter, Round
from mitsorge.foundation.post.rules import State

log = logging.getLogger("mitsorge.post")


@transaction.atomic
def recover(*, at: datetime) -> tuple[int, int]:
    """After a crash: (letters free again, letters now unclear), 2 queries.

    A claimed letter never left the house and goes back. One in flight may have arrived: only
    the office decides what becomes of it.
    """
    claimed = Letter.objects.filter(state=State.CLAIMED, claimed_at__lt=at - rules.CLAIM_HOLDS)
    back = claimed.update(state=State.QUEUED, claimed_by="", claimed_at=None)
    flying = Letter.objects.filter(state=State.IN_FLIGHT, claimed_at__lt=at - rules.FLIGHT_LASTS)
    unclear = flying.update(
        state=State.UNCLEAR, last_error=_("Die Übergabe an den Postserver wurde abgebrochen.")
    )
    if back or unclear:
        log.warning("recovery: %s letters back in the outbox, %s unclear", back, unclear)
    return back, unclear


@transaction.atomic
def bundle(*, at: datetime) -> int:
    """Turns what waited for the digest into one letter per address; returns how many addresses.

    A single letter simply goes out. 1 query, then 1 for all single ones and 5 per digest.
    """
    waiting = Letter.objects.filter(
        state=State.QUEUED, may_wait_for_digest=True, due_at__lte=at
    ).select_for_update(skip_locked=True)
    by_address: defaultdict[str, list[Letter]] = defaultdict(list)
    for letter in waiting.order_by("queued_at", "pk"):
        by_address[letter.to.lower()].append(letter)
    alone = [parts[0].pk for parts in by_address.values() if len(parts) == 1]
    Letter.objects.filter(pk__in=alone).update(may_wait_for_digest=False)
    for parts in by_address.values():
        if len(parts) > 1:
            _bundle(parts, at)
    return len(by_address)


def _bundle(parts: list[Letter], at: datetime) -> None:
    """One letter for many; the parts keep their place in the log and give their text away."""
    digest = enqueue(letters.digest(parts, at), at=at)
    chosen = Letter.objects.filter(pk__in=[part.pk for part in parts], state=State.QUEUED)
    chosen.update(state=State.BUNDLED, digest=digest, text="", html="", emptied_at=at)


@transaction.atomic
def forget(*, at: datetime) -> tuple[int, int]:
    """Keeps no text for longer than needed: (texts emptied, letters deleted), 2 queries and the cascade.

    Only letters that are done; what failed or is unclear waits for the office.
    """
    done = Letter.objects.filter(state__in=rules.DONE)
    old = done.filter(emptied_at=None, queued_at__lt=at - rules.KEEP_BODY)
    emptied = old.update(text="", html="", calendar="", emptied_at=at)
    deleted, _rows = done.filter(queued_at__lt=at - rules.KEEP_LETTER).delete()
    return emptied, deleted


def show_life(*, worker: str, at: datetime) -> None:
    """The worker runs (1 query, 2 the first time)."""
    if not Heartbeat.objects.filter(worker=worker).update(seen_at=at):
        Heartbeat.objects.create(worker=worker, started_at=at, seen_at=at)


def sign_off(*, worker: str, at: datetime) -> None:
    """The worker ends in good order; long silent ones are swept up too (1 query)."""
    silent = Q(worker=worker) | Q(seen_at__lt=at - timedelta(days=1))
    Heartbeat.objects.filter(silent).delete()


def begin_round(*, chore: str, every: timedelta, at: datetime) -> bool:
    """True for exactly one of several workers, once per period (1 query, 2 the first time)."""
    due = Round.objects.filter(chore=chore, began_at__lte=at - every)
    if due.update(began_at=at):
        return True
    _round, new = Round.objects.get_or_create(chore=chore, defaults={"began_at": at})
    return new
