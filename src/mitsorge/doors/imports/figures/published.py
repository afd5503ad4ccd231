"""Totals that the offices published, beside the sums of a file."""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.doors.imports.figures.read import Total

TABLE = Path(__file__).parent / "data" / "published_totals.csv"


class Published(NamedTuple):
    """A total with its source."""

    value: float
    source: str


@cache
def published() -> Mapping[tuple[str, date], Published]:
    """By table and day. Read once."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {
        (row["what"], date.fromisoformat(row["on"])): Published(float(row["value"]), row["source"])
        for row in rows
    }


def population_totals(sums: Mapping[date, tuple[float, int]], table: str) -> list[Total]:
    """The sums of all Kreise of Germany beside the published population, for the days that are known."""
    found = []
    for on, (value, missing) in sorted(sums.items(), reverse=True):
        known = published().get((table, on))
        if known:
            label = _("Deutschland am %(day)s") % {"day": date_format(on, "d.m.Y")}
            found.append(Total(label, value, known.value, known.source, missing))
    return found
