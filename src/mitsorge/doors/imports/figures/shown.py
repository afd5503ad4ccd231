"""Figures in words, for the pages and the exports."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models import Figure, Series
from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.wording.numbers import rounded
from mitsorge.domain.planning.wording.remarks import age_words
from mitsorge.doors.imports.figures.actions import Trial

PER_LEVEL = {
    Level.COUNTRY: lambda n: _("Deutschland"),
    Level.LAND: lambda n: ngettext("%(n)s Land", "%(n)s Länder", n),
    Level.KREIS: lambda n: ngettext("%(n)s Kreis", "%(n)s Kreise", n),
    Level.MUNICIPALITY: lambda n: ngettext("%(n)s Gemeinde", "%(n)s Gemeinden", n),
    Level.AREA: lambda n: ngettext("%(n)s Planungsraum", "%(n)s Planungsräume", n),
}


def whole(value: float) -> str:
    """1.234; halves and shares keep up to three places."""
    digits = 0 if float(value).is_integer() else 3 if value < 1 else 1
    return rounded(value, digits)


def areas_words(counts: Mapping[Level, int]) -> str:
    """ "Deutschland, 1 Land, 2 Kreise"; empty for none."""
    parts = [
        PER_LEVEL[level](counts[level]) % {"n": whole(counts[level])}
        for level in Level
        if counts.get(level)
    ]
    return ", ".join(parts)


def years_words(years: Iterable[int]) -> str:
    """ "2015 bis 2020", or each one where years are left out."""
    found = sorted(years)
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return _("%(first)s bis %(last)s") % {"first": found[0], "last": found[-1]}
    return ", ".join(map(str, found))


def row_words(
    figure: Figure, names: Mapping[tuple[str, str], str], lower_bounds: Collection[str] = ()
) -> dict[str, object]:
    """One figure for the table: `name`, `year`, `age`, `sex`, `care`, `value`; `unknown`: the sign in words.

    `lower_bounds`: of its series; such a number is told as "mind.".
    """
    key = figure.level, figure.area_code
    value = "" if figure.value is None else whole(figure.value)
    if value and figure.area_code in lower_bounds:
        value = _("mind. %(n)s") % {"n": value}
    return {
        "name": names.get(key, figure.area_code),
        "code": "" if figure.level == Level.COUNTRY else figure.area_code,
        "level": wording.LEVEL[Level(figure.level)],
        "year": figure.year,
        "age": age_words(Band(figure.age_from, figure.age_to)),
        "sex": wording.SEX[Sex(figure.sex)],
        "care": wording.CARE_KIND[CareKind(figure.care)] if figure.care else "",
        "value": value,
        "sign": figure.sign,
        "unknown": wording.CELL_SIGN[CellSign(figure.sign)] if figure.value is None else "",
    }


def passport_lines(series: Series) -> Iterator[tuple[str, str]]:
    """The passport as (name, words), without what is empty."""
    rate = "" if series.response_rate is None else f"{rounded(series.response_rate * 100, 1)} %"
    pairs = [
        (_("Titel"), series.title),
        (_("Was gezählt wird"), str(wording.SUBJECT[Subject(series.subject)])),
        (_("Einheit"), series.unit),
        (_("Stand"), series.as_of.strftime("%d.%m.%Y")),
        (_("Güte"), str(wording.QUALITY[Quality(series.quality)])),
        (_("Herausgeber"), series.publisher),
        (_("Tabelle"), series.table_number),
        (_("Variante"), series.variant),
        (_("Lizenz"), series.licence),
        (_("Rücklauf"), rate),
        (_("Wie die Zahlen entstanden sind"), series.method),
    ]
    return ((name, words) for name, words in pairs if words)


def counts_words(series: Series) -> dict[str, str]:
    """`figures`, `missing`, `cells`, `people` of a series of `series_list`; empty for none."""
    names = ("figures", "missing", "cells", "people")
    found = {name: getattr(series, f"n_{name}") for name in names}
    return {name: whole(value) if value else "" for name, value in found.items()}


def trial_words(trial: Trial) -> dict[str, object]:
    """What the dry run says about one series in numbers."""
    kept = trial.kept
    return {
        "figures": whole(len(kept.figures)),
        "missing": whole(kept.missing) if kept.missing else "",
        "areas": areas_words(kept.areas),
        "years": years_words(kept.years),
        "left": areas_words(kept.left),
        "cells": whole(kept.cells) if trial.read.cells else "",
        "all_cells": whole(len(trial.read.cells)),
        "people": whole(kept.people),
    }
