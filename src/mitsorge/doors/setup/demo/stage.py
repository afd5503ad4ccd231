"""The stage of a demo: a fresh database and the static files, each made anew only when something changed."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from mitsorge.doors.setup.accounts import create_demo_accounts
from mitsorge.doors.setup.demo.asking import ask_around
from mitsorge.doors.setup.demo.filling import fill_network
from mitsorge.doors.setup.demo.freshness import look_back
from mitsorge.doors.setup.demo.life import live_on
from mitsorge.doors.setup.demo.planning import plan
from mitsorge.doors.setup.demo.waiting import leave_import
from mitsorge.doors.setup.founding import found_network
from mitsorge.doors.setup.presets import Preset
from mitsorge.foundation.files import vault
from mitsorge.foundation.files.models import File

STORE = Path("build/demo")
"""Prepared databases: copying one takes milliseconds, filling one takes seconds."""
KEPT = 10
SOURCES = ("*.py", "*.toml", "*.csv", "*.geojson")
NEIGHBORS = {"12": frozenset({"11"})}
"""Länder whose places people of a network also name: Brandenburg lies around Berlin."""


def fresh_database(preset: Preset, *, at: datetime) -> None:
    """The demo of this day in the configured SQLite file; what stood there is gone.

    A database made today from the same sources is copied; else it is migrated, founded and filled.
    """
    mark = _mark()
    whole = STORE / f"{preset.code}-{timezone.localdate(at):%Y-%m-%d}-{mark}.sqlite3"
    empty = STORE / f"empty-{mark}.sqlite3"
    if _copied(whole):
        return
    if not _copied(empty):
        call_command("migrate", interactive=False, verbosity=0)
        _keep(empty)
    land = preset.body["ags"][:2]
    near = frozenset({land}) | NEIGHBORS.get(land, frozenset())
    found_network(preset, at=at, lands=near, rules_from=date(at.year - 3, 1, 1))
    fill_network(preset, at=at)
    create_demo_accounts(at=at)
    live_on(preset, at=at)
    plan(preset, at=at)
    look_back(preset.code, at=at)
    ask_around(at=at)
    leave_import(at=at)
    _keep(whole)


def static_files() -> None:
    """Collects the static files unless nothing changed since the last time."""
    stamp = Path(settings.STATIC_ROOT).parent / "stamps" / "static"
    found = [
        (name, storage.size(name), storage.get_modified_time(name).timestamp())
        for finder in get_finders()
        for name, storage in finder.list([])
    ]
    mark = _hash(str(entry).encode() for entry in sorted(found))
    if stamp.is_file() and stamp.read_text() == mark and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


def _copied(source: Path) -> bool:
    """Lays a prepared database where ours belongs; without one only clears the place."""
    connection.close()
    place = Path(str(settings.DATABASES["default"]["NAME"]))
    place.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("", "-wal", "-shm"):
        Path(f"{place}{ending}").unlink(missing_ok=True)
    if not source.is_file():
        return False
    shutil.copyfile(source, place)
    if (files := _files_of(source)).is_dir():
        shutil.copytree(files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return True


def _files_of(copy: Path) -> Path:
    """The folder beside a prepared database with the bytes of its papers and pictures."""
    return copy.with_suffix(".files")


def _keep(target: Path) -> None:
    """A whole copy of our database, under its name only when it is complete; the oldest go."""
    connection.close()
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_suffix(".half")
    half.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(str(settings.DATABASES["default"]["NAME"]))) as ours,
        closing(sqlite3.connect(half)) as copy,
    ):
        ours.backup(copy)
    _keep_files(_files_of(target))
    half.rename(target)
    held = sorted(STORE.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in held[KEPT:]:
        old.unlink(missing_ok=True)
        shutil.rmtree(_files_of(old), ignore_errors=True)


def _keep_files(folder: Path) -> None:
    """Complete before the database has its name: without bytes a picture is a broken link."""
    for name in File.objects.values_list("stored_as", flat=True):
        target = folder / vault.path(name).relative_to(settings.MEDIA_ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(vault.path(name), target)
    connection.close()


def _mark() -> str:
    """Changes with every source and table of the program, and with the key that seals the second factors."""
    package = Path(__file__).resolve().parents[3]
    sources = sorted(path for pattern in SOURCES for path in package.rglob(pattern))
    return _hash([settings.SECRET_KEY.encode(), *(path.read_bytes() for path in sources)])


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:16]
