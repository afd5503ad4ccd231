"""A small town written as an extract of OpenStreetMap and read back; two real extracts where the open data are there."""

import math
from pathlib import Path

import numpy as np
import osmium
import pytest
from osmium.osm.mutable import Node, Way

from mitsorge.domain.planning.rules.access import Points, Router, great_circle
from mitsorge.domain.planning.rules.access.network import AGAINST, ALONG, BOTH
from mitsorge.doors.imports.roads.extract import (
    Box,
    NoReader,
    Unreadable,
    classes,
    date_of,
    direction,
    roads_in,
    speed,
)

DEGREE = math.pi * 6371.0088 / 180


@pytest.fixture
def a_town(tmp_path: Path) -> Path:
    """Five points a kilometre apart on a meridian: a street, a one-way street, a footpath, a private road."""
    path = tmp_path / "stadt.osm.pbf"
    ways = [
        ([1, 2], {"highway": "residential"}),
        ([2, 3], {"highway": "tertiary", "oneway": "yes"}),
        ([3, 2], {"highway": "service"}),
        ([3, 4], {"highway": "footway"}),
        ([4, 5], {"highway": "residential"}),
        ([1, 5], {"highway": "residential", "access": "private"}),
        ([1, 3], {"building": "yes"}),
    ]
    with osmium.SimpleWriter(str(path)) as writer:
        for number in range(1, 6):
            writer.add_node(Node(id=number, location=(13.0, 52 + number / DEGREE)))
        for number, (points, tags) in enumerate(ways):
            writer.add_way(Way(id=number, nodes=points, tags=tags))
    return path


def test_only_what_cars_may_use_is_read(a_town: Path):
    """1 ⇄ 2 ⇄ 3: the tertiary road one way, the slower service road both; 4 and 5 are an island behind a footpath."""
    roads = roads_in(a_town)
    assert sorted((roads.lat - 52) * DEGREE) == pytest.approx([1, 2, 3], abs=1e-4)
    assert sorted(roads.km) == pytest.approx([1] * 5, abs=1e-3)
    assert sorted(roads.minutes) == pytest.approx([1.5, 2.4, 2.4, 4, 4], abs=0.01)


def test_roads_outside_the_box_are_left_out(a_town: Path):
    """A box round point 1 keeps its street whole, and nothing else."""
    box = Box(52, 12.9, 52 + 1.5 / DEGREE, 13.1)
    assert roads_in(a_town, box).nodes == 2
    assert roads_in(a_town, Box(0, 0, 1, 1)).nodes == 0


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ({"highway": "residential"}, 25),
        ({"highway": "primary", "maxspeed": "30"}, 30),
        ({"highway": "primary", "maxspeed": "100"}, 65),
        ({"highway": "primary", "maxspeed": "DE:urban"}, 65),
        ({"highway": "primary", "maxspeed": "0"}, 65),
        ({"highway": "footway"}, None),
        ({"highway": "service", "area": "yes"}, None),
        ({"highway": "residential", "access": "private"}, None),
        ({"highway": "residential", "access": "no", "motor_vehicle": "yes"}, 25),
        ({"highway": "residential", "motor_vehicle": "no"}, None),
        ({"building": "yes"}, None),
    ],
)
def test_speeds(tags: dict[str, str], kmh: float | None):
    assert speed(tags) == kmh


def test_speeds_say_where_they_come_from():
    assert classes()["source"].startswith("Project OSRM")


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"highway": "residential"}, BOTH),
        ({"highway": "residential", "oneway": "yes"}, ALONG),
        ({"highway": "residential", "oneway": "-1"}, AGAINST),
        ({"highway": "residential", "junction": "roundabout"}, ALONG),
        ({"highway": "motorway"}, ALONG),
        ({"highway": "motorway", "oneway": "no"}, BOTH),
    ],
)
def test_directions(tags: dict[str, str], expected: int):
    assert direction(tags) == expected


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 kein Auszug"])
def test_a_file_that_is_no_extract(tmp_path: Path, content: bytes):
    path = tmp_path / "kreis.osm.pbf"
    path.write_bytes(content)
    with pytest.raises(Unreadable):
        roads_in(path)


def test_without_the_library_it_is_said(monkeypatch, a_town: Path):
    monkeypatch.setitem(__import__("sys").modules, "osmium", None)
    with pytest.raises(NoReader):
        roads_in(a_town)


@pytest.mark.shared
def test_a_real_town(shared: Path):
    """Hoyerswerda, August 2024: 391 nodes, 255 of them connected in both directions; 30 km of lanes."""
    roads = roads_in(shared / "data/roads/hoyerswerda.osm.pbf")
    assert (roads.nodes, round(float(roads.km.sum()))) == (255, 30)
    assert date_of(shared / "data/roads/hoyerswerda.osm.pbf")[:4] in ("", "2024")
    ends = [int(np.argmin(roads.lon)), int(np.argmax(roads.lon))]
    spots = Points(roads.lat[ends], roads.lon[ends], np.ones(2))
    ways = Router(roads).pairs(spots, spots, most=20)
    straight = great_circle(spots.lat[0], spots.lon[0], spots.lat[1], spots.lon[1])
    there = ways.pairs.cost[ways.pairs.cell != ways.pairs.site]
    assert len(there) == 2
    assert (straight < there).all()
    assert (there < 3 * straight).all()


@pytest.mark.shared
def test_no_way_is_shorter_than_the_straight_line(shared: Path):
    """The north of the Landkreis Bayreuth: 200 points of it, every pair within 10 km."""
    roads = roads_in(shared / "data/roads/north-bayreuth.osm.gz")
    chosen = np.random.default_rng(3).choice(roads.nodes, 200, replace=False)
    spots = Points(roads.lat[chosen], roads.lon[chosen], np.ones(200))
    pairs = Router(roads).pairs(spots, spots, most=10).pairs
    here, there = chosen[pairs.cell], chosen[pairs.site]
    straight = great_circle(roads.lat[here], roads.lon[here], roads.lat[there], roads.lon[there])
    apart = here != there
    assert (pairs.cost[apart] >= straight[apart] * (1 - 1e-9) - 1e-9).all()
    assert 1.1 < np.median(pairs.cost[apart] / np.maximum(straight[apart], 1e-9)) < 2
