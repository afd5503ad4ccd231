"""A report that is owed: on the desk until somebody writes down that it was sent; a slip is taken back."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions.duty_reports import note_sent, withdraw
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import DutyReport
from mitsorge.domain.governance.queries.duty_reports import owed_by
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.doors.office import year_work
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.calendar_factories import committee, meeting, rules
from tests.domain.governance.tables import BERLIN
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
BASE = "/schreibtisch/gremien/konferenz"


@pytest.fixture
def office(db):
    a_network()
    return signed_in("frieda")


@pytest.fixture
def table(office):
    """It met 80 days ago and reports within three months; nobody reports on the meeting of tomorrow."""
    found = committee("konferenz", name="Pflegekonferenz")
    rules(found, report_to="Ministerium", report_months=3)
    held(found, 80)
    return found


def today():
    return timezone.localdate()


def held(found, ago: int):
    begin = datetime.combine(today() - timedelta(days=ago), time(14), BERLIN)
    return meeting(found, begin, status=MeetingStatus.APPROVED)


def frieda() -> Account:
    return Account.objects.get(email="frieda@mitsorge.example")


def note(table, **more):
    due = more.pop("due", None) or owed_by(table, today())[0]
    said = {"sent_on": today(), "how": "E-Mail", "by": frieda(), "at": timezone.now()} | more
    return note_sent(due=due, **said)


def desk() -> list:
    return [row for row in year_work.rhythm(today()) if row.title == "Bericht an: Ministerium"]


def events() -> list[str]:
    found = Entry.objects.filter(event__startswith="governance.dutyreport").order_by("pk")
    return list(found.values_list("event", flat=True))


def test_from_the_desk_to_the_form_and_away(office, table):
    row = desk()[0]
    page = office.get(row.address)
    assert page.status_code == 200
    due = owed_by(table, today())[0].report
    key = f"{due.day}~{due.after}"
    assert f'value="{key}" selected' in page.content.decode()
    office.post(row.address, {"report": key, "sent_on": today().isoformat(), "how": "Post"})
    sent = DutyReport.objects.get()
    assert (sent.to, sent.after, sent.due_on, sent.how) == (
        *("Ministerium", due.after, due.day),
        "Post",
    )
    assert desk() == []
    assert "Post" in office.get(f"{BASE}/").content.decode()


def test_the_page_of_the_meeting_shows_it(office, table):
    note(table, how="Einschreiben")
    page = office.get(f"/schreibtisch/sitzungen/{table.meetings.get().uid}/").content.decode()
    assert "Einschreiben" in page
    assert "eingetragen von Frieda" in page


def test_taken_back_with_a_reason_it_is_owed_again_and_the_row_stays(office, table):
    sent = note(table)
    at = f"{BASE}/berichte/{sent.pk}/zuruecknehmen/"
    assert "Füllen Sie dieses Feld" in office.post(at, {"why": ""}).content.decode()
    office.post(at, {"why": "Falsches Jahr"})
    sent.refresh_from_db()
    assert sent.withdrawn_at is not None
    assert len(desk()) == 1
    assert events() == ["governance.dutyreport.sent", "governance.dutyreport.withdrawn"]
    with pytest.raises(AlreadyDone):
        withdraw(report_id=sent.pk, why="noch einmal", by=frieda(), at=timezone.now())
    note(table)
    assert DutyReport.objects.count() == 2
    assert office.get(f"{BASE}/").status_code == 200


def test_written_down_once(table):
    due = owed_by(table, today())[0]
    note(table, due=due)
    with pytest.raises(AlreadyDone):
        note(table, due=due)
    assert events() == ["governance.dutyreport.sent"]


def test_a_yearly_report_is_written_down_once_a_year(table):
    other = committee("beirat", name="Beirat")
    soon = today() + timedelta(days=10)
    rules(other, report_to="Rat", report_day=f"{soon:%m-%d}")
    due = owed_by(other, today())[0]
    assert due.report.after is None
    note(other, due=due)
    with pytest.raises(AlreadyDone):
        note(other, due=due)
    assert owed_by(other, today()) == []


def test_one_meeting_is_not_the_other(table):
    held(table, 70)
    note(table)
    assert len(owed_by(table, today())) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sent_on": 1}, "liegt in der Zukunft"),
        ({"sent_on": -81}, "war die Sitzung noch nicht"),
        ({"how": " "}, "Wie ging der Bericht hinaus"),
    ],
)
def test_what_cannot_be_is_refused(table, wrong, words):
    if "sent_on" in wrong:
        wrong = {"sent_on": today() + timedelta(days=wrong["sent_on"])}
    with pytest.raises(Refused, match=words):
        note(table, **wrong)


def test_typed_words_stay(office, table):
    due = owed_by(table, today())[0].report
    later = (today() + timedelta(days=3)).isoformat()
    typed = {"report": f"{due.day}~{due.after}", "sent_on": later, "how": "Bote"}
    page = office.post(f"{BASE}/berichte/versandt/", typed).content.decode()
    assert "liegt in der Zukunft" in page
    assert 'value="Bote"' in page


def test_who_does_not_run_it_writes_nothing_down(table):
    with pytest.raises(NotAllowed):
        note(table, by=account("bo"))


def test_a_late_report_stays_on_the_desk_for_a_month(table):
    held(table, 110)
    held(table, 200)
    assert len(desk()) == 2
