from dataclasses import replace
from datetime import date

import pytest

from mitsorge.domain.planning.rules import CareKind, CellSign, Level
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.rules.survey_counts import Gap, Questionnaire, Response, Sum, Tally
from mitsorge.domain.planning.rules.surveys import (
    AnswerFault,
    Answers,
    Ask,
    Fault,
    Offer,
    Served,
    Standing,
    SurveyState,
    answers_from,
    faults_of,
    kept,
    last_day,
    standing_of,
    takes_answers,
)

ALL = list(Ask)
HOUSE = Offer("a.tagespflege.1", "Haus Linde", "tagespflege", "Dorf", "P1")
TEAM = Offer("b.pflegedienst.1", "Pflege Birke", "pflegedienst", visited=False)


def said(offer: Offer = HOUSE, remark: str = "", **more: object) -> Answers:
    return Answers((replace(offer, **more),), remark)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(),
        said(),
        said(places=12, free=0, waiting=7, staff=3.5, served=Served(True)),
        said(TEAM, "Umbau im Mai", served=Served(areas=("P1", "P2"))),
        Answers((HOUSE, TEAM)),
    ],
)
def test_answers_survive_being_stored(answers):
    assert answers_from(answers.as_json()) == answers


def test_what_is_not_stored_is_unknown_and_never_zero():
    known = answers_from({"offers": [{"key": "a", "name": "A", "term": "t", "later": 1}]})
    assert known == Answers((Offer("a", "A", "t"),))
    assert known.offers[0].places is None
    assert answers_from(None) == Answers()


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        (said(places=12, free=12), []),
        (said(places=0), []),
        (said(staff=2.5), []),
        (said(remark="Wir öffnen erst im Mai."), []),
        (said(), [Fault(AnswerFault.NOTHING)]),
        (said(places=-1), [Fault(AnswerFault.BELOW_ZERO, HOUSE.key, Ask.PLACES)]),
        (said(places=5001), [Fault(AnswerFault.TOO_MUCH, HOUSE.key, Ask.PLACES, 5000)]),
        (said(waiting=1.5), [Fault(AnswerFault.NOT_WHOLE, HOUSE.key, Ask.WAITING)]),
        (said(places=12, free=13), [Fault(AnswerFault.MORE_FREE, HOUSE.key, Ask.FREE, 12)]),
        (said(free=13), []),
        (said(TEAM, staff=1), [Fault(AnswerFault.UNKNOWN_OFFER, TEAM.key)]),
        (said(served=Served(areas=("P1", "weg"))), [Fault(AnswerFault.UNKNOWN_AREA, HOUSE.key, Ask.SERVED)]),
        (said(places=1, remark="x" * 601), [Fault(AnswerFault.REMARK_TOO_LONG)]),
    ],
)  # fmt: skip
def test_what_keeps_an_answer_from_being_taken(answers, faults):
    found = faults_of(answers, Answers((HOUSE,)), asks=ALL, areas=["P1", "P2"])
    assert found == faults


def test_an_answer_only_to_what_was_not_asked_is_none():
    found = faults_of(said(staff=3), Answers((HOUSE,)), asks=[Ask.PLACES], areas=[])
    assert found == [Fault(AnswerFault.NOTHING)]


def test_names_and_sites_stay_those_of_the_questionnaire():
    forged = said(name="Anders", area="P9", places=3, staff=2)
    asked = Answers((replace(HOUSE, places=10), TEAM))
    taken = kept(forged, asked, [Ask.PLACES])
    assert taken == Answers((replace(HOUSE, places=3), TEAM))


@pytest.mark.parametrize(
    ("state", "on", "open_"),
    [
        (SurveyState.RUNNING, date(2026, 12, 31), True),
        (SurveyState.RUNNING, date(2027, 1, 1), False),
        (SurveyState.DRAFT, date(2026, 12, 1), False),
        (SurveyState.CLOSED, date(2026, 12, 1), False),
        (SurveyState.WITHDRAWN, date(2026, 12, 1), False),
    ],
)
def test_a_link_ends_with_the_survey_or_thirty_days_after_its_day(state, on, open_):
    assert last_day(date(2026, 12, 1)) == date(2026, 12, 31)
    assert takes_answers(state, date(2026, 12, 1), on) is open_


@pytest.mark.parametrize(
    ("state", "sent", "answered", "returned", "standing"),
    [
        (SurveyState.DRAFT, False, False, False, Standing.NOT_SENT),
        (SurveyState.RUNNING, False, False, False, Standing.NO_ADDRESS),
        (SurveyState.RUNNING, True, False, False, Standing.WAITING),
        (SurveyState.RUNNING, True, False, True, Standing.RETURNED),
        (SurveyState.RUNNING, True, True, True, Standing.ANSWERED),
        (SurveyState.CLOSED, False, True, False, Standing.ANSWERED),
    ],
)
def test_how_far_it_came_with_one_organization(state, sent, answered, returned, standing):
    assert standing_of(state, sent=sent, answered=answered, returned=returned) == standing


