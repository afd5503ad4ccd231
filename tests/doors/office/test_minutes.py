"""The Niederschrift on the desk, by personal link and for everyone; the register of decisions."""

import re
from datetime import timedelta

import page as checker
import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions import minutes as deeds
from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.letters.minutes import signed
from mitsorge.domain.governance.models import Meeting, Minutes, Objection
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.doors.office import minutes_work
from tests.cast import account
from tests.domain.governance.sittings import committee, frieda, item, meeting, rules
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    a_network()
    return signed_in("frieda")


def closed(days_ago: int = 40, *, decisions: int = 1, **values) -> Meeting:
    group = committee()
    rules(group, **{"publicity": "MINUTES_PUBLIC"} | values)
    start = (timezone.localtime() - timedelta(days=days_ago)).replace(hour=10)
    held = meeting(group, seats=3, start=start)
    recording.start_meeting(meeting_id=held.pk, by=frieda(), at=start)
    for one in held.attendees.all():
        recording.mark_present(attendee_id=one.pk, by=frieda(), at=start)
    recording.add_guest(meeting_id=held.pk, name="Gerda Gast", by=frieda(), at=start)
    for n in range(decisions):
        found = item(held, f"Betten {n}", is_public=n == 0)
        recording.decide(item_id=found.pk, version=0, yes=2, no=1, by=frieda(), at=start)
    recording.close_meeting(meeting_id=held.pk, by=frieda(), at=start + timedelta(hours=1))
    held.refresh_from_db()
    return held


def sent(held: Meeting) -> Minutes:
    at = held.closed_at
    made = deeds.compose(meeting_id=held.pk, by=frieda(), at=at)
    deeds.send(minutes_id=made.pk, by=frieda(), at=at)
    made.refresh_from_db()
    return made


def approved(held: Meeting) -> Minutes:
    made = sent(held)
    deeds.approve(minutes_id=made.pk, by=frieda(), at=held.closed_at + timedelta(days=20))
    made.refresh_from_db()
    return made


def office(held: Meeting, rest: str = "") -> str:
    return f"/schreibtisch/sitzungen/{held.uid}/niederschrift/{rest}"


def test_from_the_closed_meeting_to_the_letter(browser):
    held = closed()
    assert "Noch keine Niederschrift" in browser.get(office(held)).text
    page = browser.post(office(held, "erstellen/"), follow=True)
    assert page.context["form"]["text"].value().startswith(("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"))  # fmt: skip
    browser.post(office(held), {"version": 0, "text": "Neu.", "public_text": "Öffentlich."})
    page = browser.post(office(held), {"version": 0, "text": "Andere.", "public_text": ""})
    assert page.status_code == 409
    assert page.context["form"]["text"].value() == "Andere."
    assert page.context["form"]["version"].value() == "1"
    page = browser.post(office(held), {"version": 1, "text": "", "public_text": ""})
    assert "Eine Niederschrift ohne Text gibt es nicht." in page.text
    page = browser.post(office(held, "senden/"), follow=True)
    assert "Genehmigen können Sie nach dem" in page.text
    page = browser.post(office(held, "genehmigen/"), follow=True)
    assert "kann noch jemand etwas einwenden" in page.text


def test_approved_minutes_cannot_be_changed_by_any_page(browser):
    held = closed()
    made = approved(held)
    before = (made.text, made.public_text, made.sha256)
    page = browser.post(office(held), {"version": made.version, "text": "x", "public_text": ""})
    assert "lässt sich nicht mehr ändern" in page.text
    for rest in ("erstellen/", "senden/", "genehmigen/"):
        browser.post(office(held, rest))
    made.refresh_from_db()
    assert (made.text, made.public_text, made.sha256) == before
    assert made.meeting.status == MeetingStatus.APPROVED
    assert made.sha256 in browser.get(office(held)).text


def test_a_member_reads_and_objects_by_link(client, browser):
    held = closed(days_ago=1)
    sent(held)
    link = f"/niederschrift/{signed(held.attendees.exclude(role='GUEST').first())}/"
    page = client.get(link)
    assert "Betten 0" in page.text
    assert page["Cache-Control"].startswith("max-age=0")
    assert "no-referrer" not in page.text + page["Referrer-Policy"]  # a browser could not object
    page = client.post(link, {"text": " "})
    assert page.status_code == 422
    assert "Bitte schreiben Sie, was nicht stimmt." in page.text
    assert (
        "Ihre Einwendung ist angekommen" in client.post(link, {"text": "Nein."}, follow=True).text
    )
    objection = Objection.objects.get()
    page = browser.post(office(held, f"einwendungen/{objection.pk}/"), {"answer": ""})
    assert page.status_code == 422
    sent_answer = {"answer": "Stimmt.", "oeffnen": "on"}
    page = browser.post(office(held, f"einwendungen/{objection.pk}/"), sent_answer, follow=True)
    assert "Die Antwort ist unterwegs." in page.text
    assert page.context["may_write"]
    assert "Stimmt." in client.get(link).text


