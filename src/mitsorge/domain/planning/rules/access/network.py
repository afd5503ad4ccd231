"""A network of roads from the lines of a map, thinned out without changing a length. Plain Python and numpy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.planning.rules.access.distances import great_circle
from mitsorge.domain.planning.rules.access.points import Floats
from mitsorge.domain.planning.rules.access.roads import Roads

STEP_KM = 0.25
"""Between junctions a node at least every so many km: points meet the road there."""
BOTH, ALONG, AGAINST = 0, 1, -1
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Line:
    """A road as drawn: the numbers of its points (n,) in the map and their degrees (n,), how fast one drives, and
    whether in both directions, only along its points, or only against them."""

    points: Numbers
    lat: Floats
    lon: Floats
    kmh: float
    direction: int = BOTH


def network_of(lines: Iterable[Line], *, step_km: float = STEP_KM) -> Roads:
    """Junctions, ends and a point every `step_km` become nodes; a piece between two of them has the length of all it
    leaves out (great circles from point to point). Islands are kept: `Roads.whole` drops them."""
    drawn = [line for line in lines if len(line.points) > 1]
    junctions = _junctions(drawn)
    pieces = [piece for line in drawn for piece in _pieces(line, junctions, step_km)]
    return _joined(drawn, pieces)


Piece = tuple[int, int, float, float]
"""From a point to a point, km, minutes."""


def _junctions(lines: Sequence[Line]) -> frozenset[int]:
    """Points that several lines share or one passes twice, and the ends of all."""
    every = np.concatenate([line.points for line in lines] or [np.empty(0, np.int64)])
    numbers, counts = np.unique(every, return_counts=True)
    ends = {int(line.points[end]) for line in lines for end in (0, -1)}
    return frozenset(numbers[counts > 1].tolist()) | ends


def _pieces(line: Line, junctions: frozenset[int], step_km: float) -> Iterator[Piece]:
    lat, lon = line.lat, line.lon
    along = np.concatenate([[0.0], np.cumsum(great_circle(lat[:-1], lon[:-1], lat[1:], lon[1:]))])
    last = 0
    for number, point in enumerate(line.points.tolist()):
        km = float(along[number] - along[last])
        if number and (point in junctions or km >= step_km):
            yield from _directed(line, int(line.points[last]), point, km)
            last = number


def _directed(line: Line, one: int, other: int, km: float) -> Iterator[Piece]:
    minutes = km / line.kmh * 60
    if line.direction != AGAINST:
        yield one, other, km, minutes
    if line.direction != ALONG:
        yield other, one, km, minutes


def _joined(lines: Sequence[Line], pieces: Sequence[Piece]) -> Roads:
    """Points of the map → nodes counted from 0, in the order of their numbers."""
    ends = np.array([piece[:2] for piece in pieces], np.int64).reshape(-1, 2)
    costs = np.array([piece[2:] for piece in pieces], np.float64).reshape(-1, 2)
    known, place = np.unique(ends, return_inverse=True)
    start, end = place.reshape(-1, 2).T.astype(np.int32)
    lat, lon = _degrees(lines, known)
    km, minutes = np.ascontiguousarray(costs.T)
    return Roads(lat, lon, start, end, km, minutes)


def _degrees(lines: Sequence[Line], known: Numbers) -> tuple[Floats, Floats]:
    if not lines:
        return np.empty(0), np.empty(0)
    points, lat, lon = (
        np.concatenate([getattr(line, name) for line in lines]) for name in ("points", "lat", "lon")
    )
    order = np.argsort(points, kind="stable")
    at = order[np.searchsorted(points, known, sorter=order)]
    return lat[at], lon[at]
