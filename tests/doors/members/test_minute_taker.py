"""Somebody without any role writes one meeting down, from the first tick to the minutes, and nothing else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.actions import minutes as minutes_deeds
from mitsorge.domain.governance.actions.minute_takers import name_minute_taker
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import Meeting, Minutes, Objection, Task
from mitsorge.domain.governance.permissions import may_record
from mitsorge.domain.governance.queries.minute_takers import possible_minute_takers
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.recommendations.models import Impulse, Topic
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.factories import a_membership, a_person
from tests.domain.governance.sittings import committee, frieda, item, meeting, rules, seat
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
HERE, OFFICE = "/konto/gremien/", "/schreibtisch/"


@pytest.fixture
def held(db) -> Meeting:
    """Invited for this minute; Tilda sits there with a vote and leads nothing."""
    a_network()
    group = committee()
    rules(group, quorum="NONE", publicity="PUBLIC")
    found = meeting(group, seats=2, start=timezone.localtime() - timedelta(seconds=30))
    tilda = account("tilda")
    tilda.person = a_person("Tilda Brandt")
    tilda.save(update_fields=["person"])
    a_membership(group, tilda.person)
    return found


def tilda() -> Account:
    return Account.objects.get(email="tilda@mitsorge.example")


def browser(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def named(held: Meeting, who: Account | None) -> Meeting:
    return name_minute_taker(
        meeting_id=held.pk, person_id=who.person_id if who else None, by=frieda(), at=timezone.now()
    )


def live(held: Meeting, rest: str = "") -> str:
    return f"{OFFICE}sitzungen/{held.uid}/protokollieren/{rest}"


def minutes_at(held: Meeting, rest: str = "") -> str:
    return f"{OFFICE}sitzungen/{held.uid}/niederschrift/{rest}"


def test_the_office_names_her_on_the_page_and_takes_it_back(held):
    office = signed_in("frieda")
    at = f"{OFFICE}sitzungen/{held.uid}/"
    assert "Noch führt niemand Protokoll." in office.get(at).content.decode()
    page = office.post(f"{at}protokollfuehrung/", {"person": tilda().person_id}, follow=True)
    assert "Protokoll führt Tilda Brandt." in page.content.decode()
    office.post(f"{at}protokollfuehrung/", {"person": ""})
    held.refresh_from_db()
    assert held.minute_taker is None
    told = Entry.objects.filter(event="governance.meeting.minute_taker").order_by("pk")
    assert [one.changes["minute_taker"] for one in told] == [
        ["", "Tilda Brandt"],
        ["Tilda Brandt", ""],
    ]


def test_only_who_sits_there_or_works_in_the_office_is_offered(held):
    a_membership(held.committee, "Ina Stellvertretung", deputy_of=held.committee.memberships.get())
    office = frieda()
    office.person = a_person("Frieda Falk")
    office.save(update_fields=["person"])
    stranger = a_person("Otto Ohne")
    found = [each.name for each in possible_minute_takers(held)]
    assert found == ["Frieda Falk", "Ina Stellvertretung", "Tilda Brandt"]
    with pytest.raises(Refused, match="im Gremium sitzt oder im Büro arbeitet"):
        name_minute_taker(meeting_id=held.pk, person_id=stranger.pk, by=frieda(), at=timezone.now())


def test_nobody_names_herself(held):
    page = browser(tilda()).post(
        f"{OFFICE}sitzungen/{held.uid}/protokollfuehrung/",
        {"person": tilda().person_id},
        follow=True,
    )
    assert "Das tut, wer das Gremium leitet oder für es spricht." in page.content.decode()
    held.refresh_from_db()
    assert held.minute_taker is None
    with pytest.raises(NotAllowed):
        name_minute_taker(
            meeting_id=held.pk, person_id=tilda().person_id, by=tilda(), at=timezone.now()
        )


def test_a_plain_member_is_not_let_into_the_running_meeting(held):
    client = browser(tilda())
    assert client.get(live(held)).status_code == 404
    assert client.post(live(held, "beginnen/")).status_code == 404
    assert "Sie führen Protokoll" not in client.get(HERE).content.decode()


def test_she_records_the_whole_meeting(held):
    first, cards = item(held, "Vier Betten"), item(held, "Impulse", kind="CARDS")
    named(held, tilda())
    client = browser(tilda())
    mine = client.get(HERE).content.decode()
    assert "Sie führen Protokoll" in mine
    assert live(held) in mine
    assert client.get(live(held)).status_code == 200
    client.post(live(held, "beginnen/"))
    there = held.attendees.order_by("pk").first()
    client.post(live(held, "anwesenheit/sichern/"), {"da": [there.pk]})
    client.post(
        live(held, f"top/{first.pk}/"),
        {
            "version": 0, "notes": "Alle sind dafür.", "tat": "beschluss", "yes": 1, "no": 0,
            "abstentions": 0, "resolution_text": "Vier Betten.", "task": "Vorlage", "owner": "Paul",
        },
    )  # fmt: skip
    client.post(live(held, "karten/"), {"cards": "Bus fehlt", "key": "", "top": cards.pk})
    card = Impulse.objects.get()
    client.post(live(held, "karten/ordnen/"), {"karte": [card.pk], "name": "Wege"})
    client.post(live(held, f"aufgaben/{Task.objects.get().pk}/"))
    client.post(live(held, "schliessen/"))
    first.refresh_from_db()
    held.refresh_from_db()
    there.refresh_from_db()
    card.refresh_from_db()
    assert there.present_from is not None
    assert (first.notes, first.result) == ("Alle sind dafür.", "ADOPTED")
    assert card.topic == Topic.objects.get(name="Wege")
    assert Task.objects.get().done_at is not None
    assert held.status == MeetingStatus.MINUTES_OPEN


def test_she_writes_and_sends_the_minutes_and_another_approves(held):
    seat(held, "Nadia")
    named(held, tilda())
    Meeting.objects.filter(pk=held.pk).update(
        status=MeetingStatus.MINUTES_OPEN, started_at=timezone.now(), closed_at=timezone.now()
    )
    client = browser(tilda())
    client.post(minutes_at(held, "erstellen/"))
    text = Minutes.objects.get().text
    assert "Protokoll: Tilda Brandt" in text
    assert "Tilda" not in Minutes.objects.get().public_text
    client.post(minutes_at(held), {"version": 0, "text": "Kurz.", "public_text": ""})
    client.post(minutes_at(held, "senden/"))
    sent = Minutes.objects.select_related("meeting").get()
    assert (sent.text, sent.meeting.status) == ("Kurz.", MeetingStatus.OBJECTION_PERIOD)
    objection = Objection.objects.create(
        minutes=sent, attendee=held.attendees.last(), text="Nein", raised_at=timezone.now()
    )
    later = timezone.now() + timedelta(days=60)
    with pytest.raises(NotAllowed, match="wer das Gremium leitet"):
        minutes_deeds.approve(minutes_id=sent.pk, by=tilda(), at=later)
    with pytest.raises(NotAllowed):
        minutes_deeds.answer_objection(
            objection_id=objection.pk, answer="Doch", by=tilda(), at=later
        )


@pytest.mark.parametrize("status", [MeetingStatus.APPROVED, MeetingStatus.CANCELLED])
def test_it_is_over_with_the_minutes(status, held):
    named(held, tilda())
    Meeting.objects.filter(pk=held.pk).update(status=status)
    held.refresh_from_db()
    assert not may_record(tilda(), held, timezone.localdate())
    assert browser(tilda()).get(live(held)).status_code == 404
    with pytest.raises(Refused, match="nichts mehr mitzuschreiben"):
        named(held, None)


def test_another_meeting_of_the_committee_stays_closed(held):
    named(held, tilda())
    other = meeting(held.committee, seats=1, start=timezone.localtime())
    client = browser(tilda())
    assert client.get(live(other)).status_code == 404
    assert client.post(live(other, "beginnen/")).status_code == 404


def test_somebody_of_the_office_without_a_seat_comes_in(held):
    """Arno advises citizens and sits in no committee: the meeting he writes down opens, the committee does not."""
    arno = signed_in("arno")
    who = Account.objects.get(email="arno@mitsorge.example")
    who.person = a_person("Arno Amt")
    who.save(update_fields=["person"])
    assert arno.get(live(held)).status_code == 403
    named(held, who)
    assert arno.get(live(held)).status_code == 200
    assert arno.get(f"{OFFICE}sitzungen/{held.uid}/").status_code == 200
    assert arno.get(f"{OFFICE}gremien/{held.committee.code}/").status_code == 403
    assert live(held) in arno.get(HERE).content.decode()
