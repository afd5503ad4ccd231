"""The example of the handbook, recomputed by the rules: the page cannot say what the program does not."""

import csv
import re
import uuid
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from mitsorge.domain.planning.rules import CareKind, Confidence, FindingKind, Sex
from mitsorge.domain.planning.rules.access import Pairs, Points, two_step_costs
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.evidence import Measure
from mitsorge.domain.planning.rules.forecast import Official, downscaled
from mitsorge.domain.planning.rules.gaps import verdict
from mitsorge.domain.planning.rules.need import Population, Rates, calibrated, persons
from mitsorge.domain.planning.rules.parameters import CareParameters, Value, capacity
from mitsorge.domain.planning.rules.scenario import AddSite, Site, State, applied, compared
from mitsorge.domain.planning.rules.supply import People, SupplyRow
from mitsorge.domain.planning.rules.suppression import Margins, Mark, suppressed
from mitsorge.domain.planning.rules.survey_counts import Questionnaire, Tally
from mitsorge.domain.planning.rules.surveys import Answers, Ask, Offer
from mitsorge.domain.planning.rules.yards import Region, Yard

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


TODAY = date(2026, 11, 22)


def house(places: float, *, confirmed: bool = True, number: int = 1) -> SupplyRow:
    """Haus 1 of the example, in A."""
    return SupplyRow(
        *("tagespflege", number, uuid.uuid4(), f"Haus {number}", "Träger", 52.0, 13.0),
        places=places, confirmed=confirmed, days=10, area="X",
    )  # fmt: skip


def villages() -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and people of "Anteil in Reichweite"."""
    rows = table("Anteil in Reichweite")
    return np.array([number(r[1]) for r in rows]), np.array([number(r[2]) for r in rows])


def judged(rows, needed: float | None = None, **limits):
    """The verdict about the area of the example."""
    lat, people = villages()
    where = People(lat, np.full(3, 13.0), people, np.array(["X"] * 3))
    yard = Yard("tagespflege", "Tagespflege", 75, "Beispiel", TODAY, "DAY", **limits)
    region = Region("X", "Beispiel", float(people.sum()), rows, where, TODAY, TODAY, needed=needed)
    return verdict(yard, region)


def test_share_within_reach():
    _lat, people = villages()
    told = [number(row[3]) for row in table("Anteil in Reichweite")]
    km = [6371.0088 * np.radians(n / 10) for n in range(3)]
    assert told == [shown(each) for each in km]
    (far,) = judged([house(8)], max_km=15.0).readings[FindingKind.GAP]
    assert (far.measure, far.value, far.denominator) == (Measure.FAR, people[2], people.sum())
    assert f"die {people[2]:.0f} Menschen in C, also 20,9 % von 1.770" in PAGE.read_text("utf-8")
    assert round(100 * far.value / far.denominator, 1) == 20.9


def test_coverage():
    sure, unsure, needed, covered, with_all, limit = numbers("Deckung")
    assert needed == numbers("Plätze und Stellen")[4]
    rows = [house(sure), house(unsure, confirmed=False, number=2)]
    (gap,) = judged(rows, needed, coverage=limit / 100).found
    (reading,) = gap.evidence.readings
    assert [shown(100 * v) for v in (reading.value, reading.with_stale)] == [covered, with_all]
    assert (gap.kind, gap.confidence) == (FindingKind.GAP, Confidence.LIKELY)
    (hint,) = judged([rows[0], house(12, confirmed=False, number=2)], needed, coverage=0.8).found
    assert hint.confidence == Confidence.HINT


def test_overlap():
    first, second, needed, share, limit = numbers("Doppelung")
    rows = [house(first), house(second, number=2)]
    (found,) = judged(rows, needed, overlap_above=limit / 100).found
    assert (found.kind, shown(100 * found.evidence.readings[0].value)) == ("OVERLAP", share)
    assert judged(rows[:1], needed / 2, overlap_above=limit / 100).found == ()


def test_before_and_after():
    before, more, after = numbers("Vorher und nachher")
    sure, _unsure, needed, *_rest = numbers("Deckung")
    rows = [house(sure)]
    for told in (before, after):
        (reading,) = judged(rows, needed, coverage=0.8).readings[FindingKind.GAP]
        assert shown(100 * reading.value) == told
        rows.append(house(more, number=2))


def test_a_scenario():
    lat, people = villages()
    cells = Points(lat, np.full(3, 13.0), people)
    state = State(TODAY, cells, np.arange(3), ("A", "B", "C"), (Site("1", "Haus 1", 52.0, 13.0, 20.0),), 15.0)  # fmt: skip
    done = applied(state, [AddSite("3", "Haus 3", 52.2, 13.0, 12.0, 240_000.0)])
    effect = compared(state, done)
    total = effect.total
    said = [[number(cell) if cell else None for cell in row[1:]] for row in table("Szenarien")]
    assert said == [
        [total.within_before, total.within_after],
        *([shown(each.before_per_1000), shown(each.after_per_1000)] for each in effect.areas),
        [None, total.nearer],
        [None, shown(effect.cost_per_person)],
    ]


def test_a_survey():
    rows = table("Eine Umfrage von Hand")
    sheets = [_sheet(*row) for row in rows]
    tally = Tally(sheets)
    response = tally.response()
    total = tally.sum_of(Ask.PLACES, term="tagespflege")
    assert total.at_least
    told = f"Rücklauf: {response.answered} von {response.asked}, also {100 * response.share:.0f} %. Summe: mindestens {total.value:.0f}."
    assert told in PAGE.read_text("utf-8")


def _sheet(name: str, answered: str, places: str) -> Questionnaire:
    offer = Offer(name, name, "tagespflege")
    if answered == "nein":
        assert places == "keine Angabe"
        return Questionnaire(name, Answers((offer,)))
    return Questionnaire(name, Answers((offer,)), Answers((replace(offer, places=number(places)),)))


def test_hidden_numbers():
    marks = suppressed(np.array([[3.0, 20], [12, 30], [15, 18]]), below=5, margins=Margins())
    words = {"unter 5": Mark.SMALL, "verdeckt": Mark.PARTNER}
    rows = table("Verdeckte Zahlen")
    assert [[words.get(cell, Mark.SHOWN) for cell in row[1:]] for row in rows] == marks.tolist()
    told = [[number(cell) for cell in row[1:] if cell not in words] for row in rows]
    assert told == [[23.0], [12.0, 30.0, 42.0], [33.0], [30.0, 68.0, 98.0]]
