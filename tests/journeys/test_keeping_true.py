"""A home manager between two shifts: confirms by letter, changes, says that something is gone; a forwarded letter."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge.domain.directory.models import Location, Organization, Service
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Change, Inquiry
from tests.cast import account
from tests.domain.directory import factories
from tests.sign_in import PASSWORD, code_now, with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SENTENCE = "Wir holen Sie morgens ab und bringen Sie abends heim."


@pytest.fixture
def link(live_server):
    cache.clear()
    factories.network()
    service = factories.full_service()
    Service.objects.update(assured_at=None)
    Organization.objects.update(email="haus@abendsonne.example")
    inquiry = Inquiry.objects.create(organization=service.organization, opened_at=timezone.now())
    return f"/eintrag/{inquiries.signed(inquiry)}/"


def sign_in(page) -> None:
    with_password("frieda")
    page.goto("/konto/anmelden/")
    office = page.get_by_role("region", name="Koordination und Büro")
    office.get_by_label("E-Mail-Adresse").fill("frieda@mitsorge.example")
    office.get_by_label("Passwort").fill(PASSWORD)
    office.get_by_role("button", name="Anmelden").click()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/schreibtisch/")


def test_one_click_confirms(page, link, accessible):
    page.goto(link)
    accessible()
    assert Service.objects.get().assured_at is None
    page.get_by_role("button", name="Ja, alles stimmt").click()
    page.get_by_text("Ihre Einträge gelten ab heute als bestätigt").wait_for()
    assert Service.objects.get().assured_at is not None


def test_a_change_waits_for_approval_and_is_published(page, link, accessible):
    page.goto(link)
    page.get_by_role("button", name="Etwas hat sich geändert").click()
    page.get_by_role("link", name="Name und Beschreibung").first.click()
    accessible()
    page.get_by_label("Beschreibung").fill(SENTENCE)
    page.get_by_role("button", name="Entwurf speichern").click()
    page.get_by_text("Entwurf gespeichert").wait_for()
    page.get_by_role("button", name="Zur Freigabe schicken").click()
    page.get_by_text("Bis dahin bleibt der Eintrag, wie er war").wait_for()
    assert Service.objects.get().description != SENTENCE
    sign_in(page)
    page.goto("/schreibtisch/aenderungen/")
    accessible()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Angekreuzte freigeben").click()
    page.get_by_text("1 Änderung veröffentlicht.").wait_for()
    assert Service.objects.get().description == SENTENCE


def test_gone_is_asked_and_nothing_disappears(page, link, accessible):
    page.goto(link)
    page.get_by_role("button", name="Das gibt es nicht mehr").click()
    page.get_by_role("link", name=Service.objects.get().name).click()
    accessible()
    page.get_by_role("button", name="Ja, das gibt es nicht mehr").click()
    page.get_by_text("Wir fragen nach, bevor etwas verschwindet").first.wait_for()
    assert (Service.objects.get().status, Change.objects.get().state) == ("ACTIVE", "SUBMITTED")


def test_a_forwarded_letter_shows_nothing_that_is_not_public(page, link):
    account("paul", organization=Organization.objects.get())
    Location.objects.update(is_protected=True, street="Geheimweg 7")
    Change.objects.create(
        organization=Organization.objects.get(), service=Service.objects.get(), kind="EDIT",
        state="DRAFT", via="ACCOUNT", before={"summary": ""}, after={"summary": "Noch geheim."},
        seen=timezone.now(), written_at=timezone.now(),
    )  # fmt: skip
    page.goto(link)
    shown = page.content()
    page.goto(f"{link}aendern/{Service.objects.get().uid}/beschreibung/")
    shown += page.content()
    assert [word for word in ("Geheimweg", "Noch geheim", "paul@") if word in shown] == []
