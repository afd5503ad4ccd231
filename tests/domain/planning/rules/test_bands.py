import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.bands import (
    Band,
    Why,
    adjoining,
    between,
    cutting,
    disjoint,
    filled,
    likely_start,
    recut,
)

YOUNG, SENIOR, OLD = Band(0, 65), Band(65, 75), Band(75)


def test_finer_bands_are_summed_exactly():
    made = recut({YOUNG: 400.0, SENIOR: 70.0, OLD: 30.0}, [Band(65), Band(0)])
    assert made.values == {Band(65): 100.0, Band(0): 500.0}
    assert (made.estimated, made.refused) == (frozenset(), {})


def test_a_band_that_must_be_cut_is_refused():
    made = recut({YOUNG: 400.0, SENIOR: 70.0, OLD: 30.0}, [Band(80)])
    assert made.values == {Band(80): None}
    assert made.refused == {Band(80): Why.MUST_BE_CUT}


def test_a_band_is_cut_within_a_finer_distribution_and_named_as_estimated():
    within = {Band(75, 80): 6_000.0, Band(80): 4_000.0}
    made = recut({SENIOR: 70.0, OLD: 30.0}, [Band(80), Band(65, 80)], within=within)
    assert made.values == {Band(80): pytest.approx(12.0), Band(65, 80): pytest.approx(88.0)}
    assert made.estimated == {Band(80), Band(65, 80)}


def test_a_distribution_that_is_no_finer_does_not_help():
    made = recut({OLD: 30.0}, [Band(80)], within={OLD: 10_000.0})
    assert made.refused == {Band(80): Why.NOT_IN_FINER}


def test_ages_that_are_missing_are_named():
    assert recut({OLD: 30.0}, [Band(65)]).refused == {Band(65): Why.NOT_COVERED}


def test_an_unknown_part_makes_the_whole_unknown_not_smaller():
    made = recut({SENIOR: None, OLD: 30.0}, [Band(65)])
    assert (made.values, made.refused) == ({Band(65): None}, {Band(65): Why.UNKNOWN})


def test_a_known_total_wins_over_parts_with_a_gap():
    made = recut({SENIOR: None, OLD: 30.0, Band(65): 100.0}, [Band(65)])
    assert made.values == {Band(65): 100.0}


def test_rows_are_cut_at_once_and_carry_their_gaps():
    made = cutting([SENIOR, OLD], [Band(65), Band(80)]).apply(np.array([[70, 30], [np.nan, 30]]))
    np.testing.assert_array_equal(made, [[100, np.nan], [np.nan, np.nan]])


def test_a_part_of_the_people_is_an_estimate():
    women, everybody = {SENIOR: 40.0, OLD: 60.0}, {SENIOR: 70.0, OLD: 90.0}
    cut = cutting([Band(65)], [OLD], within=women, whole=everybody)
    assert cut.apply(np.array([320.0])) == pytest.approx([120.0])
    assert cut.estimated == {OLD}


def test_bands_between_ages():
    assert adjoining([0, 65, 80]) == (Band(0, 65), Band(65, 80), Band(80))


@pytest.mark.parametrize("ages", [(5, 5), (9, 3), (-1, 5)])
def test_bands_that_run_backwards_do_not_exist(ages):
    with pytest.raises(ValueError):
        Band(*ages)


@given(
    st.lists(st.integers(1, 99), min_size=1, max_size=8, unique=True),
    st.data(),
)
def test_cutting_never_makes_or_loses_people(edges, data):
    disjoint = adjoining(range(100))
    within = {band: data.draw(st.floats(1, 1000)) for band in disjoint}
    given_bands = adjoining([0, *sorted(edges)])
    wanted = adjoining(sorted({0, *data.draw(st.lists(st.integers(1, 99), max_size=6))}))
    values = {band: data.draw(st.floats(0, 10_000)) for band in given_bands}
    made = recut(values, wanted, within=within)
    assert sum(made.values.values()) == pytest.approx(sum(values.values()))


def test_a_label_that_lies_is_found():
    official = {between(age, age + 1): 10.0 for age in range(99)} | {Band(99): 10.0}
    assert likely_start(0.33, official) == 67
    assert likely_start(0.33, {}) is None


def test_totals_beside_their_parts_fall_away():
    assert disjoint([Band(), Band(0, 65), Band(65), Band(65, 80), Band(80)]) == (
        Band(0, 65),
        Band(65, 80),
        Band(80),
    )
    assert disjoint([Band(), Band(65)]) == (Band(),)
    assert disjoint([Band(0, 70), Band(65)]) == (Band(0, 70),)
    assert disjoint([]) == ()


def test_ages_between_bands_are_filled():
    assert filled([Band(65, 80)]) == (Band(0, 65), Band(65, 80), Band(80))
    assert filled([]) == (Band(),)
