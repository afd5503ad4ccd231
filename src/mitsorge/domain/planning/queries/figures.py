"""Figures as the rules want them: one series or several in memory, and the people of planning areas."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Prefetch, Q, QuerySet, When

from mitsorge.domain.planning.models import Figure, Series
from mitsorge.domain.planning.rules import CareKind, Level, Sex, Subject, choosing
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.merging import former_keys
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.domain.planning.rules.residents import Structure, structure_of
from mitsorge.domain.planning.rules.tables import Key, Place, Table, place_of, with_current_keys
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.queries.areas import areas_in_force

SUREST_FIRST = Case(
    *(When(quality=quality, then=n) for n, quality in enumerate(choosing.SUREST_FIRST)),
    output_field=IntegerField(),
)
"""Orders series: counted by an office before estimated before asked for."""


@dataclass(frozen=True)
class Network:
    """The Kreis (five digits) and its planning areas in force; `kreis` empty before the network is set up."""

    kreis: str
    name: str
    regions: tuple[Region, ...]


def network_regions(on: date | None = None) -> Network:
    """The planning areas of the first body on a day (3 queries)."""
    body = Body.objects.order_by("pk").first()
    if body is None:
        return Network("", "", ())
    parts = Prefetch("municipalities", Municipality.objects.only("ags"))
    rows = list(areas_in_force(on).filter(body=body).prefetch_related(parts))
    codes = {area.pk: area.code for area in rows}
    return Network(body.ags[:5], str(body), tuple(_region(area, codes) for area in rows))


def _region(area: PlanningArea, codes: Mapping[int, str]) -> Region:
    parts = tuple(sorted(each.ags for each in area.municipalities.all()))
    return Region(area.code, area.name, area.kind, codes.get(area.parent_id or 0, ""), parts)


def tables_of(series: Iterable[int], kreis: str = "") -> dict[int, Table]:
    """The figures of these series (ids) under the keys of today; rates of Kreise that merged are unknown (1 query).

    With `kreis` (five digits) only what speaks for it: itself and its former keys, its Land, the country, and
    everything below; without, all Kreise and Länder.
    """
    wanted = sorted(set(series))
    figures = Figure.objects.filter(_near(kreis) if kreis else Q(), series__in=wanted)
    columns = (
        *("series", "series__subject", "level", "area_code", "year"),
        *("sex", "care", "age_from", "age_to", "value"),
    )
    subjects: dict[int, str] = {}
    rows: dict[int, dict[Key, dict[Band, float | None]]] = {number: {} for number in wanted}
    bands: dict[tuple[int, int | None], Band] = {}
    read = figures.order_by().values_list(*columns)
    for number, subject, level, code, year, sex, care, first, end, value in read:
        subjects[number] = subject
        key = Key((Level(level), code), year, Sex(sex), CareKind(care) if care else None)
        band = bands.setdefault((first, end), Band(first, end))
        rows[number].setdefault(key, {})[band] = value
    return {
        number: with_current_keys(
            Table(found), date.max, shares=subjects.get(number) == Subject.RATE
        )
        for number, found in rows.items()
    }


def _near(kreis: str) -> Q:
    keys = former_keys(kreis, date.max)
    near = Q(level=Level.KREIS, area_code__in=keys)
    near |= Q(level=Level.LAND, area_code=kreis[:2])
    return near | Q(level__in=[Level.COUNTRY, Level.MUNICIPALITY, Level.AREA])


def age_structure(tables: Iterable[Table], kreis: str, year: int) -> Structure | None:
    """Of the Kreis in the year nearest, by the series that tells most ages apart.

    Bands of the Kreis are spread over finer ones of its Land or the country (a projection by single years).
    """
    found = [(table, place) for table in tables if (place := place_of(table, kreis))]
    own = _finest([each for each in found if each[1] == (Level.KREIS, kreis)], year)
    wider = _finest([each for each in found if each[1] != (Level.KREIS, kreis)], year)
    return structure_of(*own, finer=wider[0], finer_place=wider[1], finer_year=wider[2])


def _finest(
    found: Iterable[tuple[Table, Place]], year: int
) -> tuple[Table | None, Place | None, int]:
    """The table that tells most ages apart, with its place and its year nearest to the one asked for."""
    best: tuple[int, tuple[Table | None, Place | None, int]] = (0, (None, None, year))
    for table, place in found:
        near = min(table.years([place]), key=lambda each: abs(each - year), default=year)
        structure = structure_of(table, place, near)
        ages = max((len(row) for row in (structure or {}).values()), default=0)
        best = max(best, (ages, (table, place, near)), key=lambda pair: pair[0])
    return best[1]


def series_about(*subjects: Subject) -> QuerySet[Series]:
    """Series of these subjects, the newest first (1 query)."""
    return Series.objects.filter(subject__in=subjects).order_by("-as_of", "-pk")
