"""What may come into the house: by what it is, never by its name. Plain Python."""

import zipfile
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from io import BytesIO

MB = 1024 * 1024


class Kind(StrEnum):
    """What a file is, by its content."""

    PDF = "PDF"
    PNG = "PNG"
    JPEG = "JPEG"
    WEBP = "WEBP"
    XLSX = "XLSX"
    ODS = "ODS"
    CSV = "CSV"


IMAGES = frozenset({Kind.PNG, Kind.JPEG, Kind.WEBP})
SHEETS = frozenset({Kind.XLSX, Kind.ODS, Kind.CSV})
DOCUMENTS = frozenset({Kind.PDF})


@dataclass(frozen=True)
class Form:
    """How a kind is named outside, and how big it may be."""

    media_type: str
    ending: str
    limit: int


FORM = {
    Kind.PDF: Form("application/pdf", "pdf", 20 * MB),
    Kind.PNG: Form("image/png", "png", 12 * MB),
    Kind.JPEG: Form("image/jpeg", "jpg", 12 * MB),
    Kind.WEBP: Form("image/webp", "webp", 12 * MB),
    Kind.XLSX: Form(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", 15 * MB
    ),
    Kind.ODS: Form("application/vnd.oasis.opendocument.spreadsheet", "ods", 15 * MB),
    Kind.CSV: Form("text/csv", "csv", 15 * MB),
}
LARGEST = max(form.limit for form in FORM.values())

UNPACKED_LIMIT = 250 * MB
ENTRIES_LIMIT = 2000
PIXEL_LIMIT = 50_000_000
LONGEST_SIDE = 2400
"""Pixels; a bigger picture is made smaller when it comes in."""
REGRET = timedelta(days=7)
"""How long the bytes of a withdrawn picture lie unreachable before they are destroyed."""


class Reason(StrEnum):
    """Why a file is refused; the sentence stands in `wording.REFUSAL`."""

    EMPTY = "EMPTY"
    TOO_BIG = "TOO_BIG"
    UNKNOWN = "UNKNOWN"
    NOT_WANTED = "NOT_WANTED"
    BROKEN = "BROKEN"
    PACKED_TOO_TIGHT = "PACKED_TOO_TIGHT"
    LOCKED = "LOCKED"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS"


class NotAccepted(Exception):
    """A file stays outside."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Visibility(StrEnum):
    PUBLIC = "PUBLIC"
    OFFICE = "OFFICE"


def check(data: bytes, accepted: frozenset[Kind]) -> Kind:
    """What the bytes are, if that is accepted and sound; otherwise `NotAccepted` with the reason."""
    if not data:
        raise NotAccepted(Reason.EMPTY)
    if len(data) > LARGEST:
        raise NotAccepted(Reason.TOO_BIG)
    kind = sniff(data)
    if kind is None:
        raise NotAccepted(Reason.UNKNOWN)
    if kind not in accepted:
        raise NotAccepted(Reason.NOT_WANTED)
    if len(data) > FORM[kind].limit:
        raise NotAccepted(Reason.TOO_BIG)
    return kind


def sniff(data: bytes) -> Kind | None:
    """The kind of a file by its first bytes, for archives by what lies inside; None if unknown."""
    if data.startswith(b"%PDF-"):
        return _sound_pdf(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith(b"PK\x03\x04"):
        return _sheet_in(data)
    return Kind.CSV if _is_table_text(data) else None


def _sound_pdf(data: bytes) -> Kind:
    """A PDF that was not cut off: version, cross-reference and end mark are there."""
    tail = data[-2048:]
    if not data[5:7].isascii() or b"startxref" not in tail or b"%%EOF" not in tail:
        raise NotAccepted(Reason.BROKEN)
    return Kind.PDF


def _sheet_in(data: bytes) -> Kind | None:
    """XLSX or ODS; every entry is unpacked once, against a limit, so that a bomb ends here."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_archive(archive)
            names = set(archive.namelist())
            if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
                return Kind.XLSX
            is_ods = "mimetype" in names and _media_type(archive) == FORM[Kind.ODS].media_type
            return Kind.ODS if is_ods and "content.xml" in names else None
    except NotAccepted:
        raise
    except Exception as error:  # a foreign decoder: whatever it trips over, the file is broken
        raise NotAccepted(Reason.BROKEN) from error


def _media_type(archive: zipfile.ZipFile) -> str:
    return archive.read("mimetype").decode("ascii").strip()


def _check_archive(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotAccepted(Reason.LOCKED)
    if len(entries) > ENTRIES_LIMIT or sum(e.file_size for e in entries) > UNPACKED_LIMIT:
        raise NotAccepted(Reason.PACKED_TOO_TIGHT)
    left = UNPACKED_LIMIT
    for entry in entries:
        with archive.open(entry) as content:
            while part := content.read(MB):
                left -= len(part)
                if left < 0:
                    raise NotAccepted(Reason.PACKED_TOO_TIGHT)


def _is_table_text(data: bytes) -> bool:
    """Text in rows: no control characters, no markup, and a separator in the first line that says something."""
    if b"\x00" in data or data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"", b"<", b"{", b"["):
        return False
    text = as_text(data)
    strange = sum(1 for sign in text[:100_000] if ord(sign) < 32 and sign not in "\t\r\n")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return strange == 0 and any(separator in first for separator in ";,\t|")


def as_text(data: bytes) -> str:
    """UTF-8 where it is, else Windows-1252 as Excel writes it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def clean_name(name: str, kind: Kind) -> str:
    """A name fit for a header and a disk: no path, no control characters, the ending of its kind."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*').strip(
        ". "
    )
    stem = (kept.rpartition(".")[0] or kept)[:100].strip(". ")
    return f"{stem or 'datei'}.{FORM[kind].ending}"
