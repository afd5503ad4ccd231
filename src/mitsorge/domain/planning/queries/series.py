"""Series of figures for the pages: the list, one with its figures, its cells by planning area."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from mitsorge.domain.planning.models import Figure, PopulationCell, Series
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Sex
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.foundation.places.models import Municipality

IDENTITY = ("subject", "publisher", "table_number", "variant", "as_of", "title")

SMALLEST_FIRST = Case(
    *(When(level=level, then=n) for n, level in enumerate(reversed(Level))),
    output_field=IntegerField(),
)


def series_list() -> QuerySet[Series]:
    """With `n_figures`, `n_missing` (no number), `n_cells`, `n_people` of the cells (1 query)."""
    figures = Figure.objects.filter(series=OuterRef("pk")).order_by().values("series")
    cells = PopulationCell.objects.filter(series=OuterRef("pk")).order_by().values("series")
    whole, decimal = IntegerField(), FloatField()
    return Series.objects.annotate(
        n_figures=Coalesce(Subquery(figures.annotate(n=Count("pk")).values("n"), whole), 0),
        n_missing=Coalesce(
            Subquery(figures.annotate(n=Count("pk", filter=Q(value=None))).values("n"), whole), 0
        ),
        n_cells=Coalesce(Subquery(cells.annotate(n=Count("pk")).values("n"), whole), 0),
        n_people=Coalesce(Subquery(cells.annotate(n=Sum("population")).values("n"), decimal), 0.0),
    )


def is_there(passport: Mapping[str, object]) -> bool:
    """Whether a series of this identity is stored; values by the names of `Passport` (1 query, none with gaps)."""
    if not all(passport.get(name) for name in ("subject", "publisher", "as_of", "title")):
        return False
    same = {name: passport.get(name, "") for name in IDENTITY}
    return Series.objects.filter(**same).exists()


def series_by_uid(uid: UUID) -> Series | None:
    """One of the list, with its survey (1 query)."""
    return series_list().select_related("survey").filter(uid=uid).first()


def figures_of(series: Series, *, place: str = "", year: int | None = None) -> QuerySet[Figure]:
    """From the smallest areas to the country; then years, sexes, kinds, ages. `place`: "LEVEL:code"; empty: everywhere."""
    level, _colon, code = place.partition(":")
    found = Figure.objects.filter(series=series)
    if place:
        found = found.filter(level=level, area_code=code)
    if year:
        found = found.filter(year=year)
    return found.order_by(SMALLEST_FIRST, "area_code", "-year", "sex", "care", "age_from", "pk")


def counted_of(series: Series) -> Iterator[Counted]:
    """All figures of a series as the rules want them, in the order of `figures_of` (1 query)."""
    columns = ("level", "area_code", "year", "value", "sign", "age_from", "age_to", "sex", "care")
    for row in figures_of(series).values(*columns):
        codes = {
            "level": Level(row["level"]),
            "sign": CellSign(row["sign"]),
            "sex": Sex(row["sex"]),
        }
        care = CareKind(row["care"]) if row["care"] else None
        yield Counted(**{**row, **codes, "care": care})


@dataclass(frozen=True)
class Reach:
    """Which areas and years a series has: "LEVEL:code" → its name, in order; years, the newest first."""

    places: Mapping[str, str]
    years: tuple[int, ...]


def reach_of(series: Series, names: Mapping[tuple[str, str], str]) -> Reach:
    """For the filter of a series, with the names of `names_of_places` (2 queries)."""
    pairs = (
        series.figures.order_by("level", "area_code").values_list("level", "area_code").distinct()
    )
    years = series.figures.order_by("-year").values_list("year", flat=True).distinct()
    places = {f"{level}:{code}": names.get((level, code), code) for level, code in pairs}
    return Reach(dict(sorted(places.items(), key=lambda item: item[1])), tuple(years))


def names_of_places() -> dict[tuple[str, str], str]:
    """Names by level and code of what the network knows (at most 4 queries)."""
    network = network_regions()
    found: dict[tuple[str, str], str] = {(Level.COUNTRY, "DG"): "Deutschland"}
    if network.kreis:
        found[Level.KREIS, network.kreis] = network.name
    towns = Municipality.objects.filter(ags__startswith=network.kreis or "-").order_by()
    found |= {(Level.MUNICIPALITY, ags): name for ags, name in towns.values_list("ags", "name")}
    return found | {(Level.AREA, region.code): region.name for region in network.regions}


@dataclass(frozen=True)
class CellsIn:
    """How many cells of a grid lie in a planning area (empty code: in none), and how many people live in them."""

    area: str
    cells: int
    people: float


def cells_by_area(series: Series) -> list[CellsIn]:
    """In the order of codes (1 query)."""
    rows = series.cells.order_by("area_code").values("area_code")
    counted = rows.annotate(cells=Count("pk"), people=Sum("population"))
    return [CellsIn(row["area_code"], row["cells"], row["people"]) for row in counted]
