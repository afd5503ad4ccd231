"""The room of the minute-taker: what it shows, what its buttons do, what is never lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.models import AgendaItem, HeadCount, Meeting, Task
from mitsorge.domain.governance.rules import ItemStatus, MeetingStatus, Result
from mitsorge.domain.recommendations.models import Impulse, Topic
from tests.domain.governance.sittings import committee, frieda, item, meeting, rules, seat
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    a_network()
    return signed_in("frieda")


def started(seats: int = 4, **values) -> Meeting:
    """A meeting that began a moment ago, two members there."""
    group = committee()
    rules(group, **values)
    start = timezone.localtime() - timedelta(seconds=30)
    held = meeting(group, seats=seats, start=start)
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=start)
    for one in held.attendees.order_by("pk")[:2]:
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=start)
    held.refresh_from_db()
    return held


def path(held: Meeting, rest: str = "") -> str:
    return f"/schreibtisch/sitzungen/{held.uid}/protokollieren/{rest}"


def post(browser, held, found, **values):
    known = {"version": found.version, "notes": found.notes, "tat": "sichern"}
    return browser.post(path(held, f"top/{found.pk}/"), known | values)


def autosave(browser, held, found, **values):
    known = {"version": found.version, "notes": found.notes}
    return browser.post(
        path(held, f"top/{found.pk}/"), known | values, headers={"accept": "application/json"}
    )


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(many, browser, django_assert_num_queries):
    held = started(seats=many + 1)
    for n in range(many):
        found = item(held, f"Punkt {n}")
        Task.objects.create(
            committee=held.committee, item=found, text="x", owner="y", created_at=held.starts_at
        )
    browser.get(path(held))
    with django_assert_num_queries(13):  # 3 session and roles, 9 the room, 1 the frame
        page = browser.get(path(held))
    assert page.status_code == 200
    assert len(page.context["items"]) == many


def test_who_does_not_run_the_committee_finds_nothing(browser):
    held = started()
    assert signed_in("selma").get(path(held)).status_code == 404
    assert signed_in("arno").get(path(held)).status_code == 403


def test_a_meeting_begins_by_its_button(browser):
    held = meeting(committee(), start=timezone.localtime())
    assert "noch nicht begonnen" in browser.get(path(held)).text
    assert browser.get(path(held, "beginnen/")).status_code == 405
    page = browser.post(path(held, "beginnen/"), follow=True)
    assert "läuft seit" in page.text
    page = browser.post(path(held, "beginnen/"), follow=True)
    assert "Die Sitzung läuft schon." in page.text


def test_saving_goes_on_to_the_next_item(browser):
    held = started()
    first, second = item(held, "Erstens"), item(held, "Zweitens")
    page = browser.get(path(held))
    assert page.context["item"] == first
    assert "Speichern, weiter zu TOP 2" in page.text
    assert post(browser, held, first, notes="Kurz.", tat="weiter")["Location"] == path(held)
    first.refresh_from_db()
    assert (first.notes, first.status) == ("Kurz.", ItemStatus.DONE)
    assert browser.get(path(held)).context["item"] == second


def test_a_vote_saves_notes_and_task_too(browser):
    held = started()
    found = item(held)
    answer = post(
        browser, held, found, notes="Aussprache.", yes=2, no=0, abstentions="", tat="beschluss",
        task="Vorlage schreiben", owner="Selma",
    )  # fmt: skip
    assert answer["Location"] == f"{path(held)}?top={found.pk}"
    found.refresh_from_db()
    assert (found.notes, found.result, found.yes) == ("Aussprache.", Result.ADOPTED, 2)
    assert Task.objects.get().text == "Vorlage schreiben"
    page = browser.get(answer["Location"])
    assert "Angenommen mit 2 von 2 Stimmen." in page.text
    assert found.register_number in page.text


def test_what_is_refused_stands_there_again(browser):
    held = started()
    found = item(held)
    page = post(
        browser, held, found, notes="Wort.", yes=3, no=0, tat="beschluss", resolution_text="Text",
        task="Aufgabe", owner="Wer",
    )  # fmt: skip
    assert page.status_code == 422
    assert "gezählt sind 3 Stimmen" in page.text
    again = page.context["form"]
    assert [again[name].value() for name in ("yes", "resolution_text", "task", "notes")] == [
        "3", "Text", "Aufgabe", "Wort.",
    ]  # fmt: skip
    found.refresh_from_db()
    assert (found.notes, found.result) == ("Wort.", "")
    assert again["version"].value() == found.version


def test_a_number_that_is_none_stands_there_again(browser):
    held = started()
    page = post(browser, held, item(held), yes="viele", notes="Bleibt.", tat="beschluss")
    assert page.status_code == 422
    assert "Bitte eine ganze Zahl." in page.text
    assert "Bleibt." in page.text


def test_a_quorum_lost_mid_vote(browser):
    held = started()
    found = item(held)
    leaves = held.attendees.filter(present_from__isnull=False).last()
    browser.post(path(held, f"anwesenheit/{leaves.pk}/"), {"tat": "geht"})
    page = post(browser, held, found, yes=1, no=0, tat="beschluss", notes="Bleibt.")
    assert page.status_code == 422
    assert "Nicht beschlussfähig: 1 von 4 ist da, nötig sind 2." in page.text
    assert page.context["form"]["yes"].value() == "1"


def test_the_script_saves_by_itself(browser):
    held = started()
    found = item(held)
    told = autosave(browser, held, found, notes="Eins").json()
    assert told["version"] == 1
    assert told == autosave(browser, held, found, notes="Eins").json()
    found.refresh_from_db()
    assert found.notes == "Eins"
    assert autosave(browser, held, found, version="x").status_code == 422


def test_two_minute_takers_see_both_versions(browser):
    held = started()
    found = item(held)
    autosave(browser, held, found, notes="Dort")
    clash = autosave(browser, held, found, notes="Hier")
    assert clash.status_code == 409
    assert "Dort" in clash.json()["panel"]
    assert "Hier" in clash.json()["panel"]
    page = post(browser, held, found, notes="Hier", tat="weiter")
    assert page.status_code == 409
    assert page.context["form"]["notes"].value() == "Hier"
    assert page.context["form"]["version"].value() == 1
    found.refresh_from_db()
    assert (found.notes, found.status) == ("Dort", ItemStatus.OPEN)
    post(browser, held, found, notes="Dort und hier", tat="sichern")
    found.refresh_from_db()
    assert found.notes == "Dort und hier"


def test_two_who_decide_see_both_votes(browser):
    held = started()
    found = item(held)
    post(browser, held, found, yes=2, no=0, tat="beschluss")
    page = post(browser, held, found, yes=0, no=2, tat="beschluss")
    assert page.status_code == 409
    assert "Zwei Fassungen" in page.text
    found.refresh_from_db()
    assert found.result == Result.ADOPTED


def test_a_vote_is_foreseen_and_nothing_written(browser):
    held = started()
    found = item(held)
    address = path(held, f"top/{found.pk}/ergebnis/")
    assert "So wäre es angenommen." in browser.post(address, {"version": 0, "yes": 2}).text
    assert "So wäre es abgelehnt." in browser.post(address, {"version": 0, "no": 2}).text
    assert "gezählt sind 9" in browser.post(address, {"version": 0, "yes": 9}).text
    assert browser.post(address, {"version": 0}).text.strip() == ""
    found.refresh_from_db()
    assert found.version == 0


def test_ticks_write_only_what_was_changed_here(browser):
    held = started()
    one, two, three, four = held.attendees.order_by("pk")
    recording.mark_present(attendee_id=four.pk, by=frieda(), at=timezone.now())  # meanwhile
    sent = {"vorher": [one.pk, two.pk], "da": [one.pk, three.pk]}
    browser.post(path(held, "anwesenheit/sichern/"), sent)
    present = held.attendees.filter(present_from__isnull=False).order_by("pk")
    assert list(present) == [one, three, four]


def test_a_tick_taken_back_after_a_vote_is_a_leaving(browser):
    held = started()
    found = item(held)
    post(browser, held, found, yes=2, no=0, tat="beschluss")
    one, two, *_ = held.attendees.order_by("pk")
    browser.post(path(held, "anwesenheit/sichern/"), {"vorher": [one.pk, two.pk], "da": [one.pk]})
    two.refresh_from_db()
    assert two.present_from
    assert two.present_to


def test_hours_deputies_and_guests(browser):
    held = started()
    three = held.attendees.order_by("pk")[2]
    seats = path(held, f"anwesenheit/{three.pk}/")
    page = browser.post(seats, {"tat": "da", "um": "halb drei"}, follow=True)
    assert "Bitte geben Sie die Uhrzeit so an" in page.text
    page = browser.post(seats, {"tat": "vertretung", "name": "Vera"}, follow=True)
    assert "nicht als Vertretung" in page.text
    browser.post(seats, {"tat": "vertretung", "name": "Vera", "vollmacht": "on"})
    three.refresh_from_db()
    assert (three.by_deputy, three.deputy_name) == (True, "Vera")
    browser.post(path(held, "gaeste/"), {"name": "Gerda", "organization": "Presse"})
    page = browser.get(path(held, "anwesenheit/"))
    assert "vertreten durch Vera" in page.text
    assert "Gerda" in page.text
    browser.post(seats, {"tat": "weg"})
    three.refresh_from_db()
    assert three.present_from is None
    guest = browser.post(path(held, "gaeste/"), {"name": " ", "organization": "Haus Ulme"})
    assert (guest.status_code, 'value="Haus Ulme"' in guest.text) == (422, True)


def test_heads_in_an_open_round(browser):
    table = committee("stammtisch", name="Stammtisch", composition="OPEN")
    held = meeting(table, seats=0, start=timezone.localtime(), status=MeetingStatus.DRAFT)
    assert "warum" in browser.post(path(held, "beginnen/"), follow=True).text
    browser.post(path(held, "beginnen/"), {"note": "Aushang"})
    page = browser.post(path(held, "zaehlung/"), {"gruppe": "", "anzahl": "21"}, follow=True)
    assert "Gezählt: 21." in page.text
    assert HeadCount.objects.get().count == 21
    page = browser.post(path(held, "zaehlung/"), {"gruppe": "", "anzahl": "viele"})
    assert page.status_code == 422
    assert "ganzen Zahlen" in page.text
    assert 'value="viele"' in page.text
    assert browser.get(path(held, "anwesenheit/")).status_code == 200


def test_cards_become_topics(browser):
    held = started()
    found = item(held, "Impulse", kind="CARDS")
    key = browser.get(path(held)).context["card_key"]
    for _ in range(2):
        sent = {"key": key, "cards": "Bus fehlt\n\nKein Arzt\nBus fährt selten", "top": found.pk}
        answer = browser.post(path(held, "karten/"), sent)
    assert answer["Location"] == f"{path(held)}?top={found.pk}"
    bus, doctor, rare = Impulse.objects.order_by("pk")
    page = browser.post(path(held, "karten/ordnen/"), {"name": "Bus"}, follow=True)
    assert "Wählen Sie zuerst Karten aus." in page.text
    page = browser.post(path(held, "karten/ordnen/"), {"karte": [bus.pk]}, follow=True)
    assert "Nennen Sie ein neues Thema" in page.text
    sent = {"karte": [bus.pk, rare.pk], "name": "Bus", "tat": "ordnen"}
    page = browser.post(path(held, "karten/ordnen/"), sent, follow=True)
    topic = Topic.objects.get()
    assert [card.pk for card in page.context["cards"]["loose"]] == [doctor.pk]
    browser.post(path(held, "karten/ordnen/"), {"karte": [doctor.pk], "topic": topic.pk})
    browser.post(path(held, "karten/ordnen/"), {"karte": [bus.pk], "tat": "herausnehmen"})
    assert list(topic.impulses.order_by("pk")) == [doctor, rare]


def test_lines_that_became_no_card_stay_in_the_field(browser):
    held = started()
    found = item(held, "Impulse", kind="CARDS")
    lines = [f"Karte {n}" for n in range(51)] + ["x" * 2001]
    sent = {"key": "", "cards": "\n".join(lines), "top": found.pk}
    page = browser.post(path(held, "karten/"), sent)
    assert page.status_code == 422
    assert Impulse.objects.count() == 50
    assert page.context["cards_left"] == ["Karte 50", "x" * 2001]
    assert "Die ersten 50 Karten hängen." in page.text
    again = browser.post(path(held, "karten/"), sent | {"cards": "\n".join(lines[50:])})
    assert again.context["cards_left"] == ["x" * 2001]
    assert "Karte 50\n" not in again.text.partition("<textarea")[2].partition("</textarea>")[0]
    assert Impulse.objects.count() == 51


def test_a_task_from_before_is_ticked_off(browser):
    held = started()
    item(held)
    task = Task.objects.create(
        committee=held.committee, text="Alt", owner="Selma",
        created_at=held.starts_at - timedelta(days=30),
    )  # fmt: skip
    assert "Noch offen von vorher" in browser.get(path(held)).text
    assert "Erledigt." in browser.post(path(held, f"aufgaben/{task.pk}/"), follow=True).text
    task.refresh_from_db()
    assert task.done_at


def test_an_item_is_adjourned_and_the_meeting_closed(browser):
    held = started()
    found = item(held)
    post(browser, held, found, notes="Vertagt wegen Zeit.", tat="vertagen")
    assert AgendaItem.objects.filter(meeting=None).count() == 1
    answer = browser.post(path(held, "schliessen/"))
    assert answer["Location"] == f"/schreibtisch/sitzungen/{held.uid}/niederschrift/"
    assert "Die Sitzung ist geschlossen." in browser.get(path(held)).text
    page = post(browser, held, AgendaItem.objects.get(pk=found.pk), notes="Später")
    assert page.status_code == 422
    assert "Die Sitzung läuft nicht." in page.text


def test_a_guest_is_no_member(browser):
    held = started()
    seat(held, "Gast", role="GUEST", votes=False)
    page = browser.get(path(held))
    assert (page.context["all_seats"], page.context["guests"]) == (4, 1)
