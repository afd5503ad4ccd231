"""What an answer by mail says about free places. Fixed patterns, written in the handbook; nothing is ever guessed.

A mail is understood as a whole or not at all: one word that is not known, and nothing changes. Plain Python.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from mitsorge.domain.directory.rules import PlaceKind, PlacesSlot, Sex, weekdays_code
from mitsorge.domain.upkeep.rules.mail_words import (
    COUNTS,
    DAYS,
    FILLERS,
    KINDS,
    MONTHS,
    STILL_RIGHT,
)
from mitsorge.domain.upkeep.rules.quoted import own_lines


class Trouble(StrEnum):
    """Why an answer was not understood."""

    EMPTY = "EMPTY"
    WORDS = "WORDS"
    DATE = "DATE"
    OFFER = "OFFER"


@dataclass(frozen=True)
class Said:
    """One report. `kind` None: none was named. `available` 0: full."""

    kind: PlaceKind | None = None
    available: int | None = None
    on_request: bool = False
    weekdays: str = ""
    hours_per_week: int | None = None
    postcodes: str = ""
    free_from: date | None = None
    free_to: date | None = None
    care_grade_from: int | None = None
    dementia_fit: bool = False
    single_room: bool = False
    sex: str = ""


@dataclass(frozen=True)
class Answer:
    """A whole mail: either `trouble`, or what was said."""

    still_right: bool = False
    said: tuple[Said, ...] = ()
    trouble: Trouble | None = None


class NotUnderstood(Exception):
    """Raised with the `Trouble`."""

    @property
    def trouble(self) -> Trouble:
        return Trouble(self.args[0])


@dataclass
class _Draft:
    """A statement while it is read: every field at most once."""

    on: date
    values: dict[str, Any] = field(default_factory=dict)

    def put(self, name: str, value: Any) -> None:
        if name in self.values:
            raise NotUnderstood(Trouble.WORDS)
        self.values[name] = value


DAY = r"(?P<{0}d>\d{{1,2}})\.\s?(?:(?P<{0}m>\d{{1,2}})\.?|(?P<{0}n>[a-zä]+))(?:\s?(?P<{0}y>\d{{4}}|\d{{2}})\b)?"
_NAMES = "|".join(sorted(DAYS, key=len, reverse=True))
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("period", re.compile(rf"(?:vom|von|ab)\s+{DAY.format('f')}\s+bis(?:\s+zum)?\s+{DAY.format('t')}(?!\w)")),
    ("first", re.compile(rf"(?:frei\s+)?ab(?:\s+dem)?\s+{DAY.format('f')}(?!\w)")),
    ("last", re.compile(rf"bis(?:\s+zum)?\s+{DAY.format('t')}(?!\w)")),
    ("now", re.compile(r"(?:ab\s+)?sofort\b")),
    ("grade", re.compile(r"ab\s+(?:pg|pflegegrad)\s?(?P<n>[1-5])\b")),
    ("hours", re.compile(r"(?P<n>\d{1,3})\s?(?:h|std\.?|stunden?)(?:\s+(?:pro|je|in\s+der)\s+woche)?(?!\w)")),
    ("postcode", re.compile(r"(?:in\s+)?(?P<n>\d{5})\b")),
    ("sex", re.compile(r"(?:nur\s+)?für\s+(?P<who>frauen|männer)\b|nur\s+(?P<only>frauen|männer)\b")),
    ("dementia", re.compile(r"(?:auch\s+)?(?:(?:für\s+menschen\s+)?mit\s+demenz|bei\s+demenz|für\s+demenz)\b")),
    ("single", re.compile(r"(?:im\s+)?(?:einzelzimmer|ez)\b")),
    ("request", re.compile(r"(?:nur\s+)?auf\s+anfrage\b")),
    ("span", re.compile(rf"(?P<a>{_NAMES})\.?\s?(?:-|–|bis)\s?(?P<b>{_NAMES})(?![a-zäöü])")),
    ("weekday", re.compile(rf"(?P<a>{_NAMES})(?![a-zäöü])")),
    ("number", re.compile(r"(?P<n>\d{1,2})(?:\s?x)?(?![\d.:/\-])\b")),
    ("word", re.compile(r"[a-zäöüß]+(?:\s?-\s?[a-zäöüß]+)?")),
    ("nothing", re.compile(r"[\s,.!:+&]+")),
)  # fmt: skip
"""In this order the beginning of what is left is tried; what fits nothing is not understood."""
PHRASES: Mapping[str, str] = {
    "betreutes wohnen": "betreuteswohnen",
    "pflege zu hause": "ambulant",
    "ambulante pflege": "ambulant",
    "häusliche pflege": "ambulant",
}
NEXT_STATEMENT = re.compile(
    r"[;\n]|,\s+(?=(?:\d{1,2}\s+[a-zäöü]|kein|voll|ein\b|eine\b|zwei\b|drei\b))"
)


def read(text: str, *, on: date) -> Answer:
    """Reads the body of a mail that came on a day; its quotes, greeting and signature do not count."""
    try:
        statements = list(_statements(text))
        if not statements:
            raise NotUnderstood(Trouble.EMPTY)
        reports = [_said(each, on) for each in statements if each not in STILL_RIGHT]
    except NotUnderstood as why:
        return Answer(trouble=why.trouble)
    return Answer(still_right=len(reports) < len(statements), said=tuple(reports))


def _statements(text: str) -> Iterator[str]:
    for line in own_lines(text):
        for part in NEXT_STATEMENT.split(line.lower()):
            words = " ".join(part.split()).strip(" .,!")
            if words:
                yield words


def _said(statement: str, on: date) -> Said:
    rest = statement
    for phrase, word in PHRASES.items():
        rest = rest.replace(phrase, word)
    draft = _Draft(on)
    while rest:
        name, match = _first(rest)
        READERS[name](draft, match)
        rest = rest[match.end() :]
    return _complete(Said(**draft.values))


def _first(rest: str) -> tuple[str, re.Match[str]]:
    for name, pattern in PATTERNS:
        match = pattern.match(rest)
        if match:
            return name, match
    raise NotUnderstood(Trouble.WORDS)


def _complete(said: Said) -> Said:
    """A report says how many, or hours; "full" has neither days nor conditions."""
    told = said.available is not None or said.on_request or said.hours_per_week is not None
    if not told or (said.available is not None and said.on_request):
        raise NotUnderstood(Trouble.WORDS)
    if said.free_from and said.free_to and said.free_to < said.free_from:
        raise NotUnderstood(Trouble.DATE)
    if said.available == 0 and replace(said, kind=None) != Said(available=0):
        raise NotUnderstood(Trouble.WORDS)
    return said


def _word(draft: _Draft, match: re.Match[str]) -> None:
    word = re.sub(r"\s?-\s?", "", match[0])
    if word in KINDS:
        draft.put("kind", KINDS[word])
    elif word in COUNTS:
        draft.put("available", COUNTS[word])
    elif match[0] not in FILLERS:
        raise NotUnderstood(Trouble.WORDS)


def _day(match: re.Match[str], which: str, on: date) -> date:
    """A day without a year is the next one of that name, today included."""
    day, month, name, year = (match[which + part] for part in "dmny")
    number = int(month) if month else MONTHS.get(name, 0)
    years = [int(year) % 100 + 2000] if year else range(on.year, on.year + 9)
    for each in years:
        try:
            found = date(each, number, int(day))
        except ValueError:
            continue
        if found >= on:
            return found
    raise NotUnderstood(Trouble.DATE)


def _first_day(draft: _Draft, match: re.Match[str]) -> None:
    draft.put("free_from", _day(match, "f", draft.on))


def _last_day(draft: _Draft, match: re.Match[str]) -> None:
    draft.put("free_to", _day(match, "t", draft.on))


def _period(draft: _Draft, match: re.Match[str]) -> None:
    first = _day(match, "f", draft.on)
    draft.put("free_from", first)
    draft.put("free_to", _day(match, "t", first))


def _weekdays(draft: _Draft, match: re.Match[str]) -> None:
    """Single days add up: "Mo + Di"."""
    draft.values["weekdays"] = weekdays_code(
        [*draft.values.get("weekdays", "").split(","), DAYS[match["a"]]]
    )


def _span(draft: _Draft, match: re.Match[str]) -> None:
    week = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    first, last = (week.index(DAYS[match[name]]) for name in "ab")
    if last < first:
        raise NotUnderstood(Trouble.WORDS)
    draft.put("weekdays", weekdays_code(week[first : last + 1]))


def _postcode(draft: _Draft, match: re.Match[str]) -> None:
    known = draft.values.get("postcodes", "")
    draft.values["postcodes"] = f"{known}, {match['n']}" if known else match["n"]


def _sex(draft: _Draft, match: re.Match[str]) -> None:
    who = match["who"] or match["only"]
    draft.put("sex", Sex.FEMALE if who == "frauen" else Sex.MALE)


def _now(draft: _Draft, _match: re.Match[str]) -> None:
    draft.put("free_from", None)


def placed(said: Sequence[Said], slots: Sequence[PlacesSlot]) -> list[tuple[PlacesSlot, Said]]:
    """Each report with the one place it can mean; two that fit, or one twice: `NotUnderstood`."""
    found = [(_only(each, slots), each) for each in said]
    if len({slot for slot, _said in found}) < len(found):
        raise NotUnderstood(Trouble.OFFER)
    return found


def _only(said: Said, slots: Sequence[PlacesSlot]) -> PlacesSlot:
    fitting = [slot for slot in slots if said.kind in (None, slot.kind)]
    if len(fitting) != 1:
        raise NotUnderstood(Trouble.OFFER)
    return fitting[0]


READERS: Mapping[str, Any] = {
    "period": _period,
    "first": _first_day,
    "last": _last_day,
    "now": _now,
    "grade": lambda draft, match: draft.put("care_grade_from", int(match["n"])),
    "hours": lambda draft, match: draft.put("hours_per_week", int(match["n"])),
    "postcode": _postcode,
    "sex": _sex,
    "dementia": lambda draft, _match: draft.put("dementia_fit", True),
    "single": lambda draft, _match: draft.put("single_room", True),
    "request": lambda draft, _match: draft.put("on_request", True),
    "span": _span,
    "weekday": _weekdays,
    "number": lambda draft, match: draft.put("available", int(match["n"])),
    "word": _word,
    "nothing": lambda _draft, _match: None,
}
