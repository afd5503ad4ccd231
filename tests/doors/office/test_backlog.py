"""The backlog of a committee at the office: noted, written anew, withdrawn; nobody's words are lost."""

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions.agenda import (
    add_item,
    change_item,
    remove_item,
    schedule_item,
    withdraw_item,
)
from mitsorge.domain.governance.actions.carried import carry_over
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import AgendaItem
from mitsorge.domain.governance.queries.agenda import agenda_of, backlog
from mitsorge.domain.governance.rules import ItemStatus
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.tables import a_committee, a_meeting
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
BASE = "/schreibtisch/gremien/steuerung"


@pytest.fixture
def office(db):
    a_network()
    return signed_in("frieda")


@pytest.fixture
def table(office):
    return a_committee()


@pytest.fixture
def topic(table) -> AgendaItem:
    return add_item(committee=table, title="Kurzzeitpflege", by=frieda(), at=timezone.now())


def frieda() -> Account:
    return Account.objects.get(email="frieda@mitsorge.example")


def typed(item: AgendaItem, **more) -> dict:
    return {"title": item.title, "kind": item.kind, "is_public": "on", "version": "0"} | more


def titles(table) -> list[str]:
    return [item.title for item in backlog(table)]


def events(item: AgendaItem) -> list[str]:
    found = Entry.objects.filter(subject_type="governance.agendaitem", subject_id=item.pk)
    return list(found.order_by("pk").values_list("event", flat=True))


def test_the_list_leads_to_the_topic(office, topic):
    assert f"{BASE}/themen/{topic.pk}/" in office.get(f"{BASE}/sitzungen/").content.decode()


def test_a_topic_is_written_anew(office, table, topic):
    page = office.post(f"{BASE}/themen/{topic.pk}/", typed(topic, title="Betten", text="Vier"))
    assert page["Location"] == f"{BASE}/sitzungen/#speicher"
    topic.refresh_from_db()
    assert (topic.title, topic.text, topic.version) == ("Betten", "Vier", 1)


def test_without_a_title_nothing_typed_is_lost(office, table, topic):
    for at in (f"{BASE}/themen/neu/", f"{BASE}/themen/{topic.pk}/"):
        page = office.post(at, {"title": " ", "text": "Ein langer Satz.", "kind": "DISCUSSION"})
        assert page.status_code == 200
        assert "Ein langer Satz." in page.content.decode()
        assert "Füllen Sie dieses Feld bitte aus." in page.content.decode()
    assert titles(table) == ["Kurzzeitpflege"]


def test_who_saves_second_sees_both_versions(office, topic):
    at = timezone.now()
    change_item(item_id=topic.pk, values={"title": "Ihre"}, version=0, by=frieda(), at=at)
    page = office.post(f"{BASE}/themen/{topic.pk}/", typed(topic, title="Meine"))
    assert page.status_code == 409
    rows = [(row.before, row.after) for row in page.context["conflict"].rows]
    assert rows == [("Ihre", "Meine")]
    topic.refresh_from_db()
    assert topic.title == "Ihre"
    again = page.context["form"].data
    office.post(f"{BASE}/themen/{topic.pk}/", again)
    topic.refresh_from_db()
    assert topic.title == "Meine"


def test_withdrawn_after_a_question_the_row_and_its_history_stay(office, table, topic):
    at = f"{BASE}/themen/{topic.pk}/streichen/"
    assert "zurückziehen?" in office.get(at).content.decode()
    assert titles(table) == ["Kurzzeitpflege"]
    for _again in range(2):
        office.post(at)
    topic.refresh_from_db()
    assert (titles(table), topic.status) == ([], ItemStatus.WITHDRAWN)
    assert events(topic) == ["governance.agendaitem.added", "governance.agendaitem.withdrawn"]


def test_who_writes_on_what_was_withdrawn_is_told_and_keeps_the_words(office, topic):
    withdraw_item(item_id=topic.pk, by=frieda(), at=timezone.now())
    page = office.post(f"{BASE}/themen/{topic.pk}/", typed(topic, title="Meine")).content.decode()
    assert "Dieses Thema ist zurückgezogen. Merken Sie es bitte neu vor." in page
    assert 'value="Meine"' in page


def test_what_was_taken_off_an_agenda_meanwhile_can_be_noted_anew(office, table, topic):
    meeting = a_meeting(table, frieda())
    at = timezone.now()
    schedule_item(item_id=topic.pk, meeting_id=meeting.pk, by=frieda(), at=at)
    remove_item(item_id=topic.pk, by=frieda(), at=at)
    page = office.post(f"{BASE}/themen/{topic.pk}/", typed(topic, title="Meine")).content.decode()
    assert "Dieses Thema gibt es nicht mehr." in page
    assert 'value="Meine"' in page
    assert f'action="{BASE}/themen/neu/"' in page


def test_what_stands_on_an_agenda_is_not_withdrawn(table, topic):
    meeting = a_meeting(table, frieda())
    schedule_item(item_id=topic.pk, meeting_id=meeting.pk, by=frieda(), at=timezone.now())
    with pytest.raises(Refused):
        withdraw_item(item_id=topic.pk, by=frieda(), at=timezone.now())


def test_a_carried_one_that_was_withdrawn_does_not_come_back(table, topic):
    old = AgendaItem.objects.create(
        committee=table, title="Kurzzeitpflege", status=ItemStatus.ADJOURNED,
        modified_at=timezone.now(),
    )  # fmt: skip
    AgendaItem.objects.filter(pk=topic.pk).update(carried_from=old)
    withdraw_item(item_id=topic.pk, by=frieda(), at=timezone.now())
    meeting = a_meeting(table, frieda())
    carry_over(meeting=meeting, by=frieda(), at=timezone.now())
    assert "Kurzzeitpflege" not in [item.title for item in agenda_of(meeting)]


def test_others_neither_read_nor_withdraw(table, topic):
    stranger = account("bo")
    with pytest.raises(NotAllowed):
        withdraw_item(item_id=topic.pk, by=stranger, at=timezone.now())
    stella = signed_in("stella")
    assert stella.get(f"{BASE}/themen/{topic.pk}/").status_code == 404
