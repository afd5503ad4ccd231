"""Single cells of official tables: numbers, signs, ages, sexes, dates."""

import re
from datetime import date

from mitsorge.domain.planning.rules import CellSign, Sex

SIGNS = {
    "-": CellSign.NOTHING,
    "–": CellSign.NOTHING,
    "—": CellSign.NOTHING,
    ".": CellSign.SECRET,
    "•": CellSign.SECRET,
    "/": CellSign.UNRELIABLE,
    "...": CellSign.LATER,
    "…": CellSign.LATER,
    "x": CellSign.CROSSED,
    "X": CellSign.CROSSED,
}
"""Signs of the German statistical offices. None of them is zero."""

SEXES = {
    "": Sex.BOTH, "insgesamt": Sex.BOTH, "zusammen": Sex.BOTH, "total": Sex.BOTH, "gesamt": Sex.BOTH, "i": Sex.BOTH,
    "männlich": Sex.MALE, "männer": Sex.MALE, "male": Sex.MALE, "m": Sex.MALE,
    "weiblich": Sex.FEMALE, "frauen": Sex.FEMALE, "female": Sex.FEMALE, "w": Sex.FEMALE, "f": Sex.FEMALE,
}  # fmt: skip

Ages = tuple[int, int | None]
EVERYBODY: Ages = (0, None)
AGES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), shape)
    for pattern, shape in (
        (r"^(insgesamt|zusammen|total|jedes alter)$", "all"),
        (r"^(?:unter|under)\s+(\d+)(?:\s+(?:jahre?n?|years?))?$", "under"),
        (r"^(\d+)\s+(?:bis unter|to under)\s+(\d+)(?:\s+(?:jahre?n?|years?))?$", "below"),
        (r"^(\d+)\s*(?:-jährige|jahre|years)?\s+(?:und|and)\s+(?:mehr|älter|ältere|over|older)$", "open"),
        (r"^(\d+)\s*(?:-jährige|jahre?|years?)$", "single"),
    )
)  # fmt: skip


def number(text: str) -> tuple[float | None, CellSign] | None:
    """A plain number or a sign; None where it is neither. Official tables write no thousands separator."""
    if text.isascii() and text.isdigit():
        return float(text), CellSign.NONE
    text = text.strip()
    if text in SIGNS:
        return None, SIGNS[text]
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text, re.ASCII):
        return float(text.replace(",", ".")), CellSign.NONE
    return None


def sex(text: str) -> Sex | None:
    """The sex a word means; None for other words."""
    return SEXES.get(text.strip().casefold())


def ages(text: str) -> Ages | None:
    """[from, to) of an age group in German or English; None for other words."""
    for pattern, shape in AGES:
        found = pattern.match(text.strip())
        if found:
            return _ages(shape, [int(n) for n in found.groups() if n and n.isdigit()])
    return None


def _ages(shape: str, numbers: list[int]) -> Ages | None:
    if shape == "all":
        return EVERYBODY
    if shape == "under":
        return (0, numbers[0]) if numbers[0] else None
    if shape == "below":
        return (numbers[0], numbers[1]) if numbers[0] < numbers[1] else None
    return (numbers[0], None if shape == "open" else numbers[0] + 1)


def day(text: str) -> date | None:
    """31.12.2020 or 2020-12-31; None for anything else."""
    german = re.fullmatch(r"(\d{2})\.(\d{2})\.(\d{4})", text.strip(), re.ASCII)
    try:
        if german:
            return date(int(german[3]), int(german[2]), int(german[1]))
        return date.fromisoformat(text.strip()) if len(text.strip()) == 10 else None
    except ValueError:
        return None
