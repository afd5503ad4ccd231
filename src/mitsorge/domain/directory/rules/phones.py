"""Phone numbers: stored as E.164, shown as German eyes read them (DIN 5008)."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from mitsorge.domain.directory.rules.codes import PhoneKind

EXTENSION = re.compile(r"[-–]\s*(\d{1,4})\s*$")
SHORT = re.compile(r"^(11[025]|116\d{3})$")
"""Police, rescue, authorities, doctors on call and other helplines: they have no longer form."""
SPREADSHEET_FLOAT = re.compile(r"^\d+\.0$")


@dataclass(frozen=True)
class Number:
    """A valid number: E.164 (short numbers as they are), how it is written, and the kind its range tells."""

    e164: str
    display: str
    kind: PhoneKind


def read_number(text: str) -> Number | None:
    """A German or international number, or None when nobody could call it.

    Without an area code there is no number. A typed extension ("23125-114") stays visible.
    """
    typed = text.strip()
    plain = typed.removesuffix(".0") if SPREADSHEET_FLOAT.match(typed) else typed
    if SHORT.match(plain.replace(" ", "")):
        short = plain.replace(" ", "")
        return Number(short, f"{short[:3]} {short[3:]}".strip(), PhoneKind.VOICE)
    try:
        parsed = phonenumbers.parse(plain.replace("(0)", ""), "DE")
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return Number(
        e164=phonenumbers.format_number(parsed, PhoneNumberFormat.E164),
        display=_display(parsed, plain),
        kind=_kind(parsed),
    )


def _display(parsed: phonenumbers.PhoneNumber, typed: str) -> str:
    at_home = parsed.country_code == 49
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    shown = phonenumbers.format_number(parsed, form)
    extension = EXTENSION.search(typed)
    area_code = shown.split(" ")[0]
    if not at_home or extension is None or " " not in shown:
        return shown
    subscriber = shown[len(area_code) + 1 :].replace(" ", "").replace("-", "")
    trunk = subscriber.removesuffix(extension.group(1))
    return f"{area_code} {trunk}-{extension.group(1)}" if trunk else shown


def _kind(parsed: phonenumbers.PhoneNumber) -> PhoneKind:
    is_mobile = phonenumbers.number_type(parsed) == PhoneNumberType.MOBILE
    return PhoneKind.MOBILE if is_mobile else PhoneKind.VOICE
