"""A row that stands there already under another name is asked about; what was merged is never written anew."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates import actions
from mitsorge.doors.imports import runs
from mitsorge.doors.imports.findings import Outcome
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning.packing import unpack
from mitsorge.foundation.people.models import Account
from tests.doors.imports.conftest import AT
from tests.sign_in import signed_in

LATER = AT + timedelta(days=1)
LATEST = AT + timedelta(days=2)
HEAD = "Träger;Name;Art;Straße;PLZ;Ort;Tel.\n"
OLD = "Muster gGmbH;Sozialstation Abendsonne;Pflegedienst;Weg 1;14467;Potsdam;030 23125-111\n"
TWIN = "Muster gGmbH;Soz.stat. Abendsonne;Pflegedienst;Weg 1;14467;Potsdam;030 23125-111\n"
OTHER = "Linde e. V.;Teestube Linde;Tagespflege;Ring 22;14542;Werder;030 23125-119\n"


def upload(frieda, text, at=AT) -> ImportRun:
    return runs.upload(
        name="liste.csv", content=(HEAD + text).encode(), kind=None, by=frieda, at=at
    )


def imported(frieda, text, at=AT) -> ImportRun:
    return applied(upload(frieda, text, at), frieda, at)


def applied(run, frieda, at) -> ImportRun:
    assert runs.queue(run=run, by=frieda, at=at)
    runs.carry_out(run_id=run.pk, at=at)
    run.refresh_from_db()
    assert run.state == "DONE", run.message
    return run


def planned(run) -> list:
    return [(row.outcome, row.service_id) for row in unpack(bytes(run.preview)).rows]


def merged(frieda, kept, gone, at=LATER):
    kept.refresh_from_db()
    gone.refresh_from_db()
    seen = (kept.modified_at, gone.modified_at)
    return actions.merge(kept=kept, gone=gone, choices={}, seen=seen, by=frieda, at=at)


def test_a_likely_row_is_asked_about_with_its_evidence(frieda):
    imported(frieda, OLD)
    known = Service.objects.get()
    likely, other = unpack(bytes(upload(frieda, TWIN + OTHER, LATER).preview)).rows
    assert (likely.outcome, other.outcome) == (Outcome.SUSPICIOUS, Outcome.NEW)
    (candidate,) = likely.candidates
    assert (candidate.service_id, candidate.name) == (known.pk, "Sozialstation Abendsonne")
    assert candidate.how == "sehr wahrscheinlich dasselbe"
    assert "gleiche Straße und Hausnummer (Weg 1)" in candidate.pro


def test_unticked_it_stays_out_and_ticked_it_is_a_new_offer(frieda):
    imported(frieda, OLD)
    imported(frieda, TWIN, LATER)
    assert Service.objects.count() == 1
    run = upload(frieda, TWIN, LATEST)
    runs.tick(run=run, shown=[2], ticked=[2], by=frieda)
    applied(run, frieda, LATEST)
    assert Service.objects.count() == 2


def test_said_to_be_this_one_it_changes_this_one(frieda):
    imported(frieda, OLD)
    known = Service.objects.get()
    run = upload(frieda, TWIN + OTHER, LATER)
    say = {"run": run, "number": 2, "by": frieda, "at": LATER}
    with pytest.raises(runs.AlreadyOver):
        runs.say_same(service_id=known.pk + 1, **say)
    runs.say_same(service_id=known.pk, **say)
    run.refresh_from_db()
    assert planned(run) == [(Outcome.CHANGED, known.pk), (Outcome.NEW, None)]
    runs.say_same(service_id=None, **say)
    run.refresh_from_db()
    assert planned(run) == [(Outcome.SUSPICIOUS, None), (Outcome.NEW, None)]
    runs.say_same(service_id=known.pk, **say)
    applied(run, frieda, LATER)
    known.refresh_from_db()
    assert (known.name, Service.objects.count()) == ("Soz.stat. Abendsonne", 2)


def test_by_the_page_ticks_are_kept_when_a_row_is_assigned(vocabulary):
    office = signed_in("frieda")
    frieda = Account.objects.get()
    imported(frieda, OLD)
    known = Service.objects.get()
    doubtful = OTHER.replace("030 23125-119", "siehe Website")
    run = upload(frieda, TWIN + doubtful, LATER)
    address = f"{reverse('imports:preview', args=[run.uid])}?ergebnis=SUSPICIOUS"
    page = office.get(address).content.decode()
    assert "Steht vielleicht schon da." in page
    assert f'name="dasselbe" value="2:{known.pk}"' in page
    typed = {"gezeigt": ["2", "3"], "zeile": ["2", "3"], "dasselbe": f"2:{known.pk}"}
    told = office.post(address, typed, follow=True).content.decode()
    assert "Die Zeile steht jetzt unter „geändert“." in told
    run.refresh_from_db()
    assert (run.same, run.ticked) == ({"2": known.pk}, [3])
    changed = f"{reverse('imports:preview', args=[run.uid])}?ergebnis=CHANGED"
    assert "Doch nicht dasselbe" in office.get(changed).content.decode()
    office.post(changed, {"doch_neu": "2"})
    run.refresh_from_db()
    assert (run.same, run.ticked) == ({}, [3])
    for odd in ("x:1", "2:x", "99:1", ":", "2:99999"):
        assert office.post(address, {"dasselbe": odd}).status_code == 302
    run.refresh_from_db()
    assert run.same == {}


def test_a_list_does_not_revive_what_was_merged(frieda):
    imported(frieda, OLD)
    run = upload(frieda, TWIN, LATER)
    runs.tick(run=run, shown=[2], ticked=[2], by=frieda)
    applied(run, frieda, LATER)
    kept, gone = Service.objects.order_by("pk")
    merged(frieda, kept, gone)
    both = upload(frieda, TWIN + OLD, LATEST)
    assert planned(both) == [(Outcome.UNCHANGED, kept.pk), (Outcome.UNCHANGED, kept.pk)]
    alone = upload(frieda, TWIN, LATEST)
    assert planned(alone) == [(Outcome.SUSPICIOUS, kept.pk)]
    applied(alone, frieda, LATEST)
    gone.refresh_from_db()
    assert (Service.objects.count(), gone.status) == (2, Status.DEFUNCT)
    ticked = upload(frieda, TWIN.replace("-111", "-112"), LATEST)
    runs.tick(run=ticked, shown=[2], ticked=[2], by=frieda)
    applied(ticked, frieda, LATEST)
    kept.refresh_from_db()
    assert (Service.objects.count(), kept.phones.get().display) == (2, "030 23125-112")


def test_a_list_does_not_revive_a_merged_organization(frieda):
    imported(frieda, OLD + OTHER)
    kept, gone = (Organization.objects.get(name=name) for name in ("Linde e. V.", "Muster gGmbH"))
    merged(frieda, kept, gone)
    run = imported(frieda, OLD + OTHER + OLD.replace("Sozialstation Abendsonne", "Hof"), LATEST)
    assert run.counts["CHANGED"] == 0
    assert Organization.objects.count() == 2
    assert set(Service.objects.values_list("organization", flat=True)) == {kept.pk}
