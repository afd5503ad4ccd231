"""Cleaning text: entities, invisible characters, twice-encoded umlauts, numbers that should be words."""

import html
import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from mitsorge.doors.imports.reading import Cell

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
SPACES = {ord(space): " " for space in "\u00a0\u202f\u2007\u2009\u3000"}
CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)}
TABLE = {**INVISIBLE, **SPACES, **CONTROL}
RUNS = re.compile(r"[ \t]{2,}")
BREAKS = re.compile(r"<br\s*/?>|</p>", re.IGNORECASE)
TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
TWICE = re.compile(r"Ã[\u0080-\u00bf\u0152-\u2122]|â€")
FOLD = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "&": " und "})
NOT_WORD = re.compile(r"[^a-z0-9]+")
FORMULA = re.compile(r"^[=@]\s*\S|^[+\-]\s*[A-Za-z]+\s*[|(!]")


def plain(raw: Cell) -> str:
    """A cell as clean text: `12.0` is "12", a date its ISO form, "" stays empty."""
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, bool):
        return "ja" if raw else "nein"
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e16 else repr(raw)
    if isinstance(raw, datetime | date | time):
        return raw.isoformat()
    if isinstance(raw, timedelta):
        return str(raw)
    return str(raw)


def clean(text: str) -> str:
    """Text without entities, tags, invisible and control characters; spaces single, line breaks kept."""
    if text.isprintable() and not (
        "&" in text or "<" in text or "  " in text or "Ã" in text or "â" in text
    ):  # no-break, zero-width and control characters do not print
        return text.strip()
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = TAGS.sub("", BREAKS.sub("\n", text))
    if "Ã" in text or "â€" in text:
        text = untwist(text)
    text = RUNS.sub(" ", text.translate(TABLE).replace("\r\n", "\n").replace("\r", "\n"))
    return (
        "\n".join(line.strip() for line in text.split("\n")).strip()
        if "\n" in text
        else text.strip()
    )


def untwist(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 ("StraÃŸe" is "Straße"); else unchanged."""
    if not TWICE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """What counts when two names are compared: small letters and digits, umlauts written out."""
    return NOT_WORD.sub(" ", text.lower().translate(FOLD)).strip()


def looks_like_formula(text: str) -> bool:
    """Text a spreadsheet would run when opened ("=cmd|…", "@SUM(…)"); phone numbers are no formulas."""
    return text[:1] in "=@+-" and FORMULA.match(text) is not None
