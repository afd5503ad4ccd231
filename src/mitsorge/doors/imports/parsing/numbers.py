"""Phone numbers, postcodes and counts as spreadsheets mangle them."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Finding, doubt, remark
from mitsorge.doors.imports.parsing.text import plain
from mitsorge.doors.imports.reading import Cell

Parsed = tuple[object, Finding | None]
"""A value in JSON form (None: left out) and what is to be said about it."""
Parse = Callable[[Cell], Parsed]

BETWEEN_NUMBERS = re.compile(
    r"\s*(?:[;,|\n]|\boder\b|\bund\b|\bbzw\.?|\s/\s?(?=[0+(])|/(?=\s*(?:0\d{2,}|\+)\d*[\s/]))\s*",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^\s*(tel(?:efon|\.)?|fon|phone|fax|telefax|mobil(?:e|funk)?|handy|zentrale)\b[.:]*\s*",
    re.IGNORECASE,
)
SCIENTIFIC = re.compile(r"^\d[.,]\d+E\+?\d+$", re.IGNORECASE)
ALLOWED = re.compile(r"^\+?[\d\s()/.\-–]+$")
NOT_DIGIT = re.compile(r"[^\d+]")
MOBILE = ("15", "16", "17")
POSTCODE = re.compile(r"^(?:D(?:E)?[\s-]*)?(\d{4,5})$", re.IGNORECASE)


def phones(raw: Cell) -> Parsed:
    """All numbers of a cell as [kind, E.164, as written] each."""
    if isinstance(raw, float | int) and not isinstance(raw, bool):
        return _phone_from_number(float(raw))
    text = plain(raw)
    if SCIENTIFIC.match(text):
        return None, doubt(
            "phone_rounded",
            _("„%(text)s“ ist eine gerundete Zahl: Die letzten Ziffern der Telefonnummer fehlen.")
            % {"text": text},
        )
    found, wrong = [], []
    for part in BETWEEN_NUMBERS.split(text):
        if part:
            number = phone(part)
            found.append(number) if number else wrong.append(part)
    if wrong:
        sentence = _("„%(text)s“ ist keine vollständige Telefonnummer mit Vorwahl.") % {
            "text": wrong[0][:60]
        }
        return found or None, doubt("phone_wrong", sentence)
    if len(found) > 1:
        return found, remark(
            "phone_several", _("%(n)s Telefonnummern in einer Zelle getrennt.") % {"n": len(found)}
        )
    return found or None, None


def _phone_from_number(number: float) -> Parsed:
    """Excel stored a number: the leading zero is gone; above 10^15 the last digits are too."""
    if not number.is_integer() or number >= 1e15 or number < 1e5:
        text = repr(number)
        return None, doubt(
            "phone_wrong",
            _("„%(text)s“ ist keine vollständige Telefonnummer mit Vorwahl.") % {"text": text},
        )
    digits = str(int(number))
    written = f"+{digits}" if digits.startswith("49") and len(digits) > 11 else f"0{digits}"
    found = phone(written)
    sentence = _("Telefonnummer aus einer Zahl wiederhergestellt: %(text)s") % {"text": written}
    return (
        ([found], remark("phone_float", sentence))
        if found
        else (None, doubt("phone_wrong", sentence))
    )


def phone(text: str) -> list[str] | None:
    """One number as [kind, E.164, as written], or None where digits are missing (ITU-T E.164)."""
    label = LABEL.match(text)
    written = text[label.end() :].strip() if label else text.strip()
    if not ALLOWED.match(written):
        return None
    digits = NOT_DIGIT.sub("", written.replace("(0)", "") if "+" in written else written)
    number = (
        "+" + digits[2:]
        if digits.startswith("00")
        else "+49" + digits[1:]
        if digits.startswith("0")
        else digits
    )
    if not number.startswith("+") or not 8 <= len(number) <= 16 or number.startswith("+490"):
        return None
    return [_phone_kind(label[1].lower() if label else "", number), number, written[:40]]


def _phone_kind(label: str, number: str) -> str:
    if "fax" in label:
        return "FAX"
    return "MOBILE" if number.startswith(tuple(f"+49{start}" for start in MOBILE)) else "VOICE"


def faxes(raw: Cell) -> Parsed:
    """As `phones`, every number a fax."""
    found, finding = phones(raw)
    if isinstance(found, list):
        found = [["FAX", number, written] for _kind, number, written in found]
    return found, finding


def postcode(raw: Cell) -> Parsed:
    """Five digits; a lost leading zero is put back."""
    text = plain(raw)
    match = POSTCODE.match(text)
    if match is None or match[1] == "00000":
        return None, doubt(
            "postcode_wrong", _("„%(text)s“ ist keine Postleitzahl.") % {"text": text[:40]}
        )
    if len(match[1]) == 4:
        code = "0" + match[1]
        return code, remark(
            "postcode_zero", _("Führende Null der Postleitzahl ergänzt: %(code)s") % {"code": code}
        )
    return match[1], None


def count(raw: Cell, highest: int = 5000) -> Parsed:
    """A whole number from 0 to `highest`; words around it are allowed ("24 Plätze")."""
    text = plain(raw)
    match = re.fullmatch(r"(?:ca\.?\s*)?(\d{1,5})(?:\s*\D{0,30})", text)
    if match is None or int(match[1]) > highest:
        return None, doubt("number_wrong", _("„%(text)s“ ist keine Anzahl.") % {"text": text[:40]})
    return int(match[1]), None


ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


def care_grade(raw: Cell) -> Parsed:
    """The lowest Pflegegrad (§ 15 SGB XI: 1 to 5; 0 stands for "none needed")."""
    text = plain(raw).lower()
    if text in ("kein", "keiner", "ohne", "nein", "alle"):
        return 0, None
    match = re.search(r"(?<![\d.,])([0-5])(?![\d.,])", text)
    if match:
        return int(match[1]), None
    words = [ROMAN[word] for word in re.findall(r"[iv]+", text) if word in ROMAN]
    if words and re.fullmatch(r"[a-z\s.]*\b[iv]+\b(?:\s*[-–]\s*[iv]+)?", text):
        return words[0], None
    return None, doubt(
        "grade_wrong", _("„%(text)s“ ist kein Pflegegrad von 1 bis 5.") % {"text": text[:40]}
    )
