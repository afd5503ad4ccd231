"""What somebody takes on."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting, Task
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def add_task(
    *,
    committee: Committee,
    item_id: int | None = None,
    text: str,
    owner: str,
    due_on: date | None = None,
    by: Account,
    at: datetime,
) -> Task:
    """A task of a committee, perhaps out of one of its items. The same one twice is one. Raises `Refused`."""
    rows = AgendaItem.objects.select_related("meeting__committee")
    item = rows.get(pk=item_id) if item_id else None
    _check_may(by, committee, item.meeting if item else None, at)
    words = {"text": text.strip(), "owner": owner.strip()}
    _check_task(committee, item, words, due_on, at)
    task, is_new = Task.objects.get_or_create(
        committee=committee,
        item_id=item_id,
        due_on=due_on,
        done_at=None,
        **words,
        defaults={"created_at": at},
    )
    if is_new:
        journal.record(event="governance.task.added", subject=task, by=by, at=at)
    return task


@transaction.atomic
def finish_task(*, task_id: int, meeting: Meeting | None = None, by: Account, at: datetime) -> Task:
    """Ticks a task off, perhaps in a meeting of its committee. Raises `AlreadyDone` for the second one who does."""
    task = Task.objects.select_related("committee").get(pk=task_id)
    _check_may(by, task.committee, meeting, at)
    if not Task.objects.filter(pk=task_id, done_at=None).update(done_at=at):
        raise AlreadyDone(_("Diese Aufgabe ist schon erledigt."))
    task.done_at = at
    journal.record(event="governance.task.finished", subject=task, by=by, at=at)
    return task


def _check_may(by: Account, committee: Committee, meeting: Meeting | None, at: datetime) -> None:
    """In a meeting of the committee whoever records it, elsewhere whoever runs the committee."""
    on = timezone.localdate(at)
    if meeting is not None and meeting.committee_id == committee.pk:
        permissions.check_may_record(by, meeting, on)
    else:
        permissions.check_may_run_committee(by, committee, on)


def _check_task(
    committee: Committee,
    item: AgendaItem | None,
    words: dict[str, str],
    due_on: date | None,
    at: datetime,
) -> None:
    if not words["text"]:
        raise Refused(_("Bitte sagen Sie, was zu tun ist."))
    if not words["owner"]:
        raise Refused(_("Bitte nennen Sie, wer die Aufgabe übernimmt."))
    if due_on is not None and due_on < timezone.localdate(at):
        raise Refused(_("Der Termin der Aufgabe liegt in der Vergangenheit."))
    if item is not None and item.committee_id != committee.pk:
        raise Refused(_("Dieser Punkt gehört zu einem anderen Gremium."))
