"""Where a recommendation stands, by cases; the pictures of the status board are among them."""

from datetime import date

import pytest

from mitsorge.domain.recommendations.rules import (
    AnswerKind,
    MeasureStatus,
    RecommendationStatus,
    Stage,
)
from mitsorge.domain.recommendations.rules.chain import (
    OWN_STAGES,
    Facts,
    LinkState,
    Place,
    Standing,
    Work,
    days_late,
    place,
    place_of_own_measure,
    standing,
    states,
)

S, A, M, L = RecommendationStatus, AnswerKind, MeasureStatus, LinkState
RUNNING, PLANNED = Work(M.RUNNING), Work(M.PLANNED)
MEASURING, MEASURED = Work(M.DONE, True, True), Work(M.DONE, True, False)
UNMEASURED, STOPPED = Work(M.DONE), Work(M.STOPPED)

CASES = [
    (Facts(S.DRAFT), Stage.RECOMMENDATION, L.NOW, Standing.DRAFTED),
    (Facts(S.RETURNED), Stage.RECOMMENDATION, L.NOW, Standing.CONSULTED),
    (Facts(S.IN_CONSULTATION), Stage.CONSULTATION, L.NOW, Standing.CONSULTED),
    (Facts(S.IN_CONSULTATION, adopting=True), Stage.DECISION, L.NOW, Standing.CONSULTED),
    (Facts(S.REJECTED, adopting=True), Stage.DECISION, L.ENDED, Standing.REJECTED),
    (Facts(S.REJECTED), Stage.CONSULTATION, L.ENDED, Standing.REJECTED),
    (Facts(S.MERGED, reached=Stage.CONSULTATION), Stage.CONSULTATION, L.ENDED, Standing.CLOSED),
    (Facts(S.WITHDRAWN, reached=Stage.ANSWER), Stage.ANSWER, L.ENDED, Standing.CLOSED),
    (Facts(S.ADOPTED), Stage.DECISION, L.DONE, Standing.UNANSWERED),
    # "Vier Betten": the committee of the council has it on its agenda
    (Facts(S.ADOPTED, stations=2), Stage.CONSULTATION, L.NOW, Standing.UNANSWERED),
    # "Mit dem Rufbus": step 5 of 8, the council has not decided, the answer is late
    (Facts(S.SENT, heard=1, stations=2), Stage.DECISION, L.NOW, Standing.UNANSWERED),
    (Facts(S.SENT, heard=2, stations=2), Stage.ANSWER, L.NOW, Standing.UNANSWERED),
    (Facts(S.SENT, works=(RUNNING,)), Stage.ANSWER, L.NOW, Standing.UNANSWERED),
    (Facts(S.ADOPTED, works=(RUNNING,)), Stage.MEASURE, L.NOW, Standing.WORKING),
    (Facts(S.ANSWERED, answer=A.ACCEPTED), Stage.ANSWER, L.DONE, Standing.WORKING),
    (Facts(S.ANSWERED, answer=A.IN_PROGRESS), Stage.ANSWER, L.DONE, Standing.WORKING),
    (Facts(S.ANSWERED), Stage.ANSWER, L.DONE, Standing.WORKING),
    # "Pflegelotsen": Ende bei Schritt 6 von 8
    (Facts(S.ANSWERED, answer=A.REJECTED), Stage.ANSWER, L.ENDED, Standing.REJECTED),
    (Facts(S.ANSWERED, answer=A.DONE), Stage.MEASURE, L.DONE, Standing.DONE),
    # "Überleitungsbogen": a measure runs
    (
        Facts(S.ANSWERED, answer=A.ACCEPTED, works=(RUNNING, MEASURED)),
        *(Stage.MEASURE, L.NOW, Standing.WORKING),
    ),
    (
        Facts(S.ANSWERED, answer=A.REJECTED, works=(PLANNED,)),
        *(Stage.MEASURE, L.NOW, Standing.WORKING),
    ),
    # "Tagespflege im Fläming": Wirkung wird gemessen
    (
        Facts(S.ANSWERED, answer=A.PARTLY, works=(MEASURING,)),
        *(Stage.EFFECT, L.NOW, Standing.DONE),
    ),
    # "Wegweiser Demenz": umgesetzt, 8 von 8
    (
        Facts(S.ANSWERED, answer=A.ACCEPTED, works=(MEASURED, STOPPED)),
        *(Stage.EFFECT, L.DONE, Standing.DONE),
    ),
    (
        Facts(S.ANSWERED, answer=A.ACCEPTED, works=(UNMEASURED,)),
        *(Stage.MEASURE, L.DONE, Standing.DONE),
    ),
    (
        Facts(S.ANSWERED, answer=A.ACCEPTED, works=(STOPPED,)),
        *(Stage.MEASURE, L.ENDED, Standing.CLOSED),
    ),
]


@pytest.mark.parametrize(("facts", "stage", "state", "tab"), CASES)
def test_the_place_and_the_tab_of(facts: Facts, stage: Stage, state: L, tab: Standing) -> None:
    assert place(facts) == Place(stage, state)
    assert standing(facts.status, facts.answer, [work.status for work in facts.works]) == tab


def test_every_status_has_a_place_and_a_tab() -> None:
    assert {facts.status for facts, *_rest in CASES} == set(S)
    assert {tab for *_rest, tab in CASES} == set(Standing)


def test_before_the_place_done_after_it_open() -> None:
    found = states(Place(Stage.ANSWER, L.ENDED))
    assert list(found) == list(Stage)
    assert [str(state) for state in found.values()] == [*["done"] * 5, "ended", "open", "open"]


def test_the_chain_of_a_table_is_shorter() -> None:
    at = place_of_own_measure(MEASURING)
    assert at == Place(Stage.EFFECT, L.NOW)
    assert list(states(at, OWN_STAGES).values()) == [L.DONE, L.DONE, L.NOW]
    assert place_of_own_measure(PLANNED) == Place(Stage.MEASURE, L.NOW)


@pytest.mark.parametrize(
    ("due", "days"),
    [
        (None, 0),
        (date(2026, 11, 22), 0),
        (date(2026, 11, 23), 0),
        (date(2026, 11, 21), 1),
        (date(2026, 11, 10), 12),
    ],
)
def test_late_from_the_day_after(due: date | None, days: int) -> None:
    assert days_late(due, date(2026, 11, 22)) == days
