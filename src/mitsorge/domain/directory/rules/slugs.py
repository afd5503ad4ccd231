"""Addresses of pages: readable, lasting, unique."""

import re
import unicodedata
from collections.abc import Container
from itertools import count

LENGTH = 120
LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "&": " und "}
)

GAP = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """ "Müllers Café" → "muellers-cafe"; at most 120 characters, cut between words."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text)
    plain = plain.casefold().translate(LETTERS)
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return _cut(GAP.sub("-", plain).strip("-"), LENGTH)


def unique_slug(name: str, place: str, taken: Container[str]) -> str:
    """The name; if taken, with the place; if taken too, counted: "-2", "-3" …"""
    first = slug(name) or "eintrag"
    if first not in taken:
        return first
    with_place = slug(f"{name} {place}") or first
    if with_place not in taken:
        return with_place
    candidates = (f"{_cut(with_place, LENGTH - 6)}-{number}" for number in count(2))
    return next(candidate for candidate in candidates if candidate not in taken)


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    head, dash, _rest = text[: length + 1].rpartition("-")
    return head if dash else text[:length]
