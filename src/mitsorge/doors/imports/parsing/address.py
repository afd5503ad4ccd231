"""Places in one cell, in two, or in the wrong one."""

import re

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Finding, doubt, remark
from mitsorge.doors.imports.parsing.lexicon import Lexicon
from mitsorge.doors.imports.parsing.numbers import postcode
from mitsorge.doors.imports.parsing.text import fold, plain
from mitsorge.doors.imports.reading import Cell

BOTH = re.compile(r"^(?:D(?:E)?[\s-]+)?(\d{4,5})\s*[,/-]?\s+(\D.*)$", re.IGNORECASE)
WHOLE = re.compile(r"^(.*?)[\s,;|\n·]+(?:D(?:E)?[\s-]+)?(\d{5})\s+([^\d\n]+)$", re.DOTALL)
DISTRICT = re.compile(r"\s*(?:,|\bOT\b|\(|/|\s-\s).*$")
Found = dict[str, object]


def place_from_postcode_cell(raw: Cell) -> tuple[Found, Finding | None]:
    """A postcode cell, also when it holds "14467 Potsdam" or, swapped, only a place."""
    text = plain(raw)
    match = BOTH.match(text)
    if match:
        code, finding = postcode(match[1])
        return {"postcode": code, "town": match[2].strip()}, finding
    if text and not any(letter.isdigit() for letter in text):
        return {"town": text[:120]}, doubt(
            "columns_swapped",
            _("In der Spalte Postleitzahl steht ein Ort: „%(text)s“.") % {"text": text[:40]},
        )
    code, finding = postcode(raw)
    return {"postcode": code}, finding


def place_from_town_cell(raw: Cell) -> tuple[Found, Finding | None]:
    """A place cell, also when it holds "14467 Potsdam" or, swapped, only a postcode."""
    text = plain(raw)
    match = BOTH.match(text)
    if match:
        code, finding = postcode(match[1])
        return {"postcode": code, "town": match[2].strip()[:120]}, finding
    if text.isdigit():
        code, finding = postcode(text)
        swapped = _("In der Spalte Ort steht eine Postleitzahl: „%(text)s“.") % {"text": text[:40]}
        return {"postcode": code}, doubt("columns_swapped", swapped) if code else finding
    if len(text) > 120:
        return {"town": None}, doubt(
            "town_wrong", _("„%(text)s…“ ist kein Ort.") % {"text": text[:40]}
        )
    return {"town": text}, None


def whole_address(raw: Cell) -> tuple[Found, Finding | None]:
    """Street, postcode and place from one cell: "Hauptstr. 1, 14467 Potsdam"."""
    text = plain(raw)
    match = WHOLE.match(text)
    if match:
        code, finding = postcode(match[2])
        street = match[1].strip(" ,;\n").replace("\n", ", ")
        return {"street": street[:200], "postcode": code, "town": match[3].strip()[:120]}, finding
    if BOTH.match(text):
        return place_from_town_cell(raw)
    return {"street": text.replace("\n", ", ")[:200]}, remark(
        "address_partial",
        _("In der Anschrift „%(text)s“ steht keine Postleitzahl.") % {"text": text[:60]},
    )


def check_place(lexicon: Lexicon, code: str, town: str) -> Finding | None:
    """Whether postcode and place belong together, where the postcode is known."""
    places = lexicon.places.get(code)
    if not places or not town:
        return None
    if fold(town) in places or fold(DISTRICT.sub("", town)) in places:
        return None
    return (
        None
        if any(_same_place(fold(town), place) for place in places)
        else doubt(
            "place_mismatch",
            _("Zur Postleitzahl %(code)s gehört nicht %(town)s.") % {"code": code, "town": town},
        )
    )


def _same_place(town: str, place: str) -> bool:
    """ "Brandenburg" and "Brandenburg an der Havel" are one place; so are "Werder" and "Werder (Havel)"."""
    return place.startswith(f"{town} ") or town.startswith(f"{place} ") or f" {place}" in f" {town}"
