"""Documents that lie before a meeting."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.governance.actions import order
from mitsorge.domain.governance.models import AgendaItem, Meeting, Paper
from mitsorge.domain.governance.permissions import check_may_run_committee
from mitsorge.foundation.files import actions as files
from mitsorge.foundation.files.models import File
from mitsorge.foundation.files.rules import DOCUMENTS, Visibility
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def attach_paper(
    *,
    meeting: Meeting,
    name: str,
    file: File,
    items: Iterable[AgendaItem] = (),
    is_public: bool = False,
    by: Account | None,
    at: datetime,
) -> Paper:
    """Lays a document before a meeting, perhaps to some of its items. The bytes were taken in by `files`."""
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    held = order.held(meeting)
    paper = Paper.objects.create(
        committee=meeting.committee,
        meeting=held,
        name=(name.strip() or file.name)[:200],
        file=file,
        is_public=is_public,
        added_at=at,
    )
    paper.items.set(item for item in items if item.meeting_id == meeting.pk)
    journal.record(event="governance.paper.added", subject=paper, by=by, at=at)
    return paper


@transaction.atomic
def upload_paper(
    *,
    meeting: Meeting,
    name: str,
    data: bytes,
    file_name: str,
    items: Iterable[AgendaItem] = (),
    is_public: bool = False,
    by: Account | None,
    at: datetime,
) -> Paper:
    """Takes a PDF in and lays it before the meeting. Raises `files.Refused` for anything else."""
    check_may_run_committee(by, meeting.committee, timezone.localdate(at))
    file = files.store_file(
        data=data,
        name=file_name,
        accepted=DOCUMENTS,
        visibility=Visibility.PUBLIC if is_public else Visibility.OFFICE,
        by=by,
        at=at,
    )
    return attach_paper(
        meeting=meeting, name=name, file=file, items=items, is_public=is_public, by=by, at=at
    )


@transaction.atomic
def detach_paper(*, paper_id: int, by: Account | None, at: datetime) -> None:
    """Takes a document off a meeting; the committee keeps it."""
    paper = (
        Paper.objects.select_for_update(of=("self",)).select_related("committee").get(pk=paper_id)
    )
    check_may_run_committee(by, paper.committee, timezone.localdate(at))
    if paper.meeting is None:
        return
    order.held(paper.meeting)
    Paper.objects.filter(pk=paper.pk).update(meeting=None)
    paper.items.clear()
    journal.record(event="governance.paper.removed", subject=paper, by=by, at=at)
