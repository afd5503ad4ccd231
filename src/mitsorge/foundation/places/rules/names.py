"""Place names, streets and postcodes as people type them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAME_FOLDS = (
    ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"),
    (" ", ""), ("-", ""), (".", ""), ("(", ""), (")", ""), (",", ""), ("'", ""),
)  # fmt: skip
"""What the folding of a name replaces, in this order, before it is lowered; the database does the same."""

POSTCODE_IN_TEXT = re.compile(
    r"(?<![\d.])(?:DE?\s*-?\s*)?(?P<code>\d{5})(?![\d.])|^(?P<short>\d{4})(?=\s+\D)",
    re.IGNORECASE,
)
STREET_LOOK = re.compile(
    r"\d\s*[a-zA-Z]?$|str\.?$|(straße|strasse|weg|platz|allee|gasse|ring|damm|ufer|chaussee|pfad|steig)$",
    re.IGNORECASE,
)
AREA_WORDS = re.compile(
    r"^(OT|Ortsteil|Stadt|Gemeinde|Landkreis|Kreis|LK|Lkr\.|Amt)\b\.?\s+", re.IGNORECASE
)
NAME_ADDITION = re.compile(r"\s*(\(|/|\s(an|am|a\.|bei|b\.|in|im|i\.|ob|vor|auf)\s*)")
OUTER_FIRST = re.compile(
    r"^(?P<outer>.+?)[\s,/(]+(OT|Ortsteil)\b\.?\s*(?P<inner>[^)]+)\)?$", re.IGNORECASE
)
INNER_FIRST = re.compile(
    r"^(?P<inner>.+?)(?:\s+(?:b\.|bei|nahe)\s*|\s*[(/,]\s*)(?P<outer>[^)]+)\)?$", re.IGNORECASE
)


def place_key(name: str) -> str:
    """The name folded for comparison: "Brück", "BRUECK" and "brück " are one."""
    for letter, fold in NAME_FOLDS:
        name = name.replace(letter, fold)
    return name.lower()


def street_key(name: str) -> str:
    """A street folded for comparison: "Karl-Heine-Str. 12 a" and "Karl-Heine-Straße" are one."""
    without_number = re.sub(
        r"\s+\d+\s*[a-zA-Z]?(\s*[-/–]\s*\d+\s*[a-zA-Z]?)*\s*$", "", name.strip()
    )
    return re.sub(r"str$", "strasse", place_key(without_number))


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """One line of text taken apart."""

    street: str = ""
    postcode: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """One reading of a typed place: the folded name, and the folded name of the place around or near it."""

    key: str
    within: str = ""
    tentative: bool = False


def take_apart(text: str) -> TypedPlace:
    """Split "Hauptstr. 5, 14822 Brück" into street, postcode and place; every part may be missing."""
    text = " ".join(text.replace("\n", ", ").split())
    found = POSTCODE_IN_TEXT.search(text)
    if found:
        before, after = text[: found.start()].strip(" ,;-"), text[found.end() :].strip(" ,;-")
        street, place = (before, after) if after else _street_and_place(before)
        return TypedPlace(street, (found["code"] or found["short"]).zfill(5), place)
    street, place = _street_and_place(text)
    return TypedPlace(street, "", place)


def clean_postcode(text: str) -> str:
    """Five digits, or nothing: "D-14822", " 14822 ", 4229 (a spreadsheet ate the zero)."""
    digits = re.sub(r"^DE?\s*-?\s*|\.0$", "", text.strip(), flags=re.IGNORECASE)
    return digits.zfill(5) if re.fullmatch(r"\d{4,5}", digits) else ""


def namings(place: str) -> tuple[Naming, ...]:
    """All readings of a typed place name, the most literal first: "Brück OT Gömnigk", "Gömnigk b. Brück", "Leipzig-Plagwitz"."""
    place = AREA_WORDS.sub("", place.strip(" ,;")).strip()
    readings = [Naming(place_key(place)), *_parted(place), *_joined(place)]
    return tuple(reading for reading in dict.fromkeys(readings) if reading.key)


def continues(name: str, key: str) -> bool:
    """Whether a full name only adds its river or region to the key: "Halle (Saale)", "Brandenburg an der Havel"."""
    addition = NAME_ADDITION.search(name)
    return addition is not None and place_key(name[: addition.start()]) == key


def plain_name(official: str) -> tuple[str, str]:
    """An official name without its designation: "Brück, Stadt" gives "Brück" and "Stadt"."""
    name, _, designation = official.partition(",")
    return name.strip(), " ".join(designation.split())


def _street_and_place(text: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and STREET_LOOK.search(parts[0]):
        return parts[0], ", ".join(parts[1:])
    if len(parts) == 1 and STREET_LOOK.search(parts[0]) and re.search(r"\d", parts[0]):
        return parts[0], ""
    return "", ", ".join(parts)


def _parted(place: str) -> Iterator[Naming]:
    for pattern in (OUTER_FIRST, INNER_FIRST):
        if found := pattern.match(place):
            inner, outer = place_key(AREA_WORDS.sub("", found["inner"])), place_key(found["outer"])
            yield Naming(inner, within=outer)
            yield Naming(outer, within=inner)
            yield Naming(outer, tentative=True)
            yield Naming(inner, tentative=True)


def _joined(place: str) -> Iterator[Naming]:
    words = re.findall(r"[^\s\-,/()]+", place)
    cuts = [
        (place_key("".join(words[:at])), place_key("".join(words[at:])))
        for at in range(len(words) - 1, 0, -1)
    ]
    for head, tail in cuts:
        yield Naming(tail, within=head)
        yield Naming(head, within=tail)
    for head, _tail in cuts:
        yield Naming(head, tentative=True)
