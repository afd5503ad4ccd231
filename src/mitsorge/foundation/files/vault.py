"""Where the bytes lie: under MEDIA_ROOT, with names that say nothing and that nobody can guess."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{48}")


def path(name: str) -> Path:
    """`ValueError` for anything that is not one of our names."""
    if not NAME.fullmatch(name):
        raise ValueError("not a name of the vault")
    return Path(settings.MEDIA_ROOT) / name[:2] / name


def write(data: bytes) -> str:
    """Puts bytes away for good and returns their name. A half-written file never carries a name."""
    name = secrets.token_hex(24)
    target = path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(target)
    return name


def open_file(name: str) -> BinaryIO:
    """`FileNotFoundError` where the bytes are gone."""
    return path(name).open("rb")


def destroy(name: str) -> None:
    path(name).unlink(missing_ok=True)


def names(older_than: datetime) -> Iterator[str]:
    """The names of everything that was put away before a moment."""
    for found in Path(settings.MEDIA_ROOT).glob("[0-9a-f][0-9a-f]/*"):
        written = datetime.fromtimestamp(found.stat().st_mtime, UTC)
        if NAME.fullmatch(found.name) and written < older_than:
            yield found.name
