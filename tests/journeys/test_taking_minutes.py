"""Frieda takes minutes: votes, a broken line, and a second writer at the same item."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.recommendations.models import Topic
from tests.domain.governance.sittings import committee, frieda, item, meeting, rules
from tests.network import a_network
from tests.sign_in import PASSWORD, code_now, with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SAVED = "text=Zuletzt gesichert um"


@pytest.fixture
def held(live_server):
    """A meeting that runs, three of four members there, two items on the agenda."""
    cache.clear()
    a_network()
    with_password("frieda")
    group = committee()
    rules(group)
    start = timezone.localtime() - timedelta(seconds=30)
    made = meeting(group, start=start)
    recording.start_meeting(meeting_id=made.pk, by=frieda(), at=start)
    for one in made.attendees.order_by("pk")[:3]:
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=start)
    item(made, "Vier Betten")
    item(made, "Impulse sammeln", kind="CARDS")
    return made


def enter(page, held):
    page.goto("/konto/anmelden/")
    office = page.get_by_role("region", name="Koordination und Büro")
    office.get_by_label("E-Mail-Adresse").fill("frieda@mitsorge.example")
    office.get_by_label("Passwort").fill(PASSWORD)
    office.get_by_role("button", name="Anmelden").click()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/schreibtisch/")
    page.goto(f"/schreibtisch/sitzungen/{held.uid}/protokollieren/")
    return page


@pytest.fixture
def room(page, held):
    return enter(page, held)


@pytest.fixture
def lost_room(chromium, live_server, held):
    """A window of its own: that a line breaks is a complaint in the console, and wanted here."""
    context = chromium.new_context(base_url=live_server.url, locale="de-DE")
    yield enter(context.new_page(), held)
    context.close()


def kept(page) -> str:
    return page.evaluate("JSON.stringify(localStorage)")


def test_a_vote_shows_its_result_while_it_is_counted(room, accessible):
    accessible()
    room.get_by_label("Ja", exact=True).fill("2")
    room.get_by_label("Nein", exact=True).fill("1")
    room.wait_for_selector("text=So wäre es angenommen.")
    accessible()
    room.get_by_role("button", name="Beschluss festhalten").click()
    room.wait_for_selector("text=Angenommen mit 2 von 3 Stimmen.")
    assert AgendaItem.objects.get(title="Vier Betten").register_number.endswith("/01")
    assert kept(room) == "{}"


def test_notes_save_themselves(room):
    room.get_by_label("Niederschrift").fill("Erstens.")
    room.wait_for_selector(SAVED)
    assert AgendaItem.objects.get(title="Vier Betten").notes == "Erstens."
    assert kept(room) == "{}"


def test_what_was_typed_survives_a_broken_line(lost_room):
    notes = lost_room.get_by_label("Niederschrift")
    lost_room.route("**/protokollieren/**", lambda route: route.abort())
    with lost_room.expect_event("requestfailed"):
        notes.fill("Ohne Netz geschrieben.")
    lost_room.wait_for_selector("text=Keine Verbindung.")
    lost_room.get_by_role("button", name="Speichern, weiter").click()
    assert notes.input_value() == "Ohne Netz geschrieben."
    assert "Ohne Netz geschrieben." in kept(lost_room)
    assert AgendaItem.objects.get(title="Vier Betten").notes == ""
    lost_room.unroute("**/protokollieren/**")
    lost_room.evaluate("dispatchEvent(new Event('online'))")
    lost_room.wait_for_selector(SAVED)
    assert AgendaItem.objects.get(title="Vier Betten").notes == "Ohne Netz geschrieben."
    assert kept(lost_room) == "{}"


def test_what_was_typed_is_back_after_the_window_was_closed(lost_room, held):
    lost_room.context.set_offline(True)
    lost_room.get_by_label("Niederschrift").fill("Vor dem Absturz.")
    lost_room.get_by_label("Ja", exact=True).fill("3")
    lost_room.wait_for_selector("text=Keine Verbindung.")
    lost_room.context.set_offline(False)
    lost_room.goto("about:blank")
    lost_room.goto(f"/schreibtisch/sitzungen/{held.uid}/protokollieren/")
    assert lost_room.get_by_label("Ja", exact=True).input_value() == "3"
    lost_room.wait_for_selector(SAVED)
    assert AgendaItem.objects.get(title="Vier Betten").notes == "Vor dem Absturz."


def test_two_write_and_nothing_is_lost(room, accessible):
    found = AgendaItem.objects.get(title="Vier Betten")
    recording.record_item(
        item_id=found.pk,
        version=found.version,
        notes="Von nebenan.",
        by=frieda(),
        at=timezone.now(),
    )
    notes = room.get_by_label("Niederschrift")
    notes.fill("Von hier.")
    room.wait_for_selector("text=Zwei Fassungen")
    accessible()
    panel = room.get_by_role("alert")
    assert panel.get_by_text("Von nebenan.").count() == 1
    assert panel.get_by_text("Von hier.").count() == 1
    room.get_by_role("button", name="Beide untereinander setzen").click()
    room.get_by_role("button", name="Speichern, weiter").click()
    room.wait_for_selector("text=Karten und Themen")
    found.refresh_from_db()
    assert found.notes == "Von nebenan.\n\nVon hier."


def test_cards_are_grouped_with_the_keyboard(room, accessible):
    room.get_by_role("link", name="Impulse sammeln").click()
    room.get_by_label("Neue Karten").fill("Bus fehlt\nKein Arzt\nBus fährt selten")
    room.get_by_role("button", name="Karten anheften").press("Enter")
    room.wait_for_selector("text=3 Karten ohne Thema")
    accessible()
    for words in ("Bus fehlt", "Bus fährt selten"):
        room.get_by_label(words).press("Space")
    room.get_by_label("Neues Thema").fill("Weg zum Arzt")
    room.get_by_role("button", name="Zusammenlegen").press("Enter")
    room.wait_for_selector("text=1 Karte ohne Thema")
    assert Topic.objects.get().impulses.count() == 2
