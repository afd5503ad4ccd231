"""From the outbox to the mail server. Each letter makes two lasting steps: one before it leaves, one after."""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post import rules
from mitsorge.foundation.post.mail import envelope
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
    if not letters:
        return Counter()
    tour = _Tour(connection, at)
    try:
        for letter in letters:
            if stop():
                break
            tour.carry(letter)
    finally:
        tour.note_down()
        if tour.tally.total() < len(letters):
            _give_back(worker=worker)
    return tour.tally


class _Tour:
    """A batch on its way. What became of a letter is written down in the same transaction in which
    the next one takes off: two lasting steps per letter, one commit.
    """

    def __init__(self, connection: MailServer, at: datetime) -> None:
        self.connection, self.at = connection, at
        self.letterhead = _letterhead()
        self.tally: Counter[Outcome] = Counter()
        self.landed: tuple[Letter, Reply] | None = None

    def carry(self, letter: Letter) -> None:
        """From the claim to an answer, or to the reason why there is none."""
        reply = self._on_foot(letter) or self._by_air(letter)
        self.tally[reply.outcome] += 1

    def note_down(self) -> None:
        """Writes down what became of the last letter that was handed over."""
        if self.landed is not None:
            _settle(*self.landed, self.at)
            self.landed = None

    def _on_foot(self, letter: Letter) -> Reply | None:
        """A reply only if the letter cannot leave at all: no mail, no server, or no longer ours."""
        try:
            self.envelope = envelope(letter, **self.letterhead)
        except ValueError as error:
            words = _("Aus diesem Brief wird keine E-Mail: Bitte prüfen Sie die Adresse.")
            log.warning("letter %s cannot be a mail: %s", letter.uid, type(error).__name__)
            reply = Reply(Outcome.PERMANENT, 0, words)
            return _settle(letter, reply, self.at)
        if silence := self._silence():
            return _settle(letter, silence, self.at)
        if not self._take_off(letter):
            return Reply(Outcome.TEMPORARY)
        return None

    def _silence(self) -> Reply | None:
        if self.tally[Outcome.UNREACHABLE]:
            return Reply(Outcome.UNREACHABLE, 0, _("Der Postserver ist nicht erreichbar."))
        if self.connection.connection is None:  # reaching the server may take a while
            self.note_down()
        return self.connection.reach()

    @transaction.atomic
    def _take_off(self, letter: Letter) -> bool:
        self.note_down()
        return _step(letter, State.CLAIMED, state=State.IN_FLIGHT)

    def _by_air(self, letter: Letter) -> Reply:
        try:
            reply = self.connection.hand_over(self.envelope)
        except BaseException:  # even a signal: nobody knows now whether the letter arrived
            self.connection.drop()
            words = _("Die Übergabe an den Postserver wurde abgebrochen.")
            _settle(letter, Reply(Outcome.UNCLEAR, 0, words), self.at)
            raise
        self.landed = (letter, reply)
        return reply


def _letterhead() -> dict[str, str]:
    """Who writes: the network's name and the address for answers (1 query)."""
    ours = network()
    names = {"name": str(ours), "reply_to": ours.email} if ours else {}
    return {"sender": settings.DEFAULT_FROM_EMAIL, **names}


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
    empty = {"text": "", "html": "", "calendar": "", "emptied_at": at}
    return empty if letter.confidential else {}


def _step(letter: Letter, *before: State, **changes: Any) -> bool:
    """Moves a letter that this worker holds; False if somebody else has it now."""
    held = Letter.objects.filter(pk=letter.pk, claimed_by=letter.claimed_by, state__in=before)
    return held.update(**changes) == 1


def _give_back(*, worker: str) -> None:
    Letter.objects.filter(claimed_by=worker, state=State.CLAIMED).update(state=State.QUEUED, **FREE)
