"""What only a whole row can tell: swapped columns, totals, continued houses, missing names."""

import re

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import PlannedRow, Weight, doubt, refusal, remark
from mitsorge.doors.imports.parsing.address import check_place
from mitsorge.doors.imports.parsing.lexicon import Lexicon
from mitsorge.doors.imports.parsing.numbers import phones
from mitsorge.doors.imports.parsing.text import plain
from mitsorge.doors.imports.parsing.values import mail, website
from mitsorge.doors.imports.reading import Cell

TOTAL = re.compile(
    r"^(?:(?:zwischen|gesamt|end)?summe|gesamt|insgesamt|anzahl|total)\b", re.IGNORECASE
)
HOUSE = ("organization", "street", "postcode", "town", "phones", "email", "website")
"""What the rows of one house share when only the first row says it."""
SWAPPABLE = {"phones": phones, "email": mail, "website": website}
FAILED = {"phones": "phone_wrong", "email": "mail_wrong", "website": "site_wrong"}


def tidy(
    row: PlannedRow,
    cells: list[Cell],
    before: PlannedRow | None,
    lexicon: Lexicon,
    columns: dict[str, list[int]],
) -> None:
    """Completes the fields of a row in place and adds what has to be said."""
    found = row.values
    if row.findings:
        _swap_back(row, cells, columns)
    if "house_number" in found:
        number = str(found.pop("house_number"))
        if not str(found.get("street", "")).endswith(number):
            found["street"] = f"{found.get('street', '')} {number}".strip()
    if "faxes" in found:
        found["phones"] = [*found.get("phones", []), *found.pop("faxes")]
    if "name" not in found and "organization" not in found:
        _without_name(row, cells, before)
    name = str(found.get("name") or found.get("organization") or "")
    if TOTAL.match(name):
        row.findings = [refusal("totals_row", _("Summenzeile, kein Angebot."))]
    if name:
        found.setdefault("name", name)
        found.setdefault("organization", name)
    row.label = name or _first_text(cells)
    code = found.get("postcode")
    if code and (finding := check_place(lexicon, str(code), str(found.get("town", "")))):
        row.findings.append(finding)
    if found.get("recognized_45a") is False and found.pop("recognized_until", None):
        row.findings.append(
            doubt(
                "recognition_odd",
                _("Nicht anerkannt, aber mit Ablaufdatum: Das Datum wird weggelassen."),
            )
        )


def _first_text(cells: list[Cell]) -> str:
    return next((text[:80] for cell in cells if cell != "" and (text := plain(cell))), "")


def _without_name(row: PlannedRow, cells: list[Cell], before: PlannedRow | None) -> None:
    filled = [cell for cell in cells if cell != ""]
    if TOTAL.match(_first_text(cells)):
        row.findings = [refusal("totals_row", _("Summenzeile, kein Angebot."))]
    elif "kinds" in row.values and before is not None and before.values.get("name"):
        for field in ("name", *HOUSE):
            if field in before.values:
                row.values.setdefault(field, before.values[field])
        sentence = _("Der Name fehlt; er ist aus Zeile %(number)s übernommen.") % {
            "number": before.number
        }
        row.findings.append(doubt("name_continued", sentence))
    elif len(filled) == 1:
        row.findings.append(
            refusal("section_row", _("Nur eine Zelle ist gefüllt: wohl eine Zwischenüberschrift."))
        )
    elif not any(finding.weight == Weight.REFUSAL for finding in row.findings):
        row.findings.append(
            refusal("name_missing", _("Es fehlt der Name des Angebots oder des Trägers."))
        )


def _swap_back(row: PlannedRow, cells: list[Cell], columns: dict[str, list[int]]) -> None:
    """Values that failed in their own column and fit another column that failed or is empty."""
    failed = {finding.code for finding in row.findings}
    for field, code in FAILED.items():
        if code not in failed:
            continue
        raw = next(
            (cells[i] for i in columns.get(field, ()) if i < len(cells) and cells[i] != ""), ""
        )
        fits = next(
            (
                other
                for other, parse in SWAPPABLE.items()
                if other != field and other not in row.values and parse(raw)[0]
            ),
            "",
        )
        if fits:
            row.values[fits] = SWAPPABLE[fits](raw)[0]
            row.findings = [f for f in row.findings if f.code != code]
            sentence = _("„%(text)s“ steht in der falschen Spalte.") % {"text": plain(raw)[:60]}
            row.findings.append(doubt("columns_swapped", sentence))


__all__ = ["remark", "tidy"]
