"""Projections against cases computed by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.forecast import (
    Earlier,
    Method,
    Official,
    YearOutside,
    downscaled,
)


def cells(*numbers: float) -> np.ndarray:
    """(areas × 1 band × 1 sex)"""
    return np.array(numbers, dtype=float)[:, None, None]


OFFICIAL = Official((2020, 2030, 2040), cells(1_000, 1_200, 900))


def test_ratio_by_hand():
    """The Kreis grows from 1,000 to 1,200 (× 1.2), then falls to 900 (× 0.9); an area of 250 becomes 300, then 225."""
    made = downscaled(cells(250, 40), OFFICIAL, base_year=2020, years=[2020, 2030, 2040])
    np.testing.assert_allclose(made[:, :, 0, 0], [[250, 300, 225], [40, 48, 36]], rtol=1e-12)


def test_shift_share_by_hand():
    """Share 25 % in 2020, 20 % in 2010: half a point a year. 2030: 30 % of 1,200 = 360; 2040: 35 % of 900 = 315."""
    earlier = Earlier(2010, cells(160), np.full((1, 1), 800.0))
    made = downscaled(
        cells(250), OFFICIAL, base_year=2020, years=[2030, 2040],
        method=Method.SHIFT_SHARE, earlier=earlier,
    )  # fmt: skip
    np.testing.assert_allclose(made[0, :, 0, 0], [360, 315], rtol=1e-12)


def test_a_share_below_zero_is_unknown_not_cut_off():
    earlier = Earlier(2010, cells(480), np.full((1, 1), 800.0))
    made = downscaled(
        cells(250), OFFICIAL, base_year=2020, years=[2025 + 5],
        method=Method.SHIFT_SHARE, earlier=earlier,
    )  # fmt: skip
    assert np.isnan(made).all()


def test_shift_share_needs_an_earlier_year():
    with pytest.raises(ValueError):
        downscaled(cells(1), OFFICIAL, base_year=2020, years=[2030], method=Method.SHIFT_SHARE)


@pytest.mark.parametrize(("base", "years"), [(2020, [2035]), (2019, [2030]), (2020, [2030, 2041])])
def test_years_outside_the_series_are_refused(base, years):
    with pytest.raises(YearOutside) as refused:
        downscaled(cells(1), OFFICIAL, base_year=base, years=years)
    assert (refused.value.first, refused.value.last) == (2020, 2040)


def test_people_where_the_larger_area_has_none_are_unknown():
    empty = Official((2020, 2030), cells(0, 0))
    made = downscaled(cells(5, 0), empty, base_year=2020, years=[2030])
    np.testing.assert_array_equal(made[:, 0, 0, 0], [np.nan, 0])


@given(st.lists(st.floats(1, 1_000), min_size=1, max_size=6), st.floats(0, 5_000))
def test_areas_that_are_the_whole_stay_the_whole(areas, later):
    official = Official((2020, 2030), cells(sum(areas), later))
    made = downscaled(cells(*areas), official, base_year=2020, years=[2030])
    assert made.sum() == pytest.approx(later, rel=1e-9, abs=1e-9)
