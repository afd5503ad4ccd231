"""German sentences for ages and for what must be said beside a number."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.rules.bands import Band, Why
from mitsorge.domain.planning.rules.choosing import Contradiction
from mitsorge.domain.planning.rules.forecast import YearOutside
from mitsorge.domain.planning.rules.outlook import NoFigures
from mitsorge.domain.planning.rules.remarks import Remark, RemarkKind
from mitsorge.domain.planning.wording.codes import CARE_KIND, LEVEL
from mitsorge.domain.planning.wording.findings import people
from mitsorge.domain.planning.wording.numbers import rounded

NOT_SAID = 6
"""So many names are listed; of more only their number is told."""


def age_words(band: Band) -> str:
    """ "unter 65", "65 bis unter 80", "ab 80", "jedes Alter"."""
    if band.age_to is None:
        return _("ab %(first)s") % {"first": band.age_from} if band.age_from else _("jedes Alter")
    if not band.age_from:
        return _("unter %(end)s") % {"end": band.age_to}
    return _("%(first)s bis unter %(end)s") % {"first": band.age_from, "end": band.age_to}


def remark_words(remark: Remark, names: Mapping[str, str]) -> str:
    """One sentence. `names`: code of an area or municipality → its name; a missing one stays a code."""
    return SENTENCES[remark.kind](remark.values, names)


def refusal_words(refused: YearOutside | NoFigures) -> str:
    """Why a forecast cannot be computed, and what helps."""
    if isinstance(refused, NoFigures):
        if refused.what == "rates":
            return _(
                "Die gewählten Quoten gelten weder für Ihren Kreis noch für Ihr Land noch für Deutschland."
            )
        return _("Die gewählte Bevölkerungsreihe hat keine Zahlen für Ihre Planungsräume.")
    words = ngettext(
        "Für %(years)s gibt es keine Zahlen: Die Reihe reicht von %(first)s bis %(last)s.",
        "Für die Jahre %(years)s gibt es keine Zahlen: Die Reihe reicht von %(first)s bis %(last)s.",
        len(refused.years),
    )
    return words % {"years": _spans(refused.years), "first": refused.first, "last": refused.last}


def contradiction_words(found: Contradiction, names: Mapping[str, str]) -> str:
    """Both numbers, where they differ most, and which one is counted with."""
    said = ngettext(
        "Zwei Quellen widersprechen sich: „%(mine)s“ nennt für %(year)s %(here)s Menschen (%(ages)s), „%(theirs)s“ %(there)s. In einem Planungsraum weichen sie ab: %(widest)s. Gerechnet ist mit „%(mine)s“.",
        "Zwei Quellen widersprechen sich: „%(mine)s“ nennt für %(year)s %(here)s Menschen (%(ages)s), „%(theirs)s“ %(there)s. In %(areas)s Planungsräumen weichen sie ab, am meisten in %(widest)s. Gerechnet ist mit „%(mine)s“.",
        found.areas,
    )
    return said % {
        "mine": found.mine,
        "theirs": found.theirs,
        "year": found.year,
        "ages": age_words(found.band),
        "here": people(found.here),
        "there": people(found.there),
        "areas": found.areas,
        "widest": names.get(found.widest, found.widest),
    }


def _spans(years: Iterable[int]) -> str:
    """ "2021, 2038–2040"."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans)


Values = Mapping[str, Any]
Names = Mapping[str, str]


def _ages(values: Values) -> str:
    return ", ".join(age_words(band) for band in values["bands"])


def _named(codes: Iterable[str], names: Names) -> str:
    known = [names.get(code, code) for code in codes]
    if len(known) <= NOT_SAID:
        return ", ".join(known)
    more = len(known) - NOT_SAID
    return _("%(names)s und %(n)s weitere") % {"names": ", ".join(known[:NOT_SAID]), "n": more}


def _projected(values: Values, _names: Names) -> str:
    return _(
        "Ab %(base)s wächst oder schrumpft jede Altersgruppe eines Raums so wie in der amtlichen Vorausberechnung (%(level)s). Was vor Ort gebaut wird und wer dort zuzieht, weiß diese Rechnung nicht."
    ) % {"base": values["base"], "level": LEVEL[values["level"]]}


def _calibrated(values: Values, _names: Names) -> str:
    return _(
        "An die Pflegestatistik %(year)s angepasst (%(care)s: %(published)s): Alle Zahlen sind mit %(factor)s malgenommen."
    ) % {
        "year": values["year"],
        "care": CARE_KIND[values["care"]],
        "published": rounded(values["published"]),
        "factor": rounded(values["factor"], 3),
    }


