"""Postcodes and streets from tables."""

import csv
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TextIO

from django.db import transaction

from mitsorge.foundation.places.actions.results import ImportResult, Refusal, Row, refuse, store
from mitsorge.foundation.places.models import Municipality, Postcode, Street
from mitsorge.foundation.places.rules import (
    GeographyRefused,
    check_point,
    clean_postcode,
    place_key,
    plain_name,
    street_key,
)

HEADINGS = {
    "code": ("code", "plz", "zipcode", "postleitzahl"),
    "place": ("place", "ort", "ortsname"),
    "ags": ("ags", "gemeindeschlüssel"),
    "kreis": ("community_code", "kreisschlüssel"),
    "latitude": ("latitude", "lat", "breite"),
    "longitude": ("longitude", "lon", "lng", "länge"),
    "name": ("name", "straße", "strasse"),
}
"""Our names for the columns of published tables: our own, GeoNames, and lists made from OpenStreetMap."""

Municipalities = dict[str, Municipality]


@transaction.atomic
def import_postcodes(
    file: TextIO, *, lands: frozenset[str] | None = None, leave_out_refused: bool = False
) -> ImportResult:
    """Take over a table of postcodes (comma or semicolon, columns as in `HEADINGS`).

    The municipality is found by its AGS, or by its name within the Kreis; a row without either keeps none. Rows
    that repeat an earlier one count once. All rows or none, unless `leave_out_refused` is said knowingly; a second
    run changes nothing. 2 queries to read, one per 500 rows written.
    """
    municipalities = _municipalities(lands)
    by_name = {(each.body_ags5, each.key): each for each in municipalities.values()}
    rows: dict[tuple[object, ...], Row] = {}
    refusals = []
    for number, line in _read(file):
        if lands is not None and line["ags"][:2] not in lands:
            continue
        try:
            row = _postcode_row(line, municipalities, by_name)
            rows.setdefault((row["code"], row["place"], row["municipality_id"]), row)
        except ValueError as reason:
            refusals.append(Refusal(number, str(reason)))
    return _store(
        Postcode, rows.values(), refusals, ("code", "place", "municipality_id"), leave_out_refused
    )


@transaction.atomic
def import_streets(file: TextIO, *, leave_out_refused: bool = False) -> ImportResult:
    """Take over a table of streets: name, AGS, and where known postcode, latitude and longitude.

    All rows or none; a second run changes nothing. 2 queries to read, one per 500 rows written.
    """
    municipalities = _municipalities(None)
    rows: dict[tuple[object, ...], Row] = {}
    refusals = []
    for number, line in _read(file):
        try:
            row = _street_row(line, municipalities)
            rows.setdefault((row["key"], row["code"], row["municipality_id"]), row)
        except ValueError as reason:
            refusals.append(Refusal(number, str(reason)))
    return _store(
        Street, rows.values(), refusals, ("key", "code", "municipality_id"), leave_out_refused
    )


def _store(
    model: type[Postcode] | type[Street],
    rows: Iterable[Row],
    refusals: list[Refusal],
    identity: tuple[str, ...],
    leave_out_refused: bool,
) -> ImportResult:
    if refusals and not leave_out_refused:
        return refuse(refusals)
    return store(model, rows, identity=identity) + ImportResult(refused=tuple(refusals))


def _municipalities(lands: frozenset[str] | None) -> Municipalities:
    held = Municipality.objects.only("ags", "name", "body_ags5", "latitude", "longitude", "key")
    return {each.ags: each for each in held if lands is None or each.ags[:2] in lands}


def _read(file: TextIO) -> Iterable[tuple[int, dict[str, str]]]:
    heading = file.readline()
    columns = csv.reader([heading.lstrip("\ufeff")], delimiter=_delimiter(heading)).__next__()
    ours = [
        next((our for our, names in HEADINGS.items() if name.strip().lower() in names), "")
        for name in columns
    ]
    blank = dict.fromkeys(HEADINGS, "")
    for number, cells in enumerate(csv.reader(file, delimiter=_delimiter(heading)), 2):
        yield (
            number,
            blank | {name: cell.strip() for name, cell in zip(ours, cells, strict=False) if name},
        )


def _delimiter(heading: str) -> str:
    return max(";,\t", key=heading.count)


def _postcode_row(
    line: dict[str, str],
    municipalities: Municipalities,
    by_name: dict[tuple[str, str], Municipality],
) -> Row:
    code = clean_postcode(line["code"])
    if not code:
        raise ValueError(f"„{line['code']}“ ist keine Postleitzahl (fünf Ziffern).")
    municipality = _municipality(line, municipalities) or by_name.get(
        (line["kreis"], place_key(line["place"]))
    )
    place = plain_name(line["place"])[0] or (municipality.name if municipality else "")
    if not place:
        raise ValueError(f"Zur Postleitzahl {code} fehlt der Ort.")
    latitude, longitude = _position(line) or _position_of(municipality)
    return {
        "code": code,
        "place": place,
        "municipality_id": municipality.pk if municipality else None,
        "latitude": latitude,
        "longitude": longitude,
    }


def _street_row(line: dict[str, str], municipalities: Municipalities) -> Row:
    municipality = _municipality(line, municipalities)
    if not line["name"] or municipality is None:
        raise ValueError(f"Zur Straße „{line['name']}“ fehlt der Name oder der Gemeindeschlüssel.")
    latitude, longitude = _position(line) or (None, None)
    return {
        "name": line["name"],
        "key": street_key(line["name"]),
        "code": clean_postcode(line["code"]),
        "municipality_id": municipality.pk,
        "latitude": latitude,
        "longitude": longitude,
    }


def _municipality(line: dict[str, str], municipalities: Municipalities) -> Municipality | None:
    ags = line["ags"]
    if ags and ags not in municipalities:
        raise ValueError(f"Der Gemeindeschlüssel „{ags}“ steht nicht im Gemeindeverzeichnis.")
    return municipalities.get(ags)


def _position(line: dict[str, str]) -> tuple[Decimal, Decimal] | None:
    if not (line["latitude"] and line["longitude"]):
        return None
    try:
        latitude, longitude = (_degrees(line[name]) for name in ("latitude", "longitude"))
        check_point(float(latitude), float(longitude))
    except GeographyRefused as refused:
        raise ValueError(f"{line['code']} {line['place']}: {refused}") from refused
    except InvalidOperation as unreadable:
        raise ValueError(
            f"„{line['latitude']} / {line['longitude']}“ sind keine Koordinaten."
        ) from unreadable
    return latitude, longitude


def _degrees(text: str) -> Decimal:
    return round(Decimal(text.replace(",", ".")), 5)


def _position_of(municipality: Municipality | None) -> tuple[Decimal | None, Decimal | None]:
    return (municipality.latitude, municipality.longitude) if municipality else (None, None)
