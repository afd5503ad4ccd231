"""A draft written by the link of a letter: sent or taken back from the overview, and nobody else's."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Change, Inquiry
from tests.domain.directory import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def start():
    cache.clear()
    factories.network()
    service = factories.full_service()
    inquiry = Inquiry.objects.create(organization=service.organization, opened_at=timezone.now())
    return f"/eintrag/{inquiries.signed(inquiry)}/"


def draft(values, *, via="LINK", state="DRAFT"):
    service = Service.objects.get()
    return Change.objects.create(
        organization=service.organization, service=service, kind="EDIT", state=state, via=via,
        before={name: getattr(service, name) for name in values}, after=values,
        seen=service.modified_at, written_at=timezone.now(),
    )  # fmt: skip


def way(start, deed):
    return f"{start}aendern/{Service.objects.get().uid}/{deed}/"


def test_it_is_sent_from_the_overview_and_waits_for_the_office(start):
    change = draft({"summary": "Ein neuer Satz."})
    page = Client().get(start).content.decode()
    assert (way(start, "abschicken") in page, "Zur Freigabe schicken" in page) == (True, True)
    done = Client().post(way(start, "abschicken"), follow=True).content.decode()
    assert "Wir sehen es uns an." in done
    assert way(start, "abschicken") not in done
    change.refresh_from_db()
    assert (change.state, Service.objects.get().summary == "Ein neuer Satz.") == (
        "SUBMITTED",
        False,
    )
    again = Client().post(way(start, "abschicken"), follow=True).content.decode()
    assert "Diese Änderung ist schon abgeschickt." in again


def test_what_is_harmless_is_public_at_once(start):
    draft({"email": "neu@abendsonne.example"})
    assert "So veröffentlichen" in Client().get(start).content.decode()
    Client().post(way(start, "abschicken"))
    assert Service.objects.get().email == "neu@abendsonne.example"


def test_looking_sends_nothing_and_it_can_be_taken_back(start):
    change = draft({"summary": "Ein neuer Satz."})
    assert Client().get(way(start, "abschicken")).status_code == 405
    Client().post(way(start, "zurueckziehen"))
    change.refresh_from_db()
    assert change.state == "WITHDRAWN"


def test_what_an_account_has_begun_is_neither_shown_nor_sent(start):
    change = draft({"summary": "Geheimer Entwurf."}, via="ACCOUNT")
    page = Client().get(start).content.decode()
    assert ("abschicken" in page, "Geheimer Entwurf." in page) == (False, False)
    for deed in ("abschicken", "zurueckziehen"):
        assert Client().post(way(start, deed)).status_code == 404
    change.refresh_from_db()
    assert change.state == "DRAFT"


def test_somebody_elses_entry_is_not_found(start):
    draft({"summary": "Ein neuer Satz."})
    other = factories.organization("anderes-haus")
    inquiry = Inquiry.objects.create(organization=other, opened_at=timezone.now())
    foreign = f"/eintrag/{inquiries.signed(inquiry)}/"
    assert Client().post(way(foreign, "abschicken")).status_code == 404
    assert Organization.objects.count() == 2
    assert Change.objects.get().state == "DRAFT"
