"""The key figures of one area: people, older people, need, each with what it is made of; as a page and as files."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules.elders import Place
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.face.charts import Bar, bars
from mitsorge.face.exports.drawn import chart_picture
from mitsorge.face.exports.served import Picture
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.planning.ground import SOURCES, Ground, Older
from mitsorge.face.planning.numbers import people_words, share_words
from mitsorge.face.planning.ways import cell_of, share_of


@dataclass(frozen=True)
class Stat:
    """A key figure with what it is made of, said on demand. `of`: numerator and denominator in words."""

    value: str
    label: str
    of: str = ""


def stats(read: Ground, region: Region, year: int) -> list[Stat]:
    """The key figures: people, older people, need in the year and its share."""
    places = read.places_in(region)
    older = read.older(region.code, places)
    found = [people_stat(places, older), older_stat(older)]
    way = read.way
    if way is None or way.need is None:
        return found
    cell = cell_of(way.need, region.code, year)
    numbers = {"persons": people_words(cell.persons, at_least=cell.at_least), "people": people_words(cell.people), "name": way.variant.name}  # fmt: skip
    of = _("%(persons)s von %(people)s Menschen in den Altersgruppen der Quoten. Prognose „%(name)s“.") % numbers  # fmt: skip
    label = _("Pflegebedürftige %(year)s, geschätzt") % {"year": year}
    words = _("aller Menschen brauchen %(year)s Pflege") % {"year": year}
    share = Stat(share_of(way.need, region.code, year), words, of)
    return [*found, Stat(numbers["persons"], label), share]


def people_stat(places: Sequence[Place], older: Older) -> Stat:
    n = len(places)
    label = _("Menschen in %(n)s Orten") % {"n": n} if n > 1 else _("Menschen")
    return Stat(older.people_words, label)


def older_stat(older: Older) -> Stat:
    label = _("sind 67 Jahre oder älter")
    if older.is_hidden or older.share.value is None:
        return Stat(share_words(None), label)
    numbers = {
        "older": people_words(older.share.numerator),
        "people": people_words(older.share.denominator),
    }
    of = _("%(older)s von %(people)s Menschen.") % numbers
    gaps = ", ".join(older.share.gaps)
    return Stat(
        older.share_words, label, f"{of} " + _("Ohne %(gaps)s.") % {"gaps": gaps} if gaps else of
    )


def older_bars(read: Ground, places: Sequence[Place]) -> list[Bar]:
    """Older people by municipality, the most first; the table twin of the map."""
    told = [(place, read.older(place.key, [place])) for place in places]
    told.sort(key=lambda pair: (-(pair[1].number or 0), pair[0].name))
    return bars(
        (place.name, older.number, f"{older.number_words} · {older.share_words}", "")
        for place, older in told
    )


def places_sheet(read: Ground, region: Region) -> Sheet:
    """The municipalities of an area with their people."""
    head = [_("Gemeindeschlüssel"), _("Ort"), _("Einwohner"), _("ab 67"), _("Anteil ab 67 in %")]
    rows = [
        [place.key, place.name, place.people, number_cell(older), older.value]
        for place in read.places_in(region)
        if (older := read.older(place.key, [place]))
    ]
    return Sheet(_places_title(region), SOURCES, head, rows)


def places_picture(read: Ground, region: Region) -> Picture | None:
    """The same as bars, the most first."""
    title = _places_title(region)
    label = _("Balken: %(title)s. Die Zahlen stehen über den Balken.") % {"title": title}
    chart = older_bars(read, read.places_in(region))
    return chart_picture(chart, title=title, label=label, sources=SOURCES)


def _places_title(region: Region) -> str:
    return _("Wo die älteren Menschen wohnen: %(name)s") % {"name": region.name}


def number_cell(older: Older) -> str | int | None:
    """For a file: what is hidden or a lower bound is told in words."""
    if older.is_hidden or older.share.at_least:
        return older.number_words
    return None if older.number is None else round(older.number)
