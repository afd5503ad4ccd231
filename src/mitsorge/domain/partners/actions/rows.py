"""A partnership that is changed: locked, written, noted."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.permissions import check_may_speak_for
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

Changes = dict[str, list[object]]


def running_row(partnership_id: int, by: Account) -> Partnership:
    """The partnership, locked, if it may be changed. Raises `NotAllowed` and `AlreadyDone` (it has ended)."""
    rows = Partnership.objects.select_related("organization", "member_group")
    partnership = rows.select_for_update(of=("self",)).get(pk=partnership_id)
    check_may_speak_for(by, partnership.organization.uid)
    if partnership.active_to is not None:
        raise AlreadyDone(
            _("%(name)s ist schon ausgetreten. Es gibt nichts mehr zu ändern.")
            % {"name": partnership}
        )
    return partnership


def write(partnership: Partnership, **values: object) -> None:
    """Writes these fields of a row that is locked, and moves its version (2 queries)."""
    Partnership.objects.filter(pk=partnership.pk).update(version=F("version") + 1, **values)
    partnership.refresh_from_db()


def note(
    what: str,
    partnership: Partnership,
    *,
    by: Account,
    at: datetime,
    changes: Changes,
    why: str = "",
) -> None:
    journal.record(
        event=f"partners.partnership.{what}",
        subject=partnership,
        by=by,
        at=at,
        changes=changes,
        why=why,
    )
