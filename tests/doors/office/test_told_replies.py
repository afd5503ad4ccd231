"""An answer somebody gave on the telephone: written down by the office, by the rules of the link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions.invitations import invite, reply_by_phone
from mitsorge.domain.governance.models import Attendee, Membership
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.tables import a_committee, a_meeting, a_person, seat
from tests.letters import letters
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db):
    a_network()
    return signed_in("frieda")


@pytest.fixture
def meeting(office):
    committee = a_committee()
    seat(committee, "Anna")
    bert = seat(committee, "Bert")
    Membership.objects.create(
        committee=committee, person=a_person("Vera"), deputy_of=bert, active_from="2020-01-01"
    )
    now = timezone.now()
    found = a_meeting(committee, frieda(), now + timedelta(days=60), at=now)
    return invite(meeting_id=found.pk, by=frieda(), at=now)


def frieda() -> Account:
    return Account.objects.get(email="frieda@mitsorge.example")


def row(meeting, name: str) -> Attendee:
    return meeting.attendees.get(name=name)


def address(meeting, name: str) -> str:
    return f"/schreibtisch/sitzungen/{meeting.uid}/antwort/{row(meeting, name).pk}/"


def said(meeting, name: str) -> tuple[str, str, str]:
    found = row(meeting, name)
    return found.reply, found.deputy_name, found.deputy_email


def entries(meeting, name: str) -> list[tuple]:
    found = Entry.objects.filter(
        subject_type="governance.attendee", subject_id=row(meeting, name).pk
    )
    return [(entry.event, entry.by_id, entry.changes) for entry in found.order_by("pk")]


def test_the_page_of_the_meeting_leads_there(office, meeting):
    page = office.get(f"/schreibtisch/sitzungen/{meeting.uid}/").content.decode()
    assert page.count("Antwort eintragen") == 2
    assert address(meeting, "Anna") in page


def test_looking_answers_nothing(office, meeting):
    assert office.get(address(meeting, "Anna")).status_code == 200
    assert said(meeting, "Anna") == ("NONE", "", "")


def test_yes_is_kept_and_the_journal_says_who_wrote_it_down(office, meeting):
    page = office.post(address(meeting, "Anna"), {"reply": "YES"})
    assert page["Location"] == f"/schreibtisch/sitzungen/{meeting.uid}/#teilnahme"
    assert said(meeting, "Anna") == ("YES", "", "")
    assert entries(meeting, "Anna") == [
        ("governance.attendee.told", frieda().pk, {"reply": ["NONE", "YES"]})
    ]
    page = office.get(address(meeting, "Anna")).content.decode()
    assert "Antwort am Telefon eingetragen" in page


def test_the_same_answer_again_leaves_no_trace(office, meeting):
    for _again in range(2):
        office.post(address(meeting, "Anna"), {"reply": "NO"})
    assert len(entries(meeting, "Anna")) == 1


def test_a_named_deputy_hears_of_it(office, meeting):
    typed = {"reply": "DEPUTY", "deputy_name": "Vera", "deputy_email": "vera@haus.example"}
    office.post(address(meeting, "Bert"), typed)
    assert said(meeting, "Bert") == ("DEPUTY", "Vera", "vera@haus.example")
    assert [each.to for each in letters()][-1] == "vera@haus.example"


def test_a_deputy_without_mandate_is_refused_and_nothing_typed_is_lost(office, meeting):
    page = office.post(address(meeting, "Bert"), {"reply": "DEPUTY", "deputy_name": "Wanda"})
    assert "Für diesen Sitz ist diese Vertretung nicht benannt." in page.content.decode()
    assert 'value="Wanda"' in page.content.decode()
    assert said(meeting, "Bert") == ("NONE", "", "")


def test_only_what_the_seat_can_answer_is_offered(office, meeting):
    def offered(name: str) -> list[str]:
        form = office.get(address(meeting, name)).context["form"]
        return [value for value, _words in form.fields["reply"].choices]

    assert offered("Anna") == ["YES", "NO"]
    assert offered("Bert") == ["YES", "DEPUTY", "NO"]
    meeting.online_url = "https://konferenz.example/raum"
    meeting.save()
    assert offered("Anna") == ["YES", "ONLINE", "NO"]


def test_no_answer_is_none(office, meeting):
    page = office.post(address(meeting, "Anna"), {})
    assert "Wählen Sie bitte eine Antwort." in page.content.decode()


def test_once_it_began_nothing_is_written_down(office, meeting):
    meeting.starts_at = timezone.now() - timedelta(minutes=1)
    meeting.save()
    page = office.post(address(meeting, "Anna"), {"reply": "YES"}).content.decode()
    assert "Diese Sitzung hat schon begonnen." in page
    assert said(meeting, "Anna") == ("NONE", "", "")


def test_who_does_not_run_the_committee_writes_no_answers_for_others(meeting):
    bo = account("bo")
    with pytest.raises(NotAllowed):
        reply_by_phone(uid=row(meeting, "Anna").uid, reply="YES", by=bo, at=timezone.now())


def test_a_seat_of_another_meeting_is_not_found(office, meeting):
    other = a_meeting(meeting.committee, frieda(), timezone.now() + timedelta(days=90))
    at = f"/schreibtisch/sitzungen/{other.uid}/antwort/{row(meeting, 'Anna').pk}/"
    assert office.get(at).status_code == 404
