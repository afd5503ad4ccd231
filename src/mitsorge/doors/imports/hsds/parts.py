"""Prices, periods and contacts of HSDS in the stored form of `directory.rules.offer_rows`."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Finding, doubt, remark
from mitsorge.doors.imports.hsds.tables import Record
from mitsorge.doors.imports.parsing import numbers, values
from mitsorge.doors.imports.parsing.text import fold, plain

Answer = tuple[Any, list[Finding]]
CENT = Decimal("0.01")
MOST = Decimal(10_000_000)
"""Euro; the column holds nine digits."""
PERSON = re.compile(r"\b(?:Frau|Herrn?|Dr\.|Prof\.|Mrs?\.|Ms\.)\s")


def period(record: Record) -> Answer:
    """["valid from", "valid to"] in ISO form or "". HSDS names the last day, we the first day outside.

    None where a day is none or the end comes before the beginning: then nobody knows when the record holds.
    """
    found: list[str | None] = []
    findings: list[Finding] = []
    for name in ("valid_from", "valid_to"):
        text = plain(str(record.get(name) or ""))
        day, finding = values.day(text) if text else ("", None)
        found.append(None if day is None else str(day))
        findings += [finding] if finding else []
    start, end = found
    if start is None or end is None:
        return None, findings
    if end and start and end < start:
        sentence = _("Das Ende (%(end)s) liegt vor dem Anfang (%(start)s); das wird weggelassen.")
        return None, [doubt("period_reversed", sentence % {"end": end, "start": start})]
    return [start, _day_after(end)], findings


def _day_after(day: str) -> str:
    """ "" too for the last day there is: sources write it for "no end"."""
    if not day or date.fromisoformat(day) == date.max:
        return ""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def cost(record: Record) -> Answer:
    """A cost_option as [option, amount, per, words, valid from, valid to]; None where it cannot be told right."""
    amount, finding = _amount(record)
    holds, findings = period(record)
    findings += [finding] if finding else []
    words = _text(record, "amount_description", 200, findings)
    option = _text(record, "option", 120, findings)
    if amount is None or holds is None or not (amount or words or option):
        return None, findings
    return [option or _("Preis"), amount, "", words, *holds], findings


def _amount(record: Record) -> tuple[str | None, Finding | None]:
    """Euro with two digits as text, "" where the source names none, None where it names something else."""
    text = plain(str("" if record.get("amount") is None else record["amount"]))
    if not text:
        return "", None
    currency = str(record.get("currency") or "EUR").upper()
    try:
        amount = Decimal(text).quantize(CENT)
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount.is_nan() or currency != "EUR" or not 0 <= amount < MOST:
        sentence = _("„%(text)s“ ist kein Preis in Euro; er wird weggelassen.")
        return None, doubt("price_wrong", sentence % {"text": f"{text} {currency}"[:40]})
    return str(amount), None


def _text(record: Record, name: str, limit: int, findings: list[Finding]) -> str:
    value, finding = values.words(limit)(str(record.get(name) or ""))
    findings += [finding] if finding else []
    return str(value or "")


def contact(record: Record, phones: Iterable[Record]) -> Answer:
    """A contact as [function, e-mail, phones]; None where only a person is named. Names are never taken over."""
    findings: list[Finding] = []
    if record.get("name"):
        findings.append(remark("person", _("Der Name der Ansprechperson wird weggelassen.")))
    function = _function(record, findings)
    if not function:
        sentence = _("Ein Kontakt nennt keine Funktion, nur eine Person; er wird weggelassen.")
        return None, [*findings, doubt("function_missing", sentence)]
    email, finding = values.mail(str(record["email"])) if record.get("email") else ("", None)
    findings += [finding] if finding else []
    lines: list[Any] = []
    for phone in phones:
        found, finding = phone_lines(phone)
        lines += [line for line in found or () if line not in lines]
        findings += [finding] if finding else []
    return [function, email or "", lines], findings


def _function(record: Record, findings: list[Finding]) -> str:
    """What the contact does there; "" where title and department hold a person's name."""
    name = fold(str(record.get("name") or ""))
    for key in ("title", "department"):
        text = _text(record, key, 120, findings)
        if text and not PERSON.search(text) and (not name or name not in fold(text)):
            return text
    return ""


def phone_lines(record: Record) -> tuple[Any, Finding | None]:
    """A phone record as [[kind, E.164, as written]]."""
    parse = numbers.faxes if str(record.get("type", "")).lower() == "fax" else numbers.phones
    return parse(str(record.get("number", "")).strip('"'))
