"""From the outbox to the mail server. Each letter makes two lasting steps: one before it leaves, one after."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post import rules
from mitsorge.foundation.post.mail import message
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Outcome, Reply, State
from mitsorge.foundation.post.smtp import MailServer

log = logging.getLogger("mitsorge.post")
BATCH = 25
FREE = {"claimed_by": "", "claimed_at": None}


@transaction.atomic(durable=True)
def claim(*, worker: str, at: datetime, limit: int = BATCH) -> list[Letter]:
    """Takes due letters for one worker, oldest first (3 queries). Two workers never get the same one.

    `worker` is a name that no other running process uses.
    """
    due = Letter.objects.filter(state=State.QUEUED, due_at__lte=at, may_wait_for_digest=False)
    wanted = due.order_by("due_at", "pk").select_for_update(skip_locked=True)
    found = list(wanted.values_list("pk", flat=True)[:limit])
    mine = {"claimed_by": worker, "claimed_at": at}
    Letter.objects.filter(pk__in=found, state=State.QUEUED).update(state=State.CLAIMED, **mine)
    claimed = Letter.objects.filter(pk__in=found, state=State.CLAIMED, **mine)
    return list(claimed.order_by("due_at", "pk"))


def deliver_due(
    *,
    worker: str,
    at: datetime,
    connection: MailServer,
    limit: int = BATCH,
    stop: Callable[[], bool] = bool,
) -> Counter[Outcome]:
    """Sends up to `limit` due letters over one connection and counts what became of them.

    Never inside a transaction: each step must last before the next one begins. `stop` is asked
    between letters; what is left then goes back to the outbox untouched.
    """
    letters = claim(worker=worker, at=at, limit=limit)
    tally: Counter[Outcome] = Counter()
    try:
        words = _letterhead() if letters else {}
        for letter in letters:
            if stop():
                break
            reply = _deliver(letter, connection, words, at, tally)
            tally[reply.outcome] += 1
    finally:
        if tally.total() < len(letters):
            _give_back(worker=worker)
    return tally


def _letterhead() -> dict[str, str]:
    """Who writes: the network's name and the address for answers (1 query)."""
    ours = network()
    names = {"name": str(ours), "reply_to": ours.email} if ours else {}
    return {"sender": settings.DEFAULT_FROM_EMAIL, **names}


def _deliver(
    letter: Letter,
    connection: MailServer,
    words: dict[str, str],
    at: datetime,
    so_far: Counter[Outcome],
) -> Reply:
    try:
        mail = message(letter, **words)
        mail.message()
    except ValueError as error:
        return _settle(letter, Reply(Outcome.PERMANENT, 0, f"{type(error).__name__}: {error}"), at)
    silence = Reply(Outcome.UNREACHABLE) if so_far[Outcome.UNREACHABLE] else connection.reach()
    if silence:
        return _settle(letter, silence, at)
    if not _step(letter, State.CLAIMED, state=State.IN_FLIGHT):
        return Reply(Outcome.TEMPORARY, 0, "taken back by the recovery")
    return _settle(letter, _hand_over(letter, connection, mail, at), at)


def _hand_over(letter: Letter, connection: MailServer, mail: EmailMessage, at: datetime) -> Reply:
    try:
        return connection.hand_over(mail)
    except BaseException:  # even a signal: nobody knows now whether the letter arrived
        connection.drop()
        _settle(letter, Reply(Outcome.UNCLEAR, 0, "cut off while handing over"), at)
        raise


def _settle(letter: Letter, reply: Reply, at: datetime) -> Reply:
    """Writes down what became of a try (1 conditional update)."""
    answered = reply.outcome is not Outcome.UNREACHABLE
    attempts, misses = letter.attempts + answered, letter.misses + (not answered)
    verdict = rules.verdict(reply.outcome, attempts=attempts, misses=misses, at=at)
    changes: dict[str, Any] = {"state": verdict.state, "attempts": attempts, "misses": misses}
    if verdict.state is State.SENT:
        changes |= {"sent_at": at, "smtp_reply": str(reply)[:300], **_forgotten(letter, at)}
    else:
        changes |= {"last_error": str(reply)[:300]}
    if verdict.due_at:
        changes |= {"due_at": verdict.due_at, **FREE}
    if not _step(letter, *rules.sources_of(verdict.state) & HELD, **changes):
        log.error("letter %s was settled elsewhere", letter.uid)
    if verdict.state in (State.FAILED, State.UNCLEAR):
        log.warning("letter %s is %s, code %s", letter.uid, verdict.state, reply.code)
    return reply


HELD = {State.CLAIMED, State.IN_FLIGHT, State.UNCLEAR}
"""A slow worker may still learn the truth about a letter that the recovery called unclear."""


def _forgotten(letter: Letter, at: datetime) -> dict[str, Any]:
    return {"text": "", "html": "", "emptied_at": at} if letter.confidential else {}


def _step(letter: Letter, *before: State, **changes: Any) -> bool:
    """Moves a letter that this worker holds; False if somebody else has it now."""
    held = Letter.objects.filter(pk=letter.pk, claimed_by=letter.claimed_by, state__in=before)
    return held.update(**changes) == 1


def _give_back(*, worker: str) -> None:
    Letter.objects.filter(claimed_by=worker, state=State.CLAIMED).update(state=State.QUEUED, **FREE)
