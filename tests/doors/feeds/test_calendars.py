"""Calendars to subscribe to: what they hold, when they change, and whose they are."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from mitsorge.domain.governance.models import Attendee, Committee, Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.foundation.access.models import CalendarKey
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.logs import blanked
from tests.cast import NOW
from tests.domain.directory.factories import organization
from tests.domain.governance.calendar_factories import committee, meeting
from tests.domain.governance.factories import a_membership, a_person
from tests.network import a_network
from tests.sign_in import signed_in

BERLIN = ZoneInfo("Europe/Berlin")
PAGE = "/konto/kalender/"


@pytest.fixture
def network(db):
    return a_network()


def events(address: str, client: Client | None = None) -> list:
    answer = (client or Client()).get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def titles(address: str) -> list[str]:
    return [str(each["summary"]) for each in events(address)]


def on_the_wall(days: int, hour: int = 14) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=BERLIN)


def test_the_calendar_of_the_network_holds_what_is_public(network):
    open_one = committee("offen", publicity="PUBLIC", name="Runder Tisch")
    meeting(open_one, on_the_wall(10), title="Nachtpflege", place="Kreishaus")
    meeting(open_one, on_the_wall(20), status=MeetingStatus.DRAFT, title="Entwurf")
    meeting(committee("zu", publicity="MEMBERS"), on_the_wall(10))
    (found,) = events("/termine.ics")
    assert str(found["summary"]) == "Runder Tisch: Nachtpflege"
    assert str(found["location"]) == "Kreishaus"
    assert str(found["url"]).endswith(f"/termine/{Meeting.objects.get(title='Nachtpflege').uid}/")


def test_no_place_where_others_may_not_come(network):
    ours = committee("zu", publicity="MINUTES_PUBLIC")
    meeting(ours, on_the_wall(10), place="Sozialamt", online_url="https://video.example/x")
    (found,) = events("/termine.ics")
    assert "location" not in found
    assert "video.example" not in str(found["url"])


def test_the_calendar_of_a_committee_holds_its_own_and_joint_meetings(network):
    ours, other = (committee(code, publicity="PUBLIC", name=code) for code in ("eins", "zwei"))
    meeting(ours, on_the_wall(10), title="A")
    meeting(other, on_the_wall(11), title="B").joint_with.add(ours)
    meeting(other, on_the_wall(12), title="C")
    assert titles("/gremien/eins/termine.ics") == ["eins: A", "zwei, eins: B"]
    assert Client().get("/gremien/gibt-es-nicht/termine.ics").status_code == 404


def test_two_o_clock_stays_two_o_clock_over_both_changes(network):
    ours = committee(publicity="PUBLIC")
    year = timezone.localdate().year + 1
    for month in (1, 7, 11):
        meeting(ours, datetime(year, month, 15, 14, tzinfo=BERLIN))
    found = [each.decoded("dtstart") for each in events("/termine.ics")]
    assert [(at.hour, at.utcoffset()) for at in found] == [
        (14, timedelta(hours=1)), (14, timedelta(hours=2)), (14, timedelta(hours=1)),
    ]  # fmt: skip


def test_a_cancelled_meeting_is_told_as_cancelled(network):
    ours = committee(publicity="PUBLIC")
    meeting(ours, on_the_wall(10), status=MeetingStatus.CANCELLED, invited_at=NOW, sequence=3)
    (found,) = events("/termine.ics")
    assert (str(found["status"]), found["sequence"]) == ("CANCELLED", 3)


@pytest.mark.parametrize("address", ["/termine.ics", "/gremien/runder-tisch/termine.ics"])
def test_nothing_is_sent_twice_until_something_changes(network, address):
    held = meeting(committee(publicity="PUBLIC"), on_the_wall(10))
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Meeting.objects.filter(pk=held.pk).update(place="Rathaus")
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_an_empty_calendar_stands_still_too(network):
    first = Client().get("/termine.ics")
    assert Client().get("/termine.ics", headers={"If-None-Match": first["ETag"]}).status_code == 304


def address_of(client: Client) -> str:
    page = client.post(PAGE, {"was": "anlegen"})
    return str(page.context["address"]).partition("://")[2].partition("/")[2]


def own(client: Client) -> list[str]:
    return titles("/" + address_of(client))


def test_own_calendar_by_seat_house_and_invitation(network):
    house = organization("abendsonne", name="Haus Abendsonne")
    browser = signed_in("paul", organization=house)
    paul = a_person("Paul")
    Account.objects.filter(email="paul@mitsorge.example").update(person=paul)
    a_membership(committee("sitz", name="Sitz"), paul)
    a_membership(committee("haus", name="Haus"), organization=house)
    for code, name in (("sitz", "Sitz"), ("haus", "Haus"), ("fremd", "Fremd"), ("gast", "Gast")):
        ours = committee(code, name=name) if code in ("fremd", "gast") else committee_of(code)
        meeting(ours, on_the_wall(10), title="Treffen", online_url="https://video.example/x")
        meeting(ours, on_the_wall(20), title="Entwurf", status=MeetingStatus.DRAFT)
    guest_at = Meeting.objects.get(committee__code="gast", title="Treffen")
    Attendee.objects.create(meeting=guest_at, person=paul, name="Paul", role="GUEST")
    assert own(browser) == ["Sitz: Treffen", "Haus: Treffen", "Gast: Treffen"]


def committee_of(code: str):
    return Committee.objects.get(code=code)


def test_otto_sees_nothing_of_the_others(network):
    browser = signed_in("otto", organization=organization("andere"))
    ours = committee("zu")
    a_membership(ours, organization=organization("abendsonne"))
    meeting(ours, on_the_wall(10))
    assert own(browser) == []


def test_the_coordination_sees_all_that_is_announced(network):
    meeting(committee("zu", name="Geschlossen"), on_the_wall(10), title="x")
    assert own(signed_in("frieda")) == ["Geschlossen: x"]


def test_only_the_hash_is_kept_and_the_address_is_shown_once(network):
    browser = signed_in("frieda")
    secret = address_of(browser).rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 43
    key = CalendarKey.objects.get()
    assert secret not in str(vars(key))
    assert secret not in browser.get(PAGE).content.decode()
    assert Entry.objects.filter(event="access.calendar.opened").count() == 1
    assert secret not in str(list(Entry.objects.values()))


def test_a_new_address_closes_the_old_one_and_turning_off_closes_all(network):
    browser = signed_in("frieda")
    old, new = "/" + address_of(browser), "/" + address_of(browser)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    browser.post(PAGE, {"was": "abschalten"})
    assert Client().get(new).status_code == 404
    assert Entry.objects.filter(event="access.calendar.closed").count() == 1


def test_a_locked_account_has_no_calendar(network):
    browser = signed_in("frieda")
    address = "/" + address_of(browser)
    Account.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_visitors_are_sent_to_sign_in(network):
    assert Client().get(PAGE)["Location"].startswith("/konto/anmelden/")


@pytest.mark.parametrize("count", [1, 3])
def test_calendars_cost_the_same_for_one_and_for_three(network, count, django_assert_num_queries):
    ours, other = committee(publicity="PUBLIC"), committee("zwei", publicity="PUBLIC")
    for n in range(count):
        meeting(ours, on_the_wall(n)).joint_with.add(other)
    address = "/" + address_of(signed_in("frieda"))
    with django_assert_num_queries(3):
        events("/termine.ics")
    with django_assert_num_queries(6):
        events("/gremien/zwei/termine.ics")
    with django_assert_num_queries(3):
        events(address)


def test_the_log_never_holds_the_address(network):
    secret = address_of(signed_in("frieda")).rpartition("/")[2]
    assert blanked(f"Not Found: /konto/kalender/{secret}") == "Not Found: /konto/kalender/‹link›"