def _shares(values: Values, _names: Names) -> str:
    parts = ", ".join(
        f"{CARE_KIND[kind]} {rounded(share * 100, 1)} %" for kind, share in values["shares"].items()
    )
    return _(
        "Wie sich die Pflegebedürftigen auf die Arten verteilen, sagt die Pflegestatistik: %(parts)s."
    ) % {"parts": parts}


def _estimated(values: Values, _names: Names) -> str:
    return _(
        "Geschätzt sind die Altersgruppen %(ages)s: Die Zahlen der Räume sind gröber und wurden nach dem Altersaufbau des Kreises oder des Landes geteilt."
    ) % {"ages": _ages(values)}


def _not_calibrated(values: Values, _names: Names) -> str:
    if values["why"] == "NO_TOTAL":
        return _(
            "Nicht an die Pflegestatistik angepasst: Für Ihren Kreis ist keine veröffentlichte Zahl gewählt."
        )
    return (
        _(
            "Nicht an die Pflegestatistik %(year)s angepasst: Für dieses Jahr gibt es keine Bevölkerungszahlen."
        )
        % values
    )


def _years_differ(values: Values, _names: Names) -> str:
    return (
        _(
            "Die Quoten sind von %(rates)s, die Pflegestatistik ist von %(care)s. Der Unterschied steckt im Faktor."
        )
        % values
    )


def _refused(values: Values, _names: Names) -> str:
    sentences = {
        Why.NOT_COVERED: _("Die Bevölkerungszahlen haben keine Angaben für %(ages)s. Diese Menschen fehlen in jeder Summe."),
        Why.MUST_BE_CUT: _("Die Altersgruppe %(ages)s lässt sich aus den Zahlen nicht herausschneiden. Wählen Sie einen Altersaufbau des Kreises oder eine Vorausberechnung nach einzelnen Jahren."),
        Why.NOT_IN_FINER: _("Die Altersgruppe %(ages)s lässt sich nicht herausschneiden: Auch der Altersaufbau des Kreises ist dafür zu grob."),
        Why.UNKNOWN: _("In der Altersgruppe %(ages)s fehlen Zahlen. Summen mit ihr sind Mindestwerte."),
    }  # fmt: skip
    return sentences[values["why"]] % {"ages": _ages(values)}


def _parts_missing(values: Values, names: Names) -> str:
    return _("%(area)s: Es fehlen Zahlen für %(parts)s. Was dort steht, ist ein Mindestwert.") % {
        "area": names.get(values["area"], values["area"]),
        "parts": _named(values["parts"], names),
    }


def _no_figures(values: Values, names: Names) -> str:
    return _("Keine Bevölkerungszahlen: %(areas)s. Die Summe ist ein Mindestwert.") % {
        "areas": _named(values["areas"], names)
    }


def _nobody(values: Values, names: Names) -> str:
    return _("Hier wohnt nach der Zahlenreihe niemand: %(areas)s.") % {
        "areas": _named(values["areas"], names)
    }


def _no_rate(values: Values, _names: Names) -> str:
    return _(
        "Für die Altersgruppen %(ages)s gibt es keine Quote. Diese Menschen fehlen in jeder Summe."
    ) % {"ages": _ages(values)}


def _contradiction(values: Values, _names: Names) -> str:
    return _(
        "Zwei Quellen widersprechen sich: %(year)s leben in den Räumen zusammen %(areas)s Menschen, im Kreis %(kreis)s."
    ) % {
        "year": values["year"],
        "areas": rounded(values["areas"]),
        "kreis": rounded(values["kreis"]),
    }


def _counted_twice(values: Values, names: Names) -> str:
    return _(
        "%(part)s gehört zu mehreren Räumen und ist in der Summe mehrfach gezählt: %(areas)s."
    ) % {
        "part": names.get(values["part"], values["part"]),
        "areas": _named(values["areas"], names),
    }


SENTENCES: Mapping[RemarkKind, Callable[[Values, Names], str]] = {
    RemarkKind.PROJECTED: _projected,
    RemarkKind.CALIBRATED: _calibrated,
    RemarkKind.SHARES: _shares,
    RemarkKind.ESTIMATED: _estimated,
    RemarkKind.NOT_CALIBRATED: _not_calibrated,
    RemarkKind.YEARS_DIFFER: _years_differ,
    RemarkKind.REFUSED: _refused,
    RemarkKind.PARTS_MISSING: _parts_missing,
    RemarkKind.NO_FIGURES: _no_figures,
    RemarkKind.NOBODY: _nobody,
    RemarkKind.NO_RATE: _no_rate,
    RemarkKind.CONTRADICTION: _contradiction,
    RemarkKind.COUNTED_TWICE: _counted_twice,
}
