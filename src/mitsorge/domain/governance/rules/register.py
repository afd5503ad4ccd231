"""Numbers of decisions: code of the committee, year, running number. Plain Python."""

import re
from collections.abc import Iterable

NUMBER = re.compile(r"^(?P<code>.+) (?P<year>\d{4})/(?P<running>\d{2,})$")


def next_number(code: str, year: int, known: Iterable[str]) -> str:
    """The number after the highest of `known` (all of one committee and year): "STEUERUNGSGRUPPE 2026/03"."""
    highest = max((running(number) for number in known), default=0)
    return f"{code.upper()} {year}/{highest + 1:02d}"


def running(number: str) -> int:
    """The running part of a number; 0 for anything else."""
    found = NUMBER.match(number)
    return int(found["running"]) if found else 0


def of_year(year: int) -> str:
    """What every number of a year holds, to search for."""
    return f" {year}/"
