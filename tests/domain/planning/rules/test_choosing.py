"""Which of several series of the same people is counted with, and where the others contradict it."""

from datetime import date
from itertools import permutations

import numpy as np
import pytest

from mitsorge.domain.planning.rules import Quality, Sex
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.choosing import (
    Candidate,
    Contradiction,
    contradictions,
    ranked,
)
from mitsorge.domain.planning.rules.residents import Residents

OLD, ALL = Band(65), Band()
NAN = float("nan")


def a_series(
    number: int,
    *counts: tuple[float, float],
    quality: Quality = Quality.OFFICIAL,
    year: int = 2023,
    as_of: date = date(2023, 12, 31),
    ages: int = 17,
    estimated: frozenset[Band] = frozenset(),
) -> Candidate:
    """Everybody and those of 65 and older in each area."""
    given = counts or ((1000.0, 200.0), (2000.0, 500.0))
    people = np.array(given).reshape(len(given), 1, 2, 1)
    areas = tuple(f"Q{n}" for n in range(len(given)))
    living = Residents(areas, (year,), (ALL, OLD), (Sex.BOTH,), people, estimated)
    title = f"Reihe {number}"
    return Candidate(number, title, quality, as_of, year, ages, living, (OLD,))


ESTIMATED, SURVEY = Quality.ESTIMATED, Quality.SURVEY
ORDERS = {
    "official before estimated before survey": [
        a_series(1, quality=Quality.OFFICIAL),
        a_series(2, quality=ESTIMATED),
        a_series(3, quality=SURVEY),
    ],
    "an older official one before a newer estimated one": [
        a_series(1, year=2021),
        a_series(2, year=2024, quality=ESTIMATED),
    ],
    "the later year": [a_series(1, year=2024), a_series(2, year=2023), a_series(3, year=2019)],
    "the later date of the same year": [
        a_series(1, as_of=date(2024, 6, 30)),
        a_series(2, as_of=date(2024, 1, 31)),
    ],
    "the narrower bands": [a_series(1, ages=90), a_series(2, ages=17), a_series(3, ages=2)],
    "all quarters before one of them, even if that one is official": [
        a_series(1, quality=ESTIMATED),
        a_series(2, (1000.0, 200.0), (2000.0, NAN)),
    ],
    "counted by age before cut by age": [
        a_series(1, quality=ESTIMATED, year=2024),
        a_series(2, estimated=frozenset([OLD])),
    ],
    "cut in the same year: the narrower bands": [
        a_series(1, quality=ESTIMATED, ages=3),
        a_series(2, estimated=frozenset([OLD]), ages=1),
    ],
    "the one taken in last": [a_series(9), a_series(4)],
}


@pytest.mark.parametrize("case", ORDERS)
def test_the_order(case: str):
    """Whatever order they come in."""
    wanted = [each.number for each in ORDERS[case]]
    for shuffled in permutations(ORDERS[case]):
        assert [each.number for each in ranked(shuffled)] == wanted
    assert ranked([]) == []


def told(mine: Candidate, *others: Candidate) -> list[Contradiction]:
    return list(contradictions(mine, others))


def test_two_sources_that_contradict_each_other_are_named():
    """5 % more in one of two quarters."""
    mine, theirs = a_series(1), a_series(2, (1000.0, 200.0), (2100.0, 500.0))
    assert told(mine, mine, theirs) == [
        Contradiction("Reihe 1", "Reihe 2", 2023, ALL, 3000.0, 3100.0, 1, "Q1")
    ]


def test_where_everybody_agrees_the_ages_may_not():
    mine, theirs = a_series(1), a_series(2, (1000.0, 230.0), (2000.0, 470.0))
    assert told(mine, theirs) == [
        Contradiction("Reihe 1", "Reihe 2", 2023, OLD, 700.0, 700.0, 2, "Q0")
    ]


@pytest.mark.parametrize(
    "theirs",
    [
        a_series(2, (1004.0, 200.0), (2008.0, 500.0)),
        a_series(2, (900.0, 100.0), (2000.0, 500.0), year=2022),
        a_series(2, (NAN, NAN), (2000.0, 500.0)),
        a_series(2, (1000.0, 260.0), (2000.0, 500.0), estimated=frozenset([OLD])),
    ],
    ids=["within the tolerance", "another year", "unknown is no contradiction", "cut by us"],
)
def test_what_is_no_contradiction(theirs: Candidate):
    assert told(a_series(1), theirs) == []


def test_one_person_of_few_is_rounding():
    mine, theirs = a_series(1, (3.0, 3.0)), a_series(2, (4.0, 4.0))
    assert told(mine, theirs) == []
