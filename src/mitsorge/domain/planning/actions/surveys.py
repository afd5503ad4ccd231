"""Surveys: begun, sent, reminded of once, withdrawn, closed. Closing turns the answers into series."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.letters.surveys import please_answer
from mitsorge.domain.planning.models import Series, Survey, SurveyRequest
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.figures import Network, network_regions
from mitsorge.domain.planning.queries.surveys import kind_names, questionnaires_to, sheets_of
from mitsorge.domain.planning.rules import Quality
from mitsorge.domain.planning.rules.passport import Counted, Passport
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.domain.planning.rules.survey_counts import SUBJECTS, Tally
from mitsorge.domain.planning.rules.surveys import NUMBERS, Ask, SurveyState
from mitsorge.domain.planning.wording.surveys import ASK, UNIT, method_words
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post.actions import enqueue_many

LONGEST_KIND = 60
"""So much of the name of a kind of offer stands in the title of a series."""


@dataclass(frozen=True)
class Draft:
    """What somebody typed about a survey. `terms`: codes of kinds; `areas`: codes, empty for everywhere."""

    title: str
    terms: Sequence[str]
    asks: Sequence[Ask]
    as_of: date
    due_on: date
    areas: Sequence[str] = ()
    greeting: str = ""


@transaction.atomic
def open_survey(*, draft: Draft, by: Account, at: datetime) -> Survey:
    """A survey with a questionnaire for every organization that has such offers; nothing is sent yet.

    Raises `Refused` for a name that is taken, dates in the wrong order, nothing to ask, nobody to ask.
    """
    check_may_plan(by)
    found = network_regions()
    _check(draft, found, timezone.localdate(at))
    sheets = questionnaires_to(draft.terms, draft.areas, on=timezone.localdate(at), network=found)
    if not sheets:
        raise Refused(_("Für diese Auswahl steht kein Angebot im Verzeichnis."))
    survey = _created(draft, by, at)
    SurveyRequest.objects.bulk_create(
        SurveyRequest(survey=survey, organization_id=pk, prefilled=answers.as_json())
        for pk, answers in sheets.items()
    )
    journal.record(
        event="planning.survey.opened",
        subject=survey,
        by=by,
        at=at,
        changes={"requests": [0, len(sheets)]},
    )
    return survey


def _check(draft: Draft, found: Network, today: date) -> None:
    if not draft.title.strip():
        raise Refused(_("Geben Sie der Umfrage einen Titel."))
    if not draft.terms or len(kind_names(draft.terms)) < len(set(draft.terms)):
        raise Refused(_("Wählen Sie mindestens eine Art von Angebot."))
    if not draft.asks:
        raise Refused(_("Wählen Sie mindestens eine Frage."))
    if draft.due_on < max(draft.as_of, today):
        raise Refused(
            _("Die Antworten können frühestens heute und nicht vor dem Stichtag da sein.")
        )
    if not set(draft.areas) <= {region.code for region in found.regions}:
        raise Refused(_("Diesen Planungsraum gibt es nicht (mehr)."))


def _created(draft: Draft, by: Account, at: datetime) -> Survey:
    values = {
        "title": draft.title.strip(),
        "greeting": draft.greeting.strip(),
        "terms": list(dict.fromkeys(draft.terms)),
        "areas": list(dict.fromkeys(draft.areas)),
        "asks": [str(ask) for ask in Ask if ask in draft.asks],
        "as_of": draft.as_of,
        "due_on": draft.due_on,
    }
    try:
        with transaction.atomic():
            return Survey.objects.create(**values, author=str(by)[:120], opened_at=at)
    except IntegrityError as taken:
        sentence = _("Eine Umfrage mit diesem Titel gibt es schon. Wählen Sie einen anderen.")
        raise Refused(sentence) from taken


@transaction.atomic
def send_survey(*, survey_id: int, addresses: Mapping[int, str], by: Account, at: datetime) -> int:
    """Writes to every organization (by id) that has an address and was not written to; returns how many letters.

    Later again for those whose address became known. Whoever has no address is called. Raises `AlreadyDone` where
    nothing is left to send, `Refused` for a survey that ended, or whose day to answer has passed.
    """
    check_may_plan(by)
    survey = running(survey_id, SurveyState.DRAFT, SurveyState.RUNNING)
    if survey.due_on < timezone.localdate(at):
        raise Refused(_("Der Tag, bis zu dem Sie um Antwort bitten, ist vorbei. Beginnen Sie die Umfrage neu."))  # fmt: skip
    waiting = SurveyRequest.objects.filter(survey=survey, sent_at=None, answered_at=None)
    rows = list(waiting.filter(organization__in=list(addresses)).order_by("pk"))
    if survey.sent_at and not rows:
        raise AlreadyDone(_("Diese Fragebögen sind schon verschickt."))
    _write(survey, rows, addresses, at)
    SurveyRequest.objects.filter(pk__in=[row.pk for row in rows]).update(sent_at=at)
    Survey.objects.filter(pk=survey.pk, sent_at=None).update(sent_at=at)
    _record("planning.survey.sent", survey, len(rows), by, at)
    return len(rows)


@transaction.atomic
def remind(*, survey_id: int, addresses: Mapping[int, str], by: Account, at: datetime) -> int:
    """One more letter to whoever was written to and has not answered, once in a survey; returns how many.

    Raises `AlreadyDone` where nobody is left to remind, `Refused` for a survey that does not run.
    """
    check_may_plan(by)
    survey = running(survey_id, SurveyState.RUNNING)
    silent = SurveyRequest.objects.filter(survey=survey, answered_at=None, reminded_at=None)
    told = silent.filter(sent_at__isnull=False, organization__in=list(addresses))
    rows = list(told.order_by("pk"))
    if not rows:
        raise AlreadyDone(_("Niemand ist mehr zu erinnern."))
    _write(survey, rows, addresses, at, reminder=True)
    SurveyRequest.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=at)
    _record("planning.survey.reminded", survey, len(rows), by, at)
    return len(rows)


def _write(
    survey: Survey,
    rows: Sequence[SurveyRequest],
    addresses: Mapping[int, str],
    at: datetime,
    *,
    reminder: bool = False,
) -> None:
    ours = network()
    if ours is None:
        raise Refused(_("Richten Sie zuerst das Netzwerk ein: Ein Brief braucht einen Absender."))
    letters = (
        please_answer(row, survey, ours, to=addresses[row.organization_id], reminder=reminder)
        for row in rows
    )
    enqueue_many(letters, at=at)


def _record(event: str, survey: Survey, n: int, by: Account, at: datetime) -> None:
    journal.record(event=event, subject=survey, by=by, at=at, changes={"letters": [0, n]})


@transaction.atomic
def withdraw_survey(*, survey_id: int, by: Account, at: datetime) -> None:
    """Ends a survey without figures; its links open a page that says so. Answers stay with it."""
    check_may_plan(by)
    survey = running(survey_id, SurveyState.DRAFT, SurveyState.RUNNING)
    Survey.objects.filter(pk=survey.pk).update(withdrawn_at=at)
    journal.record(event="planning.survey.withdrawn", subject=survey, by=by, at=at)


@transaction.atomic
def close_survey(*, survey_id: int, by: Account, at: datetime) -> list[Series]:
    """Ends a survey and writes a series for each question and kind of offer about which a number was said.

    Raises `Refused` where nobody answered, or the survey does not run.
    """
    check_may_plan(by)
    survey = running(survey_id, SurveyState.RUNNING)
    tally = Tally(sheets_of(survey))
    if not tally.response().answered:
        raise Refused(_("Noch hat niemand geantwortet. Warten Sie, oder ziehen Sie die Umfrage zurück."))  # fmt: skip
    Survey.objects.filter(pk=survey.pk).update(closed_at=at)
    made = [
        _series(survey, passport, figures, by, at) for passport, figures in _told(survey, tally)
    ]
    journal.record(
        event="planning.survey.closed",
        subject=survey,
        by=by,
        at=at,
        changes={"series": [0, len(made)]},
    )
    return made


def _series(
    survey: Survey, passport: Passport, figures: Sequence[Counted], by: Account, at: datetime
) -> Series:
    made = import_series(passport=passport, figures=figures, by=by, at=at)
    Series.objects.filter(pk=made.pk).update(survey=survey)
    return made


def _told(survey: Survey, tally: Tally) -> Iterator[tuple[Passport, Sequence[Counted]]]:
    found = network_regions()
    finest = finest_regions(found.regions)
    areas = [region.code for region in finest]
    names = {region.code: region.name for region in finest}
    ours = network()
    publisher = str(ours) if ours else found.name
    kreis = "" if survey.areas else found.kreis
    for term, kind in kind_names(survey.terms).items():
        for ask in (ask for ask in NUMBERS if ask in survey.asks):
            if not tally.sum_of(ask, term=term).known:
                continue
            where: dict[str, Any] = {"term": term, "areas": areas, "kreis": kreis}
            rate = tally.response(term=term)
            gaps = tally.gaps_of(ask, term=term, areas=areas)
            passport = Passport(
                title=f"{capfirst(str(ASK[ask]))}, {kind[:LONGEST_KIND]}: {survey.title}",
                subject=SUBJECTS[ask],
                unit=str(UNIT[ask]),
                publisher=publisher[:200],
                licence=_("eigene Erhebung, Rechte beim Netzwerk"),
                as_of=survey.as_of,
                quality=Quality.SURVEY,
                method=method_words(survey.title, survey.as_of, rate, gaps, names),
                response_rate=rate.share,
                lower_bounds=tuple(tally.lower_bounds(ask, **where)),
            )
            yield passport, tally.figures_of(ask, year=survey.as_of.year, **where)


def running(survey_id: int, *wanted: SurveyState) -> Survey:
    """The survey, held until the end of the deed, in one of these states; else `AlreadyDone` or `Refused`."""
    survey = Survey.objects.select_for_update().get(pk=survey_id)
    if survey.state in wanted:
        return survey
    if survey.state == SurveyState.DRAFT:
        raise Refused(_("Verschicken Sie die Umfrage zuerst."))
    raise AlreadyDone(
        _("Diese Umfrage ist schon beendet.")
        if survey.state == SurveyState.CLOSED
        else _("Diese Umfrage ist zurückgezogen.")
        if survey.state == SurveyState.WITHDRAWN
        else _("Diese Umfrage läuft schon.")
    )
