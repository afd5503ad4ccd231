"""Tables of city quarters in long form: year, quarter, feature, value (as Leipzig publishes them)."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.doors.imports.figures import cells
from mitsorge.doors.imports.figures.genesis import LICENCE, refuse_cell
from mitsorge.doors.imports.figures.published import published
from mitsorge.doors.imports.figures.read import Format, Read, Total, TrapKind
from mitsorge.doors.imports.reading.delimited import guess_delimiter

HEADS = {
    "year": ("jahr", "year"),
    "quarter": ("ortsteil", "stadtteil", "stadtbezirk", "quartier", "gebiet"),
    "feature": ("merkmal", "kennziffer", "indikator"),
    "value": ("wert", "value"),
}
ALL, MEN, WOMEN = "einwohner insgesamt", "männer", "frauen"
YOUNG, OLD = "jugendquote", "altenquote"
KNOWN = (ALL, MEN, WOMEN, YOUNG, OLD)
LEIPZIG = {"Schleußig", "Grünau-Mitte"}
"""Quarters that are only there: by them the publisher is told."""

Features = dict[str, tuple[float | None, CellSign]]
Rows = dict[tuple[str, int], Features]


def quarter_columns(text: str) -> dict[str, int] | None:
    """Where the four columns are; None for other tables."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    heads = [head.strip().strip('"').casefold() for head in first.split(guess_delimiter(text))]
    found = {
        field: next((heads.index(name) for name in names if name in heads), -1)
        for field, names in HEADS.items()
    }
    return found if min(found.values()) >= 0 else None


def quarters(text: str, columns: dict[str, int]) -> list[Read]:
    """Two series: people by sex as registered, and people by age as derived from the published ratios."""
    read = Read(Format.QUARTERS, {})
    rows, left = _rows(read, text, columns)
    names = {quarter for quarter, _year in rows}
    years = {year for _quarter, year in rows}
    as_of = date(max(years), 12, 31) if years else None
    read.passport = _passport(_("Einwohner der Ortsteile"), as_of, names)
    if not rows and not read.errors:
        read.refuse(0, _("In der Tabelle steht keine Einwohnerzahl."))
    for (quarter, year), features in rows.items():
        read.names[quarter] = quarter
        read.figures.extend(_people(quarter, year, features))
    read.totals = list(_totals(rows, as_of, names))
    if left:
        sentence = _("Diese Merkmale übernehmen wir nicht: %(names)s.")
        read.warn(TrapKind.COLUMNS_LEFT, sentence % {"names": "; ".join(sorted(left))})
    derived = _derived(rows, as_of, names)
    return [read, derived] if derived.figures and not read.errors else [read]


def _rows(read: Read, text: str, columns: dict[str, int]) -> tuple[Rows, set[str]]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=guess_delimiter(text))
    next(lines, None)
    rows: Rows = defaultdict(dict)
    left: set[str] = set()
    for row in lines:
        if not any(row):
            continue
        if len(row) <= max(columns.values()):
            read.refuse(lines.line_num, _("In der Zeile fehlen Spalten."))
            continue
        feature = row[columns["feature"]].strip()
        if feature.casefold() in KNOWN:
            _take(read, lines.line_num, {n: row[i].strip() for n, i in columns.items()}, rows)
        else:
            left.add(feature)
    return rows, left


def _take(read: Read, line: int, row: dict[str, str], rows: Rows) -> None:
    value = cells.number(row["value"])
    if not (row["year"].isascii() and row["year"].isdigit() and len(row["year"]) == 4):
        read.refuse(line, _("„%(text)s“ ist kein Jahr.") % {"text": row["year"][:40]})
    elif value is None:
        refuse_cell(read, line, row["value"])
    else:
        features = rows[row["quarter"], int(row["year"])]
        feature = row["feature"].casefold()
        if feature in features:
            words = {"quarter": row["quarter"], "year": row["year"], "feature": row["feature"]}
            sentence = _("%(feature)s steht für %(quarter)s %(year)s zweimal da.")
            read.refuse(line, sentence % words)
        features[feature] = value


def _people(quarter: str, year: int, features: Features) -> Iterator[Counted]:
    """By sex where both are told, else the total."""
    sexes = {
        sex: features[name]
        for name, sex in ((MEN, Sex.MALE), (WOMEN, Sex.FEMALE))
        if name in features
    }
    if len(sexes) < 2:
        sexes = {Sex.BOTH: features[ALL]} if ALL in features else sexes
    for sex, (value, sign) in sexes.items():
        yield Counted(Level.AREA, quarter, year, value, sign, sex=sex)


def _derived(rows: Rows, as_of: date | None, names: set[str]) -> Read:
    """People below 15, 15 to below 65 and 65 and older, from both ratios."""
    passport = _passport(_("Einwohner der Ortsteile nach Alter"), as_of, names)
    read = Read(Format.QUARTERS, {**passport, "quality": Quality.ESTIMATED, "method": _method()})
    for (quarter, year), features in rows.items():
        known = [features.get(name, (None, CellSign.NONE))[0] for name in (ALL, YOUNG, OLD)]
        if None not in known:
            read.names[quarter] = quarter
            people, young, old = (value or 0.0 for value in known)
            for band, value in by_age(people, young, old).items():
                read.figures.append(
                    Counted(Level.AREA, quarter, year, value, age_from=band[0], age_to=band[1])
                )
    read.warn(TrapKind.ESTIMATED, _method())
    return read


def by_age(people: float, young: float, old: float) -> dict[cells.Ages, float]:
    """From ratios in percent of those aged 15 to below 65: young / middle and old / middle."""
    whole = 100 + young + old
    return {
        (0, 15): people * young / whole,
        (15, 65): people * 100 / whole,
        (65, None): people * old / whole,
    }


def _method() -> str:
    return _(
        "Geschätzt: ab 65 = Einwohner × Altenquote ÷ (100 + Jugendquote + Altenquote), unter 15 ebenso mit der Jugendquote. Die Quoten sind auf ganze Prozent gerundet."
    )


def _passport(title: str, as_of: date | None, names: set[str]) -> dict[str, object]:
    found: dict[str, object] = {
        "title": title,
        "subject": Subject.POPULATION,
        "unit": "Personen",
        "quality": Quality.OFFICIAL,
        "table_number": _("Ortsteiltabelle"),
    }
    if as_of:
        found["as_of"] = as_of
    if names >= LEIPZIG:
        found["publisher"] = "Stadt Leipzig, Amt für Statistik und Wahlen"
        found["licence"] = LICENCE
    return found


def _totals(rows: Rows, as_of: date | None, names: set[str]) -> Iterator[Total]:
    """All quarters of the last year beside the register, and men and women beside the total."""
    if as_of is None:
        return
    last = {quarter: f for (quarter, year), f in rows.items() if year == as_of.year}
    whole = [f.get(ALL, (None, CellSign.NONE))[0] for f in last.values()]
    people = sum(value for value in whole if value is not None)
    day = date_format(as_of, "d.m.Y")
    known = published().get(("LEIPZIG", as_of))
    if known and names >= LEIPZIG:
        label = _("Alle Ortsteile am %(day)s") % {"day": day}
        yield Total(label, people, known.value, known.source, whole.count(None))
    sexes = [f.get(name, (None, CellSign.NONE))[0] for f in last.values() for name in (MEN, WOMEN)]
    if None not in sexes and None not in whole and sexes:
        label = _("Männer und Frauen am %(day)s") % {"day": day}
        yield Total(
            label, sum(v or 0 for v in sexes), people, _("Einwohner insgesamt derselben Tabelle")
        )
