"""What somebody takes on."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import AgendaItem, Committee, Task
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
    permissions.check_may_run_committee(by, committee, timezone.localdate(at))
    words = {"text": text.strip(), "owner": owner.strip()}
    _check_task(committee, item_id, words, due_on, at)
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
def finish_task(*, task_id: int, by: Account, at: datetime) -> Task:
    """Ticks a task off. Raises `AlreadyDone` for the second one who does."""
    task = Task.objects.select_related("committee").get(pk=task_id)
    permissions.check_may_run_committee(by, task.committee, timezone.localdate(at))
    if not Task.objects.filter(pk=task_id, done_at=None).update(done_at=at):
        raise AlreadyDone(_("Diese Aufgabe ist schon erledigt."))
    task.done_at = at
    journal.record(event="governance.task.finished", subject=task, by=by, at=at)
    return task


def _check_task(
    committee: Committee,
    item_id: int | None,
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
    if item_id and not AgendaItem.objects.filter(pk=item_id, committee=committee).exists():
        raise Refused(_("Dieser Punkt gehört zu einem anderen Gremium."))
