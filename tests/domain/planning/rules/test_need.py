import numpy as np
import pytest

from mitsorge.domain.planning.rules import CareKind, Quality, RatePath, Sex
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.indicator import ratio, weakest
from mitsorge.domain.planning.rules.need import (
    NotFitting,
    Path,
    Population,
    Rates,
    calibrated,
    persons,
    shared_out,
)
from mitsorge.domain.planning.rules.parameters import (
    CareParameters,
    Parameters,
    Value,
    capacity,
    parameters_from,
)
from tests.domain.planning.figures import AT

YOUNG, OLD = Band(0, 65), Band(65)
RATES = Rates((YOUNG, OLD), (Sex.BOTH,), (CareKind.ALL,), np.array([[[0.01]], [[0.2]]]), 2020)


def people(*rows, bands=(YOUNG, OLD), years=(2020,)) -> Population:
    areas = tuple("ABC"[: len(rows)])
    shape = (len(rows), len(years), len(bands), 1)
    return Population(areas, years, bands, (Sex.BOTH,), np.array(rows, dtype=float).reshape(shape))


def test_people_times_rates():
    need = persons(people([1000, 200], [500, 50]), RATES)
    assert need.sums()[:, 0, 0] == pytest.approx([50, 15])
    assert need.uncovered == ()


def test_a_wider_rate_holds_for_the_ages_inside_it():
    need = persons(people([1000, 150, 50], bands=(YOUNG, Band(65, 80), Band(80))), RATES)
    assert need.sums()[0, 0, 0] == pytest.approx(50)


def test_ages_without_a_rate_are_named():
    need = persons(people([1000, 150], bands=(YOUNG, Band(60, 80))), RATES)
    assert need.uncovered == (Band(60, 80),)
    assert np.isnan(need.sums()).all()
    assert need.known()[0, 0, 0] == pytest.approx(10)


def test_a_rate_never_exceeds_everybody():
    path = Path(RatePath.RISING, Value(0.5))
    need = persons(people([0, 100], [0, 100], years=(2020,)), RATES, path)
    assert need.known().max() == pytest.approx(20)
    later = persons(people([[0, 100], [0, 100]], years=(2020, 2030)), RATES, path)
    assert later.known()[0, 1, 0] == pytest.approx(100)


def test_the_need_meets_the_published_total():
    need = persons(people([1000, 200], [500, 50]), RATES)
    made = calibrated(need, {CareKind.ALL: 97.5}, year=2020)
    assert (made.sums().sum(), made.factor) == (pytest.approx(97.5), {CareKind.ALL: 1.5})


def test_nothing_is_calibrated_with_nobody():
    need = persons(people([0, 0]), RATES)
    with pytest.raises(NotFitting):
        calibrated(need, {CareKind.ALL: 5}, year=2020)
    with pytest.raises(NotFitting):
        calibrated(need, {CareKind.ALL: 5}, year=2019)


def test_the_denominator_trap_of_stuttgart():
    """21.4 % "stationary" is 4,447 of all without those of the relief amount; of all it is 18.5 %."""
    of_all = ratio(4447, 24036, as_of=AT.date(), per=100)
    without_relief = ratio(4447, 24036 - 3258, as_of=AT.date(), per=100)
    assert (round(of_all.value, 1), round(without_relief.value, 1)) == (18.5, 21.4)
    assert of_all.denominator != without_relief.denominator
    assert 24036 == 4447 + 4739 + 3258 + 11592


@pytest.mark.parametrize("parts", [(None, 5), (5, None), (5, 0)])
def test_a_ratio_with_a_part_unknown_is_unknown(parts):
    assert ratio(*parts, as_of=AT.date()).value is None


def test_an_estimate_stays_an_estimate():
    assert weakest([Quality.OFFICIAL, Quality.ESTIMATED, Quality.SURVEY]) == Quality.ESTIMATED


def test_kinds_by_share():
    need = shared_out(persons(people([1000, 200]), RATES), {CareKind.DAY: Value(0.1)})
    assert need.care == (CareKind.ALL, CareKind.DAY)
    assert need.sums()[0, 0].tolist() == pytest.approx([50, 5])


@pytest.mark.parametrize(
    ("given", "places", "staff"),
    [
        (CareParameters(), None, None),
        (CareParameters(places_per_client=Value(1), utilisation=Value(0.9)), 100, None),
        (CareParameters(places_per_client=Value(1)), None, None),
        (CareParameters(days_of_stay=Value(28), utilisation=Value(0.8)), 90 * 28 / 365 / 0.8, None),
        (CareParameters(staff=Value(0.3)), None, 27),
        (CareParameters(None, Value(0.9), None, Value(1), Value(0.5)), 100, 50),
    ],
)
def test_from_persons_to_places_to_posts(given, places, staff):
    found = capacity(90, given)
    assert found.places == (None if places is None else pytest.approx(places))
    assert found.staff == (None if staff is None else pytest.approx(staff))


def test_parameters_survive_json():
    day = CareParameters(Value(0.1, "%", "Quelle"), staff=Value(2, "Stellen", "Andere"))
    given = Parameters(Value(0.01, "je Jahr", "Annahme"), {CareKind.DAY: day})
    assert parameters_from(given.as_json()) == given
    assert parameters_from({}) == Parameters()
