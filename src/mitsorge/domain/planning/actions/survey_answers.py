"""What an organization answers to a survey. Whoever calls with LINK has proved it (`letters.surveys.opened`)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions.surveys import running
from mitsorge.domain.planning.models import Survey, SurveyRequest
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.rules.regions import finest_regions
from mitsorge.domain.planning.rules.surveys import (
    Answers,
    Ask,
    Fault,
    SurveyState,
    Via,
    answers_from,
    faults_of,
    kept,
    takes_answers,
)
from mitsorge.domain.planning.wording.surveys import fault_words
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


class AnswersWrong(Refused):
    """Each fault names the offer and the question it stands beside."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(fault_words(faults[0]))


@transaction.atomic
def answer(
    *,
    request_id: int,
    version: int,
    answers: Answers,
    via: Via,
    by: Account | None,
    at: datetime,
) -> SurveyRequest:
    """Takes an answer, or corrects the one that stands, until the survey ends. The same answer again changes nothing.

    Raises `ItemChanged` where somebody answered since `version` (`theirs["answers"]`, `yours["answers"]`: both as
    `Answers`), `AnswersWrong` with what is wrong, `Refused` or `AlreadyDone` where the survey takes none any more.
    """
    if via == Via.PHONE:
        check_may_plan(by)
    survey_id = SurveyRequest.objects.values_list("survey", flat=True).get(pk=request_id)
    survey = _open(survey_id, via, at)
    row = SurveyRequest.objects.select_for_update().get(pk=request_id)
    said = _checked(row, survey, answers)
    if row.answers is not None and answers_from(row.answers) == said:
        return row
    if row.version != version:
        _overtaken(row, said)
    mine = SurveyRequest.objects.filter(pk=row.pk, version=version)
    mine.update(answers=said.as_json(), answered_at=at, via=via, version=F("version") + 1)
    event = "planning.survey.corrected" if row.answered_at else "planning.survey.answered"
    journal.record(event=event, subject=row, by=by, at=at)
    return SurveyRequest.objects.get(pk=row.pk)


def _open(survey_id: int, via: Via, at: datetime) -> Survey:
    survey = running(survey_id, SurveyState.RUNNING)
    on = timezone.localdate(at)
    if via == Via.LINK and not takes_answers(survey.state, survey.due_on, on):
        raise Refused(_("Der Link gilt nicht mehr. Rufen Sie uns an, wir tragen Ihre Zahlen ein."))
    return survey


def _checked(row: SurveyRequest, survey: Survey, answers: Answers) -> Answers:
    asked = answers_from(row.prefilled)
    codes = [region.code for region in finest_regions(network_regions().regions)]
    asks = [Ask(ask) for ask in survey.asks]
    faults = faults_of(answers, asked, asks=asks, areas=codes)
    if faults:
        raise AnswersWrong(faults)
    return kept(answers, asked, asks)


def _overtaken(row: SurveyRequest, said: Answers) -> None:
    if row.answered_at is None:
        raise AlreadyDone(_("Diese Seite ist veraltet. Laden Sie sie neu."))
    theirs = {"answers": answers_from(row.answers), "version": row.version}
    raise ItemChanged(theirs=theirs, yours={"answers": said}, changed_at=row.answered_at)
