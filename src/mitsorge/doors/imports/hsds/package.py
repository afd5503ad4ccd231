"""The tabular data package: a ZIP of CSV files with datapackage.json beside them."""

import csv
import io
import json
import zipfile
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.reading.delimited import decode
from mitsorge.doors.imports.reading.packed import archive

TABLES = {
    "organizations": "organization",
    "services": "service",
    "service_at_locations": "service_at_location",
}
"""File names and the tables they hold, where the plural is not just an s."""
Record = dict[str, object]


def is_package(content: bytes) -> bool:
    """A ZIP that holds a datapackage.json or the file services.csv."""
    try:
        names = {PurePosixPath(name).name for name in archive(content).namelist()}
    except Unreadable:
        return False
    return "datapackage.json" in names or "services.csv" in names


def read(content: bytes) -> dict[str, list[Record]]:
    """{table: records} of every CSV file; `datapackage.json` only has to be JSON or a link."""
    packed = archive(content)
    found: dict[str, list[Record]] = {}
    try:
        for name in packed.namelist():
            path = PurePosixPath(name)
            if path.name == "datapackage.json":
                _check_description(packed.read(name))
            elif path.suffix == ".csv" and not name.startswith("__MACOSX"):
                found[table_name(path.stem)] = _records(packed.read(name))
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        RuntimeError,
        csv.Error,
        NotImplementedError,
        EOFError,
    ) as error:
        raise Unreadable(_("Das HSDS-Datenpaket ist beschädigt.")) from error
    if not found.keys() & {"organization", "service"}:
        raise Unreadable(_("Im HSDS-Datenpaket fehlen organizations.csv und services.csv."))
    return found


def table_name(stem: str) -> str:
    """`organizations` is `organization`, `accessibility` stays, `taxonomies` is `taxonomy`."""
    if stem in TABLES:
        return TABLES[stem]
    if stem.endswith("ies"):
        return f"{stem[:-3]}y"
    return (
        stem.removesuffix("es")
        if stem.endswith("sses")
        else stem.removesuffix("s")
        if not stem.endswith("ss")
        else stem
    )


def _check_description(content: bytes) -> None:
    """The spec's own example ships a link ("../../datapackage.json") instead of a file: that is let pass."""
    text = content.decode("utf-8-sig").strip()
    if text.startswith("{"):
        json.loads(text)


def _records(content: bytes) -> list[Record]:
    text, _notes = decode(content)
    if "\0" in text:
        raise ValueError("binary")
    return [
        {key: value for key, value in row.items() if key and value}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