@pytest.mark.parametrize(
    ("offer", "area"),
    [
        (HOUSE, "P1"),
        (TEAM, ""),
        (replace(TEAM, served=Served(areas=("P2",))), "P2"),
        (replace(TEAM, served=Served(areas=("P1", "P2"))), ""),
        (replace(TEAM, served=Served(True, ("P2",))), ""),
        (replace(HOUSE, served=Served(areas=("P2",))), "P1"),
    ],
)
def test_numbers_belong_to_the_area_of_the_site_or_the_only_one_served(offer, area):
    assert offer.counts_in == area


def sheet(name: str, *offers: Offer, answered: bool = True) -> Questionnaire:
    asked = Answers(tuple(replace(offer, places=99) for offer in offers))
    return Questionnaire(name, asked, Answers(offers) if answered else None)


SOUTH = replace(HOUSE, key="c.tagespflege.1", area="P2")
TALLY = Tally(
    [
        sheet("Linde", replace(HOUSE, places=12, staff=3.5)),
        sheet("Eiche", replace(HOUSE, key="e", places=8)),
        sheet("Ahorn", SOUTH, answered=False),
        sheet("Birke", replace(TEAM, places=40, served=Served(areas=("P1", "P2")))),
    ]
)


def test_the_share_that_answered():
    assert TALLY.response() == Response(4, 3)
    assert TALLY.response().share == 0.75
    assert TALLY.response(term="tagespflege") == Response(3, 2)
    assert TALLY.response(area="P2") == Response(1, 0)
    assert TALLY.response(term="tagespflege", area="P1") == Response(2, 2)
    assert TALLY.response(area="P9").share is None


@pytest.mark.parametrize(
    ("ask", "term", "area", "found"),
    [
        (Ask.PLACES, "tagespflege", "P1", Sum(20, 2, 2)),
        (Ask.STAFF, "tagespflege", "P1", Sum(3.5, 2, 1)),
        (Ask.PLACES, "tagespflege", "P2", Sum(None, 1, 0)),
        (Ask.PLACES, "tagespflege", "P3", Sum(None, 0, 0)),
        (Ask.PLACES, "tagespflege", None, Sum(20, 3, 2)),
        (Ask.PLACES, "pflegedienst", "", Sum(40, 1, 1)),
    ],
)
def test_sums_know_what_they_do_not_know(ask, term, area, found):
    """What the directory knew (99 places) counts nowhere: only answers do."""
    assert TALLY.sum_of(ask, term=term, area=area) == found


def test_a_sum_with_a_gap_is_a_lower_bound_and_nothing_is_none():
    assert [Sum(3, 2, 1).at_least, Sum(3, 2, 2).at_least, Sum(None, 2, 0).at_least] == [True, False, False]  # fmt: skip


def test_how_many_come_to_an_area():
    assert [TALLY.comes_to(area, term="pflegedienst") for area in ("P1", "P2", "P3")] == [1, 1, 0]
    everywhere = Tally([sheet("x", replace(TEAM, served=Served(True)))])
    assert everywhere.comes_to("P3", term="pflegedienst") == 1
    silent = Tally([sheet("x", replace(TEAM, served=Served(True)), answered=False)])
    assert silent.comes_to("P3", term="pflegedienst") is None
    assert TALLY.comes_to("P1", term="tagespflege") is None


def test_gaps_are_named_by_area():
    areas = ["P1", "P2", "P3"]
    assert TALLY.gaps_of(Ask.PLACES, term="tagespflege", areas=areas) == [Gap("P2", 0, 1)]
    assert TALLY.gaps_of(Ask.STAFF, term="tagespflege", areas=areas) == [Gap("P1", 1, 2), Gap("P2", 0, 1)]  # fmt: skip
    assert TALLY.gaps_of(Ask.STAFF, term="pflegedienst", areas=areas) == [Gap("", 0, 1)]


def test_figures_say_unknown_and_not_asked_apart():
    figures = TALLY.figures_of(Ask.PLACES, term="tagespflege", areas=["P1", "P2", "P3"], kreis="12069", year=2026)  # fmt: skip
    day = {"care": CareKind.DAY}
    assert figures == [
        Counted(Level.AREA, "P1", 2026, 20, **day),
        Counted(Level.AREA, "P2", 2026, None, CellSign.SECRET, **day),
        Counted(Level.AREA, "P3", 2026, None, CellSign.CROSSED, **day),
        Counted(Level.KREIS, "12069", 2026, 20, **day),
    ]


def test_without_a_kreis_only_areas_and_a_kind_nobody_counts_has_no_care():
    other = Tally([sheet("x", replace(HOUSE, term="beratung", places=0))])
    found = other.figures_of(Ask.PLACES, term="beratung", areas=["P1"], kreis="", year=2026)
    assert found == [Counted(Level.AREA, "P1", 2026, 0)]
