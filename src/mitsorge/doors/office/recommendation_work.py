"""What impulses and recommendations put on the desk."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.recommendations.models import Consultation, Recommendation
from mitsorge.domain.recommendations.queries import waiting
from mitsorge.domain.recommendations.queries.impulses import new_impulses
from mitsorge.domain.recommendations.rules import ConsultationRole
from mitsorge.doors.office.meeting_work import among
from mitsorge.face.templatetags.face import long_date
from mitsorge.face.work import Committees, Urgency, WorkItem, needs_someone, needs_who_runs
from mitsorge.foundation.people.rules import Role

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

LONG = timedelta(days=60)
"""So long a committee may keep a recommendation before the desk says so."""
PATIENCE = timedelta(days=21)
"""So long partners have to say whether they carry a version."""
FORGOTTEN = timedelta(days=180)
"""Who has been silent for so long is not asked by the desk any more."""
MOST = 5


@needs_someone(Role.COORDINATION, Role.PLANNING)
def impulses_without_topic(_on: date) -> list[WorkItem]:
    """One row for all impulses nobody has sorted yet (1 query)."""
    n = new_impulses().count()
    title = ngettext("%(n)s Impuls hat noch kein Thema", "%(n)s Impulse haben noch kein Thema", n)
    why = _("Was zusammengehört, wird ein Thema.")
    address = reverse("office:impulses")
    return [WorkItem(title % {"n": n}, why, address, _("Ordnen"))] if n else []


@needs_who_runs(Role.COORDINATION)
def open_amendments(_on: date, committees: Committees = None) -> list[WorkItem]:
    """A row per recommendation with proposals nobody decided on (1 query)."""
    return [_amendments(row) for row in among(waiting.with_open_amendments(), committees)[:MOST]]


@needs_who_runs(Role.COORDINATION)
def to_consult(on: date, committees: Committees = None) -> list[WorkItem]:
    """Whatever lies before the committees somebody runs (1 query); the office only hears of what lies long."""
    if committees is None:
        return []
    found = among(waiting.long_open(_moment(on + timedelta(days=1))), committees)
    return [_to_consult(each) for each in found[:MOST]]


def _to_consult(each: Consultation) -> WorkItem:
    adopts = each.role == ConsultationRole.ADOPTING
    title = _("Beschluss eintragen: %(title)s") if adopts else _("Bewerten: %(title)s")
    return WorkItem(
        title=title % {"title": each.recommendation.title},
        why=_("Liegt %(committee)s seit %(day)s vor.")
        % {"committee": each.committee, "day": long_date(each.opened_at)},
        address=reverse("office:recommendation_step", args=[each.recommendation.uid]),
        button=_("Öffnen"),
    )


@needs_someone(Role.COORDINATION, Role.STEERING)
def long_consultations(on: date) -> list[WorkItem]:
    """A row per recommendation that has lain before a committee for long (1 query)."""
    return [
        WorkItem(
            title=_("Liegt lange: %(title)s") % {"title": each.recommendation.title},
            why=_("%(committee)s hat sie seit %(day)s.")
            % {"committee": each.committee, "day": long_date(each.opened_at)},
            address=_page(each.recommendation),
            button=_("Ansehen"),
        )
        for each in waiting.long_open(_moment(on - LONG))[:MOST]
    ]


@needs_someone(Role.COORDINATION)
def carriers_missing(on: date) -> list[WorkItem]:
    """A row per recommendation where active partners have been silent for three weeks (3 queries)."""
    found = waiting.unsigned(on, since=_moment(on - FORGOTTEN), before=_moment(on - PATIENCE))
    return [_missing(each) for each in found[:MOST]]


def _amendments(row: "WithAnnotations[Recommendation, waiting.Amended]") -> WorkItem:
    n = row.n_open
    title = ngettext("%(n)s Vorschlag zu „%(title)s“", "%(n)s Vorschläge zu „%(title)s“", n)
    return WorkItem(
        title=title % {"n": n, "title": row.title},
        why=_("Übernehmen Sie ihn oder schreiben Sie, warum nicht."),
        address=_page(row) + "#anmerkungen",
        button=_("Entscheiden"),
    )


def _missing(each: waiting.Unsigned) -> WorkItem:
    title = ngettext(
        "%(n)s Partner fehlt noch: %(title)s", "%(n)s Partner fehlen noch: %(title)s", each.missing
    )
    return WorkItem(
        title=title % {"n": each.missing, "title": each.recommendation.title},
        why=_("Tragen sie die Empfehlung mit, oder nicht?"),
        address=_page(each.recommendation) + "#mittragende",
        button="",
        urgency=Urgency.OTHERS,
    )


def _page(row: Recommendation) -> str:
    return reverse("office:recommendation", args=[row.uid])


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
