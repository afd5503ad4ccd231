"""What citizens report, and what becomes of it."""

import hashlib
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory import letters, permissions, rules
from mitsorge.domain.directory.actions.outcomes import AlreadyDone, refuse
from mitsorge.domain.directory.models import Report
from mitsorge.foundation.identity import queries as identity
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions as post

KEPT = timedelta(days=92)
"""So long after the answer the address of whoever reported is kept (docs/law/privacy-classes.toml)."""


def report_error(
    *, service_id: int | None, text: str, key: str, at: datetime, reply_to: str = "", page: str = ""
) -> Report:
    """A wrong entry, told by anyone. `key` comes from the form; a double click is one report."""
    return _receive(rules.ReportKind.ERROR, text, key, at, reply_to, page, service_id)


def report_barrier(
    *,
    page: str,
    text: str,
    key: str,
    at: datetime,
    reply_to: str = "",
    service_id: int | None = None,
) -> Report:
    """A barrier on these pages (§ 12b (2) 2 BGG). `key` as in `report_error`."""
    return _receive(rules.ReportKind.BARRIER, text, key, at, reply_to, page, service_id)


@transaction.atomic
def answer_report(*, report_id: int, answer: str, by: Account | None, at: datetime) -> Report:
    """Answers once; the second gets `AlreadyDone`. Whoever left an address gets a letter."""
    permissions.check_may_answer_reports(by)
    refuse([] if answer.strip() else [rules.Problem("answer", rules.Fault.TEXT_MISSING)])
    is_open = Report.objects.filter(pk=report_id, answered_at=None)
    if not is_open.update(answer=answer.strip(), answered_at=at, answered_by=by):
        raise AlreadyDone(_("Dieser Hinweis ist schon beantwortet."))
    report = Report.objects.select_related("service").get(pk=report_id)
    journal.record(
        event="directory.report.answered",
        subject=report,
        by=by,
        at=at,
        changes={"answered_at": [None, at.isoformat()]},
    )
    network = identity.network()
    if network and report.reply_to:
        post.enqueue(letters.report_answered(report, network), at=at)
    return report


@transaction.atomic
def forget_reporters(*, at: datetime) -> int:
    """Forgets the addresses of reports answered long enough ago; how many (1 query). For the worker."""
    return Report.objects.filter(answered_at__lt=at - KEPT).exclude(reply_to="").update(reply_to="")


@transaction.atomic
def _receive(
    kind: rules.ReportKind,
    text: str,
    key: str,
    at: datetime,
    reply_to: str,
    page: str,
    service_id: int | None,
) -> Report:
    refuse([] if text.strip() else [rules.Problem("text", rules.Fault.TEXT_MISSING)])
    network = identity.network()
    report = Report(
        kind=kind,
        service_id=service_id,
        page=page[:300],
        text=text.strip()[:4000],
        reply_to=reply_to,
        key=_key(key, kind, service_id, text),
        created_at=at,
        due_on=_due(kind, network, at),
    )
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        return Report.objects.get(key=report.key)
    journal.record(event="directory.report.received", subject=report, by=None, at=at)
    if network:
        post.enqueue(letters.report_for_office(report, network), at=at)
    if network and reply_to:
        post.enqueue(letters.report_received(report, network), at=at)
    return report


def _key(key: str, kind: str, service_id: int | None, text: str) -> str:
    """The same form with the same text: whoever goes back and writes something else is heard again."""
    said = "\n".join((key, kind, str(service_id), text.strip()))
    return hashlib.sha256(said.encode()).hexdigest()[:40]


def _due(kind: rules.ReportKind, network: Network | None, at: datetime) -> date:
    return rules.report_due(
        kind=kind,
        on=timezone.localdate(at),
        working_days=network.report_days if network else 5,
        land=network.land if network else "",
    )
