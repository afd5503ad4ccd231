"""The web server starts with everything its pages need."""

import os

import pytest
from django.core.management import call_command

from mitsorge.doors.setup.management.commands.serve import MANIFEST, server


@pytest.fixture
def started(monkeypatch) -> list[list[str]]:
    """What would have replaced this process."""
    commands: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _path, command: commands.append(command))
    return commands


@pytest.fixture
def folder(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    return settings.STATIC_ROOT


def test_a_first_start_collects_the_static_files(started, folder):
    """ "new" and "serve" are all the words it takes."""
    call_command("serve", port=8123)
    assert (folder / MANIFEST).is_file()
    assert started == [server(host="127.0.0.1", port=8123, workers=2)]


def test_a_later_start_writes_nothing(started, folder):
    """In the container the folder is not the server's to write."""
    folder.mkdir()
    (folder / MANIFEST).write_text("{}")
    call_command("serve")
    assert [path.name for path in folder.iterdir()] == [MANIFEST]
