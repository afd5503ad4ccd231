"""Where the demo's houses stand: real places, invented addresses, points that claim no more than they know."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from math import cos, radians, sqrt
from random import Random

from shapely.geometry import Point as Dot
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from mitsorge.doors.setup.demo import library, speech
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea, Postcode, Street
from mitsorge.foundation.places.rules import AreaKind, BodyKind, Point, Precision, distance_km

KM_PER_DEGREE = 111.2


@dataclass(frozen=True)
class Settlement:
    """A municipality of the Kreis or a quarter of the city, as the demo settles it."""

    name: str
    """As people say it: "Werder", "Plagwitz"."""
    town: str
    """As it stands in an address: "Werder (Havel)", "Leipzig-Plagwitz"."""
    municipality: Municipality
    area: PlanningArea | None
    chain: tuple[str, ...]
    """Codes of the planning areas around it, narrowest first."""
    codes: tuple[tuple[str, Point], ...]
    """Postcodes with their positions."""
    middle: Point
    spread_km: float
    weight: float
    precision: Precision
    outline: BaseGeometry | None = field(compare=False, repr=False)

    @property
    def is_quarter(self) -> bool:
        """A part of a city, not a municipality."""
        return self.precision is Precision.QUARTER

    @property
    def outer(self) -> PlanningArea | None:
        """The planning area around it: the region of a municipality, the district of a quarter."""
        return (self.area.parent or self.area) if self.area else None

    def site(self, chance: Random) -> tuple[Decimal, Decimal, str]:
        """Latitude, longitude and postcode of an invented address: near the middle and inside the outline."""
        code, near = chance.choice(self.codes) if len(self.codes) < 4 else ("", self.middle)
        center = near if code else self.middle
        point = self._scattered(center, chance)
        if not code:
            code = min(self.codes, key=lambda each: distance_km(each[1], point))[0]
        return Decimal(f"{point.latitude:.5f}"), Decimal(f"{point.longitude:.5f}"), code

    def _scattered(self, center: Point, chance: Random) -> Point:
        inside = prep(self.outline) if self.outline else None
        for shrink in (1.0, 0.6, 0.35, 0.2, 0.1):
            north = chance.uniform(-1, 1) * self.spread_km * shrink / KM_PER_DEGREE
            east = chance.uniform(-1, 1) * self.spread_km * shrink / KM_PER_DEGREE
            point = Point(
                center.latitude + north,
                center.longitude + east / cos(radians(center.latitude)),
                self.precision,
            )
            if inside is None or inside.contains(Dot(point.longitude, point.latitude)):
                return point
        return self.middle


@dataclass(frozen=True)
class Ground:
    """All settlements of a network, the biggest first, and the streets known there."""

    settlements: tuple[Settlement, ...]
    streets: tuple[str, ...]
    is_city: bool

    def draw(self, chance: Random, *, without: Iterable[str] = ()) -> Settlement:
        """A settlement by its weight, outside the named planning areas."""
        barred = set(without)
        open_ones = [each for each in self.settlements if not barred & set(each.chain)]
        return chance.choices(open_ones, [each.weight for each in open_ones])[0]

    def named(self, name: str) -> Settlement:
        """The settlement of this name; the biggest where there is none."""
        found = (each for each in self.settlements if name in (each.name, each.town))
        return next(found, self.settlements[0])

    def chiefs(self) -> list[Settlement]:
        """The biggest settlement of each outer planning area."""
        first: dict[str, Settlement] = {}
        for each in self.settlements:
            first.setdefault(each.chain[-1] if each.chain else "", each)
        return list(first.values())

    def around(self, home: Settlement, count: int) -> list[Settlement]:
        """The nearest other settlements."""
        others = [each for each in self.settlements if each != home]
        return sorted(others, key=lambda each: distance_km(home.middle, each.middle))[:count]

    def street(self, chance: Random) -> str:
        """An invented address on a street with a usual name."""
        return f"{chance.choice(self.streets)} {chance.randint(1, 68)}"


def survey(body: Body) -> Ground:
    """The ground of a body (5 queries)."""
    areas = list(
        PlanningArea.objects.filter(body=body, active_to=None)
        .select_related("parent")
        .prefetch_related("municipalities")
    )
    municipalities = list(
        Municipality.objects.filter(ags__startswith=body.ags[:5], population__gt=0)
    )
    codes = _codes(municipalities)
    is_city = body.kind == BodyKind.STADT
    found = (
        [_quarter(area, areas, municipalities[0], codes, body) for area in _quarters(areas)]
        if is_city
        else [_village(each, areas, codes) for each in municipalities]
    )
    streets = tuple(
        Street.objects.filter(municipality__in=municipalities)
        .order_by("name")
        .values_list("name", flat=True)
    )
    return Ground(
        tuple(sorted((each for each in found if each.codes), key=lambda s: (-s.weight, s.name))),
        streets or tuple(library.names("streets")),
        is_city,
    )


def _codes(municipalities: list[Municipality]) -> dict[int, list[Postcode]]:
    rows: dict[int, list[Postcode]] = {}
    for row in Postcode.objects.filter(municipality__in=municipalities).order_by("code", "place"):
        if row.latitude is not None:
            rows.setdefault(row.municipality_id or 0, []).append(row)
    return rows


def _village(
    municipality: Municipality, areas: list[PlanningArea], codes: dict[int, list[Postcode]]
) -> Settlement:
    rows = codes.get(municipality.pk, [])
    central = [row for row in rows if row.place in ("", municipality.name)]
    central = central or [row for row in rows if row.place and row.place in municipality.name]
    chain = [area for area in areas if municipality in area.municipalities.all()]
    return Settlement(
        name=speech.spoken(municipality.name),
        town=speech.written(municipality.name),
        municipality=municipality,
        area=chain[0] if chain else None,
        chain=tuple(area.code for area in chain),
        codes=_positions(central or rows[:1]),
        middle=Point(float(municipality.latitude or 0), float(municipality.longitude or 0)),
        spread_km=min(0.8, sqrt(municipality.area_ha / 100) / 8),
        weight=municipality.population**0.75,
        precision=Precision.PLACE,
        outline=shape(municipality.outline) if municipality.outline else None,
    )


def _quarters(areas: list[PlanningArea]) -> list[PlanningArea]:
    quarters = [area for area in areas if area.kind == AreaKind.QUARTER]
    return quarters or [area for area in areas if area.kind == AreaKind.DISTRICT]


def _quarter(
    area: PlanningArea,
    areas: list[PlanningArea],
    city: Municipality,
    codes: dict[int, list[Postcode]],
    body: Body,
) -> Settlement:
    parent = area.parent
    own = [row for row in codes.get(city.pk, []) if row.place == area.name]
    outline = shape(area.outline) if area.outline else None
    middle = outline.representative_point() if outline else None
    return Settlement(
        name=speech.spoken_quarter(area.name, str(body)),
        town=speech.written_quarter(area.name, str(body)),
        municipality=city,
        area=area,
        chain=(area.code, parent.code) if parent else (area.code,),
        codes=_positions(own or codes.get(city.pk, [])),
        middle=Point(middle.y, middle.x) if middle else Point(*_position_or(area, city)),
        spread_km=0.7 if outline else 0.4,
        weight=1.0,
        precision=Precision.QUARTER,
        outline=outline or (shape(city.outline) if city.outline else None),
    )


def _position_or(area: PlanningArea, city: Municipality) -> tuple[float, float]:
    held = area if area.latitude is not None else city
    return float(held.latitude or 0), float(held.longitude or 0)


def _positions(rows: list[Postcode]) -> tuple[tuple[str, Point], ...]:
    return tuple(
        (row.code, Point(float(row.latitude or 0), float(row.longitude or 0))) for row in rows
    )
