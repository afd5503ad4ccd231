"""Imports that are applied at the same moment, and official tables beside a running search."""

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from mitsorge.domain.directory.actions import change_service
from mitsorge.domain.directory.models import DirectoryRevision, Service
from mitsorge.domain.directory.queries.edit import draft_of_service
from mitsorge.doors.imports import runs, writing
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.kinds import Kind, State
from mitsorge.foundation.journal.models import Entry
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


def _changed_list(frieda) -> tuple[ImportRun, Service]:
    """A released run that changes one of three offers."""
    runs.carry_out(run_id=_released(frieda, LIST.encode()).pk, at=AT)
    offer = Service.objects.get(name="Haus 1")
    text = "Träger;Angebot;PLZ;Ort;E-Mail\nHaus 1;Tagespflege;14467;Potsdam;liste@haus.example\n"
    return _released(frieda, text.encode()), offer


def _typed(offer: Service, frieda, number: int) -> None:
    """Somebody in the office gives the offer another address of mail."""
    seen = Service.objects.get(pk=offer.pk)
    draft = replace(draft_of_service(seen), email=f"buero{number}@haus.example")
    at = AT + timedelta(minutes=number)
    change_service(service_id=offer.pk, draft=draft, seen=seen.modified_at, by=frieda, at=at)


def test_who_edits_all_the_time_is_never_overwritten(frieda, monkeypatch):
    """Every try meets another edit: nothing is written, and the preview waits with the reason."""
    run, offer = _changed_list(frieda)
    edits = iter(range(1, 9))
    write = writing.write
    monkeypatch.setattr(
        writing, "write", lambda *args: (_typed(offer, frieda, next(edits)), write(*args))
    )
    before = Entry.objects.count()
    runs.carry_out(run_id=run.pk, at=AT + timedelta(hours=1))
    run.refresh_from_db()
    assert (run.state, run.message) == (
        State.PREVIEW,
        "Während der Übernahme hat jemand das Verzeichnis geändert. Es wurde nichts übernommen. "
        "Bitte klicken Sie noch einmal auf „Übernehmen“.",
    )
    assert next(edits) == runs.TRIES + 1
    assert (Service.objects.get(pk=offer.pk).email, Entry.objects.count()) == ("", before)
    assert len(run.content) > 0


@pytest.mark.django_db(transaction=True)
def test_an_edit_between_dry_run_and_writing_is_not_overwritten(frieda, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets only one write; runs where the tests run on PostgreSQL")
    run, offer = _changed_list(frieda)
    write = writing.write
    edits = iter([1])

    def edit() -> None:
        _typed(offer, frieda, 1)
        connection.close()

    def write_late(*args) -> None:
        if next(edits, None):
            colleague = threading.Thread(target=edit)
            colleague.start()
            colleague.join()
        write(*args)

    monkeypatch.setattr(writing, "write", write_late)
    runs.carry_out(run_id=run.pk, at=AT + timedelta(hours=1))
    run.refresh_from_db()
    assert (run.state, run.message) == (
        State.PREVIEW,
        "Das Verzeichnis hat sich seit der Vorschau geändert. Sehen Sie sich die Vorschau bitte noch einmal an.",
    )
    assert Service.objects.get(pk=offer.pk).email == "buero1@haus.example"


def test_a_new_table_of_postcodes_is_a_new_state_of_the_directory(frieda):
    """Names and middles of municipalities stand in search documents and in copies of cards."""
    before = DirectoryRevision.objects.values_list("revision", flat=True).first() or 0
    table = "code,place,ags,latitude,longitude\n14473,Potsdam,12054000,52.38000,13.07000\n"
    run = _released(frieda, table.encode(), Kind.POSTCODES)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.message) == (State.DONE, "")
    assert DirectoryRevision.objects.get().revision > before
