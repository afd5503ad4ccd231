"""The compiled passes against the definition, every cell with every site."""

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import (
    Catchment,
    Decay,
    Points,
    gaussian,
    great_circle,
    linear,
    nearest,
    step,
    threads,
    three_step,
    two_step,
)
from tests.domain.planning.rules.access import plain
from tests.domain.planning.rules.access.places import furthest, scattered

EXACT = {"Step": 1e-14, "Gaussian": 1e-10, "Linear": 1e-10}
DECAYS = (
    step([15], [1]),
    step([5, 10, 15], [1, 0.68, 0.22]),
    step([1, 2, 3, 5, 8, 13, 21, 34], [1, 0.9, 0.8, 0.5, 0.6, 0.3, 0.2, 0.1]),
    gaussian(15, 6),
    gaussian(40, 5),
    gaussian(0.8, 0.4),
    linear(15),
    linear(120),
)
CELLS, SITES = scattered(700, 1), scattered(90, 2, spread=0.8, most=60)


@pytest.mark.parametrize("three_steps", [False, True])
@pytest.mark.parametrize("decay", DECAYS, ids=str)
def test_equals_the_definition(decay: Decay, three_steps: bool):
    ours = (three_step if three_steps else two_step)(CELLS, SITES, decay=decay)
    theirs = plain.access(CELLS, SITES, decay, three_steps=three_steps)
    exact = EXACT[type(decay).__name__]
    assert furthest(ours.score, theirs.score) <= exact
    assert furthest(ours.ratio, theirs.ratio) <= exact


@pytest.mark.parametrize("cores", [2, 5])
def test_many_cells_share_the_work(cores: int, monkeypatch: pytest.MonkeyPatch):
    """In threads: the same bits as in one, for every cell and site; and every 97th cell by the definition."""
    cells = scattered(25_000, 3, spread=1.5)
    monkeypatch.setattr(threads, "_cores", lambda: cores)
    ours, near = two_step(cells, SITES, decay=gaussian(15, 6)), nearest(cells, SITES)
    monkeypatch.setattr(threads, "_cores", lambda: 1)
    alone = two_step(cells, SITES, decay=gaussian(15, 6))
    np.testing.assert_array_equal(ours.score, alone.score)
    np.testing.assert_array_equal(ours.ratio, alone.ratio)
    np.testing.assert_array_equal(near, nearest(cells, SITES))
    km = plain.kilometres(cells, SITES)
    weights = np.where(km <= 15, np.exp(-(km**2) / 72), 0.0)
    scores = weights @ (SITES.weight / (weights.T @ cells.weight))
    assert furthest(ours.score[::97], scores[::97]) <= 1e-10


@pytest.mark.parametrize(
    ("lat", "lon"),
    [(0.0, 179.9), (71.0, 25.0), (89.5, 0.0), (-54.8, -68.3), (51.0, 11.0)],
    ids=["date line", "far north", "pole", "far south", "here"],
)
@pytest.mark.parametrize("km", [30, 400])
def test_holds_anywhere_on_the_globe(lat: float, lon: float, km: float):
    def points(count: int, seed: int) -> Points:
        random = np.random.default_rng(seed)
        lats = np.clip(lat + 2 * random.random(count) - 1, -90, 90)
        lons = (lon + 4 * random.random(count) - 2 + 180) % 360 - 180
        return Points(lats, lons, random.integers(1, 90, count).astype(float))

    cells, sites, decay = points(300, 4), points(40, 5), linear(km)
    ours, theirs = two_step(cells, sites, decay=decay), plain.access(cells, sites, decay)
    assert furthest(ours.score, theirs.score) <= 1e-10
    km_to = np.sort(plain.kilometres(cells, sites), axis=1)[:, :3]
    assert nearest(cells, sites, k=3) == pytest.approx(km_to, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("k", [1, 4])
@pytest.mark.parametrize("sites", [scattered(1, 6), scattered(5, 7, spread=0.01), SITES], ids=len)
def test_the_nearest_sites(sites: Points, k: int):
    theirs = np.full((len(CELLS), k), np.inf)
    found = np.sort(plain.kilometres(CELLS, sites), axis=1)[:, :k]
    theirs[:, : found.shape[1]] = found
    assert nearest(CELLS, sites, k=k) == pytest.approx(theirs, rel=1e-9)


def test_distances_agree_with_the_matrix():
    matrix = great_circle(CELLS.lat[:, None], CELLS.lon[:, None], SITES.lat, SITES.lon)
    np.testing.assert_allclose(matrix, plain.kilometres(CELLS, SITES), rtol=1e-12)


@pytest.mark.parametrize("three_steps", [False, True])
@pytest.mark.parametrize("decay", [DECAYS[1], DECAYS[3], DECAYS[6]], ids=str)
def test_a_change_equals_a_full_run(decay: Decay, three_steps: bool):
    """Each change alone, and all of them one after another, beside the problem computed from the start."""
    before = Catchment.of(CELLS, SITES, decay=decay, three_steps=three_steps)
    deeds = [
        lambda c: c.changed(3, 99.0),
        lambda c: c.changed(4, 0.0),
        lambda c: c.added(50.93, 11.1, 40.0),
        lambda c: c.moved(7, 50.8, 11.33),
        lambda c: c.removed(5),
        lambda c: c.added(55.0, 8.0, 12.0),
    ]
    chain = before
    for deed in deeds:
        chain = deed(chain)
        for after in (deed(before), chain):
            anew = after.full()
            assert furthest(after.score, anew.score) <= 1e-13
            assert furthest(after.ratio, anew.ratio) <= 1e-13
    lat, lon, weight = (
        np.append(values, more)
        for values, more in zip(
            (SITES.lat, SITES.lon, SITES.weight),
            ([50.93, 55.0], [11.1, 8.0], [40.0, 12.0]),
            strict=True,
        )
    )
    lat[7], lon[7], weight[3], weight[4] = 50.8, 11.33, 99.0, 0.0
    kept = np.delete(np.arange(len(lat)), 5)
    theirs = plain.access(
        CELLS, Points(lat[kept], lon[kept], weight[kept]), decay, three_steps=three_steps
    )
    assert furthest(chain.score, theirs.score) <= 1e-10
    assert furthest(chain.ratio[kept], theirs.ratio) <= 1e-10


def test_only_those_within_reach_gain_or_lose():
    """Between the outermost row and column and the circle nobody changes by a last digit."""
    before = Catchment.of(CELLS, SITES, decay=gaussian(15, 6))
    km = great_circle(CELLS.lat, CELLS.lon, SITES.lat[3], SITES.lon[3])
    grown = before.changed(3, SITES.weight[3] + 5)
    np.testing.assert_array_equal(grown.score > before.score, km <= 15)
    np.testing.assert_array_equal(before.removed(3).score < before.score, km <= 15)
    moved = before.moved(3, 50.95, 11.3)
    there = great_circle(CELLS.lat, CELLS.lon, 50.95, 11.3)
    np.testing.assert_array_equal(moved.score != before.score, (km <= 15) | (there <= 15))


def test_closing_the_only_site_leaves_nothing():
    one = Catchment.of(CELLS, Points(SITES.lat[:1], SITES.lon[:1], SITES.weight[:1]), km=20)
    assert one.score.any()
    assert not one.removed(0).score.any()
