"""Scenarios as their pages show them: areas with who gains and who loses, what must be said beside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.queries.laid import Laid
from mitsorge.domain.planning.queries.roads import ways_sentence
from mitsorge.domain.planning.queries.scenarios import Present
from mitsorge.domain.planning.rules.scenario import Comparison, Effect
from mitsorge.domain.planning.wording.findings import amount
from mitsorge.domain.planning.wording.numbers import rounded
from mitsorge.face.exports.sheets import Sheet
from mitsorge.face.exports.source import Source
from mitsorge.face.planning.numbers import people_words, share_words, whole


@dataclass(frozen=True)
class Row:
    """One area. `gain`, `loss`: widths of its bar in hundreds of its people, by the way to the nearest offer.

    `way`, `within`, `places`: before and after, in words.
    """

    name: str
    people: str
    nearer: str
    further: str
    gain: int
    loss: int
    rest: int
    way: tuple[str, str]
    within: tuple[str, str]
    places: tuple[str, str]
    better: str
    worse: str

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """What the table shows before and after."""
        return self.way, self.within, self.places


def rows(effect: Comparison, names: Mapping[str, str]) -> list[Row]:
    """Areas by name, then whoever lives in none."""
    areas = sorted(
        effect.areas, key=lambda each: (each.code is None, names.get(each.code or "", ""))
    )
    return [
        row(each, names.get(each.code, each.code) if each.code else _("in keinem Planungsraum"))
        for each in areas
    ]


def effect_sheet(found: Scenario, over: Laid) -> Sheet:
    """The table as a file, every pair in two columns; what must be said beside it stands on top."""
    pairs = [
        _("mittlerer Weg"),
        _("mit Angebot in %(km)s km") % {"km": over.km},
        _("Plätze je 1.000 Menschen"),
    ]
    head = [_("Planungsraum"), _("Menschen"), _("haben es näher"), _("haben es weiter")]
    head += [f"{words}, {stand}" for words in pairs for stand in (_("vorher"), _("nachher"))]
    told = [*rows(over.told, over.present.area_names), row(over.told.total, _("Alle zusammen"))]
    lines = [
        [
            each.name,
            each.people,
            each.nearer,
            each.further,
            *(w for pair in each.pairs for w in pair),
        ]
        for each in told
    ]
    notes = [each.words for each in over.measures if not each.why]
    notes += [reach_sentence(over.present), *remarks(over.present)]
    title = _("Szenario: %(name)s") % {"name": found.name}
    return Sheet(title, [people_source(over.present)], head, lines, notes)


def people_source(present: Present) -> Source:
    """Whose people were counted, on which day, and how the rest is computed."""
    method = _("Entfernung zum nächsten Angebot; Plätze geteilt unter allen, für die sie in Reichweite liegen.")  # fmt: skip
    return Source(people_sentence(present), as_of=present.state.on, method=method)


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
        way=(km_words(effect.km_before), km_words(effect.km_after)),
        within=(
            _within(effect.within_before, effect.before),
            _within(effect.within_after, effect.after),
        ),
        places=(places_words(effect.before_per_1000), places_words(effect.after_per_1000)),
        better=people_words(effect.better),
        worse=people_words(effect.worse),
    )


def _width(part: float, everybody: float) -> int:
    """Whole hundredths; somebody is never nothing, and few are not measured."""
    if not (part > 0 and everybody > 0):
        return 0
    if part < settings.SUPPRESS_BELOW:
        return 1
    return max(1, round(100 * part / everybody))


def _within(part: float, everybody: float) -> str:
    """ "300 (50 %)"; without a share where it would tell a count below the limit."""
    least = settings.SUPPRESS_BELOW
    if everybody >= least and (part == 0 or part >= least):
        return f"{people_words(part)} ({share_words(100 * part / everybody, 0)})"
    return people_words(part)


def km_words(value: float | None) -> str:
    """ "7,9 km"."""
    return _("keine Angabe") if value is None else _("%(km)s km") % {"km": fixed(value)}


def places_words(value: float | None) -> str:
    return _("keine Angabe") if value is None else fixed(value)


def fixed(value: float) -> str:
    """With one decimal, so that numbers stand below each other."""
    return rounded(value, 1)


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


def reach_sentence(present: Present) -> str:
    """How far an offer reaches, and who says so."""
    reach, words = present.reach, {"km": amount(present.reach.km)}
    if reach.by_yardstick:
        told = words | {"source": reach.by_yardstick.source}
        return _("Erreicht heißt: höchstens %(km)s km bis zum nächsten Angebot. Das sagt der Maßstab „%(source)s“.") % told  # fmt: skip
    if reach.is_asked:
        return _("Erreicht heißt hier: höchstens %(km)s km bis zum nächsten Angebot, wie oben gewählt.") % words  # fmt: skip
    return _("Erreicht heißt: höchstens %(km)s km bis zum nächsten Angebot. Für diese Art hat das Netzwerk noch keinen Maßstab mit Entfernung, das ist die Voreinstellung.") % words  # fmt: skip


def people_sentence(present: Present) -> str:
    """Who was counted, where and when, and how far it is measured."""
    people = present.people
    if people.series is not None:
        words = {"title": people.series.title, "year": f"{people.year:d}"}
        sentence = _counted_words(people.is_grid) % words
    else:
        sentence = _("Gezählt sind Menschen ab 67 Jahren (Zensus 2022), jeweils in der Mitte ihrer Gemeinde. Wege innerhalb einer Gemeinde kennen wir so nicht.")  # fmt: skip
    sentence = f"{sentence} {ways_sentence()}"
    if present.state.year is None:
        return sentence
    words = {"year": f"{present.state.year:d}"}
    return f"{sentence} {_('Für %(year)s wachsen sie je Planungsraum wie der Pflegebedarf in der Prognose.') % words}"


def _counted_words(is_grid: bool) -> str:
    if is_grid:
        return _("Gezählt sind alle Menschen nach „%(title)s“ (%(year)s), Zelle für Zelle.")
    return _("Gezählt sind Menschen ab 65 Jahren nach „%(title)s“ (%(year)s), jeweils in der Mitte ihres Ortsteils. Wege innerhalb eines Ortsteils kennen wir so nicht.")  # fmt: skip


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
