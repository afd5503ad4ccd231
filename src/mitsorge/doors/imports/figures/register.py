"""Population of municipalities from the official register (GV100AD, fixed width)."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules import Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.doors.imports.figures.genesis import DESTATIS, LICENCE, SHOWN
from mitsorge.doors.imports.figures.published import published
from mitsorge.doors.imports.figures.read import Format, Read, Total, TrapKind

MUNICIPALITY = "60"
RECORD = re.compile(r"^[1-6]0\d{8}")
DAY = slice(2, 10)
KEYS = (slice(10, 15), slice(15, 18))
NAME = slice(22, 72)
PEOPLE = slice(139, 150)
MEN = slice(150, 161)
"""Places in a record of municipalities (60), as the description of GV100 AD gives them, counted from 0."""

ENOUGH = 10_000
"""With so many municipalities a file is meant to be all of Germany."""


def is_register(text: str) -> bool:
    """Whether the first lines are records of the register."""
    lines = [line for line in text[:4000].splitlines() if line.strip()][:5]
    return bool(lines) and all(RECORD.match(line) and len(line) > 60 for line in lines)


def register(text: str) -> Read:
    """Men and women of every municipality; women are the difference."""
    read = Read(Format.REGISTER, {})
    day: date | None = None
    people: dict[str, tuple[float, float]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(MUNICIPALITY):
            day = day or _day(line)
            _take(read, number, line, people)
    total = sum(both for both, _men in people.values())
    counted_on = _counted_on(day, total, len(people))
    read.passport = _passport(day, counted_on)
    _tell(read, day, counted_on)
    if counted_on:
        read.figures = list(_figures(people, counted_on.year))
        read.totals = list(_totals(total, counted_on, len(people)))
    elif not read.errors:
        read.refuse(0, _("Im Verzeichnis steht keine Gemeinde."))
    return read


def _day(line: str) -> date | None:
    try:
        return date.fromisoformat(line[DAY])
    except ValueError:
        return None


def _take(read: Read, number: int, line: str, people: dict[str, tuple[float, float]]) -> None:
    ags = "".join(line[key] for key in KEYS)
    both, men = line[PEOPLE].strip(), line[MEN].strip()
    if not (ags.isdigit() and both.isdigit() and men.isdigit()) or int(men) > int(both):
        if len(read.errors) < SHOWN:
            sentence = _("Der Satz ist zu kurz oder verschoben: Einwohner und Männer fehlen.")
            read.refuse(number, sentence)
        return
    if ags in people:
        read.refuse(number, _("%(ags)s steht zweimal im Verzeichnis.") % {"ags": ags})
        return
    read.names[ags] = line[NAME].strip()
    people[ags] = (float(both), float(men))


def _counted_on(day: date | None, total: float, municipalities: int) -> date | None:
    """The register does not say when its people were counted: the published total tells, else the year before."""
    known = [
        on for (table, on), each in published().items() if table == "12411" and each.value == total
    ]
    if municipalities >= ENOUGH and known:
        return known[0]
    return date(day.year - 1, 12, 31) if day and municipalities else None


def _figures(people: dict[str, tuple[float, float]], year: int) -> Iterator[Counted]:
    for ags, (both, men) in people.items():
        yield Counted(Level.MUNICIPALITY, ags, year, men, sex=Sex.MALE)
        yield Counted(Level.MUNICIPALITY, ags, year, both - men, sex=Sex.FEMALE)


def _totals(total: float, on: date, municipalities: int) -> Iterator[Total]:
    known = published().get(("12411", on))
    if known and municipalities >= ENOUGH:
        label = _("Alle Gemeinden am %(day)s") % {"day": date_format(on, "d.m.Y")}
        yield Total(label, total, known.value, known.source)


def _passport(day: date | None, counted_on: date | None) -> dict[str, object]:
    found: dict[str, object] = {
        "title": _("Einwohner der Gemeinden"),
        "subject": Subject.POPULATION,
        "unit": "Personen",
        "publisher": DESTATIS,
        "licence": LICENCE,
        "quality": Quality.OFFICIAL,
        "table_number": "GV100AD",
    }
    if counted_on:
        found["as_of"] = counted_on
    if day:
        sentence = _("Gemeindeverzeichnis vom %(day)s. Frauen: Einwohner weniger Männer.")
        found["method"] = sentence % {"day": date_format(day, "d.m.Y")}
    return found


def _tell(read: Read, day: date | None, counted_on: date | None) -> None:
    if counted_on and day:
        sentence = _(
            "Das Verzeichnis vom %(day)s sagt nicht, wann gezählt wurde. Wir nehmen den %(counted)s; bitte prüfen Sie das."
        )
        words = {
            "day": date_format(day, "d.m.Y"),
            "counted": date_format(counted_on, "d.m.Y"),
        }
        read.warn(TrapKind.NO_DATE, sentence % words)
