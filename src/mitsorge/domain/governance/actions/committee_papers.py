"""Documents of a committee that lie before no meeting yet."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee, Paper
from mitsorge.foundation.files.actions import store_file
from mitsorge.foundation.files.rules import DOCUMENTS, SHEETS, Visibility
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

ACCEPTED = DOCUMENTS | SHEETS


@transaction.atomic
def file_paper(
    *,
    committee_id: int,
    data: bytes,
    file_name: str,
    name: str = "",
    is_public: bool = False,
    by: Account | None,
    at: datetime,
) -> Paper:
    """A document kept with its committee. Raises `files.actions.Refused` for what is no PDF and no sheet."""
    committee = Committee.objects.get(pk=committee_id)
    permissions.check_may_run_committee(by, committee, timezone.localdate(at))
    seen = Visibility.PUBLIC if is_public else Visibility.OFFICE
    file = store_file(data=data, name=file_name, accepted=ACCEPTED, by=by, at=at, visibility=seen)
    paper = Paper.objects.create(
        committee=committee,
        name=(name.strip() or file.name)[:200],
        file=file,
        is_public=is_public,
        added_at=at,
    )
    journal.record(event="governance.paper.added", subject=paper, by=by, at=at)
    return paper


@transaction.atomic
def remove_paper(*, paper_id: int, by: Account | None, at: datetime) -> None:
    """Out of the committee's documents; what lies before a meeting stays. Raises `Refused`, `AlreadyDone`."""
    paper = Paper.objects.select_related("committee").filter(pk=paper_id).first()
    if paper is None:
        raise AlreadyDone(_("Diese Unterlage wurde schon entfernt."))
    permissions.check_may_run_committee(by, paper.committee, timezone.localdate(at))
    if paper.meeting_id is not None or paper.items.exists():
        raise Refused(_("Diese Unterlage liegt einer Sitzung vor. Dort nehmen Sie sie heraus."))
    journal.record(event="governance.paper.removed", subject=paper, by=by, at=at)
    paper.delete()
