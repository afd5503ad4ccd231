"""How a committee stands between two meetings."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import Committee, StatusNote
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

LINES = 3
LONGEST = 600


@transaction.atomic
def note_status(*, committee_id: int, text: str, by: Account | None, at: datetime) -> StatusNote:
    """At most three lines, 600 characters; the note before stays in the history. Raises `Refused`."""
    committee = Committee.objects.get(pk=committee_id)
    permissions.check_may_run_committee(by, committee, timezone.localdate(at))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise Refused(_("Schreiben Sie, wie es steht: eine Zeile genügt."))
    if len(lines) > LINES or sum(map(len, lines)) > LONGEST - LINES:
        raise Refused(_("Drei Zeilen, zusammen höchstens 600 Zeichen. Kürzen Sie bitte."))
    note = StatusNote.objects.create(committee=committee, text="\n".join(lines), by=by, at=at)
    journal.record(event="governance.status_note.added", subject=note, by=by, at=at)
    return note
