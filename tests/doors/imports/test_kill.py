"""Killing the process in the middle of an import leaves nothing behind, on SQLite and on PostgreSQL."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[3]
KILLS = 12


def _run(url: str, folder: Path, *arguments: object) -> dict:
    environment = {
        **os.environ,
        "MITSORGE_DATABASE_URL": url,
        "MITSORGE_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.doors.imports.kill_driver", *map(str, arguments)],
        env=environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _nothing_is_left(folder: Path, first: str, second: str) -> None:
    clean = _run(first, folder)
    told = _run(second, folder, KILLS, clean["statements"])
    assert len(told["remains"]) == KILLS
    assert {tuple(remain) for remain in told["remains"]} == {(0, 0, 0, 0, 0, 0, 0, "QUEUED")}
    assert told["fingerprint"] == clean["fingerprint"]


def test_sqlite_file(tmp_path):
    _nothing_is_left(
        tmp_path, f"sqlite:///{tmp_path / 'a.sqlite3'}", f"sqlite:///{tmp_path / 'b.sqlite3'}"
    )


@pytest.mark.django_db
def test_postgresql(tmp_path):
    if connection.vendor != "postgresql":
        pytest.skip("runs where the tests run on PostgreSQL")
    import psycopg

    database = settings.DATABASES["default"]
    address = {key: database[key.upper()] or None for key in ("host", "user", "password", "port")}
    names = [f"kill_{os.getpid()}_{letter}" for letter in "ab"]
    login = ":".join(filter(None, (database["USER"], database["PASSWORD"])))
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as admin:
        try:
            for name in names:
                admin.execute(f'CREATE DATABASE "{name}"')
            _nothing_is_left(
                tmp_path,
                *(f"postgresql://{login}@/{name}?host={database['HOST']}" for name in names),
            )
        finally:
            for name in names:
                admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
