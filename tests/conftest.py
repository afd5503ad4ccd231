"""What every test may use: the open data beside the project, and the static files without a manifest."""

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis

from mitsorge.domain.directory.search import keeper
from mitsorge.domain.duplicates.queries import candidates
from mitsorge.foundation.journal import guard
from mitsorge.foundation.places import queries as places

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # the browser's event loop shares our thread
hypothesis.register_profile("house", deadline=None)  # no test is timed: the machine may be busy
hypothesis.load_profile("house")
SHARED = Path(__file__).resolve().parents[2] / "shared"


OPENS_A_DATABASE = frozenset({"db", "transactional_db", "live_server"})


def _opens_a_database(item: pytest.Item) -> bool:
    """By a fixture or mark of its own, or by one of our fixtures that fills the database for many tests."""
    ours = (
        found.argnames
        for name, defined in item._fixtureinfo.name2fixturedefs.items()
        for found in defined
        if found.baseid and name in item.fixturenames
    )
    return bool(
        OPENS_A_DATABASE & set(item.fixturenames)
        or item.get_closest_marker("django_db")
        or any("django_db_setup" in names for names in ours)
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what opens a database: only this is worth a second run on another one."""
    for item in items:
        if _opens_a_database(item):
            item.add_marker("database")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with open data beside the project; continuous integration always has it."""
    if not SHARED.is_dir():
        pytest.skip("the folder ../shared with open data is missing")
    return SHARED


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _nobody_outside_is_asked(settings) -> None:
    """Tests of the link check switch it on themselves and ask their own server on loopback."""
    settings.LINK_CHECK = False


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Hashing a password properly takes a third of a second, on purpose; not in tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Tables come from the models at once, not by migrations (15 s a process); what else those do is done here.

    That migrations say the same, and do nothing else: tests/test_skeleton.py.
    """
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        guard.install(None, editor)


@pytest.fixture(scope="session", autouse=True)
def _emptied_between_tests():
    """The journal refuses to be emptied; after a test with real transactions it must let go once."""
    plain = TransactionTestCase._fixture_teardown

    def emptied(self) -> None:
        with connection.schema_editor() as editor:
            guard.remove(None, editor)
        plain(self)
        with connection.schema_editor() as editor:
            guard.install(None, editor)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", emptied)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def _no_copies_of_pages(monkeypatch) -> None:
    """Tests write past the actions, so the revision does not tell a copy that it is out of date."""
    from mitsorge.doors.public import copies

    copies.copies.clear()  # of a test before, whose journal stood at the same number
    for kept in (
        copies.copies,
        copies.card_copies,
        copies.drawn_copies,
        copies.figure_copies,
        copies.tile_copies,
    ):
        monkeypatch.setattr(kept, "limit", 0)


@pytest.fixture(autouse=True)
def _search_knows_this_database() -> None:
    """A test's database goes back in time when it ends; nothing in this process must remember it."""
    keeper.forget()
    candidates.forget()
    places.forget()
