"""What holds for every problem, whatever its numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.access import (
    Catchment,
    Decay,
    Linear,
    Points,
    gaussian,
    linear,
    nearest,
    step,
)
from tests.domain.planning.rules.access.places import furthest, scattered

DECAYS = st.sampled_from(
    [step([12], [1]), step([4, 9, 20], [1, 0.6, 0.2]), gaussian(15, 6), linear(18)]
)
PROBLEMS = {
    "cells": st.builds(scattered, st.integers(1, 60), st.integers(0, 999)),
    "sites": st.builds(scattered, st.integers(1, 20), st.integers(1000, 1999)),
    "decay": DECAYS,
    "three_steps": st.booleans(),
}
KWARGS = {"max_examples": 60, "deadline": None}


def _times(points: Points, factor: float) -> Points:
    return Points(points.lat, points.lon, points.weight * factor)


def _taken(points: Points, order: np.ndarray) -> Points:
    return Points(points.lat[order], points.lon[order], points.weight[order])


@settings(**KWARGS)
@given(**PROBLEMS)
def test_twice_the_people_halve_and_twice_the_places_double(
    cells: Points, sites: Points, decay: Decay, three_steps: bool
):
    """Powers of two: to the last bit."""
    plain = Catchment.of(cells, sites, decay=decay, three_steps=three_steps).score
    more_people = Catchment.of(_times(cells, 2), sites, decay=decay, three_steps=three_steps)
    more_places = Catchment.of(cells, _times(sites, 4), decay=decay, three_steps=three_steps)
    np.testing.assert_array_equal(more_people.score, plain / 2)
    np.testing.assert_array_equal(more_places.score, plain * 4)


@settings(**KWARGS)
@given(**PROBLEMS, seed=st.integers(0, 99))
def test_the_order_of_cells_and_sites_is_of_no_account(
    cells: Points, sites: Points, decay: Decay, three_steps: bool, seed: int
):
    """A straight line is a small difference near its end: there the last digits of a distance weigh most."""
    exact = 1e-8 if isinstance(decay, Linear) else 1e-11
    random = np.random.default_rng(seed)
    cell_order, site_order = random.permutation(len(cells)), random.permutation(len(sites))
    ours = Catchment.of(cells, sites, decay=decay, three_steps=three_steps)
    mixed = Catchment.of(
        _taken(cells, cell_order), _taken(sites, site_order), decay=decay, three_steps=three_steps
    )
    assert furthest(mixed.score, ours.score[cell_order]) <= exact
    assert furthest(mixed.ratio, ours.ratio[site_order]) <= exact


@settings(**KWARGS)
@given(**PROBLEMS)
def test_every_place_is_given_to_somebody(
    cells: Points, sites: Points, decay: Decay, three_steps: bool
):
    """People times score add up to the places of all sites that anybody reaches."""
    found = Catchment.of(cells, sites, decay=decay, three_steps=three_steps)
    reached = ~found.access.without_people
    given_out = float(found.score @ cells.weight)
    assert given_out == pytest.approx(float(sites.weight[reached].sum()), rel=1e-10)


@settings(**KWARGS)
@given(
    cells=PROBLEMS["cells"],
    sites=PROBLEMS["sites"],
    decay=DECAYS,
    spot=st.tuples(st.floats(50.5, 51.3), st.floats(10.6, 11.8)),
    places=st.floats(0, 500),
)
def test_more_supply_lowers_nobody_s_score(
    cells: Points, sites: Points, decay: Decay, spot: tuple[float, float], places: float
):
    before = Catchment.of(cells, sites, decay=decay)
    after = before.added(*spot, places)
    assert (after.score >= before.score * (1 - 1e-14)).all()
    bigger = before.changed(0, float(sites.weight[0]) + places)
    assert (bigger.score >= before.score * (1 - 1e-14)).all()


@settings(**KWARGS)
@given(
    cells=PROBLEMS["cells"],
    sites=PROBLEMS["sites"],
    spot=st.tuples(st.floats(50.5, 51.3), st.floats(10.6, 11.8)),
)
def test_one_more_site_is_further_for_nobody(
    cells: Points, sites: Points, spot: tuple[float, float]
):
    more = Points(
        *(
            np.append(v, x)
            for v, x in zip((sites.lat, sites.lon, sites.weight), (*spot, 1), strict=True)
        )
    )
    assert (nearest(cells, more) <= nearest(cells, sites) + 1e-9).all()
