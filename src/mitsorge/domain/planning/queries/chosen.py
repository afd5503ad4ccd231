"""Which series of the people of the planning areas is counted with."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.queries.figures import (
    Network,
    age_structure,
    network_regions,
    series_about,
    tables_of,
)
from mitsorge.domain.planning.rules import Quality, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.choosing import Candidate, ranked
from mitsorge.domain.planning.rules.regions import finest_regions, members
from mitsorge.domain.planning.rules.residents import Residents, Structure, residents
from mitsorge.domain.planning.rules.tables import Place, Table


def candidates(
    series: Sequence[Series],
    tables: Mapping[int, Table],
    network: Network,
    areas: Sequence[str],
    bands: Sequence[Band],
    *,
    until: int,
    only: bool = False,
) -> Iterator[Candidate]:
    """Every series that speaks for one of the areas in the year `until`, or before it unless `only` that year (0 queries)."""
    cuts: dict[int, Structure | None] = {}
    asked = tuple(bands)
    for each in series:
        table = tables[each.pk]
        parts = members(network.regions, areas, table.places())
        year = _year(table, parts, until)
        if year is None or (only and year != until):
            continue
        if year not in cuts:
            cuts[year] = age_structure(tables.values(), network.kreis, year)
        people = residents(
            table, parts, years=[year], bands=sorted({*asked, Band()}), sexes=[Sex.BOTH],
            structure=cuts[year],
        )  # fmt: skip
        yield Candidate(
            *(each.pk, each.title, Quality(each.quality), each.as_of, year),
            *(_ages(table, parts, year), people, asked),
        )


def _year(table: Table, parts: Mapping[str, Sequence[Place]], until: int) -> int | None:
    """The last year told, none that lies ahead."""
    places = [place for found in parts.values() for place in found]
    return max((year for year in table.years(places) if year <= until), default=None)


def _ages(table: Table, parts: Mapping[str, Sequence[Place]], year: int) -> int:
    """The most bands of age it tells apart in one of the places."""
    places = {place for found in parts.values() for place in found}
    return max(
        (len(row) for key, row in table.rows.items() if key.place in places and key.year == year),
        default=0,
    )


def population_of(
    area_codes: Collection[str] | None,
    year: int,
    bands: Sequence[Band],
    *,
    series: int | None = None,
    sexes: Sequence[Sex] = (Sex.BOTH,),
) -> Residents | None:
    """Who lives in planning areas in one observed year (at most 5 queries); None without any such series.

    `area_codes` None: the finest areas of the network. `series`: its id, else the observed one to count with
    (`rules.choosing`). Coarser figures are cut within the newest figures of the Kreis by age, and named as estimated. People of later years are computed by `queries.need.need_of`.
    """
    network = network_regions()
    wanted = (
        area_codes if area_codes is not None else [r.code for r in finest_regions(network.regions)]
    )
    found = list(series_about(Subject.POPULATION))
    tables = tables_of([each.pk for each in found], network.kreis)
    asked = [each for each in found if each.pk == series or (series is None and not each.variant)]
    best = ranked(candidates(asked, tables, network, list(wanted), bands, until=year, only=True))
    if not best:
        return None
    table = tables[best[0].number]
    return residents(
        table,
        members(network.regions, wanted, table.places()),
        years=[year],
        bands=bands,
        sexes=sexes,
        structure=age_structure(tables.values(), network.kreis, year),
    )
