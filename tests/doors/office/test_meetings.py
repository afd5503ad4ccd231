"""Meetings at the office: planned, written, previewed, invited, moved, called off."""

from datetime import datetime, time, timedelta
from urllib.parse import urlparse

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mitsorge.domain.governance.actions.carried import carry_over
from mitsorge.domain.governance.models import AgendaItem, Meeting, Task
from mitsorge.domain.governance.queries.agenda import agenda_of
from mitsorge.doors.office.meeting_work import invitations_due, silence, tasks_due
from mitsorge.foundation.people.models import Account
from tests.domain.governance.tables import BERLIN, a_committee, a_meeting, rules, seat
from tests.foundation.files.samples import PDF
from tests.letters import letters
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def begin(days: int = 60) -> datetime:
    """14 o'clock, so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(14), BERLIN)


@pytest.fixture
def office(db):
    a_network()
    return signed_in("frieda")


@pytest.fixture
def table(db):
    committee = a_committee()
    for name in ("Anna", "Bert"):
        seat(committee, name)
    seat(committee, "Cora", mail=False)
    return committee


def frieda() -> Account:
    return Account.objects.get(email="frieda@mitsorge.example")


def planned(table, days: int = 60, **more) -> Meeting:
    return a_meeting(table, frieda(), begin(days), at=timezone.now(), **more)


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/schreibtisch/sitzungen/{meeting.uid}/{rest}"


def typed(**more) -> dict:
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    return {"day": day, "begins": "14:00", "ends": "16:00", "place": "Rathaus"} | more


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in agenda_of(meeting)]


def test_planned_by_form_without_a_letter(office, table):
    page = office.post("/schreibtisch/gremien/steuerung/sitzungen/neu/", typed(title="Thema"))
    made = Meeting.objects.get()
    assert page["Location"] == address(made)
    assert (made.starts_at, made.title, made.number) == (begin(), "Thema", 1)
    assert letters() == []


def test_over_midnight_needs_the_other_day(office, table):
    night = typed(begins="22:00", ends="01:00")
    page = office.post("/schreibtisch/gremien/steuerung/sitzungen/neu/", night)
    assert "Das Ende liegt nicht nach dem Beginn." in page.content.decode()
    assert 'value="22:00"' in page.content.decode()
    last = (timezone.localdate() + timedelta(days=61)).isoformat()
    office.post("/schreibtisch/gremien/steuerung/sitzungen/neu/", night | {"last_day": last})
    made = Meeting.objects.get()
    assert made.ends_at - made.starts_at == timedelta(hours=3)


def test_the_hour_left_out_in_march_is_told(office, table):
    page = office.post(
        "/schreibtisch/gremien/steuerung/sitzungen/neu/",
        typed(day="2027-03-28", begins="02:30", ends="04:00"),
    )
    assert "Diese Uhrzeit gibt es an diesem Tag nicht" in page.content.decode()
    assert Meeting.objects.count() == 0


def test_an_empty_form_says_what_is_missing(office, table):
    page = office.post("/schreibtisch/gremien/steuerung/sitzungen/neu/", {})
    assert page.content.decode().count("Füllen Sie dieses Feld bitte aus.") >= 3


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same(office, table, how_many, django_assert_num_queries):
    for n in range(how_many):
        planned(table, 30 + n)
    Meeting.objects.filter(number=1).update(status="APPROVED")
    planned(table, 80)
    office.get("/schreibtisch/gremien/steuerung/sitzungen/")
    with django_assert_num_queries(14):
        page = office.get("/schreibtisch/gremien/steuerung/sitzungen/")
    assert page.status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_costs_the_same(office, how_many, django_assert_num_queries):
    committee = a_committee()
    for n in range(how_many):
        seat(committee, f"P{n}")
    meeting = planned(committee)
    for n in range(how_many):
        office.post(address(meeting, "punkte/neu/"), {"title": f"T{n}", "kind": "DECISION"})
    office.post(address(meeting, "einladung/"))
    office.get(address(meeting))
    with django_assert_num_queries(25):
        page = office.get(address(meeting))
    assert page.content.decode().count("keine Antwort") == how_many + 1


def test_the_preview_shows_the_letter_and_sends_nothing(office, table):
    rules(table, 14)
    meeting = planned(table)
    page = office.get(address(meeting, "einladung/")).content.decode()
    assert "(persönlicher Link)" in page
    assert "3 Personen einladen" in page
    assert "Ohne E-Mail-Adresse, bitte anders einladen: Cora" in page
    assert letters() == []
    assert meeting.attendees.count() == 0


def test_invited_with_one_click_and_not_twice(office, table):
    meeting = planned(table)
    assert office.post(address(meeting, "einladung/"))["Location"] == address(meeting)
    assert office.post(address(meeting, "einladung/"))["Location"] == address(meeting)
    assert [letter.to for letter in letters()] == ["anna@post.example", "bert@post.example"]
    page = office.get(address(meeting)).content.decode()
    assert "keine Antwort" in page
    assert "An die Antwort erinnern" in page


def test_a_late_invitation_asks_first(office, table):
    rules(table, 90)
    meeting = planned(table)
    page = office.post(address(meeting, "einladung/")).content.decode()
    assert "Die Frist ist vorbei" in page
    assert letters() == []
    office.post(address(meeting, "einladung/"), {"even_late": "on"})
    assert len(letters()) == 2
    page = office.get(address(meeting)).content.decode()
    assert "30 Tage zu spät" in page


def test_an_open_fault_is_told_on_the_page(office, table):
    meeting = planned(table, place="")
    page = office.post(address(meeting, "einladung/")).content.decode()
    assert "Nennen Sie bitte zuerst einen Ort" in page


def test_the_agenda_is_written_without_script(office, table):
    meeting = planned(table)
    office.post(
        address(meeting, "punkte/neu/"),
        {"title": "Fahrdienst", "kind": "DECISION", "minutes_planned": "20"},
    )
    item = AgendaItem.objects.get(title="Fahrdienst")
    assert (item.is_public, titles(meeting)[-2]) == (False, "Fahrdienst")
    office.post(address(meeting, f"punkte/{item.pk}/ruecken/"), {"richtung": "hoch"})
    assert titles(meeting)[-3] == "Fahrdienst"
    office.post(address(meeting, f"punkte/{item.pk}/ruecken/"), {"richtung": "runter"})
    assert titles(meeting)[-2] == "Fahrdienst"
    office.post(address(meeting, f"punkte/{item.pk}/zurueck/"))
    assert "Fahrdienst" not in titles(meeting)
    office.post(address(meeting, f"punkte/{item.pk}/aufnehmen/"))
    assert "Fahrdienst" in titles(meeting)
    office.post(address(meeting, f"punkte/{item.pk}/entfernen/"))
    assert not AgendaItem.objects.filter(pk=item.pk).exists()


def test_who_saves_an_item_second_sees_both(office, table):
    meeting = planned(table)
    item = agenda_of(meeting)[0]
    said = {"title": "A", "kind": "OPENING", "version": "0"}
    office.post(address(meeting, f"punkte/{item.pk}/"), said)
    page = office.post(address(meeting, f"punkte/{item.pk}/"), said | {"title": "B"})
    text = page.content.decode()
    assert "Dort steht jetzt: Titel: A" in text
    assert 'value="B"' in text
    office.post(address(meeting, f"punkte/{item.pk}/"), said | {"title": "B", "version": "1"})
    item.refresh_from_db()
    assert item.title == "B"


def test_an_item_of_another_meeting_is_nobodys(office, table):
    one, two = planned(table), planned(table, 90)
    item = agenda_of(one)[0]
    assert office.get(address(two, f"punkte/{item.pk}/")).status_code == 404
    assert office.post(address(two, f"punkte/{item.pk}/entfernen/")).status_code == 404


def test_moved_and_told(office, table):
    meeting = planned(table)
    office.post(address(meeting, "einladung/"))
    before = len(letters())
    meeting.refresh_from_db()
    page = office.post(
        address(meeting, "aendern/"), typed(begins="15:00", ends="17:00", version=meeting.version)
    )
    assert page["Location"] == address(meeting)
    assert [letter.purpose for letter in letters()[before:]] == ["governance.moved"] * 2


def test_who_changes_a_meeting_second_keeps_her_words(office, table):
    meeting = planned(table)
    office.post(address(meeting, "aendern/"), typed(place="Kreishaus", version=0))
    page = office.post(address(meeting, "aendern/"), typed(place="Schloss", version=0))
    text = page.content.decode()
    assert "Ort: Kreishaus" in text
    assert 'value="Schloss"' in text


def test_called_off_with_a_reason(office, table):
    meeting = planned(table)
    page = office.post(address(meeting, "absagen/"), {"why": ""})
    assert "Nennen Sie bitte den Grund der Absage." in page.content.decode()
    office.post(address(meeting, "absagen/"), {"why": "Sturm"})
    assert "Sturm" in office.get(address(meeting)).content.decode()
    meeting.refresh_from_db()
    assert meeting.status == "CANCELLED"


def test_papers_are_pdf(office, table):
    meeting = planned(table)
    wrong = SimpleUploadedFile("a.pdf", b"kein PDF")
    page = office.post(address(meeting, "unterlagen/neu/"), {"upload": wrong})
    assert page.status_code == 200
    right = SimpleUploadedFile("vorlage.pdf", PDF)
    office.post(address(meeting, "unterlagen/neu/"), {"upload": right, "name": "Vorlage 1"})
    paper = meeting.papers.get()
    assert (paper.name, paper.file.visibility) == ("Vorlage 1", "OFFICE")
    office.post(address(meeting, f"unterlagen/{paper.pk}/entfernen/"))
    assert meeting.papers.count() == 0


def test_what_waits_is_taken_over_by_hand(office, table):
    """Adjourned in a meeting that closed after the next one was planned."""
    first, second = planned(table, 30), planned(table)
    AgendaItem.objects.filter(meeting=first, kind="DISCUSSION").update(
        status="ADJOURNED", title="Fahrdienst"
    )
    Meeting.objects.filter(pk=first.pk).update(status="MINUTES_OPEN")
    assert "1 Punkt einer früheren Sitzung" in office.get(address(second)).content.decode()
    office.post(address(second, "uebernehmen/"))
    assert titles(second).count("Fahrdienst") == 1
    assert carry_over(meeting=second, by=frieda(), at=timezone.now()) == []


def test_reminded_and_told_from_the_page(office, table):
    meeting = planned(table)
    office.post(address(meeting, "einladung/"))
    before = len(letters())
    assert (
        "2 Briefe erinnern."
        in office.post(address(meeting, "erinnern/"), follow=True).content.decode()
    )
    again = office.post(address(meeting, "erinnern/"), follow=True).content.decode()
    assert "Heute ist schon an die Antwort erinnert worden." in again
    office.post(address(meeting, "tagesordnung-senden/"))
    assert [letter.purpose for letter in letters()[before:]] == [
        "governance.reminder", "governance.reminder", "governance.agenda", "governance.agenda",
    ]  # fmt: skip


def test_topics_wait_in_the_backlog(office, table):
    office.post("/schreibtisch/gremien/steuerung/themen/neu/", {"title": "Später"})
    assert "Später" in office.get("/schreibtisch/gremien/steuerung/sitzungen/").content.decode()


def test_a_seat_opens_the_page_and_no_buttons(table, db):
    """Paul sits there through his house; he reads, proposes, and changes nothing."""
    from mitsorge.domain.directory.models import Organization
    from mitsorge.domain.governance.models import Membership

    a_network()
    house = Organization.objects.create(name="Haus", slug="haus", modified_at=timezone.now())
    Membership.objects.create(committee=table, organization=house, active_from="2020-01-01")
    signed_in("frieda")
    meeting = planned(table)
    paul = signed_in("paul", organization=house)
    page = paul.get(address(meeting))
    assert page.status_code == 200
    assert "nach oben" not in page.content.decode()
    paul.post(address(meeting, "einladung/"))
    meeting.refresh_from_db()
    assert (meeting.status, letters()) == ("DRAFT", [])
    paul.post("/schreibtisch/gremien/steuerung/themen/neu/", {"title": "Idee"})
    assert AgendaItem.objects.get(title="Idee").brought_by == "Paul"


def test_others_do_not_even_learn_that_it_exists(table, db):
    from mitsorge.domain.directory.models import Organization

    a_network()
    signed_in("frieda")
    meeting = planned(table)
    other = Organization.objects.create(name="Otto", slug="otto", modified_at=timezone.now())
    otto = signed_in("otto", organization=other)
    for rest in ("", "aendern/", "absagen/", "einladung/", "punkte/neu/", "unterlagen/neu/"):
        assert otto.get(address(meeting, rest)).status_code == 404
    assert otto.get("/schreibtisch/gremien/steuerung/sitzungen/").status_code == 404


def test_the_desk_tells_what_is_due(office, table):
    rules(table, 14)
    today = timezone.localdate()
    soon, later = planned(table, 20), planned(table, 60)
    [row] = invitations_due(today)
    assert (row.title, row.due) == (f"Einladen: {soon}", today + timedelta(days=6))
    assert urlparse(row.address).path == address(soon)
    office.post(address(soon, "einladung/"))
    assert invitations_due(today) == []
    assert silence(today) == []
    office.post(address(later, "einladung/"))
    Meeting.objects.filter(pk=soon.pk).update(
        starts_at=begin(5), ends_at=begin(5) + timedelta(hours=1)
    )
    [row] = silence(today)
    assert row.title == f"3 Antworten fehlen: {soon}"
    Task.objects.create(
        committee=table, text="Liste", owner="Bert", created_at=timezone.now(), due_on=today
    )
    [row] = tasks_due(today)
    assert (row.title, row.why) == ("1 Aufgabe fällig: Steuerungsgruppe", "Liste (Bert)")
