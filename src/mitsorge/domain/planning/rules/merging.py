"""Which area is part of which: Kreise that merged, city states, and sums that carry their gaps."""

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from mitsorge.domain.planning.rules.codes import Level

MERGERS = Path(__file__).parent / "data" / "kreis_mergers.csv"
"""Kreise that became part of another as a whole since 2015, with date and source. Splits cannot be told by a key."""

CITY_STATES = {"02": "02000", "11": "11000"}
"""Hamburg and Berlin are Land and Kreis in one: tables give them two digits, or five, never reliably both."""


@dataclass(frozen=True)
class Merger:
    """From `on` the people of `old` are counted in `new`."""

    old: str
    new: str
    on: date
    source: str


@cache
def mergers() -> tuple[Merger, ...]:
    """In the order of their days. Read once."""
    with MERGERS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = [Merger(r["old"], r["new"], date.fromisoformat(r["on"]), r["source"]) for r in rows]
    return tuple(sorted(found, key=lambda merger: (merger.on, merger.old)))


def current_kreis(code: str, on: date) -> str:
    """The key a Kreis has on that day: 16056 becomes 16063 from 1 July 2021. City states get their five digits."""
    key = CITY_STATES.get(code, code)
    for merger in mergers():
        if merger.old == key and merger.on <= on:
            key = merger.new
    return key


def former_keys(code: str, on: date) -> tuple[str, ...]:
    """The keys under which older tables have the people of this Kreis of that day, its own first."""
    old = [m.old for m in mergers() if m.on <= on and current_kreis(m.old, on) == code]
    short = [two for two, five in CITY_STATES.items() if five == code]
    return (code, *(key for key in (*old, *short) if key != code))


def levels_of(code: str) -> frozenset[Level]:
    """What an official key stands for; empty for other digits, as those of Regierungsbezirke."""
    if code in CITY_STATES:
        return frozenset({Level.LAND, Level.KREIS})
    if code in ("DG", "00"):
        return frozenset({Level.COUNTRY})
    by_digits = {2: Level.LAND, 5: Level.KREIS, 8: Level.MUNICIPALITY, 12: Level.MUNICIPALITY}
    level = by_digits.get(len(code)) if code.isascii() and code.isdigit() else None
    return frozenset({level}) if level else frozenset()


@dataclass(frozen=True)
class Sum:
    """A sum over parts. `missing` parts are unknown: then `value` is a lower bound ("mindestens"); None: nothing known."""

    value: float | None
    missing: tuple[str, ...] = ()
    parts: int = 0

    @property
    def is_lower_bound(self) -> bool:
        return self.value is not None and bool(self.missing)


def sum_of(values: Mapping[str, float | None], parts: Sequence[str]) -> Sum:
    """Of the parts named. A part without a row is as unknown as one without a value; nothing is taken as zero."""
    known = [value for part in parts if (value := values.get(part)) is not None]
    missing = tuple(part for part in parts if values.get(part) is None)
    return Sum(math.fsum(known) if known else None, missing, len(parts))


def by_kreis(
    values: Mapping[str, float | None], on: date, wanted: Iterable[str] = ()
) -> dict[str, Sum]:
    """Values of Kreise under the keys of that day: merged ones are summed, city states counted once.

    Keys that are no Kreis (Länder, Regierungsbezirke, the country) are left out. Where a city state has both keys,
    the one with five digits counts. `wanted`: Kreise that must be there; one without a row is a gap.
    """
    parts: dict[str, list[str]] = {code: [] for code in wanted}
    for code in values:
        if Level.KREIS in levels_of(code) and CITY_STATES.get(code) not in values:
            parts.setdefault(current_kreis(code, on), []).append(code)
    return {code: sum_of(values, keys or [code]) for code, keys in parts.items()}


def to_areas(
    values: Mapping[str, float | None], members: Mapping[str, Sequence[str]]
) -> dict[str, Sum]:
    """Sums of municipalities (or quarters) to planning areas: area → its parts. An area without parts is unknown."""
    return {area: sum_of(values, parts) for area, parts in members.items()}


def overlapping(members: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Parts that belong to several areas, with those areas: their sum would count people twice."""
    owners: dict[str, list[str]] = defaultdict(list)
    for area, parts in members.items():
        for part in dict.fromkeys(parts):
            owners[part].append(area)
    return {part: tuple(areas) for part, areas in owners.items() if len(areas) > 1}
