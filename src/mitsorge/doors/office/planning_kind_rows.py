"""One kind of offer as rows: by area for the page and as a file, and from year to year."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.planning.queries.kinds import Kind
from mitsorge.domain.planning.queries.provision import Standing
from mitsorge.domain.planning.queries.roads import journeys, ways_sentence
from mitsorge.domain.planning.rules import FindingKind
from mitsorge.domain.planning.rules.evidence import Found
from mitsorge.domain.planning.rules.provision import Provision
from mitsorge.domain.planning.wording.numbers import amount
from mitsorge.domain.planning.wording.provision import METHOD
from mitsorge.doors.office.planning_indicators import (
    Told,
    cover_words,
    day_words,
    near_words,
    per_words,
    told,
    way_words,
)
from mitsorge.face.charts import Line, LineChart, lines
from mitsorge.face.exports.drawn import chart_picture
from mitsorge.face.exports.served import Picture
from mitsorge.face.exports.sheets import Cell, Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.planning.asked import STEPS
from mitsorge.face.planning.numbers import people_words, whole
from mitsorge.face.planning.stock_words import offers_words, places_words, uncertain_words
from mitsorge.face.planning.ways import source_of, sources_of

Column = tuple[str, Callable[["KindRow"], str]]
"""A head, and what of a row stands below it."""


@dataclass(frozen=True)
class KindRow:
    """One area in words. `ways`: to the nearest, second and third site. `gap`, `overlap`: whether today finds one.

    `cells`: (head, words) of the columns of the page.
    """

    code: str
    name: str
    people: str
    offers: str
    places: str
    uncertain: str
    per_1000: str
    needed: str
    covered: str
    ways: Sequence[str]
    near: str
    access: str
    parts: Sequence[Told] = ()
    gap: bool = False
    overlap: bool = False
    cells: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(cls, found: Provision, kind: Kind, kinds: Iterable[FindingKind] = ()) -> "KindRow":
        said = set(kinds)
        return cls(
            code=found.area,
            name=found.name,
            people=people_words(found.people),
            offers=offers_words(found.stock),
            places=places_words(found.stock),
            uncertain=uncertain_words(found.stock),
            per_1000=per_words(found.per_1000),
            needed=people_words(found.coverage.denominator),
            covered=cover_words(found.coverage),
            ways=[way_words(km) for km in found.km],
            near=near_words(found.within),
            access=per_words(found.access),
            parts=told(found, kind),
            gap=FindingKind.GAP in said,
            overlap=FindingKind.OVERLAP in said,
        )


def kind_rows(standing: Standing, findings: Sequence[Found]) -> list[KindRow]:
    """Every finest area in its order, then all together; no row without any area."""
    shown = columns(standing)
    every = [*standing.areas, standing.total] if standing.areas else []
    rows = [
        KindRow.of(each, standing.kind, [f.kind for f in findings if f.area == each.area])
        for each in every
    ]
    return [replace(row, cells=[(head, words(row)) for head, words in shown]) for row in rows]


def columns(standing: Standing) -> list[Column]:
    """What of a row the page shows: nothing that is unknown for this kind everywhere."""
    kind, total = standing.kind, standing.total
    found: list[Column] = [(_("Angebote"), lambda row: row.offers)]
    if kind.has_places:
        found.append((_("bestätigte Plätze"), lambda row: row.places))
        if total.stock.stale:
            found.append((_("nicht bestätigte Plätze"), lambda row: row.uncertain))
    if kind.has_places and standing.series:
        head = _("je 1.000 Menschen ab %(age)s") % {"age": kind.age_from}
        found.append((head, lambda row: row.per_1000))
    if standing.need and total.coverage.denominator is not None:
        year = {"year": standing.year}
        found.append((_("gebraucht %(year)s") % year, lambda row: row.needed))
        found.append((_("gedeckt %(year)s") % year, lambda row: row.covered))
    return [*found, *_ways(standing)] if standing.series else found


def _ways(standing: Standing) -> Iterable[Column]:
    if standing.total.within.value is not None:
        yield _("Weg zum nächsten"), lambda row: row.ways[0]
        yield _("zum dritten"), lambda row: row.ways[-1]
        km = {"km": amount(standing.kind.km)}
        yield _("Menschen in höchstens %(km)s km") % km, lambda row: row.near
    if standing.total.access.value is not None:
        yield _("erreichbar je 1.000"), lambda row: row.access


def kind_sheet(standing: Standing) -> Sheet:
    """Every area with all numbers, their parts, dates and gaps; the network in the last row."""
    kind, age = standing.kind, {"age": standing.kind.age_from}
    head = [
        *(_("Kennung"), _("Planungsraum"), _("Menschen ab %(age)s") % age),
        *(_("Angebote"), _("Plätze, bestätigt"), _("Plätze, nicht bestätigt")),
        *(_("bis zum nächsten"), _("bis zum zweiten"), _("bis zum dritten")),
    ]
    every = [*standing.areas, standing.total]
    names = [each.name for each in told(standing.total, kind)]
    for name in names:
        head += [name, _("Zähler"), _("Nenner"), _("Stand"), _("Güte"), _("Was fehlt")]
    rows = [_cells(KindRow.of(each, kind)) for each in every]
    title = _("%(kind)s nach Planungsräumen") % {"kind": kind.name}
    return Sheet(title, kind_passport(standing), head, rows)


def _cells(row: KindRow) -> list[str]:
    found = [row.code, row.name, row.people, row.offers, row.places, row.uncertain, *row.ways]
    for each in row.parts:
        found += [each.value, each.numerator, each.denominator, day_words(each.as_of)]
        found += [each.quality, " ".join(each.gaps)]
    return found


def kind_passport(standing: Standing) -> list[Source]:
    """Where the numbers come from and how they were computed."""
    day = timezone.localdate()
    words = _("bestätigte und nicht bestätigte getrennt.")
    found = [Source(_("Angebote"), table=_("Verzeichnis des Netzwerks"), as_of=day, method=words)]
    if standing.series:
        found.append(source_of(standing.series))
        found.append(Source(_("Entfernungen"), unit="km", method=ways_words(standing)))
        found.append(Source(_("Erreichbare Plätze"), method=access_words(standing)))
    return found + (sources_of(standing.need) if standing.need else [])


def ways_words(standing: Standing) -> str:
    """How distances were computed, in a sentence."""
    if journeys().on_roads:
        return ways_sentence()
    if standing.is_grid:
        return _("Luftlinie von den Zellen des Bevölkerungsrasters, im Mittel der Menschen.")
    return _("Luftlinie von der Mitte der Gemeinde, im Mittel der Menschen.")


def access_words(standing: Standing) -> str:
    method = {"km": amount(standing.kind.km), "method": METHOD[standing.method]}
    return _("Alle im Umkreis von %(km)s km teilen sich die Plätze: %(method)s.") % method


def years_picture(standing: Standing) -> Picture | None:
    """The chart as a picture."""
    title = _years_title(standing)
    label = _("Linien: %(title)s. Gebraucht und bestätigt, alle Planungsräume zusammen.")
    words = label % {"title": title}
    sources = kind_passport(standing)
    return chart_picture(years_chart(standing), title=title, label=words, sources=sources)


def _years_title(standing: Standing) -> str:
    return _("%(kind)s: Plätze von Jahr zu Jahr") % {"kind": standing.kind.name}


def years_chart(standing: Standing) -> LineChart | None:
    """Places needed and confirmed places of today over the years; None where nothing is known of either."""
    pairs = standing.needed_by_year
    if not any(value is not None for _year, value in pairs):
        return None
    years = [year for year, _value in pairs]
    there = standing.total.stock.places
    rows = [
        Line(_("Plätze, die gebraucht werden"), [value for _year, value in pairs], is_chosen=True)
    ]
    if there is not None:
        rows.append(Line(_("bestätigte Plätze von heute"), [there] * len(years)))
    return lines(rows, years, whole)


def years_sheet(standing: Standing) -> Sheet | None:
    """The table twin of the chart; None without a forecast that computes places."""
    pairs = standing.needed_by_year
    if not any(value is not None for _year, value in pairs):
        return None
    head = [_("Jahr"), _("Plätze, die gebraucht werden"), _("bestätigte Plätze von heute"), _("es fehlen")]  # fmt: skip
    rows = [[str(year), *_year_cells(standing, value)] for year, value in pairs]
    return Sheet(_years_title(standing), kind_passport(standing), head, rows)


def year_rows(standing: Standing) -> list[Sequence[Cell]]:
    """Every fifth year, the first and the one asked for are enough on the page; the file has all."""
    sheet = years_sheet(standing)
    rows = list(sheet.rows) if sheet else []
    wanted = {str(year) for year in (*STEPS, standing.year)}
    return [row for n, row in enumerate(rows) if not n or row[0] in wanted]


def _year_cells(standing: Standing, needed: float | None) -> list[str]:
    stock = standing.total.stock
    if needed is None or stock.places is None or stock.is_partly:
        return [people_words(needed), places_words(stock), _("keine Angabe")]
    missing = max(round(needed) - round(stock.places), 0)
    return [people_words(needed), places_words(stock), str(missing)]
