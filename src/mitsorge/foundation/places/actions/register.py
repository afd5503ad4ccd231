"""The official municipal register, as published (GV100AD) and as our own table."""

import csv
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from django.db import transaction

from mitsorge.foundation.places.actions.results import ImportResult, Refusal, Row, refuse, store
from mitsorge.foundation.places.models import Municipality
from mitsorge.foundation.places.rules import GeographyRefused, check_point, plain_name

MUNICIPALITY_RECORD = "60"
"""Satzart of a Gemeinde; 10 Land, 20 Regierungsbezirk, 30 Region, 40 Kreis, 50 Gemeindeverband are passed over."""


@transaction.atomic
def import_municipal_register(lines: Iterable[str]) -> ImportResult:
    """Take over the Gemeinden of a GV100AD file (Destatis, Gemeindeverzeichnis, fixed width, one record a line).

    Columns by the Satzbeschreibung GV100AD: 11-18 AGS, 19-22 Verband, 23-72 name, 129-139 area in hectares,
    140-150 population. All rows or none; a second run changes nothing. The register knows no positions: those
    held already stay. 1 query to read, one per 500 rows written.
    """
    rows, refusals = [], []
    for number, line in enumerate(lines, 1):
        if line.startswith(MUNICIPALITY_RECORD):
            try:
                rows.append(_register_row(line.rstrip("\r\n")))
            except ValueError as reason:
                refusals.append(Refusal(number, str(reason)))
    if not rows and not refusals:
        refusals.append(
            Refusal(0, "Die Datei enthält keine Gemeinden (Satzart 60). Erwartet wird GV100AD.")
        )
    return refuse(refusals) if refusals else store(Municipality, rows, identity=("ags",))


@transaction.atomic
def import_municipalities(
    lines: Iterable[str], *, lands: frozenset[str] | None = None
) -> ImportResult:
    """Take over our own table `municipalities.csv`; only these Länder (two digits of the AGS) if given.

    All rows or none; a second run changes nothing. 1 query to read, one per 500 rows written.
    """
    rows, refusals = [], []
    for number, line in enumerate(csv.DictReader(lines, delimiter=";"), 2):
        if lands is None or line["ags"][:2] in lands:
            try:
                rows.append(_table_row(line))
            except ValueError as reason:
                refusals.append(Refusal(number, str(reason)))
    return refuse(refusals) if refusals else store(Municipality, rows, identity=("ags",))


def _register_row(line: str) -> Row:
    if len(line) < 150:
        raise ValueError("Die Zeile ist zu kurz für einen Gemeindesatz (GV100AD, Satzart 60).")
    return {
        **_keys(line[10:18], line[18:22], line[22:72]),
        "population": _count(line[139:150], "Die Bevölkerung"),
        "area_ha": _count(line[128:139], "Die Fläche"),
    }


def _table_row(line: dict[str, str]) -> Row:
    try:
        latitude, longitude = Decimal(line["latitude"]), Decimal(line["longitude"])
        check_point(float(latitude), float(longitude))
    except (GeographyRefused, InvalidOperation) as refused:
        reason = refused if isinstance(refused, GeographyRefused) else "Das sind keine Koordinaten."
        raise ValueError(f"{line['name']}: {reason}") from refused
    return {
        **_keys(line["ags"], line["verband"], line["name"]),
        "latitude": latitude,
        "longitude": longitude,
        "population": _count(line["population"], "Die Bevölkerung"),
        "population_67plus": int(line["population_67plus"]) if line["population_67plus"] else None,
        "area_ha": _count(line["area_ha"], "Die Fläche"),
    }


def _keys(ags: str, verband: str, official_name: str) -> Row:
    if not (ags.isdecimal() and len(ags) == 8 and verband.isdecimal() and len(verband) == 4):
        raise ValueError(f"Der Gemeindeschlüssel „{ags.strip()}“ hat keine acht Ziffern.")
    name, designation = plain_name(official_name)
    if not name:
        raise ValueError(f"Die Gemeinde {ags} hat keinen Namen.")
    ars = ags[:5] + verband + ags[5:]
    return {"ags": ags, "ars": ars, "name": name, "designation": designation}


def _count(digits: str, what: str) -> int:
    if not digits.strip().isdecimal():
        raise ValueError(f"{what} „{digits.strip()}“ ist keine Zahl.")
    return int(digits)
