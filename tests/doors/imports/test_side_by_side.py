"""Imports that are applied at the same moment, and official tables beside a running search."""

import threading
import time

import pytest
from django.db import connection

from mitsorge.domain.directory.models import DirectoryRevision, Service
from mitsorge.doors.imports import runs, writing
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import Kind, State
from tests.doors.imports.conftest import AT

LIST = "Träger;Angebot;PLZ;Ort\n" + "\n".join(
    f"Haus {n};Tagespflege;14467;Potsdam" for n in range(3)
)


def _released(frieda, content: bytes, kind: Kind | None = None) -> ImportRun:
    run = runs.upload(name="liste.csv", content=content, kind=kind, by=frieda, at=AT)
    assert runs.queue(run=run, by=frieda, at=AT)
    return run


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_list_write_it_once(frieda, monkeypatch):
    """The web server applies one, the worker the other: the second sees what the first one wrote."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets only one write; runs where the tests run on PostgreSQL")
    write = writing.write
    monkeypatch.setattr(writing, "write", lambda *args: (time.sleep(0.6), write(*args)))
    waiting = [_released(frieda, LIST.encode()) for _copy in range(2)]

    def work(run: ImportRun) -> None:
        runs.carry_out(run_id=run.pk, at=AT)
        connection.close()

    threads = [threading.Thread(target=work, args=(run,)) for run in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Service.objects.count() == 3
    states = ImportRun.objects.order_by("state").values_list("state", flat=True)
    assert list(states) == [State.DONE, State.PREVIEW]


def test_a_new_table_of_postcodes_is_a_new_state_of_the_directory(frieda):
    """Names and middles of municipalities stand in search documents and in copies of cards."""
    before = DirectoryRevision.objects.values_list("revision", flat=True).first() or 0
    table = "code,place,ags,latitude,longitude\n14473,Potsdam,12054000,52.38000,13.07000\n"
    run = _released(frieda, table.encode(), Kind.POSTCODES)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.message) == (State.DONE, "")
    assert DirectoryRevision.objects.get().revision > before
