"""The public calendar and the pages of committees."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.models import (
    Attendee,
    Committee,
    HeadCount,
    Meeting,
    Paper,
    StatusNote,
    Task,
)
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.face.guards import EVERYONE
from mitsorge.foundation.files.models import File
from tests.architecture.routes import routes
from tests.cast import NOW
from tests.domain.directory.factories import organization
from tests.domain.governance.calendar_factories import committee, item, meeting, minutes
from tests.domain.governance.factories import a_membership
from tests.network import FRAME_QUERIES, a_network

SECRET = "Kranichgeheimnis"
CALENDAR, MEETING, COMMITTEE = FRAME_QUERIES + 6, 9, FRAME_QUERIES + 18
"""Queries of each page; the meeting's has no copy, so its frame asks without the tag."""


@pytest.fixture
def network(db):
    return a_network()


def read(address: str, client: Client | None = None) -> str:
    page = (client or Client()).get(address)
    assert page.status_code == 200, address
    return page.content.decode()


def soon(days: int = 10):
    return timezone.now() + timedelta(days=days)


def test_coming_and_past_meetings_with_their_minutes(network):
    ours = committee("runder-tisch", publicity="PUBLIC", name="Runder Tisch")
    coming = meeting(ours, soon(), title="Nachtpflege", place="Kreishaus")
    held = meeting(ours, soon(-40), status=MeetingStatus.APPROVED, title="Tagespflege")
    minutes(held, "Öffentliche Fassung")
    text = read("/termine/")
    assert "Runder Tisch: Nachtpflege" in text
    assert "Kreishaus" in text
    assert f"/termine/{coming.uid}/" in text
    assert f"/sitzungen/{held.uid}/niederschrift/" in text


def test_an_empty_calendar_says_what_to_do(network):
    assert "Zurzeit steht keine öffentliche Sitzung fest" in read("/termine/")


def test_the_menu_leads_to_it(network):
    assert '<a href="/termine/" aria-current="page">' in read("/termine/")


def test_one_meeting_with_its_open_items(network):
    held = meeting(committee(publicity="PUBLIC"), soon())
    item(held, "Begrüßung")
    item(held, "Personalfrage", is_public=False)
    item(held, "Kurzzeitpflege")
    text = read(f"/termine/{held.uid}/")
    assert "TOP 3: Kurzzeitpflege" in text
    assert "Personalfrage" not in text
    assert "Weitere Punkte sind nicht öffentlich." in text


@pytest.mark.parametrize("values", [{"status": "DRAFT"}, {"status": "CANCELLED"}])
def test_what_is_not_public_is_not_there(network, values):
    held = meeting(committee(publicity="PUBLIC"), soon(), **values)
    assert Client().get(f"/termine/{held.uid}/").status_code == 404


def test_a_meeting_of_a_closed_committee_is_not_there(network):
    held = meeting(committee(publicity="MEMBERS"), soon())
    assert Client().get(f"/termine/{held.uid}/").status_code == 404


def test_a_committee_with_its_functions_and_rules(network):
    ours = committee("ag-demenz", publicity="PUBLIC", purpose="Lotsen finden.", name="AG Demenz")
    house = organization("lotsen", name="Lotsenhaus")
    a_membership(ours, "Stella Sommer", role="SPOKESPERSON", organization=house)
    a_membership(ours, "Frieda Herbst", role="CHAIR")
    text = read("/gremien/ag-demenz/")
    assert "Lotsen finden." in text
    assert '<a href="/organisation/lotsen/">Lotsenhaus</a>' in text
    assert "Geschäftsordnung vom 1. Januar 2020" in text
    assert "benannte Mitglieder" in text
    assert "Stella" not in text
    assert "Frieda" not in text


def test_a_house_that_is_not_public_is_not_named(network):
    ours = committee("ag-demenz", publicity="PUBLIC")
    house = organization("versteckt", name="Verstecktes Haus", status="INACTIVE")
    a_membership(ours, "Stella", role="SPOKESPERSON", organization=house)
    assert "Verstecktes Haus" not in read("/gremien/ag-demenz/")


def test_a_committee_that_has_not_begun_is_not_there(network):
    committee("morgen", active_from=soon().date())
    assert Client().get("/gremien/morgen/").status_code == 404
    assert Client().get("/gremien/gibt-es-nicht/").status_code == 404


