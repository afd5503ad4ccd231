"""What the office decides about letters that did not go their way. Each decision is journalled."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from mitsorge.foundation.post import rules
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.permissions import check_may_handle_letters
from mitsorge.foundation.post.rules import State


@transaction.atomic
def send_again(*, letter: Letter, by: Account, at: datetime) -> None:
    """A failed or unclear letter goes into the outbox once more, with the same Message-ID."""
    check_may_handle_letters(by)
    if letter.emptied_at:
        raise NotAllowed(_("Der Text dieses Briefes ist schon gelöscht. Bitte schreiben Sie neu."))
    fresh = {"due_at": at, "attempts": 0, "misses": 0, "claimed_by": "", "claimed_at": None}
    before = frozenset({State.FAILED, State.UNCLEAR})
    _decide(letter, before, State.QUEUED, by, at, "post.letter.sent_again", **fresh)


@transaction.atomic
def confirm_arrived(*, letter: Letter, by: Account, at: datetime) -> None:
    """The office knows that an unclear letter arrived; the moment of the handing over counts as sent."""
    check_may_handle_letters(by)
    before = frozenset({State.UNCLEAR})
    moment = {"sent_at": F("claimed_at"), **_forgotten(letter, at)}
    _decide(letter, before, State.SENT, by, at, "post.letter.arrived", **moment)


@transaction.atomic
def give_up(*, letter: Letter, by: Account, at: datetime) -> None:
    """The letter will not be sent any more."""
    check_may_handle_letters(by)
    before = rules.sources_of(State.ABANDONED)
    _decide(
        letter, before, State.ABANDONED, by, at, "post.letter.given_up", **_forgotten(letter, at)
    )


def _forgotten(letter: Letter, at: datetime) -> dict[str, Any]:
    return {"text": "", "html": "", "emptied_at": at} if letter.confidential else {}


def _decide(
    letter: Letter,
    before: frozenset[State],
    after: State,
    by: Account,
    at: datetime,
    event: str,
    **changes: Any,
) -> None:
    """One conditional update and its entry; the second of two clicks hears that it came too late."""
    open_letter = Letter.objects.filter(pk=letter.pk, state=letter.state, state__in=before)
    if not open_letter.update(state=after, **changes):
        raise NotAllowed(_("Jemand hat über diesen Brief schon entschieden."))
    record(event=event, subject=letter, by=by, at=at, changes={"state": [letter.state, after]})
