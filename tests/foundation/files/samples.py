"""Files made on the spot, sound ones and broken ones."""

import random
import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image
from PIL.ExifTags import Base

PDF = (
    b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \ntrailer\n<</Size 3/Root 1 0 R>>\n"
    b"startxref\n105\n%%EOF\n"
)
CSV = "Name;Ort;Telefon\r\nHaus Abendsonne;Brück;030 23125-114\r\n"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def picture(
    form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **save
) -> bytes:
    out = BytesIO()
    drawn = Image.linear_gradient("L").resize(size).convert(mode)
    drawn.save(out, form, **save)
    return out.getvalue()


def photo_with_secrets() -> bytes:
    """A portrait stored lying down, with camera, place and a comment."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "GEHEIMKAMERA"
    exif.get_ifd(0x8825)[2] = (52.0, 12.0, 0.0)
    return picture(size=(60, 40), exif=exif, comment=b"GEHEIMNOTIZ")


def packed(*files: tuple[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def xlsx(*more: tuple[str, bytes | str]) -> bytes:
    return packed(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>"), *more)


def ods() -> bytes:
    return packed(("mimetype", ODS_TYPE), ("content.xml", "<office:document-content/>"))


def lying_bomb() -> bytes:
    """Says 10 bytes, unpacks to 300 MB."""
    content = packed(("[Content_Types].xml", "x"), ("xl/workbook.xml", b"\x00" * 300 * 1024 * 1024))
    return content.replace(struct.pack("<I", 300 * 1024 * 1024), struct.pack("<I", 10))


def png_of(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds nothing of it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))  # fmt: skip

    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


SOUND = {
    "a.pdf": PDF,
    "a.jpg": picture(),
    "a.png": picture("PNG"),
    "a.webp": picture("WEBP"),
    "a.xlsx": xlsx(),
    "a.ods": ods(),
    "a.csv": CSV.encode(),
}
HOSTILE = {
    "leer.pdf": b"",
    "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "script.png": b'\xef\xbb\xbf <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "seite.csv": b"<!doctype html><script>alert(1)</script>;;;",
    "programm.pdf": b"MZ\x90\x00" + b"\x00" * 400,
    "programm.csv": b"\x7fELF\x02\x01;\x01,",
    "archiv.xlsx": packed(("a.txt", "x")),
    "schrift.docx": packed(("[Content_Types].xml", "x"), ("word/document.xml", "x")),
    "bombe.xlsx": xlsx(*((f"xl/{n}.xml", b"\0" * 30 * 1024 * 1024) for n in range(10))),
    "luege.xlsx": lying_bomb(),
    "viele.xlsx": xlsx(*((f"xl/{n}", b"") for n in range(2100))),
    "pixel.png": png_of(60_000, 60_000),
    "streifen.png": png_of(2_000_000_000, 1),
    "gif.png": picture("GIF"),
    "bmp.jpg": picture("BMP"),
    "tiff.webp": picture("TIFF"),
    "daten.csv": b'{"a": 1, "b": 2}',
    "ohne-trenner.csv": b"nur ein Wort\n",
}


def broken(seed: int = 7) -> list[tuple[str, bytes]]:
    """Sound files cut off, with bytes turned, zeroed or repeated: the same ones every time."""
    chance = random.Random(seed)  # noqa: S311 - test data
    damaged = []
    for name, data in SOUND.items():
        for number in range(20):
            damaged.append((f"{number}-{name}", _damage(bytearray(data), number % 4, chance)))
    return damaged


def _damage(data: bytearray, way: int, chance: random.Random) -> bytes:
    at = chance.randrange(1, len(data))
    if way == 0:
        return bytes(data[:at])
    if way == 1:
        for _turn in range(12):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
    if way == 2:
        data[at : at + 40] = b"\0" * 40
    if way == 3:
        data[at:at] = data[at // 2 : at] * 3
    return bytes(data)
