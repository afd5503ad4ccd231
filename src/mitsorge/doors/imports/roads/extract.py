"""Reads the roads one may drive on out of an extract of OpenStreetMap."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from mitsorge.domain.planning.rules.access.network import AGAINST, ALONG, BOTH, Line, network_of
from mitsorge.domain.planning.rules.access.roads import Roads

SHUT = frozenset({"no", "private", "agricultural", "forestry", "emergency"})
ACCESS = ("motorcar", "motor_vehicle", "vehicle", "access")
"""The tag that is nearest to a car wins."""
ONE_WAY = {"yes": ALONG, "true": ALONG, "1": ALONG, "-1": AGAINST, "reverse": AGAINST, "no": BOTH}


class NoReader(Exception):
    """The library that reads extracts is not installed (extra `osm`)."""


class Unreadable(Exception):
    """The file is no extract of OpenStreetMap, or damaged."""


@dataclass(frozen=True)
class Box:
    """South, west, north, east in degrees: a road with a point in it is taken."""

    south: float
    west: float
    north: float
    east: float

    def touches(self, line: Line) -> bool:
        inside = (line.lat >= self.south) & (line.lat <= self.north)
        return bool((inside & (line.lon >= self.west) & (line.lon <= self.east)).any())


def roads_in(path: Path, box: Box | None = None) -> Roads:
    """The largest connected network of the extract. Raises `NoReader`, `Unreadable`.

    A Land takes about a minute: every point of the file is looked at once.
    """
    return network_of(line for line in lines_in(path) if box is None or box.touches(line)).whole()


def lines_in(path: Path) -> Iterator[Line]:
    """Every road one may drive on, with the degrees of its points."""
    osmium = _osmium()
    try:
        ways = osmium.FileProcessor(str(path)).with_locations()
        ways = ways.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
            kmh = speed({tag.k: tag.v for tag in way.tags})
            if kmh is not None:
                yield _line(way, kmh)
    except (RuntimeError, ValueError) as error:
        raise Unreadable(str(error)) from error


def date_of(path: Path) -> str:
    """The day of the data as the file tells it, as ISO; empty where it does not."""
    osmium = _osmium()
    try:
        header = osmium.io.Reader(str(path), osmium.osm.NOTHING).header()
    except RuntimeError as error:
        raise Unreadable(str(error)) from error
    told = header.get("osmosis_replication_timestamp") or header.get("timestamp") or ""
    return str(told)[:10]


def _osmium() -> Any:
    try:
        import osmium
    except ImportError as error:
        raise NoReader from error
    return osmium


def _line(way: Any, kmh: float) -> Line:
    """Points outside the extract have no degrees and are left out."""
    nodes = [(n.ref, n.location.lat, n.location.lon) for n in way.nodes if n.location.valid()]
    points = np.array([node[0] for node in nodes], np.int64)
    degrees = np.array([node[1:] for node in nodes], np.float64).reshape(-1, 2)
    found = direction({tag.k: tag.v for tag in way.tags})
    return Line(points, degrees[:, 0].copy(), degrees[:, 1].copy(), kmh, found)


def speed(tags: Mapping[str, str]) -> float | None:
    """How fast one drives there in km/h; None where cars do not, or may not."""
    kmh = classes()["kmh"].get(tags.get("highway", ""))
    access = next((tags[name] for name in ACCESS if name in tags), "")
    if kmh is None or access in SHUT or tags.get("area") == "yes":
        return None
    posted = 0.0
    with suppress(ValueError):
        posted = float(tags.get("maxspeed", ""))
    return min(float(kmh), posted) if posted > 0 else float(kmh)


def direction(tags: Mapping[str, str]) -> int:
    """Whether one drives both ways, only along the points of the line or only against them."""
    circles = tags.get("junction") in ("roundabout", "circular")
    usual = ALONG if circles or tags.get("highway") == "motorway" else BOTH
    return ONE_WAY.get(tags.get("oneway", ""), usual)


@cache
def classes() -> Mapping[str, Any]:
    """Speeds by class of road (`kmh`) and their `source`."""
    text = files("mitsorge.doors.imports.roads").joinpath("classes.toml").read_text("utf-8")
    return tomllib.loads(text)
