"""The example of the handbook, recomputed by the rules: the page cannot say what the program does not."""

import csv
import re
from pathlib import Path

import numpy as np
import pytest

from mitsorge.domain.planning.rules import CareKind, Sex
from mitsorge.domain.planning.rules.access import Pairs, two_step_costs
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.forecast import Official, downscaled
from mitsorge.domain.planning.rules.need import Population, Rates, calibrated, persons
from mitsorge.domain.planning.rules.parameters import CareParameters, Value, capacity

HOUSE = Path(__file__).resolve().parents[3]
PAGE = HOUSE / "docs/handbook/planung.md"
FIGURES = HOUSE / "src/mitsorge/doors/setup/demo/figures"
SEXES = {"Männer": Sex.MALE, "Frauen": Sex.FEMALE}
BANDS = {
    "unter 75": Band(0, 75), "75 bis unter 85": Band(75, 85),
    "85 bis unter 90": Band(85, 90), "ab 90": Band(90),
}  # fmt: skip


def table(heading: str) -> list[list[str]]:
    """The rows of the table below a heading, without its head."""
    part = re.split(r"^##+ ", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    text = next(each for each in part if each.startswith(heading + "\n"))
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def numbers(heading: str) -> list[float]:
    return [number(row[1]) for row in table(heading)]


def shown(value: float) -> float:
    """As the page rounds it."""
    return round(float(value), 2)


@pytest.fixture(scope="module")
def need():
    """The need of the example's area in 2022, before calibration, and the rows of the page."""
    rows = table("Menschen × Quote")[:-1]
    people, share = np.zeros((1, 1, 4, 2)), np.zeros((4, 2, 1))
    for age, sex, count, rate, _persons in rows:
        place = list(BANDS).index(age), list(SEXES).index(sex)
        people[0, 0, *place], share[*place, 0] = number(count), number(rate) / 100
    bands, sexes = tuple(BANDS.values()), tuple(SEXES.values())
    rates = Rates(bands, sexes, (CareKind.ALL,), share, 2021)
    return persons(Population(("X",), (2022,), bands, sexes, people), rates)


def test_people_times_rate(need):
    rows = table("Menschen × Quote")
    told = [[number(r[4]) for r in rows[i : i + 2]] for i in range(0, 8, 2)]
    assert told == [[shown(v) for v in row] for row in need.persons[0, 0, :, :, 0]]
    assert number(rows[-1][4]) == shown(need.sums()[0, 0, 0])
    assert number(rows[-1][2]) == sum(number(row[2]) for row in rows[:-1])


def test_the_rates_are_those_of_the_demo():
    with (FIGURES / "rates_germany.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    official = {(int(r["age_from"]), r["sex"]): round(100 * float(r["value"]), 1) for r in rows}
    told = {
        (BANDS[row[0]].age_from, SEXES[row[1]].value): number(row[3])
        for row in table("Menschen × Quote")[:-1]
    }
    assert told == official


def test_calibration(need):
    computed, published, factor, result = numbers("Abgleich")
    whole = persons(
        Population(("K",), (2022,), (Band(),), (Sex.BOTH,), np.array([[[[computed]]]])),
        Rates((Band(),), (Sex.BOTH,), (CareKind.ALL,), np.ones((1, 1, 1)), 2021),
    )
    met = calibrated(need, {CareKind.ALL: published}, year=2022, reference=whole)
    assert (met.factor[CareKind.ALL], shown(met.sums()[0, 0, 0])) == (factor, result)


def test_later_years():
    first, last, here, later = numbers("Im Jahr 2040")
    official = Official((2022, 2040), np.array([[[first]], [[last]]]))
    base = np.array([[[here]]])
    assert shown(downscaled(base, official, base_year=2022, years=[2040])[0, 0, 0, 0]) == later


def test_the_projection_is_that_of_the_demo():
    with (FIGURES / "projection_germany.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    women = [r for r in rows if r["sex"] == "F" and r["age_from"] in ("75", "80")]
    sums = [sum(float(r["value"]) for r in women if r["year"] == y) for y in ("2022", "2040")]
    assert numbers("Im Jahr 2040")[:2] == sums


def test_places_and_staff():
    needy, share, each, used, places, posts, staff = numbers("Plätze und Stellen")
    assert needy == numbers("Abgleich")[-1]
    given = CareParameters(
        utilisation=Value(used / 100), places_per_client=Value(each), staff=Value(posts)
    )
    found = capacity(needy * share / 100, given)
    assert found.places is not None
    assert found.staff is not None
    assert (shown(found.places), shown(found.staff)) == (places, staff)


def test_access_in_two_steps():
    rows = table("Erreichbarkeit")
    people = np.array([number(row[1]) for row in rows])
    near = [[f"Haus {n}" in row[2] for n in (1, 2)] for row in rows]
    cell, site = np.nonzero(np.array(near))
    pairs = Pairs(cell, site, np.ones(len(cell)))
    found = two_step_costs(pairs, people, np.array([20.0, 10.0]), most=15.0)
    assert [number(row[3]) for row in rows] == [shown(1000 * v) for v in found.score]
