"""One way of writing for what German lists write in many: names, streets, numbers, mail and web addresses."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from mitsorge.domain.duplicates.rules.writing import ABBREVIATIONS, LEGAL_FORMS, ORGANIZATIONS

_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "’": "'",
        "´": "'",
    }
    | {"&": " und ", "+": " und "}
)
_APOSTROPHE = re.compile(r"(?<=\w)['`?](?=\w)|(?<=\w)['`]|['`](?=\w)")
_WORD = re.compile(r"[a-z0-9]+\.?")
_HOUSE = re.compile(
    r"(?<![a-z0-9])(\d+)(?:\s?([a-z])(?![a-z0-9.])(?!\s+[a-z]))?(?![a-z0-9.]|\s*\.)"
)
_RANGE = re.compile(r"(?<=\d)\s*[-–/+]\s*\d+[a-z]?(?![a-z0-9])")
_MAIL = re.compile(r"[^\s<>:;,]+@[^\s<>;,]+\.[a-z]{2,}")
_HOST = re.compile(r"(?:[a-z]+://)?(?:[^@/\s]*@)?(?:www\.)?([a-z0-9äöüß.-]+\.[a-z]{2,})(?![^/?#:])")
_DIGITS = re.compile(r"\D+")
_STREETS = {"str.": "strasse", "str": "strasse", "strasse": "strasse", "pl.": "platz"}
_NOTHING: tuple[str, ...] = ()
Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]


def _phrases(table: Mapping[str, Sequence[str]]) -> Phrases:
    """Phrases by their first word, longest first: (words, what stands for them)."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for short, texts in table.items():
        for text in texts:
            words = tuple(text.split())
            found.setdefault(words[0], []).append((words, tuple(short.split())))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


_PHRASES = _phrases({**ORGANIZATIONS, "": LEGAL_FORMS})
_AT_THE_END = frozenset(("ev", "eg", "ag", "kg", "ug"))


def plain(text: str) -> str:
    """Lower case, ä as ae, ß as ss, "&" as "und", no accents, no apostrophes."""
    lowered = text.lower().translate(_LETTERS)
    if not lowered.isascii():
        taken_apart = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(char for char in taken_apart if not unicodedata.combining(char))
    if "'" in lowered or "`" in lowered or "?" in lowered:
        return _APOSTROPHE.sub("", lowered)
    return lowered


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name, each once, without legal form; large associations by their initials.

    A name of nothing but a legal form keeps it.
    """
    if not text:
        return _NOTHING
    found = _WORD.findall(plain(text))
    bare = [word.rstrip(".") for word in found]
    kept: list[str] = []
    at, end = 0, len(found)
    while at < end:
        phrase = _phrase(bare, at) if bare[at] in _PHRASES else None
        if phrase:
            kept += phrase[1]
            at += len(phrase[0])
            continue
        if not (bare[at] in _AT_THE_END and at and at == end - 1):
            kept += _long(found[at], bare[at])
        at += 1
    return tuple(dict.fromkeys(kept)) or tuple(dict.fromkeys(bare))


def _phrase(words: list[str], at: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    for phrase in _PHRASES[words[at]]:
        if tuple(words[at : at + len(phrase[0])]) == phrase[0]:
            return phrase
    return None


@lru_cache(maxsize=65536)
def _long(word: str, bare: str) -> tuple[str, ...]:
    long = ABBREVIATIONS.get(word) or ABBREVIATIONS.get(bare)
    return tuple(long.split()) if long else (bare,)


def address(text: str) -> tuple[tuple[str, ...], str]:
    """(words of the street, house number): "Lange Str. 12 a-14" is (("langestrasse",), "12a").

    The number stands first ("12 Main St") or last before a comma; of several the first. No number is "".
    """
    if not text:
        return _NOTHING, ""
    line, _comma, behind = plain(text).partition(",")
    line = line.replace("str.", "str. ")
    if "-" in line or "/" in line or "–" in line:
        line = _RANGE.sub("", line)
    house, rest = _house(line)
    if not house and behind.strip()[:1].isdigit():
        house, behind = _house(behind)
    return _street(f"{rest} {behind}"), house


def _house(line: str) -> tuple[str, str]:
    hits = list(_HOUSE.finditer(line))
    if not hits:
        return "", line
    hit = hits[0] if hits[0].start() == 0 else hits[-1]
    return (hit[1].lstrip("0") or "0") + (
        hit[2] or ""
    ), f"{line[: hit.start()]} {line[hit.end() :]}"


def _street(line: str) -> tuple[str, ...]:
    words: list[str] = []
    for word in map(_street_word, _WORD.findall(line)):
        if word == "strasse" and words:
            words[-1] += word
        else:
            words.append(word)
    return tuple(dict.fromkeys(words))


@lru_cache(maxsize=65536)
def _street_word(word: str) -> str:
    if word in _STREETS:
        return _STREETS[word]
    if word.endswith(("str.", "str")) and len(word) > 5:
        return word.rstrip(".").removesuffix("str") + "strasse"
    return ABBREVIATIONS.get(word) or word.rstrip(".")


@lru_cache(maxsize=65536)
def town_words(text: str) -> tuple[str, ...]:
    """The words of a place: "Frankfurt/M." and "Frankfurt (M)" are the same."""
    return _street(plain(text)) if text else _NOTHING


def phone(text: str) -> str:
    """Digits with country code ("4930…"); without area code the digits alone; "" where there are fewer than 5.

    A trailing central extension ("-0") counts as the number without it.
    """
    typed = text.strip().replace("(0)", "")
    digits = _DIGITS.sub("", typed.removesuffix("-0").removesuffix("- 0"))
    if typed.startswith("+"):
        return digits
    if digits.startswith("00"):
        return digits[2:]
    if digits.startswith("0"):
        return "49" + digits.lstrip("0")
    return digits if len(digits) >= 5 else ""


def mail(text: str) -> str:
    """Lower case, without display name and "mailto:"; "" where it is no address."""
    if "@" not in text:
        return ""
    found = _MAIL.search(text.lower().replace("mailto:", ""))
    return found.group() if found else ""


def domain(text: str) -> str:
    """The host of a web address or mail address, without "www."; "" where there is none."""
    found = _HOST.match(text.strip().lower())
    return found[1] if found else ""


def digits(text: str) -> str:
    """A postcode or a number of a register as its letters and digits alone."""
    return text if text.isalnum() else "".join(char for char in text.lower() if char.isalnum())
