"""Letters that came back: the address becomes a trouble of its organization."""

from datetime import datetime

from django.db import transaction

from mitsorge.domain.upkeep.actions.troubles import note
from mitsorge.domain.upkeep.letters.inquiries import PURPOSE
from mitsorge.domain.upkeep.models import Reminder, Trouble
from mitsorge.domain.upkeep.queries.troubles import Owner
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import State


@transaction.atomic
def note_bounced(*, at: datetime) -> int:
    """Notes every letter of an open round that could not be delivered, once; returns how many were new (3 queries).

    One that the office has ended since the letter was written does not come up again.
    """
    failed = Letter.objects.filter(state=State.FAILED, purpose=PURPOSE)
    words = {key: (to, said) for key, to, said in failed.values_list("key", "to", "last_error")}
    rows = Reminder.objects.filter(letter_key__in=words, inquiry__ended_at=None)
    reminders = list(rows.select_related("inquiry").order_by("pk"))
    owners = [row.inquiry.organization_id for row in reminders]
    known = Trouble.objects.filter(kind=TroubleKind.EMAIL, organization__in=owners)
    noted = {
        (pk, address.lower()): found
        for pk, address, found in known.order_by("found_at").values_list(
            "organization_id", "address", "found_at"
        )
    }
    return sum(_note(row, *words[row.letter_key], noted, at) for row in reminders)


def _note(
    row: Reminder, to: str, said: str, noted: dict[tuple[int, str], datetime], at: datetime
) -> bool:
    key = (row.inquiry.organization_id, to.lower())
    if key in noted and noted[key] >= row.written_at:
        return False
    noted[key] = at
    owner = Owner(row.inquiry.organization_id, None)
    return note(TroubleKind.EMAIL, to, said, owner=owner, at=at)
