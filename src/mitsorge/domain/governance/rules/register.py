"""Numbers of decisions: code of the committee, year, running number. Plain Python."""

import re
from collections.abc import Iterable

NUMBER = re.compile(r"^(?P<code>.+?),? (?P<year>\d{4})/(?P<running>\d{2,})$")


ABBREVIATED = 3
"""Words of a code up to this length are abbreviations: AG, UNW."""
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def next_number(code: str, year: int, known: Iterable[str], name: str = "") -> str:
    """The number after the highest of `known` (all of one committee and year): "AG Fachkräfte 2026/03", "AG 1, 2026/03".

    `name`: the committee's, which knows how the words of its code are written.
    """
    highest = max((running(number) for number in known), default=0)
    words = label(code, name)
    comma = "," if words[-1:].isdigit() else ""
    return f"{words}{comma} {year}/{highest + 1:02d}"


def label(code: str, name: str = "") -> str:
    """A code as people write it; different codes have different labels."""
    written = {word.lower().translate(FOLDED): word for word in re.findall(r"\w+", name)}
    return " ".join(written.get(word) or _capital(word) for word in code.split("-"))


def _capital(word: str) -> str:
    return word.upper() if len(word) <= ABBREVIATED else word.capitalize()


def running(number: str) -> int:
    """The running part of a number; 0 for anything else."""
    found = NUMBER.match(number)
    return int(found["running"]) if found else 0


def of_year(year: int) -> str:
    """What every number of a year holds, to search for."""
    return f" {year}/"
