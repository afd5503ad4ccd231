"""The small geographic tables that come with the project (data/SOURCES.md), so that a network starts offline."""

import csv
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TextIO

from django.db import transaction

from mitsorge.foundation.places.actions.areas import define_planning_area
from mitsorge.foundation.places.actions.outlines import import_outlines
from mitsorge.foundation.places.actions.postcodes import import_postcodes, import_streets
from mitsorge.foundation.places.actions.register import import_municipalities
from mitsorge.foundation.places.actions.results import ImportResult
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.rules import AreaKind

DATA = Path(__file__).resolve().parent.parent / "data"
LEIPZIG, STUTTGART = "14713000", "08111000"


@transaction.atomic
def load_own_geography(*, lands: frozenset[str] | None = None) -> ImportResult:
    """Municipalities and postcodes of Germany, or of some Länder (two digits of the AGS), and our outlines.

    All or none; a second run changes nothing. About 27,000 rows for all of Germany, in a few seconds.
    """
    with own_table("municipalities.csv") as lines:
        result = import_municipalities(lines, lands=lands)
    with own_table("postcodes.csv") as file:
        result += import_postcodes(file, lands=lands)
    if Municipality.objects.filter(ags=LEIPZIG).exists():
        with own_table("streets_leipzig.csv") as file:
            result += import_streets(file)
    with own_table("outlines_municipalities.geojson") as file:
        result += import_outlines(_only_known(file))
    return result


@transaction.atomic
def load_own_districts(*, body: Body, on: date) -> ImportResult:
    """The city districts and quarters we know for this body: Leipzig and Stuttgart; nothing for any other.

    Leipzig: 10 Stadtbezirke with 63 Ortsteile and their outlines. Stuttgart: 23 Stadtbezirke, positions only.
    Areas held already stay as they are when nothing differs.
    """
    if body.ags in {LEIPZIG, LEIPZIG[:5]}:
        with own_table("outlines_leipzig.geojson") as file:
            return import_outlines(file, body=body, on=on)
    if body.ags in {STUTTGART, STUTTGART[:5]}:
        return _load_stuttgart(body, on)
    return ImportResult()


@contextmanager
def own_table(name: str) -> Iterator[TextIO]:
    """One of the tables in `data/`, open for reading."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield file


def _only_known(file: TextIO) -> TextIO:
    """Our outlines of those municipalities that were loaded."""
    content = json.load(file)
    known = set(Municipality.objects.values_list("ags", flat=True))
    content["features"] = [
        each for each in content["features"] if each["properties"]["ags"] in known
    ]
    return StringIO(json.dumps(content))


def _load_stuttgart(body: Body, on: date) -> ImportResult:
    held = set(
        PlanningArea.objects.filter(body=body, active_to__isnull=True).values_list(
            "code", flat=True
        )
    )
    with own_table("districts_stuttgart.csv") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    new = [row for row in rows if row["code"] not in held]
    for row in new:
        define_planning_area(
            body=body,
            code=row["code"],
            name=row["name"],
            kind=AreaKind.DISTRICT,
            active_from=on,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
        )
    return ImportResult(new=len(new), unchanged=len(rows) - len(new))
