"""What people typed stays; what was seen is what is written."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mitsorge.domain.directory.actions import change_location, change_service
from mitsorge.domain.directory.models import Location, Organization, Service
from mitsorge.domain.directory.queries.edit import draft_of_location, draft_of_service
from mitsorge.domain.partners.models import Partnership
from mitsorge.doors.imports import runs, writing
from mitsorge.doors.imports.findings import Outcome
from mitsorge.doors.imports.planning.packing import unpack
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.doors.imports.conftest import AT

LATER = AT + timedelta(days=1)
HEAD = "Träger;Name;Art;Straße;PLZ;Ort;Tel.;Beschreibung;aktiv/inaktiv;Mitgliedergruppe\n"
ROW = "Muster gGmbH;Haus Abend;Tagespflege;Weg 1;14467;Potsdam;030 23125-111;Alt.;aktiv;Träger der Altenhilfe\n"


def _upload(frieda, text, at=AT):
    return runs.upload(name="liste.csv", content=text.encode(), kind=None, by=frieda, at=at)


def _import(frieda, text, at=AT):
    run = _upload(frieda, text, at)
    assert runs.queue(run=run, by=frieda, at=at)
    runs.carry_out(run_id=run.pk, at=at)
    run.refresh_from_db()
    assert run.state == "DONE", run.message
    return run


def _only(run):
    (row,) = unpack(run.preview).rows
    return row


def test_every_field_is_written(frieda):
    _import(frieda, HEAD + ROW)
    service = Service.objects.get()
    location = service.locations.get()
    partnership = Partnership.objects.get()
    assert (service.name, service.description, service.source) == (
        "Haus Abend",
        "Alt.",
        "liste.csv",
    )
    assert (location.street, location.postcode, location.town) == ("Weg 1", "14467", "Potsdam")
    assert (partnership.participation, partnership.member_group.code) == ("ACTIVE", "traeger")


def test_changes_are_named_field_by_field(frieda):
    _import(frieda, HEAD + ROW)
    row = _only(
        _upload(
            frieda,
            HEAD
            + ROW.replace("Alt.", "Neu.").replace("Weg 1", "Weg 2").replace("aktiv;", "inaktiv;"),
            LATER,
        )
    )
    assert row.outcome == Outcome.CHANGED
    assert sorted((c.field, c.old, c.new) for c in row.changes) == [
        ("description", "Alt.", "Neu."),
        ("participation", "ACTIVE", "INACTIVE"),
        ("street", "Weg 1", "Weg 2"),
    ]


def test_changes_are_written_and_an_unused_location_goes(frieda):
    _import(frieda, HEAD + ROW)
    _import(
        frieda,
        HEAD + ROW.replace("Alt.", "Neu.").replace("Weg 1", "Weg 2").replace("aktiv;", "inaktiv;"),
        LATER,
    )
    assert list(Location.objects.values_list("street", "town")) == [("Weg 2", "Potsdam")]
    assert Service.objects.get().description == "Neu."
    assert Partnership.objects.get().participation == "INACTIVE"


def test_an_empty_cell_deletes_nothing(frieda):
    _import(frieda, HEAD + ROW)
    assert (
        _only(_upload(frieda, HEAD + ROW.replace("Alt.", "").replace("Weg 1", ""), LATER)).outcome
        == Outcome.UNCHANGED
    )


def _typed_by_hand(frieda, **changes):
    service = Service.objects.get()
    draft = replace(draft_of_service(service), **changes)
    change_service(
        service_id=service.pk,
        draft=draft,
        seen=service.modified_at,
        by=frieda,
        at=AT + timedelta(hours=1),
    )


def test_what_was_typed_here_needs_a_tick(frieda):
    _import(frieda, HEAD + ROW)
    _typed_by_hand(frieda, description="Von Frieda.")
    row = _only(_upload(frieda, HEAD + ROW.replace("030 23125-111", "030 23125-112"), LATER))
    assert row.outcome == Outcome.SUSPICIOUS
    assert [finding.sentence for finding in row.findings] == [
        "Von Hand geändert: Die Datei würde das überschreiben."
    ]
    assert sorted((c.field, c.by_hand) for c in row.changes) == [
        ("description", True),
        ("phones", False),
    ]


def test_other_fields_than_the_typed_one_stay_free(frieda):
    _import(frieda, HEAD + ROW)
    _typed_by_hand(frieda, eligibility="Ab 60 Jahren.")
    assert (
        _only(_upload(frieda, HEAD + ROW.replace("Alt.", "Neu."), LATER)).outcome == Outcome.CHANGED
    )


def test_an_address_typed_here_needs_a_tick(frieda):
    _import(frieda, HEAD + ROW)
    seen = draft_of_location(location := Location.objects.get())
    hour = AT + timedelta(hours=1)
    moved = replace(seen, street="Weg 7")
    change_location(location_id=location.pk, draft=moved, seen=seen, by=frieda, at=hour)
    row = _only(_upload(frieda, HEAD + ROW, LATER))
    assert (row.outcome, [(c.field, c.old, c.new, c.by_hand) for c in row.changes]) == (
        Outcome.SUSPICIOUS,
        [("street", "Weg 7", "Weg 1", True)],
    )


def test_an_entry_that_was_never_imported_is_all_typed(frieda):
    organization = Organization.objects.create(slug="m", name="Muster gGmbH", modified_at=AT)
    Service.objects.create(
        slug="h", name="Haus Abend", organization=organization, description="Hier.", modified_at=AT
    )
    row = _only(_upload(frieda, "Träger;Name;Beschreibung\nMuster gGmbH;Haus Abend;Datei.\n"))
    assert (row.outcome, row.changes[0].by_hand) == (Outcome.SUSPICIOUS, True)


def test_a_directory_that_moved_on_shows_a_new_preview(frieda):
    _import(frieda, HEAD + ROW)
    run = _upload(frieda, HEAD + ROW.replace("Alt.", "Neu."), LATER)
    _typed_by_hand(frieda, description="Von Frieda.")
    runs.queue(run=run, by=frieda, at=LATER)
    runs.carry_out(run_id=run.pk, at=LATER)
    run.refresh_from_db()
    assert run.state == "PREVIEW"
    assert (
        run.message
        == "Das Verzeichnis hat sich seit der Vorschau geändert. Sehen Sie sich die Vorschau bitte noch einmal an."
    )
    assert _only(run).outcome == Outcome.SUSPICIOUS
    assert Service.objects.get().description == "Von Frieda."


def test_a_failure_changes_nothing_and_is_said(frieda, monkeypatch):
    run = _upload(frieda, HEAD + ROW)
    runs.queue(run=run, by=frieda, at=AT)

    def broken(**_more):
        raise RuntimeError("a bug after everything is written")

    monkeypatch.setattr(writing, "note_partnerships", broken)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, run.message) == (
        "FAILED",
        "Das hat nicht geklappt, es liegt an uns. Am Verzeichnis hat sich nichts geändert.",
    )
    assert (Service.objects.count(), Organization.objects.count(), Location.objects.count()) == (
        0,
        0,
        0,
    )


@pytest.mark.parametrize("state", ["DONE", "FAILED", "DROPPED"])
def test_a_run_that_is_over_keeps_nothing_of_the_file(frieda, monkeypatch, state):
    """docs/law/privacy-classes.toml: the list may name people."""
    run = _upload(frieda, HEAD + ROW)
    if state == "DROPPED":
        runs.drop(run=run, by=frieda, at=AT)
    if state == "FAILED":
        monkeypatch.delattr(writing, "note_partnerships")
    runs.queue(run=run, by=frieda, at=AT)
    runs.carry_out(run_id=run.pk, at=AT)
    run.refresh_from_db()
    assert (run.state, bytes(run.content), bytes(run.preview)) == (state, b"", b"")


def test_an_own_id_finds_a_renamed_offer(frieda):
    _import(frieda, "Kennung;Träger;Name\nA-17;Muster gGmbH;Haus Abend\n")
    row = _only(_upload(frieda, "Kennung;Träger;Name\nA-17;Muster gGmbH;Haus Morgen\n", LATER))
    assert (row.outcome, [(c.field, c.old, c.new) for c in row.changes]) == (
        Outcome.CHANGED,
        [("name", "Haus Abend", "Haus Morgen")],
    )


def test_the_owner_decides_between_two_of_the_same_name(frieda):
    both = "Träger;Name;Ort;Beschreibung;Kennung\nA gGmbH;Treff;Potsdam;a;1\nB gGmbH;Treff;Potsdam;b;2\n"
    _import(frieda, both)
    rows = unpack(
        _upload(
            frieda,
            "Träger;Name;Ort;Beschreibung\nB gGmbH;Treff;Potsdam;neu\nC gGmbH;Treff;Potsdam;neu\n",
            LATER,
        ).preview
    ).rows
    assert [row.outcome for row in rows] == [Outcome.CHANGED, Outcome.REFUSED]
    assert rows[0].changes[0].old == "b"


@pytest.mark.parametrize("name", ["arno", "selma", "ida"])
def test_only_the_coordination_may(vocabulary, name):
    with pytest.raises(NotAllowed):
        _upload(account(name), HEAD + ROW)
