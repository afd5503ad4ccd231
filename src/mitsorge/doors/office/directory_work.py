"""What the directory puts on the desk."""

from datetime import date, timedelta

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.models import Report, Responsibility, Service
from mitsorge.domain.directory.queries.hiding import hidden_services
from mitsorge.domain.stories.models import Page
from mitsorge.face.templatetags.face import long_date
from mitsorge.face.work import Urgency, WorkItem, needs_someone, urgency_of
from mitsorge.foundation.people.rules import Role

MOST = 50
"""More than this nobody reads; the rooms themselves show all."""
SOON = timedelta(days=14)
"""What ends later waits in one row."""
UNFINISHED = "Bitte ergänzen"
"""What the texts of a new network say where only the network knows the answer."""


@needs_someone(Role.COORDINATION)
def reports(on: date) -> list[WorkItem]:
    """Unanswered reports with their deadline (1 query)."""
    return [_report(report, on) for report in directory.open_reports()[:MOST]]


def _report(report: Report, on: date) -> WorkItem:
    return WorkItem(
        title=str(report),
        why=Truncator(report.text).chars(120),
        address=reverse("office:report", args=[report.pk]),
        button=_("Klären"),
        due=report.due_on,
        urgency=urgency_of(report.due_on, on),
    )


@needs_someone(Role.COORDINATION)
def recognitions(on: date) -> list[WorkItem]:
    """Recognitions under § 45a SGB XI that end within two weeks or have ended, the later ones in one row (1 query)."""
    found = list(directory.recognitions_ending(on))
    soon = on + SOON
    near = [each for each in found if each.recognized_until and each.recognized_until <= soon]
    return [*(_recognition(each, on) for each in near[:MOST]), *_later(len(found) - len(near))]


def _later(n: int) -> list[WorkItem]:
    title = ngettext(
        "%(n)s weitere Anerkennung endet bald", "%(n)s weitere Anerkennungen enden bald", n
    )
    why = _("Nach § 45a SGB XI, in den nächsten acht Wochen.")
    address = reverse("office:recognitions")
    row = WorkItem(title % {"n": n}, why, address, _("Ansehen"), urgency=Urgency.LATER)
    return [row] if n else []


def _recognition(service: Service, on: date) -> WorkItem:
    until = service.recognized_until
    has_ended = until is not None and until < on
    title = _("Anerkennung abgelaufen: %(name)s") if has_ended else _("Anerkennung endet: %(name)s")
    why = _("Nach § 45a SGB XI anerkannt bis %(day)s.") % {"day": long_date(until or on)}
    return WorkItem(
        title=title % {"name": service.name},
        why=why,
        address=reverse("office:service", args=[service.pk]) + "#sichtbar",
        button=_("Prüfen"),
        due=until,
        urgency=urgency_of(until, on),
    )


@needs_someone(Role.COORDINATION)
def never_confirmed(on: date) -> list[WorkItem]:
    """One row for all public offers nobody ever confirmed (1 query)."""
    n = directory.visible_services(on).filter(assured_at=None).count()
    title = ngettext(
        "%(n)s Angebot ist noch nie bestätigt worden",
        "%(n)s Angebote sind noch nie bestätigt worden",
        n,
    )
    why = _("Fragen Sie nach, bevor jemand vergeblich anruft.")
    address = reverse("office:services") + "?frische=unbestaetigt&status=ACTIVE"
    return [WorkItem(title % {"n": n}, why, address, _("Ansehen"))] if n else []


@needs_someone(Role.COORDINATION)
def hidden(on: date) -> list[WorkItem]:
    """One row for all offers the network's rule hides (1 query)."""
    n = hidden_services(on).count()
    title = ngettext(
        "%(n)s Angebot ist ausgeblendet",
        "%(n)s Angebote sind ausgeblendet, weil niemand sie bestätigt",
        n,
    )
    why = _("Eine Bestätigung holt sie zurück.")
    address = reverse("office:services") + "?frische=ausgeblendet"
    return [WorkItem(title % {"n": n}, why, address, _("Ansehen"))] if n else []


@needs_someone(Role.COORDINATION)
def offices_without_phone(_on: date) -> list[WorkItem]:
    """One row for all responsible offices that cannot be called (1 query)."""
    n = Responsibility.objects.filter(phone="").count()
    title = ngettext(
        "%(n)s zuständige Stelle hat kein Telefon", "%(n)s zuständige Stellen haben kein Telefon", n
    )
    why = _("Wer fragt, wer zuständig ist, will dort anrufen.")
    address = reverse("office:responsibilities")
    return [WorkItem(title % {"n": n}, why, address, _("Ergänzen"))] if n else []


@needs_someone(Role.COORDINATION)
def unfinished_pages(_on: date) -> list[WorkItem]:
    """Public pages that still ask to be completed (1 query)."""
    return [
        WorkItem(
            title=_("Seite ergänzen: %(title)s") % {"title": page.title},
            why=_("Im Text steht noch „Bitte ergänzen“."),
            address=reverse("office:page", args=[page.slug]),
            button=_("Ergänzen"),
            urgency=Urgency.THIS_WEEK,
        )
        for page in Page.objects.filter(is_published=True, text__contains=UNFINISHED)
    ]
