"""624 municipalities and 1,328 pharmacies in and around Thuringia, beside what PySAL `access` says about them."""

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import (
    Access,
    Catchment,
    Decay,
    Pairs,
    Points,
    gaussian,
    great_circle,
    step,
    three_step,
    three_step_costs,
    two_step,
    two_step_costs,
)
from tests.domain.planning.rules.access.places import furthest

EXPECTED = Path(__file__).parent / "pysal_thueringen.csv"
STEPS = step([5, 10, 15], [1, 0.68, 0.22])
METHODS: dict[str, tuple[Decay | None, bool, float]] = {
    "two_step": (None, False, 1e-14),
    "step": (STEPS, False, 1e-14),
    "gaussian": (gaussian(15, 6), False, 1e-10),
    "three_step": (STEPS, True, 1e-14),
}
"""Decay, whether in three steps, and the largest relative difference allowed."""

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def cells(shared: Path) -> Points:
    rows = _rows(shared / "data/access/demand_thueringen_gemeinden.csv")
    return Points(*(_column(rows, name) for name in ("lat", "lon", "pop67")))


@pytest.fixture(scope="module")
def sites(shared: Path) -> Points:
    """With invented places, as in the file of expected scores."""
    rows = _rows(shared / "data/access/supply_apotheken_osm.csv")
    places = np.array([1.0 + int(row["sid"][1:]) % 7 for row in rows])
    return Points(_column(rows, "lat"), _column(rows, "lon"), places)


@pytest.fixture(scope="module")
def pairs(cells: Points, sites: Points) -> Pairs:
    km = great_circle(cells.lat[:, None], cells.lon[:, None], sites.lat, sites.lon)
    cell, site = np.nonzero(km <= 30)
    return Pairs(cell, site, km[cell, site])


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def _column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


@pytest.mark.parametrize("method", METHODS)
def test_scores_of_coordinates(method: str, cells: Points, sites: Points):
    decay, three_steps, exact = METHODS[method]
    ours = (three_step if three_steps else two_step)(cells, sites, km=15, decay=decay)
    assert furthest(ours.score, _column(_rows(EXPECTED), method)) <= exact


@pytest.mark.parametrize("method", METHODS)
def test_scores_of_a_table_of_costs(method: str, cells: Points, sites: Points, pairs: Pairs):
    decay, three_steps, _ = METHODS[method]
    ours: Access = (three_step_costs if three_steps else two_step_costs)(
        pairs, cells.weight, sites.weight, most=15, decay=decay
    )
    assert furthest(ours.score, _column(_rows(EXPECTED), method)) <= 1e-13


def test_the_published_table_of_costs(shared: Path, cells: Points, sites: Points, pairs: Pairs):
    """Its 62,424 distances are ours, rounded to the metre or finer."""
    demand = _rows(shared / "data/access/demand_thueringen_gemeinden.csv")
    supply = _rows(shared / "data/access/supply_apotheken_osm.csv")
    cell = {row["ags"]: number for number, row in enumerate(demand)}
    site = {row["sid"]: number for number, row in enumerate(supply)}
    with gzip.open(shared / "data/access/cost_haversine_km_le30.csv.gz", "rt") as lines:
        told = {
            (cell[r["origin"]], site[r["dest"]]): float(r["cost"]) for r in csv.DictReader(lines)
        }
    ours = dict(zip(zip(pairs.cell, pairs.site, strict=True), pairs.cost, strict=True))
    assert (len(told), told.keys() ^ ours.keys()) == (62_424, set())
    assert max(abs(told[pair] - km) for pair, km in ours.items()) < 1e-3


@pytest.mark.parametrize("method", METHODS)
def test_a_pharmacy_in_erfurt_closes(method: str, cells: Points, sites: Points):
    decay, three_steps, exact = METHODS[method]
    before = Catchment.of(cells, sites, km=15, decay=decay, three_steps=three_steps)
    nearest_to_erfurt = int(
        np.argmin(great_circle(cells.lat[0], cells.lon[0], sites.lat, sites.lon))
    )
    kept = np.delete(np.arange(len(sites)), nearest_to_erfurt)
    rest = Points(sites.lat[kept], sites.lon[kept], sites.weight[kept])
    anew = (three_step if three_steps else two_step)(cells, rest, km=15, decay=decay)
    after = before.removed(nearest_to_erfurt)
    assert furthest(after.score, anew.score) <= exact
    assert furthest(after.ratio[kept], anew.ratio) <= exact
    assert (after.score != before.score).sum() > 5
