"""What answers, measures and readings put on the desk."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.queries import answers, measures, papers
from mitsorge.domain.recommendations.rules.chain import days_late
from mitsorge.domain.recommendations.wording import chain as words
from mitsorge.face.work import Urgency, WorkItem, needs_someone, urgency_of
from mitsorge.foundation.people.rules import Role

MOST = 20
"""More than this nobody reads at once; the rooms show all."""


@needs_someone(Role.COORDINATION)
def silence(on: date) -> list[WorkItem]:
    """Overdue answers, each with its button; who stays silent after the last reminder is telephoned (2 queries)."""
    told = answers.past_reminding(on)
    return [
        WorkItem(
            title=_("Antwort steht aus: %(what)s") % {"what": row},
            why=_silent(row, on, row.pk in told),
            address=_answer(row),
            button=_("Nachfragen") if row.pk in told else _("Ansehen"),
            due=row.answer_due,
            urgency=Urgency.THIS_WEEK,
        )
        for row in answers.silent(on)[:MOST]
    ]


def _silent(row: Recommendation, on: date, told: bool) -> str:
    said = {"who": row.addressee, "late": words.late(days_late(row.answer_due, on))}
    if told:
        return _("%(who)s, %(late)s. Alle Erinnerungen sind versandt: Rufen Sie an.") % said
    return _("%(who)s, %(late)s. Wir erinnern von selbst.") % said


@needs_someone(Role.COORDINATION)
def to_hand_over(_on: date) -> list[WorkItem]:
    """Adopted recommendations nobody handed over, in one row (1 query)."""
    n = answers.not_sent().count()
    title = ngettext(
        "%(n)s beschlossene Empfehlung ist noch nicht übergeben",
        "%(n)s beschlossene Empfehlungen sind noch nicht übergeben",
        n,
    )
    why = _("Bitten Sie die Adressaten um ihre Antwort.")
    address = reverse("office:answers")
    return [WorkItem(title % {"n": n}, why, address, _("Übergeben"))] if n else []


@needs_someone(Role.COORDINATION)
def sessions_over(on: date) -> list[WorkItem]:
    """Sessions of councils that were, without a result (1 query)."""
    return [
        WorkItem(
            title=_("Wie ging es aus? %(body)s") % {"body": station.body},
            why=str(station.paper.recommendation),
            address=reverse("office:station", args=[station.pk]),
            button=_("Eintragen"),
            due=station.held_on,
            urgency=urgency_of(station.held_on, on),
        )
        for station in papers.stations_due().filter(held_on__lte=on)[:MOST]
    ]


@needs_someone(Role.COORDINATION, Role.PLANNING)
def late_measures(on: date) -> list[WorkItem]:
    """Measures that should have ended (1 query)."""
    return [
        WorkItem(
            title=_("Maßnahme überfällig: %(title)s") % {"title": measure.title},
            why=_("verantwortlich: %(owner)s") % {"owner": measure.owner},
            address=reverse("office:measure", args=[measure.uid]),
            button=_("Ansehen"),
            due=measure.ends_on,
            urgency=Urgency.THIS_WEEK,
        )
        for measure in measures.late(on)[:MOST]
    ]


@needs_someone(Role.COORDINATION, Role.PLANNING)
def readings_due(on: date) -> list[WorkItem]:
    """Indicators whose next reading is due (1 query)."""
    return [
        WorkItem(
            title=_("Messung fällig: %(name)s") % {"name": indicator.name},
            why=indicator.measure.title,
            address=reverse("office:reading", args=[indicator.pk]),
            button=_("Eintragen"),
            due=indicator.next_reading_on,
            urgency=Urgency.THIS_WEEK,
        )
        for indicator in measures.readings_due(on)[:MOST]
    ]


def _answer(row: Recommendation) -> str:
    return reverse("office:answer", args=row.number.split("/"))
