"""The report of one planning area: everything the network knows of it on pages to print, each number with its parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.kinds import kinds_of
from mitsorge.domain.planning.queries.need import NeedTable
from mitsorge.domain.planning.queries.provision import Survey
from mitsorge.domain.planning.queries.roads import journeys, ways_sentence
from mitsorge.domain.planning.rules.elders import CENSUS_DAY
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.doors.office.planning_area_frame import codes_in, found_region, frame
from mitsorge.doors.office.planning_areas import missing
from mitsorge.doors.office.planning_findings import unjudged_lines
from mitsorge.doors.office.planning_indicators import Told, day_words, told
from mitsorge.doors.office.planning_inventory import shelf_rows, shelves_of
from mitsorge.face.exports.served import file_links, served
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.asked import STEPS, year_asked, years_to_choose
from mitsorge.face.planning.ground import SOURCES, Ground, ground
from mitsorge.face.planning.key_figures import older_bars, stats
from mitsorge.face.planning.maps import older_map
from mitsorge.face.planning.numbers import people_words
from mitsorge.face.planning.ways import (
    cell_of,
    curves,
    curves_sheet,
    kinds_chart,
    share_of,
    side_by_side,
    source_of,
    sources_of,
    told_words,
)

readers = only_for(*READERS)


@dataclass(frozen=True)
class KindTold:
    """One kind of offer in the area. `age`: whose numbers these are."""

    term: str
    name: str
    age: int
    told: Sequence[Told]


@dataclass(frozen=True)
class Report:
    """What page and file have in common."""

    region: Region
    read: Ground
    survey: Survey
    year: int

    def people(self) -> Iterator[Told]:
        """Older people, and the need of the year."""
        older = self.read.older(self.region.code, self.read.places_in(self.region))
        yield Told(
            _("Anteil der Menschen ab 67 Jahren"),
            older.share_words,
            _("%(n)s Menschen") % {"n": older.number_words},
            _("%(n)s Menschen") % {"n": older.people_words},
            CENSUS_DAY,
            str(wording.QUALITY[older.share.quality]),
            [_("Ohne %(gaps)s.") % {"gaps": name} for name in older.share.gaps],
        )
        for way in self.read.ways:
            if way.need:
                yield self._need(way.need)

    def _need(self, need: NeedTable) -> Told:
        cell = cell_of(need, self.region.code, self.year)
        names = {"year": self.year, "name": need.variant.name}
        indicator = need.indicator(self.region.code, self.year)
        return Told(
            _("Pflegebedürftige %(year)s, Prognose „%(name)s“") % names,
            share_of(need, self.region.code, self.year),
            _("%(n)s Menschen") % {"n": people_words(cell.persons, at_least=cell.at_least)},
            _("%(n)s Menschen") % {"n": people_words(cell.people)},
            indicator.as_of,
            str(wording.QUALITY[indicator.quality]),
            need.gaps(),
        )

    def kinds(self) -> list[KindTold]:
        """Every kind with a yardstick."""
        finest = {region.code for region in self.survey.finest}
        codes = codes_in(self.region, self.read)
        inside = [each for each in self.survey.finest if each.code in codes & finest]
        return [
            KindTold(
                kind.term,
                kind.name,
                kind.age_from,
                told(self.survey.provision(kind, inside, self.region.code, self.region.name), kind),
            )
            for kind in self.survey.kinds
        ]


def _read(request: SignedInRequest, code: str) -> Report:
    """At most 34 queries."""
    read = ground(only=code)
    region = found_region(code, read)
    year = year_asked(request.GET, read)
    on = timezone.localdate()
    kinds = [kind for kind in kinds_of(on) if kind.yards]
    return Report(region, read, Survey(kinds, on=on, year=year), year)


@require_safe
@readers
def report(request: SignedInRequest, code: str) -> HttpResponse:
    """One area on paper (at most 46 queries beside the session). ?jahr= is the year of the forecasts."""
    found = _read(request, code)
    read, region = found.read, found.region
    now = found.survey.findings(codes_in(region, read))
    places = read.places_in(region)
    need = read.way.need if read.way else None
    on = timezone.localdate()
    context = {
        **frame(request, read, region, "bericht", now.found),
        "on": on,
        "network_name": read.network.name,
        "year": found.year,
        "years": years_to_choose(read),
        "stats": stats(read, region, found.year),
        "people": list(found.people()),
        "kinds": found.kinds(),
        "map": older_map(read, places) if places else None,
        "bars": older_bars(read, places),
        "chart": curves(read.ways, code),
        "sheet": _steps(curves_sheet(read.ways, code, region.name, told_words), found.year),
        "care": kinds_chart(need, code) if need else None,
        "ways": side_by_side(read.ways, code, found.year),
        "gaps": missing(now.found),
        "unjudged": list(unjudged_lines(now.unjudged)),
        "shelves": list(shelf_rows(shelves_of(region, read, on), on)),
        "sources": sources(found),
        "files": file_links(
            f"{reverse('office:area', args=[code])}bericht", query=f"jahr={found.year}"
        ),
    }
    return render(request, "office/planning/area_report.html", context)


def _steps(sheet: Sheet, year: int) -> Sheet:
    """Every fifth year and the one asked for are enough on paper."""
    wanted = {str(each) for each in (*STEPS, year)}
    every = list(sheet.rows)
    rows = [row for row in every if str(row[0]) in wanted]
    return replace(sheet, rows=rows or every)


def sources(found: Report) -> list[Source]:
    """Every source of the report once, with date and licence."""
    living, day = found.survey.living, timezone.localdate()
    told = [*SOURCES]
    if living:
        told.append(source_of(living.series))
        how = _("Luftlinie von den Zellen des Rasters.") if living.is_grid else _("Luftlinie von der Mitte der Gemeinde.")  # fmt: skip
        how = ways_sentence() if journeys().on_roads else how
        told.append(Source(_("Entfernungen"), unit="km", method=how))
    told.append(Source(_("Angebote"), table=_("Verzeichnis des Netzwerks"), as_of=day))
    for yard in (yard for kind in found.survey.kinds for yard in kind.yards):
        name = _("Maßstab %(name)s ab %(age)s") % {"name": yard.name, "age": yard.age_from}
        told.append(Source(name, as_of=yard.valid_from, method=yard.source))
    for way in found.read.ways:
        told += sources_of(way.need) if way.need else []
    return list(dict.fromkeys(told))


@require_safe
@readers
def report_file(request: SignedInRequest, code: str, ending: str) -> HttpResponse:
    """Every number of the report with its parts, date and gaps (at most 34 queries beside the session)."""
    found = _read(request, code)
    head = [
        *(_("Art"), _("Zahl"), _("Wert"), _("Zähler"), _("Nenner"), _("Stand"), _("Güte")),
        _("Was fehlt"),
    ]
    rows = [["", *_cells(each)] for each in found.people()]
    rows += [[kind.name, *_cells(each)] for kind in found.kinds() for each in kind.told]
    title = _("Bericht: %(name)s") % {"name": found.region.name}
    return served(Sheet(title, sources(found), head, rows), ending)


def _cells(each: Told) -> list[str]:
    day = day_words(each.as_of)
    return [each.name, each.value, each.numerator, each.denominator, day, each.quality, " ".join(each.gaps)]  # fmt: skip
