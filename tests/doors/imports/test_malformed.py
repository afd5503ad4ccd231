"""A hundred broken uploads: none breaks anything, each is answered with a German sentence or a preview."""

import json
import random

import pytest

from mitsorge.doors.imports import runs
from mitsorge.doors.imports.findings import Unreadable
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import Kind
from tests.doors.imports.conftest import AT
from tests.doors.imports.dirt import workbook
from tests.doors.imports.test_hsds import SERVICE, TABLES, _package
from tests.doors.imports.test_reading import ods

XLSX = workbook()
ODS = ods(
    '<table:table table:name="L"><table:table-row><table:table-cell office:value-type="string"><text:p>Träger</text:p></table:table-cell></table:table-row></table:table>'
)
SOURCES = {
    "xlsx": XLSX,
    "ods": ODS,
    "csv": ("Träger;Art;Ort\n" + 'Haus "A";Tagespflege;Potsdam\n' * 30).encode(),
    "json": json.dumps(SERVICE).encode(),
    "zip": _package(**TABLES),
}
ODD = (
    b"\x00" * 500,
    b"\xff\xfe\x00",
    b'"' * 3000,
    b";" * 5000,
    b"\xef\xbb\xbf",
    b"{" * 5000,
    b"[" * 100_000,
    b'{"contents": 7}',
    b'{"contents": [1, 2]}',
    b'{"services": [[]], "id": 3}',
    b'{"services": [{"services": [{"services": [{}]}]}], "website": 5}',
    b'{"organization": {"id": 1}, "name": {"a": 1}, "phones": [{"number": 7}]}',
    b'{"type": "FeatureCollection", "features": 3}',
    b'{"type": "FeatureCollection", "features": [{"properties": null}]}',
    b"10" + b"9" * 220,
    b"PK\x05\x06" + b"\x00" * 18,
    b"PK\x03\x04" + b"\x00" * 300,
    "Träger;Ort\n".encode() + b"a" * 200_000,
    "Träger\n".encode() + "\n".join("=" * n for n in range(1, 60)).encode(),
    "Träger;Tel.;E-Mail;Homepage;Öffnungszeiten\nHaus;(((((;@@@;://;|||\n".encode(),
)


def _broken(name: str, seed: int) -> bytes:
    """A copy with a piece cut out, bytes turned over, or an end missing."""
    chance = random.Random(f"{name}{seed}")  # noqa: S311 - the same damage every time
    content = bytearray(SOURCES[name])
    match seed % 3:
        case 0:
            del content[chance.randrange(len(content)) :]
        case 1:
            start = chance.randrange(len(content))
            del content[start : start + chance.randrange(1, 400)]
        case _:
            for _step in range(chance.randrange(1, 40)):
                content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content)


CASES = [*ODD, *(_broken(name, seed) for name in SOURCES for seed in range(16))]


def _answer(content: bytes, kind: Kind | None) -> str:
    """The sentence an upload is refused with, or "" where it is previewed or waits for its columns."""
    try:
        run = runs.upload(name="kaputt", content=content, kind=kind, by=None, at=AT)
    except Unreadable as refused:
        return str(refused)
    assert run.state in ("PREVIEW", "MAPPING")
    return ""


def test_a_hundred_of_them():
    assert len(CASES) == 100


@pytest.mark.parametrize("number", range(0, 100, 10))
def test_no_upload_breaks_anything(vocabulary, number):
    for content in CASES[number : number + 10]:
        said = _answer(content, None)
        assert said == "" or (said[0].isupper() and said.endswith("."))


@pytest.mark.parametrize("kind", list(Kind))
def test_no_upload_under_a_wrong_name_breaks_anything(vocabulary, kind):
    for content in (*ODD, *SOURCES.values()):
        said = _answer(content, kind)
        assert said == "" or said.endswith(".")


def test_nothing_is_kept_of_what_cannot_be_read(vocabulary):
    kept = sum(1 for content in ODD if _answer(content, None) == "")
    assert ImportRun.objects.count() == kept
