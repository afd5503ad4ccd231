"""What a chapter of planning says: who lives there, who needs care, what is missing, and where it all comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx.document import Document as Paper

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.actions.findings import title_of as finding_title
from mitsorge.domain.planning.queries.findings import Present
from mitsorge.domain.planning.queries.inventory import inventory_of
from mitsorge.domain.planning.rules.elders import CENSUS_DAY, REGISTER_DAY, Place
from mitsorge.domain.planning.rules.evidence import Found
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.domain.planning.wording.findings import against, sentence
from mitsorge.doors.brochure import word
from mitsorge.face.exports.png import png
from mitsorge.face.exports.served import Picture
from mitsorge.face.exports.sheets import Cell, today
from mitsorge.face.exports.source import Source
from mitsorge.face.planning.area_rows import area_rows
from mitsorge.face.planning.evidence import evidence_sheet
from mitsorge.face.planning.ground import BORDERS, SOURCES, Ground, Older, title_of
from mitsorge.face.planning.key_figures import older_bars
from mitsorge.face.planning.maps import Shown, need_map, older_map
from mitsorge.face.planning.numbers import people_words
from mitsorge.face.planning.stock_words import offers_words, places_words, uncertain_words
from mitsorge.face.planning.ways import (
    cell_of,
    curves_picture,
    curves_sheet,
    kinds_sheet,
    share_of,
    sources_of,
    told_words,
)


@dataclass
class Chapter:
    """A Word file while it is written. `sources` gathers what its numbers stand on, told at its end."""

    document: Paper
    title: str
    sources: dict[Source, None] = field(default_factory=dict)

    def area(self, read: Ground, region: Region, year: int, now: Present, on: date) -> None:
        """One area as a chapter of its own."""
        self.document.add_heading(self.title, level=0)
        self._says(_("Stand: %(day)s.") % {"day": today()})
        self._people(read, region.code, title_of(region), read.places_in(region))
        self._map(older_map(read, read.places_in(region)))
        self._need(read, region, year)
        self._stock(read, [region, *read.below(region)], on)
        codes = {region.code, *(each.code for each in read.below(region))}
        self._findings(now, codes, 1)
        self._end(read)

    def _stock(self, read: Ground, regions: Sequence[Region], on: date, level: int = 1) -> None:
        """What there is by kind of offer; places nobody confirmed for long are told apart."""
        self.document.add_heading(_("Was es gibt"), level=level)
        shelves = inventory_of(regions, network=read.network, on=on)
        rows = [
            [s.name, offers_words(s.stock), places_words(s.stock), uncertain_words(s.stock)]
            for s in shelves
            if s.here
        ]
        if not rows:
            self._says(_("Im Verzeichnis steht hier kein Angebot."))
            return
        self._says(_("Gezählt sind Angebote im Verzeichnis am %(day)s.") % {"day": date_format(on, "j. F Y")})  # fmt: skip
        heads = [_("Art des Angebots"), _("Angebote"), _("Plätze"), _("Plätze, nicht bestätigt")]
        self._table(heads, rows, _("Angebote nach Art"))
        self.sources |= {Source(what=_("Angebote"), table=_("Verzeichnis"), as_of=on): None}

    def network(self, read: Ground, year: int, now: Present, on: date) -> None:
        """All areas in one table and two maps, then what is missing in each of the finest."""
        self.document.add_heading(self.title, level=0)
        self._says(_("Stand: %(day)s.") % {"day": today()})
        everyone = list(read.places.values())
        self._people(read, "", read.network.name, everyone, with_table=False)
        self._map(older_map(read, everyone, read.finest) if everyone else None)
        self._areas(read, year)
        self._stock(read, read.finest, on)
        for region in read.finest:
            self.document.add_heading(title_of(region), level=1)
            self._older_says(read, region.code, read.places_in(region), title_of(region))
            self._need_says(read, region, year)
            self._findings(now, {region.code}, 2)
        self._end(read)

    def _says(self, words: str) -> None:
        self.document.add_paragraph(words)

    def _people(
        self,
        read: Ground,
        code: str,
        name: str,
        places: Sequence[Place],
        *,
        with_table: bool = True,
    ) -> None:
        self.document.add_heading(_("Wer hier lebt"), level=1)
        self._older_says(read, code, places, name)
        if places and with_table:
            rows = [(bar.name, *bar.words.split(" · ")) for bar in older_bars(read, places)]
            heads = (_("Ort"), _("Menschen ab 67"), _("Anteil"))
            caption = _("Menschen ab 67 Jahren je Ort")
            word.add_table(self.document, rows, heads=heads, caption=caption)

    def _older_says(self, read: Ground, code: str, places: Sequence[Place], name: str) -> None:
        self.sources |= dict.fromkeys(SOURCES)
        self._says(people_sentence(read.older(code, places), name))
        self._says(older_sentence(read.older(code, places)))

    def _map(self, shown: Shown | None) -> None:
        if shown:
            self._picture(shown.picture, shown.label)
            self.sources |= {Source(what=_("Karte"), method=str(BORDERS)): None}

    def _picture(self, made: Picture | None, alt: str) -> None:
        if made:
            word.add_picture(self.document, png(made.svg), alt)

    def _need(self, read: Ground, region: Region, year: int) -> None:
        self.document.add_heading(_("Wie viele Menschen Pflege brauchen"), level=1)
        self._need_says(read, region, year)
        if read.way is None or read.way.need is None:
            return
        sheet = curves_sheet(read.ways, region.code, region.name, told_words)
        label = _("Linien: %(title)s nach Jahr und Prognose. Die Zahlen stehen in der Tabelle.")
        self._picture(curves_picture(read.ways, region), label % {"title": sheet.title})
        self._table(sheet.head, sheet.rows, sheet.title)
        self.sources |= dict.fromkeys(sheet.passport)
        kinds = kinds_sheet(read.way.need, region)
        if kinds:
            self._table(kinds.head, kinds.rows, kinds.title)

    def _table(self, heads: Sequence[str], rows: Iterable[Sequence[Cell]], caption: str) -> None:
        told = [[_("keine Angabe") if cell is None else str(cell) for cell in row] for row in rows]
        word.add_table(self.document, told, heads=heads, caption=caption)

    def _need_says(self, read: Ground, region: Region, year: int) -> None:
        self._says(need_sentence(read, region, year))
        if read.way and read.way.need:
            self.sources |= dict.fromkeys(sources_of(read.way.need))

    def _areas(self, read: Ground, year: int) -> None:
        """The table of all areas, and the map of the need."""
        need = read.way.need if read.way else None
        heads = [_("Planungsraum"), _("Menschen"), _("ab 67"), _("Anteil ab 67")]
        heads += [_("Pflegebedürftige %(year)s") % {"year": year}] if need else []
        rows = [
            [row.title, row.older.people_words, row.older.number_words, row.older.share_words]
            + ([row.need] if need else [])
            for row in area_rows(read, year)
        ]
        self.document.add_heading(_("Die Planungsräume"), level=1)
        self._table(heads, rows, _("Planungsräume"))
        self._map(need_map(read, need, year) if need and year in need.years else None)

    def _findings(self, now: Present, codes: set[str], level: int) -> None:
        found = [each for each in now.found if each.area in codes]
        self.document.add_heading(_("Was fehlt, was doppelt ist"), level=level)
        if not found:
            self._says(_("Die Rechnung zeigt hier heute keine Lücke und keine Doppelung."))
        for each in found:
            self._finding(each, level + 1)

    def _finding(self, found: Found, level: int) -> None:
        self.document.add_heading(finding_title(found), level=level)
        self._says(sentence(found))
        sheet = evidence_sheet(found, _("Belege"))
        self._table(sheet.head, sheet.rows, sheet.title)
        self.sources |= dict.fromkeys(sheet.passport)
        self._says(_("Sicherheit: %(words)s.") % {"words": wording.CONFIDENCE[found.confidence]})
        if doubts := against(found.evidence):
            self.document.add_heading(_("Was dagegen spricht"), level=level + 1)
            word.add_list(self.document, doubts)

    def _end(self, read: Ground) -> None:
        if read.way and read.way.need and (gaps := read.way.need.gaps()):
            self.document.add_heading(_("Was fehlt oder unsicher ist"), level=1)
            word.add_list(self.document, gaps)
        self.document.add_heading(_("Quellen"), level=1)
        word.add_list(self.document, map(str, self.sources))


def people_sentence(older: Older, name: str) -> str:
    """Who lives there, with the day of the count."""
    if older.people is None:
        return _("Wie viele Menschen in %(name)s leben, ist nicht bekannt.") % {"name": name}
    told = {"name": name, "n": older.people_words, "day": date_format(REGISTER_DAY, "j. F Y")}
    return _("In %(name)s leben %(n)s Menschen (%(day)s).") % told


def older_sentence(older: Older) -> str:
    """Numerator, denominator, share and day; what is hidden or unknown is said."""
    if older.is_hidden:
        return _("Wie viele davon 67 Jahre oder älter sind, steht hier nicht: Es sind zu wenige für eine Zahl.")  # fmt: skip
    if older.share.value is None:
        return _("Wie viele davon 67 Jahre oder älter sind, ist nicht bekannt.")
    told = {
        "older": people_words(older.share.numerator),
        "people": people_words(older.share.denominator),
        "share": older.share_words,
        "day": date_format(CENSUS_DAY, "j. F Y"),
    }
    words = _("%(older)s von %(people)s Menschen sind 67 Jahre oder älter, das sind %(share)s (%(day)s).") % told  # fmt: skip
    if older.share.gaps:
        words += " " + _("Nicht gezählt: %(names)s.") % {"names": ", ".join(older.share.gaps)}
    return words


def need_sentence(read: Ground, region: Region, year: int) -> str:
    """Numerator, denominator, share and year of the forecast the pages speak of."""
    if read.way is None or read.way.need is None:
        return _("Eine Prognose gibt es noch nicht.")
    cell = cell_of(read.way.need, region.code, year)
    told = {"year": year, "persons": told_words(cell), "people": people_words(cell.people), "name": read.way.variant.name, "share": share_of(read.way.need, region.code, year)}  # fmt: skip
    if cell.persons is None or cell.people is None:
        return _("Für %(year)s ist nicht bekannt, wie viele Menschen Pflege brauchen (Prognose „%(name)s“).") % told  # fmt: skip
    return _("%(year)s brauchen geschätzt %(persons)s von %(people)s Menschen Pflege; Anteil: %(share)s (Prognose „%(name)s“).") % told  # fmt: skip