def test_the_network_leads_to_its_committees(network):
    committee("ag-demenz")
    assert 'href="/gremien/ag-demenz/"' in read("/netzwerk/")


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_for_one_and_for_three(network, count, django_assert_num_queries):
    for n in range(count):
        ours = committee(f"g{n}", publicity="PUBLIC")
        for days in (10, -40):
            held = meeting(ours, soon(days), status=MeetingStatus.APPROVED)
            item(held, "Punkt", result="ADOPTED", decided_at=NOW, status="DONE")
            minutes(held, "Text")
    first = Meeting.objects.earliest("starts_at")
    with django_assert_num_queries(CALENDAR):
        read("/termine/")
    with django_assert_num_queries(MEETING):
        read(f"/termine/{first.uid}/")
    with django_assert_num_queries(COMMITTEE):
        read("/gremien/g0/")


def plant(ours: Committee, **values) -> None:
    """The word in every field of a meeting that is internal, and in what belongs to it."""
    closed = meeting(
        ours, soon(), title=SECRET, place=SECRET, online_url=f"https://{SECRET}.example/",
        cancelled_why=SECRET, **values,
    )  # fmt: skip
    plant_below(closed, is_public=True)


def plant_below(held: Meeting, *, is_public: bool) -> None:
    planted = item(
        held, SECRET, text=SECRET, notes=SECRET, presenter=SECRET, brought_by=SECRET,
        resolution_text=SECRET, dissent=SECRET, rule_applied=SECRET, result="ADOPTED",
        decided_at=NOW, status="DONE", is_public=is_public,
    )  # fmt: skip
    Attendee.objects.create(
        meeting=held, name=SECRET, organization_name=SECRET, role="MEMBER", deputy_name=SECRET,
        deputy_email=f"{SECRET}@x.example",
    )  # fmt: skip
    HeadCount.objects.create(meeting=held, label=SECRET, count=3)
    Task.objects.create(
        committee=held.committee, item=planted, text=SECRET, owner=SECRET, created_at=NOW
    )
    file = File.objects.create(
        kind="PDF", name=SECRET, size=1, sha256="0" * 64, stored_as=f"{held.pk}", uploaded_at=NOW,
        visibility="PUBLIC",
    )  # fmt: skip
    paper = Paper.objects.create(
        committee=held.committee, meeting=held, name=SECRET, file=file, is_public=is_public,
        added_at=NOW,
    )  # fmt: skip
    paper.items.add(planted)


def everywhere() -> list[str]:
    """Every address a visitor may open, with every committee and meeting there is."""
    open_ones = [route.address for route in routes() if route.guard == EVERYONE]
    meetings = Meeting.objects.values_list("uid", flat=True)
    codes = Committee.objects.values_list("code", flat=True)
    found = [f"/termine/{uid}/" for uid in meetings]
    found += [f"/sitzungen/{uid}/niederschrift/" for uid in meetings]
    found += [f"/termine/{uid}/termin.ics" for uid in meetings]
    found += [f"/gremien/{code}/" for code in codes]
    found += [f"/gremien/{code}/termine.ics" for code in codes]
    return [*open_ones, *found]


def test_nothing_internal_leaves_anywhere(network):
    """Closed committees, drafts, closed items of open meetings, names, internal minutes: no public page holds the word."""
    plant(committee("zu", publicity="MEMBERS"))
    plant(committee("ohne-regeln"))
    ours = committee("offen", publicity="PUBLIC")
    plant(ours, status=MeetingStatus.DRAFT)
    plant(ours, status=MeetingStatus.CANCELLED)
    a_membership(ours, SECRET, role="CHAIR")
    StatusNote.objects.create(committee=ours, text=SECRET, at=NOW)
    for status, approved in ((MeetingStatus.INVITED, False), (MeetingStatus.APPROVED, True)):
        held = meeting(
            ours, soon(-20 if approved else 20), status=status, title="Offenes Thema",
            online_url=f"https://{SECRET}.example/", cancelled_why=SECRET,
        )  # fmt: skip
        item(held, "Offener Punkt", notes=SECRET, presenter=SECRET, brought_by=SECRET)
        plant_below(held, is_public=False)
        minutes(held, "Offene Fassung", approved=approved)
        held.minutes.text = SECRET
        held.minutes.save(update_fields=["text"])
    client = Client()
    pages = {
        address: client.get(address).content.decode(errors="replace") for address in everywhere()
    }
    leaks = [address for address, text in pages.items() if SECRET.lower() in text.lower()]
    assert leaks == []
    assert "Offener Punkt" in "".join(pages.values())