@pytest.mark.parametrize("link", ["x", "abc:def:ghi"])
def test_a_dead_link_says_what_helps(link, client, browser):
    page = client.get(f"/niederschrift/{link}/")
    assert page.status_code == 410
    assert "Der Link gilt nicht mehr" in page.text


def test_after_the_period_a_link_only_reads(client, browser):
    held = closed()
    sent(held)
    link = f"/niederschrift/{signed(held.attendees.exclude(role='GUEST').first())}/"
    assert "Stimmt etwas nicht?" not in client.get(link).text
    page = client.post(link, {"text": "Zu spät."})
    assert page.status_code == 422
    assert "Zu spät." in page.text


def test_everyone_reads_the_public_version_once_it_is_approved(client, browser):
    held = closed(decisions=2)
    made = sent(held)
    address = f"/sitzungen/{held.uid}/niederschrift/"
    paper = f"/sitzungen/{held.uid}/niederschrift.pdf"
    assert [client.get(at).status_code for at in (address, paper)] == [404, 404]
    deeds.approve(minutes_id=made.pk, by=frieda(), at=held.closed_at + timedelta(days=20))
    page = client.get(address)
    assert page.status_code == 200
    assert "Betten 0" in page.text
    assert [word for word in ("Betten 1", "Gerda", "Mitglied 1") if word in page.text] == []
    made_pdf = client.get(paper)
    assert made_pdf["Content-Type"] == "application/pdf"
    profile = checker.ValidationProfile.PDF_UA_1
    assert checker.is_pdf_compliant_bytes(made_pdf.content, profile=profile)


def test_what_is_for_members_stays_with_them(client, browser):
    held = closed(publicity="MEMBERS")
    approved(held)
    assert client.get(f"/sitzungen/{held.uid}/niederschrift/").status_code == 404
    assert client.get(f"/sitzungen/{held.uid}/niederschrift.pdf").status_code == 404
    assert "Öffentliche Fassung" not in browser.get(office(held)).text


def test_the_internal_paper_is_for_who_may_read_it(client, browser):
    held = closed()
    approved(held)
    paper = f"/schreibtisch/sitzungen/{held.uid}/niederschrift.pdf"
    found = browser.get(paper)
    profile = checker.ValidationProfile.PDF_UA_1
    assert checker.is_pdf_compliant_bytes(found.content, profile=profile)
    assert client.get(paper).status_code == 302
    client.force_login(account("otto"))
    assert client.get(paper).status_code == 403


@pytest.mark.parametrize("many", [1, 3])
def test_the_register_costs_the_same_for_one_and_three(many, browser, django_assert_num_queries):
    closed(decisions=many)
    with django_assert_num_queries(9):  # 3 session and roles, 4 the list, 2 the frame
        page = browser.get("/schreibtisch/beschluesse/")
    assert page.context["paged"].total == many


def test_the_register_finds_words_numbers_and_years(browser):
    held = closed(decisions=3)
    year = timezone.localdate(held.starts_at).year

    def found(query: str) -> list[str]:
        page = browser.get(f"/schreibtisch/beschluesse/?{query}")
        return re.findall(r"Steuerungsgruppe \d{4}/\d\d", page.text)

    number = f"Steuerungsgruppe {year}/02"
    assert len(found("")) == 3
    assert found("worte=betten+/02") == [number]
    assert found(f"worte={year}/02") == [number]
    assert found("worte=gibtesnicht") == []
    assert len(found(f"jahr={year}&gremium=steuerungsgruppe")) == 3
    assert len(found("jahr=1999")) == 3  # not offered: as if nothing was asked
    assert browser.get("/schreibtisch/gremien/steuerungsgruppe/beschluesse/").status_code == 200
    assert browser.get("/schreibtisch/gremien/fehlt/beschluesse/").status_code == 404


def test_the_desk_knows_which_minutes_wait(browser):
    def titles() -> list[str]:
        return [row.title for row in minutes_work.minutes(timezone.localdate())]

    held = closed()
    assert titles() == ["Niederschrift: Steuerungsgruppe, 1. Sitzung"]
    made = sent(held)
    assert titles() == ["Niederschrift genehmigen: Steuerungsgruppe, 1. Sitzung"]
    Minutes.objects.update(objections_until=timezone.localdate())
    assert titles() == []
    Meeting.objects.update(status=MeetingStatus.RUNNING)
    assert titles() == ["Steuerungsgruppe, 1. Sitzung schließen"]
    Meeting.objects.update(status=MeetingStatus.APPROVED)
    assert titles() == []
    assert made.pk
