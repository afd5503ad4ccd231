"""Letters are written in the same transaction as the deed they tell of."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitsorge.foundation.post import rules
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft


def enqueue(draft: Draft, *, at: datetime) -> Letter:
    """Puts a letter into the outbox, once per `draft.key` (2 queries; 4 inside `atomic`).

    Call it inside the transaction of the deed: no deed without its letter, no letter without its
    deed. A second draft with a known key changes nothing; the first letter is returned.
    """
    return enqueue_many([draft], at=at)[0]


@transaction.atomic
def enqueue_many(drafts: Iterable[Draft], *, at: datetime) -> list[Letter]:
    """Many letters at once, in the order of the drafts (1 query per 500 drafts, then 1 to read)."""
    written = [_letter(draft, at) for draft in drafts]
    Letter.objects.bulk_create(written, ignore_conflicts=True, batch_size=500)
    known = Letter.objects.in_bulk([letter.key for letter in written], field_name="key")
    return [known[letter.key] for letter in written]


def _letter(draft: Draft, at: datetime) -> Letter:
    zone = timezone.get_default_timezone()
    waits = draft.may_wait_for_digest and not draft.calendar
    return Letter(
        key=draft.key,
        to=draft.to,
        subject=rules.one_line(draft.subject),
        text=draft.text,
        html=draft.html,
        calendar=draft.calendar,
        reply_to=draft.reply_to,
        purpose=draft.purpose,
        confidential=draft.confidential,
        may_wait_for_digest=waits,
        queued_at=at,
        due_at=rules.next_digest(at, zone) if waits else at,
    )
