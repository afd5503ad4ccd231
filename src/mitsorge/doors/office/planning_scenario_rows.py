"""Scenarios as their pages show them: measures in words, areas with who gains and who loses, what must be said beside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.queries.scenarios import Present
from mitsorge.domain.planning.rules.scenario import (
    AddNeighbours,
    AddSite,
    Applied,
    BadChange,
    Change,
    ChangeYear,
    Comparison,
    Effect,
    applied,
    changes_from,
    compared,
)
from mitsorge.domain.planning.wording.scenarios import bad_words, change_words, unapplied_words
from mitsorge.face.planning.numbers import people_words, share_words, whole

ADDING = (AddSite, AddNeighbours)
"""Measures that bring a site of their own."""


@dataclass(frozen=True)
class Measure:
    """One measure: its number (from 0), what it is in words, and why it could not be applied (empty: it was)."""

    number: int
    words: str
    why: str = ""


@dataclass(frozen=True)
class Row:
    """One area. `gain`, `loss`: widths of its bar in hundreds of its people, by the way to the nearest offer."""

    name: str
    people: str
    nearer: str
    further: str
    gain: int
    loss: int
    rest: int
    within: tuple[str, str]
    shares: tuple[str, str]
    places: tuple[str, str]
    better: str
    worse: str


@dataclass(frozen=True)
class Laid:
    """A scenario over its present. `broken`: what in it cannot be read; then there are no measures and no effect."""

    present: Present
    result: Applied
    effect: Comparison
    changes: tuple[Change, ...]
    broken: str = ""

    @property
    def km(self) -> str:
        return number_words(self.present.state.km)

    @property
    def names(self) -> dict[str, str]:
        """Key of a site → its name, also of sites that a measure adds or that have closed."""
        return self.present.names | {site.key: site.name for site in self.result.state.sites}

    @property
    def measures(self) -> list[Measure]:
        why = {left.number: unapplied_words(left) for left in self.result.left}
        told = self._told()
        return [
            Measure(number, change_words(change, told), why.get(number, ""))
            for number, change in enumerate(self.changes)
        ]

    def _told(self) -> dict[str, str]:
        added = {each.site: each.name for each in self.changes if isinstance(each, ADDING)}
        return added | self.names


def read(scenario: Scenario) -> tuple[tuple[Change, ...], str]:
    """The measures of a scenario, or none and the sentence that says what cannot be read."""
    try:
        return changes_from(scenario.changes), ""
    except BadChange as bad:
        return (), bad_words(bad)


def years_of(changes: Sequence[Change]) -> list[int]:
    """The years its measures ask a forecast for."""
    return [each.year for each in changes if isinstance(each, ChangeYear)]


def laid(present: Present, changes: tuple[Change, ...], broken: str = "") -> Laid:
    """The measures over the present, compared with it."""
    result = applied(present.state, changes)
    return Laid(present, result, compared(present.state, result), changes, broken)


def rows(effect: Comparison, names: Mapping[str, str]) -> list[Row]:
    """Areas by name, then whoever lives in none."""
    areas = sorted(
        effect.areas, key=lambda each: (each.code is None, names.get(each.code or "", ""))
    )
    return [
        row(each, names.get(each.code, each.code) if each.code else _("in keinem Planungsraum"))
        for each in areas
    ]


def row(effect: Effect, name: str) -> Row:
    gain, loss = (_width(part, effect.after) for part in (effect.nearer, effect.further))
    return Row(
        name=name,
        people=people_words(effect.after),
        nearer=people_words(effect.nearer),
        further=people_words(effect.further),
        gain=gain,
        loss=loss,
        rest=100 - loss,
        within=(people_words(effect.within_before), people_words(effect.within_after)),
        shares=(_share(effect.within_before, effect.before), _share(effect.within_after, effect.after)),
        places=(_places(effect.before_per_1000), _places(effect.after_per_1000)),
        better=people_words(effect.better),
        worse=people_words(effect.worse),
    )  # fmt: skip


def _width(part: float, everybody: float) -> int:
    """Whole hundredths; somebody is never nothing."""
    if part <= 0 or everybody <= 0:
        return 0
    return max(1, round(100 * part / everybody))


def _share(part: float, everybody: float) -> str:
    return share_words(100 * part / everybody, 0) if everybody > 0 else _("keine Angabe")


def _places(value: float | None) -> str:
    return _("keine Angabe") if value is None else number_format(round(value, 1), 1)


def number_words(value: float) -> str:
    """With a comma and without needless zeros."""
    return number_format(round(value, 1), 0 if value == int(value) else 1)


def cost_words(effect: Comparison) -> str:
    """Euros a year, or that they are unknown."""
    if effect.cost is None:
        return _("keine Angabe")
    return _("%(sum)s € im Jahr") % {"sum": whole(effect.cost)}


def per_person_words(effect: Comparison) -> str:
    """Euros a year for each person newly reached; too few to divide by are not divided by."""
    reached = people_words(effect.total.reached)
    if effect.cost_per_person is None or not reached[:1].isdigit():
        return _("keine Angabe")
    return _("%(sum)s € im Jahr") % {"sum": whole(effect.cost_per_person)}


def people_sentence(present: Present) -> str:
    """Who was counted, where and when."""
    people = present.people
    if people.series is not None:
        words = {"title": people.series.title, "year": f"{people.year:d}"}
        sentence = (
            _("Gezählt sind alle Menschen nach „%(title)s“ (%(year)s), Zelle für Zelle.") % words
        )
    else:
        sentence = _("Gezählt sind Menschen ab 67 Jahren (Zensus 2022), jeweils in der Mitte ihrer Gemeinde. Wege innerhalb einer Gemeinde kennen wir so nicht.")  # fmt: skip
    if present.state.year is None:
        return sentence
    words = {"year": f"{present.state.year:d}"}
    return f"{sentence} {_('Für %(year)s wachsen sie je Planungsraum wie der Pflegebedarf in der Prognose.') % words}"


def remarks(present: Present) -> Iterator[str]:
    """What is missing or unsure in the present, each in a sentence."""
    people, sites = present.people, present.state.sites
    if not len(present.state.cells):
        yield _("Für dieses Netzwerk sind keine Menschen gezählt. Ohne sie lässt sich nichts vergleichen.")  # fmt: skip
    if present.year_unknown:
        words = {"asked": f"{present.asked:d}", "year": f"{people.year:d}"}
        yield _("Für %(asked)s gibt es keine Prognose, die zu diesen Räumen passt. Gerechnet ist mit den Menschen von %(year)s.") % words  # fmt: skip
    if people.unknown:
        words = {"names": ", ".join(people.unknown)}
        yield _("Ohne Zahl oder Ort und deshalb nicht dabei: %(names)s.") % words
    if people.outside:
        words = {"people": people_words(people.outside)}
        yield _("%(people)s Menschen leben in keinem Planungsraum.") % words
    if not sites:
        yield _("Das Verzeichnis kennt kein geöffnetes Angebot dieser Art.")
    unplaced = [site.name for site in sites if not site.is_placed]
    if unplaced:
        yield _("Ohne Ort und deshalb bei den Wegen nicht dabei: %(names)s.") % {"names": ", ".join(unplaced)}  # fmt: skip
    yield from _about_places(present)


def _about_places(present: Present) -> Iterator[str]:
    sites = present.state.sites
    silent = sum(1 for site in sites if site.is_placed and site.places is None)
    if silent:
        yield ngettext(
            "%(n)s Angebot nennt keine Zahl der Plätze: Es zählt beim Weg, nicht bei den Plätzen.",
            "%(n)s Angebote nennen keine Zahl der Plätze: Sie zählen beim Weg, nicht bei den Plätzen.",
            silent,
        ) % {"n": silent}
    stale = sum(1 for site in sites if not site.confirmed)
    if stale:
        yield ngettext(
            "%(n)s Angebot ist lange nicht bestätigt.",
            "%(n)s Angebote sind lange nicht bestätigt.",
            stale,
        ) % {"n": stale}
    if present.closed:
        yield _("Vorübergehend geschlossen und nicht mitgerechnet: %(names)s.") % {"names": ", ".join(present.closed)}  # fmt: skip
    if any(not each.visited for each in present.rows):
        yield _("Manche dieser Angebote kommen zu den Menschen. Dann sagt die Entfernung zum Standort wenig.")  # fmt: skip
