"""Twenty and more kinds of dirt: handled, or refused by name."""

import pytest

from mitsorge.domain.directory.models import Location, Organization, Phone, Service
from mitsorge.doors.imports import runs
from mitsorge.doors.imports.findings import Outcome
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.packing import unpack
from mitsorge.foundation.journal.models import Entry
from tests.doors.imports.conftest import AT
from tests.doors.imports.dirt import FIRST, KINDS, workbook

CONTENT = workbook()


@pytest.fixture
def run(frieda) -> ImportRun:
    return runs.upload(name="liste.xlsx", content=CONTENT, kind=None, by=frieda, at=AT)


def test_every_kind_of_dirt(run):
    plan = unpack(run.preview)
    found = {row.number: row for row in plan.rows}
    seen = {
        kind.name: (
            found[number].outcome,
            tuple(finding.code for finding in found[number].findings),
        )
        for number, kind in enumerate(KINDS, start=FIRST)
    }
    assert seen == {kind.name: (kind.outcome, kind.said) for kind in KINDS}
    for number, kind in enumerate(KINDS, start=FIRST):
        assert {name: found[number].values.get(name) for name, _value in kind.values} == dict(
            kind.values
        )


def test_merged_cells_are_filled_down(run):
    rows = [row for row in unpack(run.preview).rows if row.label == "Haus Zeder"]
    assert [(row.values["organization"], row.values["kinds"], row.outcome) for row in rows] == [
        ("Zeder e. V.", ["tagespflege"], Outcome.NEW),
        ("Zeder e. V.", ["kurzzeitpflege"], Outcome.NEW),
    ]


def test_the_whole_file_is_named(run):
    assert unpack(run.preview).notes == [
        "Das Blatt „Archiv“ ist ausgeblendet und wurde nicht gelesen.",
        "2 verbundene Zellen wurden nach unten aufgefüllt.",
        "Namen von Personen übernehmen wir nicht: Ansprechpartner.",
        "Ausgeblendete Spalten übernehmen wir nicht: Bemerkung intern.",
    ]


def test_forty_thousand_empty_rows_are_no_rows(run):
    assert len(unpack(run.preview).rows) == len(KINDS) + 2


def _apply(run, frieda, ticked=()):
    runs.tick(run=run, shown=list(ticked), ticked=list(ticked), by=frieda)
    assert runs.queue(run=run, by=frieda, at=AT)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    return run


def test_applied_once_then_nothing_changes(run, frieda):
    suspicious = [
        row.number for row in unpack(run.preview).rows if row.outcome == Outcome.SUSPICIOUS
    ]
    done = _apply(run, frieda, suspicious)
    assert (done.state, done.message, bytes(done.content)) == ("DONE", "", b"")
    before = _everything()
    again = runs.upload(name="liste.xlsx", content=CONTENT, kind=None, by=frieda, at=AT)
    assert [row.changes for row in unpack(again.preview).rows if row.changes] == []
    assert again.counts == {"NEW": 0, "CHANGED": 0, "UNCHANGED": 22, "SUSPICIOUS": 0, "REFUSED": 7}
    _apply(again, frieda)
    assert _everything() == before


def _everything():
    tables = (Organization, Service, Location, Phone)
    return [list(model.objects.order_by("pk").values()) for model in tables]


def test_without_ticks_only_clear_rows_come_in(run, frieda):
    done = _apply(run, frieda)
    assert Service.objects.count() == done.counts["NEW"]
    assert not Service.objects.filter(name="Haus Iris").exists()


def test_imported_but_never_assured(run, frieda):
    _apply(run, frieda)
    dates = set(Service.objects.values_list("imported_at", "modified_at", "assured_at"))
    assert dates == {(AT, AT, None)}


def test_journal_for_each_record_and_the_run(run, frieda):
    _apply(run, frieda)
    services, owners = Service.objects.count(), Organization.objects.count()
    counted = {
        event: Entry.objects.filter(event=event, by=frieda).count()
        for event in (
            "directory.service.imported",
            "directory.organization.imported",
            "imports.run.applied",
        )
    }
    assert counted == {
        "directory.service.imported": services,
        "directory.organization.imported": owners,
        "imports.run.applied": 1,
    }


def test_one_house_is_one_location(run, frieda):
    _apply(run, frieda)
    zeder = Location.objects.get(organization__name="Zeder e. V.")
    assert (zeder.postcode, zeder.town, zeder.municipality.name, zeder.precision != "") == (
        "14467",
        "Potsdam",
        "Potsdam",
        True,
    )
    assert zeder.sites.count() == 2
