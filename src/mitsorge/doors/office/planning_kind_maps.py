"""The map of one kind of offer: a measure by area in classes, its offers as circles at their sites."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import floor

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.planning.queries.provision import Standing
from mitsorge.domain.planning.rules.indicator import Indicator
from mitsorge.domain.planning.rules.provision import Provision
from mitsorge.domain.planning.rules.supply import SupplyRow
from mitsorge.domain.planning.wording.findings import amount
from mitsorge.doors.office.planning_indicators import cover_words, near_words, per_words
from mitsorge.face.maps import Classes, Patch, Spot, area_map, fixed, quantiles
from mitsorge.face.planning.ground import BORDERS, Ground
from mitsorge.face.planning.maps import Shown, label_of, percent_words, plain_words

SHARES = (50.0, 80.0, 95.0)
COVERS = (50.0, 80.0, 100.0, 130.0)
"""Fixed classes of shares in hundred, so that kinds and years can be compared."""


@dataclass(frozen=True)
class Layer:
    """What the areas can show. `edges`: fixed classes, None: classes of equally many areas."""

    code: str
    name: Promise
    of: Callable[[Provision], Indicator]
    words: Callable[[Indicator], str]
    edges: tuple[float, ...] | None = None


LAYERS = (
    Layer("plaetze", gettext_lazy("Plätze je 1.000"), lambda p: p.per_1000, per_words),
    Layer("deckung", gettext_lazy("Deckung"), lambda p: p.coverage, cover_words, COVERS),
    Layer("naehe", gettext_lazy("Nähe"), lambda p: p.within, near_words, SHARES),
    Layer("zugang", gettext_lazy("Erreichbare Plätze"), lambda p: p.access, per_words),
)


def layers_of(standing: Standing) -> list[Layer]:
    """Those with a value for at least one area."""
    return [layer for layer in LAYERS if any(layer.of(p).value is not None for p in standing.areas)]


def kind_map(ground: Ground, standing: Standing, layer: Layer | None) -> Shown | None:
    """The areas shaded by the layer; without one, only where the offers are. None without outlines."""
    shapes = {region.code: ground.shape(region) for region in ground.finest}
    values = {p.area: _value(layer, p) for p in standing.areas}
    classes = fixed(layer.edges) if layer and layer.edges else _even(values.values())
    patches = [
        Patch(shape, classes.shade(values[p.area]), layer.words(layer.of(p)) if layer else "")
        for p in standing.areas
        if (shape := shapes.get(p.area))
    ]
    drawn = area_map(patches, spots=spots_of(standing.rows))
    if drawn is None:
        return None
    title = title_of(standing, layer)
    known = [(v, p.name) for p in standing.areas if (v := values[p.area]) is not None]
    words = percent_words if layer and layer.edges else plain_words
    return Shown(
        drawn,
        title,
        label_of(title, len(standing.areas), known, _said(layer)),
        classes.legend(words) if known else [],
        [*sources_of_supply(), str(BORDERS)],
        str(BORDERS),
        _classes_words(layer),
    )


def _even(values: Iterable[float | None]) -> Classes:
    """Classes of equally many areas; those with nothing at all are one of their own, however many they are."""
    known = [value for value in values if value is not None]
    some = [value for value in known if value > 0]
    if len(some) == len(known) or not some:
        return quantiles(known, digits=1)
    first = max(floor(min(some) * 10) / 10, 0.1)
    edges = [edge for edge in quantiles(some, count=4, digits=1).edges if edge > first]
    return fixed([first, *edges])


def _value(layer: Layer | None, found: Provision) -> float | None:
    """Not shaded where its words do not tell the number either."""
    if layer is None:
        return None
    each = layer.of(found)
    hides = layer.words(each) == _("keine Angabe")
    return None if hides else each.value


def _said(layer: Layer | None) -> Callable[[float | None], str]:
    def words(value: float | None) -> str:
        if value is None:
            return _("keine Angabe")
        return f"{amount(value, 0)} %" if layer and layer.edges else amount(value)

    return words


def _classes_words(layer: Layer | None) -> str:
    if layer is None:
        return ""
    return _("Feste Klassen.") if layer.edges else _("Klassen mit etwa gleich vielen Räumen.")


def title_of(standing: Standing, layer: Layer | None) -> str:
    """What the map shows, "Tagespflege: Plätze je 1.000 Menschen ab 75"."""
    kind, age = standing.kind, {"age": standing.kind.age_from}
    titles = {
        "plaetze": _("bestätigte Plätze je 1.000 Menschen ab %(age)s") % age,
        "deckung": _("gedeckter Bedarf %(year)s") % {"year": standing.year},
        "naehe": _("Menschen ab %(age)s mit einem Angebot in höchstens %(km)s km")
        % {**age, "km": amount(kind.km)},
        "zugang": _("erreichbare Plätze je 1.000 Menschen ab %(age)s") % age,
    }
    words = titles[layer.code] if layer else _("Angebote und ihre Orte")
    return f"{kind.name}: {words}"


def spots_of(rows: Sequence[SupplyRow]) -> list[Spot]:
    """Open offers at their sites; protected ones in the middle of their municipality."""
    return [
        Spot(row.lat, row.lon, _spot_words(row), row.places, row.confirmed)
        for row in rows
        if row.lat is not None and row.lon is not None and not row.closed
    ]


def _spot_words(row: SupplyRow) -> str:
    parts = [row.name]
    if row.places is not None:
        parts.append(_("%(n)s Plätze") % {"n": amount(row.places, 0)})
    if not row.confirmed:
        parts.append(_("nicht bestätigt"))
    return ", ".join(parts)


def sources_of_supply() -> list[str]:
    return [_("Angebote: Verzeichnis des Netzwerks. Die Fläche der Kreise entspricht den Plätzen.")]
