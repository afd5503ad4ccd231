"""What the office types about a scenario and its measures."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.planning.actions.scenarios import Draft
from mitsorge.domain.planning.models import Scenario, Variant
from mitsorge.domain.planning.queries.scenarios import Spot
from mitsorge.domain.planning.rules.scenario import (
    AddNeighbours,
    AddSite,
    Change,
    ChangeKind,
    ChangeRate,
    ChangeYear,
    CloseSite,
    MoveSite,
    ResizeSite,
)
from mitsorge.domain.planning.rules.scenario.changes import LONGEST
from mitsorge.doors.office.fields import MISSING, Chosen, Paragraphs, Text, offer_choices
from mitsorge.doors.office.planning_place_field import Somewhere
from mitsorge.face.forms import offer

NOWHERE = Spot("", "", 0.0, 0.0)
"""For measures that need no place."""
NEW = "neu-"
"""Keys of sites that a scenario adds begin so; those of the directory are uids."""


class Number(forms.DecimalField):
    """A number with comma between two limits."""

    def __init__(self, label: Any, most: int, *, least: float = 0, **kwargs: Any) -> None:
        kwargs.setdefault("required", True)
        super().__init__(
            label=label, localize=True, min_value=least, max_value=most, max_digits=12,
            decimal_places=2, error_messages={"required": MISSING}, **kwargs,
        )  # fmt: skip


class ScenarioForm(forms.Form):
    """Name, kind of offer, year and forecast. `draft()` is what it says once it is valid."""

    name = Text(_("Name des Szenarios"), 120, required=True)
    term = Chosen(label=_("Um welche Angebote geht es?"), required=True, error_messages={"required": MISSING})  # fmt: skip
    year = forms.IntegerField(
        label=_("Für welches Jahr?"),
        min_value=2000,
        max_value=2100,
        error_messages={"required": MISSING},
        help_text=_("Ein künftiges Jahr braucht eine Prognose, die es kennt."),
    )
    variant = Chosen(
        label=_("Mit welcher Prognose?"),
        help_text=_("Ohne Prognose rechnen wir mit den Menschen, die gezählt wurden."),
    )
    note = Paragraphs(_("Worum geht es?"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kinds: Iterable[TaxonomyTerm], variants: Iterable[Variant], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        rows = [(each.pk, f"{each.parent}: {each}" if each.parent else str(each)) for each in kinds]
        offer_choices(self, "term", rows)
        offer_choices(self, "variant", [(each.pk, each.name) for each in variants], _now("keine"))

    def draft(self) -> Draft:
        """Raises `KeyError` before the form is valid."""
        given = self.cleaned_data
        return Draft(**{name: given[name] for name in ("name", "term", "year", "variant", "note")})


def initial(scenario: Scenario) -> dict[str, Any]:
    """What the form shows of a stored scenario."""
    return {
        "name": scenario.name, "term": scenario.term_id, "year": scenario.year,
        "variant": scenario.variant_id, "note": scenario.note, "version": scenario.version,
    }  # fmt: skip


COST = _("Kosten im Jahr, in Euro")
FIELDS: Mapping[str, Callable[[], forms.Field]] = {
    "name": lambda: Text(_("Wie soll es heißen?"), 120, required=True),
    "site": lambda: forms.ChoiceField(
        label=_("Welches Angebot?"), error_messages={"required": MISSING}
    ),
    "place": lambda: Somewhere(
        _("Wo? Adresse, Ort oder Ortsteil"),
        help_text=_(
            "Zum Beispiel „Lindenstraße 5, 14822 Brück“ oder „Brück“. Auch Breite und Länge gehen: 52,1396 12,5837."
        ),
    ),
    "places": lambda: Number(_("Wie viele Plätze?"), 10_000),
    "helpers": lambda: Number(_("Wie viele Helfende?"), 10_000),
    "each": lambda: Number(
        _("Für wie viele Menschen sorgt jede und jeder zugleich?"),
        10,
        initial=1,
        help_text=_("Die Länder erlauben meist ein oder zwei."),
    ),
    "share": lambda: Number(
        _("Um wie viel Prozent ändert sich der Bedarf?"),
        500,
        least=-90,
        help_text=_("10: ein Zehntel mehr Menschen. -10: ein Zehntel weniger."),
    ),
    "year": lambda: forms.IntegerField(
        label=_("Welches Jahr?"),
        min_value=2000,
        max_value=2100,
        error_messages={"required": MISSING},
    ),
    "cost": lambda: Number(
        COST,
        1_000_000_000,
        required=False,
        help_text=_("Leer: unbekannt. Dann rechnen wir keine Kosten je Mensch."),
    ),
}
ASKED: Mapping[ChangeKind, tuple[str, ...]] = {
    ChangeKind.ADD: ("name", "place", "places", "cost"),
    ChangeKind.CLOSE: ("site",),
    ChangeKind.MOVE: ("site", "place", "cost"),
    ChangeKind.RESIZE: ("site", "places", "cost"),
    ChangeKind.NEIGHBOURS: ("name", "place", "helpers", "each", "cost"),
    ChangeKind.RATE: ("share",),
    ChangeKind.YEAR: ("year",),
}
"""Which fields a kind of measure needs."""


class ChangeForm(forms.Form):
    """One measure of one kind. `change(key)` is what it says once it is valid."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: ChangeKind, spots: Iterable[Spot], sites: Mapping[str, str], **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in ASKED[kind]:
            self.fields[name] = FIELDS[name]()
        if "place" in self.fields:
            place = self.fields["place"]
            assert isinstance(place, Somewhere)  # noqa: S101 - as named above
            place.offer(spots)
        if "site" in self.fields:
            ordered = sorted(sites.items(), key=lambda pair: pair[1])
            offer(self, "site", [("", _("bitte wählen")), *ordered])

    def change(self, key: str) -> Change:
        """Raises `KeyError` before the form is valid. `key`: of the site that comes, if one does."""
        given = {name: self.cleaned_data.get(name) for name in FIELDS}
        site, spot = given["site"] or "", given["place"] or NOWHERE
        more: dict[str, Any] = {"cost": _float(given["cost"]), "where": spot.name[:LONGEST]}
        match self.kind:
            case ChangeKind.ADD:
                name, places = given["name"] or "", float(given["places"] or 0)
                return AddSite(key, name, spot.lat, spot.lon, places, **more)
            case ChangeKind.NEIGHBOURS:
                name, helpers = given["name"] or "", float(given["helpers"] or 0)
                each = float(given["each"] or 0)
                return AddNeighbours(key, name, spot.lat, spot.lon, helpers, each, **more)
            case ChangeKind.CLOSE:
                return CloseSite(site)
            case ChangeKind.MOVE:
                return MoveSite(site, spot.lat, spot.lon, **more)
            case ChangeKind.RESIZE:
                return ResizeSite(site, float(given["places"] or 0), more["cost"])
            case ChangeKind.RATE:
                return ChangeRate(1 + float(given["share"] or 0) / 100)
            case ChangeKind.YEAR:
                return ChangeYear(int(given["year"] or 0))


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def new_key(taken: Collection[str]) -> str:
    """A key that no site has yet."""
    numbers = (f"{NEW}{n}" for n in range(1, len(taken) + 2))
    return next(key for key in numbers if key not in taken)


class SitingForm(forms.Form):
    """How many sites, and how far one reaches."""

    anzahl = forms.IntegerField(label=_("Wie viele neue Standorte?"), min_value=1, max_value=10, initial=1)  # fmt: skip
    km = Number(_("Wie weit ist noch gut erreichbar, in Kilometern?"), 100, least=0.5)
