"""Lines of a map become a network: thinned out, and not a metre shorter."""

import math

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access.kept import Origin, load, save
from mitsorge.domain.planning.rules.access.network import AGAINST, ALONG, BOTH, Line, network_of

DEGREE = math.pi * 6371.0088 / 180


def line(*points: tuple[int, float], kmh: float = 60, direction: int = BOTH) -> Line:
    """Numbers of points and how many km north of 52° they lie."""
    numbers, km = zip(*points, strict=True)
    lat = 52 + np.array(km) / DEGREE
    return Line(np.array(numbers, np.int64), lat, np.full(len(km), 13.0), kmh, direction)


def pieces(*lines: Line, step_km: float = 0.25) -> list[tuple[float, float, float, float]]:
    """Where each piece starts and ends (km north), its km and minutes."""
    roads = network_of(lines, step_km=step_km)
    north = (roads.lat - 52) * DEGREE
    rows = zip(north[roads.start], north[roads.end], roads.km, roads.minutes, strict=True)
    return sorted(tuple(round(float(n), 6) for n in row) for row in rows)


def test_only_junctions_and_ends_are_kept():
    """Point 5 lies on both lines; 2, 3 and 7 do not and are left out, with their way kept."""
    first = line((1, 0), (2, 0.05), (3, 0.02), (5, 0.1), (7, 0.15), (8, 0.2))
    second = line((5, 0.1), (9, -0.1), kmh=30)
    there = [(0, 0.1, 0.16, 0.16), (0.1, 0.2, 0.1, 0.1), (0.1, -0.1, 0.2, 0.4)]
    back = [(b, a, km, minutes) for a, b, km, minutes in there]
    assert pieces(first, second) == [pytest.approx(each) for each in sorted(there + back)]


def test_a_long_road_has_nodes_on_its_way():
    long_road = line(*((n, n * 0.1) for n in range(11)))
    found = pieces(long_road)
    assert sorted({start for start, *_ in found}) == pytest.approx([0, 0.3, 0.6, 0.9, 1.0])
    assert sum(km for _a, _b, km, _m in found) == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("direction", "expected"),
    [(ALONG, [(0, 1)]), (AGAINST, [(1, 0)]), (BOTH, [(0, 1), (1, 0)])],
)
def test_directions(direction: int, expected: list[tuple[float, float]]):
    found = pieces(line((1, 0), (2, 1), direction=direction), step_km=5)
    assert [(a, b) for a, b, _km, _m in found] == [pytest.approx(each) for each in expected]


def test_lines_of_one_point_and_no_lines():
    assert network_of([line((1, 0))]).nodes == 0
    assert network_of([]).whole().nodes == 0


def test_a_network_is_kept_in_a_file(tmp_path):
    roads = network_of([line((1, 0), (2, 1), (3, 2.5))], step_km=0.25)
    path, origin = tmp_path / "roads.npz", Origin("kreis.osm.pbf", 17, "2024-08-01")
    save(roads, origin, path)
    again, told = load(path)
    assert told == origin
    for name in ("lat", "lon", "start", "end", "km", "minutes"):
        assert np.array_equal(getattr(again, name), getattr(roads, name))
    assert [each.name for each in tmp_path.iterdir()] == ["roads.npz"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"keine Strassen"])
def test_a_foreign_or_broken_file_is_no_network(tmp_path, content: bytes):
    path = tmp_path / "roads.npz"
    path.write_bytes(content)
    assert load(path) is None
    assert load(tmp_path / "gibt-es-nicht.npz") is None


def test_a_file_of_another_form_is_not_read(tmp_path):
    path = tmp_path / "roads.npz"
    np.savez_compressed(path, told=np.array('{"form": 0, "extract": "a", "size": 1}'))
    assert load(path) is None
