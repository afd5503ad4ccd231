"""A report that was owed is written down as sent; a slip is put right by a correcting entry."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import DutyReport
from mitsorge.domain.governance.permissions import check_may_run_committee
from mitsorge.domain.governance.queries.calendar import Due
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def note_sent(*, due: Due, sent_on: date, how: str, by: Account | None, at: datetime) -> DutyReport:
    """When and how a report left the house, and who says so. Raises `AlreadyDone` for one written down before, `Refused`."""
    check_may_run_committee(by, due.committee, timezone.localdate(at))
    if sent_on > timezone.localdate(at):
        raise Refused(_("Dieser Tag liegt in der Zukunft. Wann ging der Bericht hinaus?"))
    if due.report.after and sent_on < due.report.after:
        raise Refused(_("An diesem Tag war die Sitzung noch nicht, über die berichtet wird."))
    if not how.strip():
        raise Refused(_("Wie ging der Bericht hinaus? Zum Beispiel: E-Mail, Post."))
    row = DutyReport(
        committee=due.committee,
        to=due.report.to,
        due_on=due.report.day,
        after=due.report.after,
        sent_on=sent_on,
        how=how.strip()[:200],
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise AlreadyDone(_("Dieser Versand ist schon eingetragen.")) from None
    journal.record(
        event="governance.dutyreport.sent", subject=due.committee, by=by, at=at,
        changes=_told(row), why=row.to,
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw(*, report_id: int, why: str, by: Account | None, at: datetime) -> DutyReport:
    """The entry was wrong: the row stays with its day, the report is owed again. Raises `AlreadyDone`, `Refused`."""
    row = DutyReport.objects.select_related("committee").get(pk=report_id)
    check_may_run_committee(by, row.committee, timezone.localdate(at))
    if not why.strip():
        raise Refused(_("Sagen Sie bitte kurz, warum der Eintrag nicht stimmt."))
    standing = DutyReport.objects.filter(pk=report_id, withdrawn_at=None)
    if not standing.update(withdrawn_at=at):
        raise AlreadyDone(_("Dieser Eintrag ist schon zurückgenommen."))
    row.withdrawn_at = at
    pairs = {name: [before, None] for name, (_none, before) in _told(row).items()}
    journal.record(
        event="governance.dutyreport.withdrawn", subject=row.committee, by=by, at=at,
        changes=pairs, why=f"{row.to}: {why.strip()[:300]}",
    )  # fmt: skip
    return row


def _told(row: DutyReport) -> dict[str, list[str | None]]:
    return {"sent_on": [None, row.sent_on.isoformat()], "how": [None, row.how]}
