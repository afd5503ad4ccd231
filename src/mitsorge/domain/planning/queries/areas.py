"""What the pages of planning areas stand on: municipalities with their older people, and forecasts side by side."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.queries.figures import Network, tables_of
from mitsorge.domain.planning.queries.need import NeedTable, path_of, series_of, variants
from mitsorge.domain.planning.rules.elders import Place
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.need import places_and_staff
from mitsorge.domain.planning.rules.outlook import NoFigures, Question, Sources, outlook
from mitsorge.domain.planning.rules.parameters import parameters_from
from mitsorge.domain.planning.rules.regions import finest_regions, members
from mitsorge.domain.planning.rules.tables import Table
from mitsorge.foundation.places.models import Municipality

YEARS = tuple(range(2020, 2041))
"""The years a page of planning can show."""


@dataclass(frozen=True)
class Way:
    """A forecast with what it says; `need` None: it cannot be computed, `refusal` says why."""

    variant: Variant
    need: NeedTable | None = None
    refusal: NoFigures | YearOutside | None = None


def places_of(kreis: str) -> dict[str, Place]:
    """The municipalities of a Kreis (five digits) by key (1 query). Nobody living there counts as unknown."""
    rows = Municipality.objects.filter(body_ags5=kreis) if kreis else Municipality.objects.none()
    columns = ("ags", "name", "population", "population_67plus")
    return {
        key: Place(key, name, people or None, older)
        for key, name, people, older in rows.values_list(*columns)
    }


def ways(
    network: Network,
    areas: Collection[str] | None = None,
    years: Sequence[int] = YEARS,
    only: str = "",
) -> tuple[Way, ...]:
    """All forecasts for these areas (codes; None: the finest), the chosen one first; `only` one by its uid (2 queries).

    Years the series of a forecast do not have are left out of its table.
    """
    rows = variants().filter(uid=only) if only else variants()
    found = sorted(rows, key=lambda each: (not each.chosen_on, each.name))
    if not found:
        return ()
    numbers = {number for each in found for number in series_of(each).values()}
    tables = tables_of(numbers, network.kreis)
    wanted = areas if areas is not None else [r.code for r in finest_regions(network.regions)]
    return tuple(_way(each, tables, network, wanted, tuple(years)) for each in found)


def way_of(variant: Variant, network: Network, years: Sequence[int] = YEARS) -> Way:
    """One forecast for the finest areas, without the years its series do not have (1 query)."""
    tables = tables_of(series_of(variant).values(), network.kreis)
    finest = [region.code for region in finest_regions(network.regions)]
    return _way(variant, tables, network, finest, tuple(years))


def _way(
    variant: Variant,
    tables: Mapping[int, Table],
    network: Network,
    wanted: Collection[str],
    years: tuple[int, ...],
) -> Way:
    """Tried again without the years it does not have."""
    way = Way(variant)
    while years:
        try:
            return Way(variant, _need(variant, tables, network, wanted, years))
        except NoFigures as refused:
            return replace(way, refusal=refused)
        except YearOutside as refused:
            way = replace(way, refusal=refused)
            years = _without(years, refused)
    return way


def _without(years: tuple[int, ...], refused: YearOutside) -> tuple[int, ...]:
    """Years before the last counted one first: they are refused together with those a projection may have."""
    early = {year for year in refused.years if year < refused.last}
    left = tuple(year for year in years if year not in (early or refused.years))
    return left if left != years else ()


def _need(
    variant: Variant,
    tables: Mapping[int, Table],
    network: Network,
    wanted: Collection[str],
    years: tuple[int, ...],
) -> NeedTable:
    sources = Sources(**{name: tables[number] for name, number in series_of(variant).items()})
    parameters = parameters_from(variant.parameters)
    parts = members(network.regions, wanted, sources.population.places())
    finest = [region.code for region in finest_regions(network.regions)]
    whole = members(network.regions, finest, sources.population.places())
    path = path_of(variant, parameters)
    question = Question(parts, network.kreis, years, path, parameters, whole)
    found = outlook(sources, question)
    by_code = {region.code: region for region in network.regions}
    regions = tuple(by_code[code] for code in parts)
    capacities = places_and_staff(found.need, parameters)
    return NeedTable(variant, network, regions, years, found, capacities, parameters)
