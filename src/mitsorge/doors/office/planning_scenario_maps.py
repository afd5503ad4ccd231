"""A scenario on two maps, before and after, in the same classes: the way, who is in reach, or the places."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.planning.queries.laid import Laid
from mitsorge.domain.planning.rules.scenario import Effect, Site, State
from mitsorge.domain.planning.wording.findings import amount
from mitsorge.doors.office.planning_scenario_rows import km_words, places_words
from mitsorge.face.maps import (
    Classes,
    Mark,
    Outlined,
    Patch,
    Place,
    Sign,
    area_map,
    fixed,
    quantiles,
)
from mitsorge.face.planning.ground import BORDERS, Ground, outlines
from mitsorge.face.planning.maps import Shown, label_of
from mitsorge.face.planning.numbers import share_words

Pair = tuple[float | None, float | None]
"""Of one area, before and after; None: unknown."""
MAPS = {
    "weg": gettext_lazy("Weg"),
    "reichweite": gettext_lazy("in Reichweite"),
    "plaetze": gettext_lazy("Plätze"),
}
STANDS = ("vorher", "nachher")
SHARES = (20.0, 40.0, 60.0, 80.0)
"""Classes of a share in hundreds: the same for every scenario."""
SIGNS = {
    Sign.DOT: gettext_lazy("Angebot, das bleibt"),
    Sign.DIAMOND: gettext_lazy("Angebot, das dazukommt"),
    Sign.CROSS: gettext_lazy("Angebot, das wegfällt"),
}


@dataclass(frozen=True)
class _Measured:
    """What a map shows: its title, the pair of an area, how a number and a class are said, the classes of all pairs."""

    title: str
    pair: Callable[[Effect], Pair]
    words: Callable[[float | None], str]
    between: Callable[[str, str], str]
    classes: Callable[[Sequence[float | None]], Classes]


def map_asked(typed: str) -> str:
    """?karte=, else the first."""
    return typed if typed in MAPS else next(iter(MAPS))


def before_and_after(over: Laid, chosen: str) -> tuple[Shown, ...]:
    """Both maps; empty where no area has an outline, or nothing is known of any (4 queries)."""
    drawing = _Drawing.of(over, _measured(over)[chosen])
    if drawing is None:
        return ()
    before, after = over.present.state, over.result.state
    first = drawing.shown(0, list(_places(before, after, Sign.CROSS)))
    second = drawing.shown(1, list(_places(after, before, Sign.DIAMOND)))
    return (first, second) if first and second else ()


@dataclass(frozen=True)
class _Drawing:
    """What both maps share: the outlined areas with their pairs, and the classes of all values."""

    measured: _Measured
    shapes: Sequence[Outlined]
    pairs: Sequence[Pair]
    classes: Classes

    @classmethod
    def of(cls, over: Laid, measured: _Measured) -> "_Drawing | None":
        ground = Ground(over.present.network, {}, outlines())
        shapes = {each.code: shape for each in ground.finest if (shape := ground.shape(each))}
        effects = [each for each in over.told.areas if each.code in shapes]
        pairs = [measured.pair(each) if _is_told(each) else (None, None) for each in effects]
        known = [value for pair in pairs for value in pair if value is not None]
        if not known:
            return None
        found = [shapes[each.code or ""] for each in effects]
        return cls(measured, found, pairs, measured.classes(known))

    def shown(self, turn: int, places: Sequence[Place]) -> Shown | None:
        """The map before (0) or after (1)."""
        measured, values = self.measured, [pair[turn] for pair in self.pairs]
        rows = list(zip(self.shapes, values, strict=True))
        patches = [
            Patch(shape, self.classes.shade(value), measured.words(value)) for shape, value in rows
        ]
        drawn = area_map(patches, places=places)
        if drawn is None:
            return None
        title = f"{measured.title}, {_('nachher') if turn else _('vorher')}"
        known = [(value, shape.name) for shape, value in rows if value is not None]
        signs = {mark.sign for mark in drawn.marks}
        return Shown(
            drawn,
            title,
            label_of(title, len(rows), known, measured.words),
            self.classes.legend(measured.between),
            [str(BORDERS)],
            str(BORDERS),
            _("Beide Karten haben dieselben Klassen."),
            [Mark(12, 8, sign, str(words)) for sign, words in SIGNS.items() if sign in signs],
        )


def _is_told(each: Effect) -> bool:
    """Of a handful of people no number is told, no color either."""
    counts = (each.before, each.after, each.within_before, each.within_after)
    return min(counts[:2]) >= settings.SUPPRESS_BELOW and not any(map(isnan, counts))


def _places(state: State, other: State, sign: Sign) -> Iterator[Place]:
    """Dots where the other state has one at the same point as well, else the sign."""
    there = {_point(site) for site in other.sites}
    for site in state.sites:
        if site.lat is not None and site.lon is not None:
            same = _point(site) in there
            yield Place(site.lat, site.lon, Sign.DOT if same else sign, site.name)


def _point(site: Site) -> tuple[str, float | None, float | None]:
    return site.key, site.lat, site.lon


def _measured(over: Laid) -> dict[str, _Measured]:
    reach = _("Menschen mit Angebot in %(km)s km") % {"km": over.km}
    return {
        "weg": _Measured(
            _("Mittlerer Weg zum nächsten Angebot"),
            lambda each: (each.km_before, each.km_after),
            km_words,
            _km_between,
            lambda values: quantiles(values, digits=1),
        ),
        "reichweite": _Measured(reach, _shares, _whole_share, _share_between, _fixed),
        "plaetze": _Measured(
            _("Plätze in Reichweite je 1.000 Menschen"),
            lambda each: (each.before_per_1000, each.after_per_1000),
            places_words,
            _plain_between,
            lambda values: quantiles(values, digits=1),
        ),
    }


def _shares(each: Effect) -> Pair:
    pairs = ((each.within_before, each.before), (each.within_after, each.after))
    before, after = (100 * part / whole if whole > 0 else None for part, whole in pairs)
    return before, after


def _fixed(_values: Sequence[float | None]) -> Classes:
    return fixed(SHARES)


def _whole_share(value: float | None) -> str:
    return share_words(value, 0)


def _km_between(low: str, high: str) -> str:
    return f"{_plain_between(low, high)} km" if low or high else _plain_between(low, high)


def _share_between(low: str, high: str) -> str:
    return f"{_plain_between(low, high)} %"


def _plain_between(low: str, high: str) -> str:
    """ "unter 5", "5 bis unter 7,5", "ab 7,5"."""
    numbers = {"low": low and amount(float(low)), "high": high and amount(float(high))}
    if not low and not high:
        return _("alle Räume")
    if not low:
        return _("unter %(high)s") % numbers
    return _("%(low)s bis unter %(high)s") % numbers if high else _("ab %(low)s") % numbers
