"""The maps of planning: which numbers they show, in which classes, and the sentence that says it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning.queries.need import NeedTable
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.elders import Place
from mitsorge.domain.planning.rules.regions import Region
from mitsorge.face.exports.drawn import told
from mitsorge.face.exports.served import Picture
from mitsorge.face.maps import (
    AreaMap,
    Entry,
    Mark,
    Outlined,
    Patch,
    area_map,
    fixed,
    picture,
    quantiles,
)
from mitsorge.face.planning.ground import BORDERS, SOURCES, Ground
from mitsorge.face.planning.numbers import people_words, share_words
from mitsorge.face.planning.ways import answerable

OLDER_EDGES = (18.0, 21.0, 23.0, 25.0)
"""Classes of the share of people aged 67 and over: the same on every map, so that areas can be compared."""


@dataclass(frozen=True)
class Shown:
    """A map with everything that must be said beside it."""

    drawn: AreaMap
    title: str
    label: str
    legend: Sequence[Entry]
    sources: Sequence[str]
    told: str
    """The sources in one line, for the page; a file names them whole."""
    classes_words: str = ""
    signs: Sequence[Mark] = ()

    @property
    def picture(self) -> Picture:
        """The same as one file."""
        sources = [self.classes_words, *self.sources] if self.classes_words else self.sources
        svg = picture(
            self.drawn,
            title=self.title,
            label=self.label,
            legend=self.legend,
            sources=told(sources),
            signs=self.signs,
        )
        return Picture(self.title, svg)


def older_map(
    ground: Ground, inside: Sequence[Place], borders: Iterable[Region] = ()
) -> Shown | None:
    """The share of people aged 67 and over by municipality, in fixed classes; neighbors without number around."""
    told = [(place, ground.older(place.key, [place])) for place in inside]
    classes = fixed(OLDER_EDGES)
    patches = [
        Patch(ground.outlines[place.key], classes.shade(older.value), older.share_words)
        for place, older in told
        if place.key in ground.outlines
    ]
    drawn = _drawn(ground, patches, inside, borders)
    if drawn is None:
        return None
    title = _("Anteil der Menschen ab 67 Jahren")
    known = [(older.value, place.name) for place, older in told if older.value is not None]
    label = label_of(title, len(inside), known, share_words)
    legend = classes.legend(percent_words)
    sources = [*map(str, SOURCES), str(BORDERS)]
    return Shown(
        drawn,
        title,
        label,
        legend,
        sources,
        _census_words(),
        _("Feste Klassen, auf jeder Karte gleich."),
    )


def people_map(
    ground: Ground, inside: Sequence[Place], borders: Iterable[Region] = ()
) -> Shown | None:
    """How many people aged 67 and over live where, as circles."""
    told = [(place, ground.older(place.key, [place])) for place in inside]
    patches = [
        Patch(ground.outlines[place.key], 0, older.number_words, older.number)
        for place, older in told
        if place.key in ground.outlines
    ]
    drawn = _drawn(ground, patches, inside, borders)
    if drawn is None:
        return None
    title = _("Zahl der Menschen ab 67 Jahren")
    known = [(older.number, place.name) for place, older in told if older.number is not None]
    label = label_of(title, len(inside), known, people_words)
    sources = [*map(str, SOURCES), str(BORDERS)]
    words = _("Die Fläche der Kreise entspricht der Zahl.")
    return Shown(drawn, title, label, [], sources, _census_words(), words)


def need_map(
    ground: Ground, need: NeedTable, year: int, codes: Collection[str] | None = None
) -> Shown | None:
    """People in need of care in hundred, by area, in classes of equally many areas; `codes`: only these are told."""
    told = [each for each in ground.finest if codes is None or each.code in codes]
    others = [shape for each in ground.finest if each not in told and (shape := ground.shape(each))]
    regions = [(region, ground.shape(region)) for region in told]
    values = [_share(need, region, year) for region in told]
    classes = quantiles(values, digits=1)
    patches = [
        Patch(shape, classes.shade(value), share_words(value))
        for (_region, shape), value in zip(regions, values, strict=True)
        if shape
    ]
    drawn = area_map(patches, aside=others)
    if drawn is None:
        return None
    title = _("Pflegebedürftige je 100 Menschen, %(year)s") % {"year": year}
    pairs = zip(values, told, strict=True)
    known = [(value, region.name) for value, region in pairs if value is not None]
    sources = [_("Prognose „%(name)s“ von %(author)s.") % {"name": need.variant.name, "author": answerable(need.variant)}, str(BORDERS)]  # fmt: skip
    label = label_of(title, len(regions), known, share_words)
    words = _("Klassen mit etwa gleich vielen Räumen.")
    legend = classes.legend(percent_words)
    return Shown(drawn, title, label, legend, sources, " ".join(sources), words)


def _census_words() -> str:
    return _("Gerechnet aus Zensus 2022 (15. Mai 2022) und Gemeindeverzeichnis (31. Dezember 2022). Grenzen: © GeoBasis-DE / BKG.")  # fmt: skip


def _share(need: NeedTable, region: Region, year: int) -> float | None:
    """None where the number is unknown or too small to be told."""
    indicator = need.indicator(region.code, year, _all(need))
    is_small = indicator.numerator is not None and 0 < indicator.numerator < settings.SUPPRESS_BELOW
    return None if is_small or indicator.at_least else indicator.value


def _all(need: NeedTable) -> CareKind:
    return CareKind.ALL if CareKind.ALL in need.care else need.care[0]


def _drawn(
    ground: Ground, patches: Sequence[Patch], inside: Sequence[Place], borders: Iterable[Region]
) -> AreaMap | None:
    own = {place.key for place in inside}
    aside = [
        ground.outlines[key] for key in ground.places if key not in own and key in ground.outlines
    ]
    shapes: list[Outlined] = [shape for each in borders if (shape := ground.shape(each))]
    return area_map(patches, aside=aside, borders=shapes)


def label_of(
    title: str,
    count: int,
    known: Sequence[tuple[float, str]],
    words: Callable[[float | None], str],
) -> str:
    """What the map shows, in one or two sentences."""
    if not known:
        return _("Karte: %(title)s. Für keinen Raum ist eine Zahl bekannt.") % {"title": title}
    (most, top), (least, bottom) = max(known), min(known)
    said = _("Karte: %(title)s in %(n)s Räumen. Am höchsten in %(top)s mit %(most)s, am niedrigsten in %(bottom)s mit %(least)s.")  # fmt: skip
    return said % {
        "title": title, "n": count, "top": top, "most": words(most), "bottom": bottom, "least": words(least),
    }  # fmt: skip


def percent_words(low: str, high: str) -> str:
    """ "unter 18 %", "18 bis unter 21 %", "ab 25 %"."""
    numbers = {"low": _plain(low), "high": _plain(high)}
    if not low and not high:
        return _("alle Räume")
    if not low:
        return _("unter %(high)s %%") % numbers
    return _("%(low)s bis unter %(high)s %%") % numbers if high else _("ab %(low)s %%") % numbers


def plain_words(low: str, high: str) -> str:
    """ "unter 4", "4 bis unter 7", "ab 12,5"."""
    numbers = {"low": _plain(low), "high": _plain(high)}
    if not low and not high:
        return _("alle Räume")
    if not low:
        return _("unter %(high)s") % numbers
    return _("%(low)s bis unter %(high)s") % numbers if high else _("ab %(low)s") % numbers


def _plain(number: str) -> str:
    return number_format(number, use_l10n=True) if number else ""
