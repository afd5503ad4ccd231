"""Frieda keeps an offer: found at once, changed, and never overwritten unseen."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge.domain.directory.actions import change_service, load_taxonomy
from mitsorge.domain.directory.models import Service
from mitsorge.domain.directory.queries import draft_of_service
from mitsorge.foundation.people.models import Account
from tests.domain.directory.factories import organization
from tests.network import a_network
from tests.sign_in import PASSWORD, code_now, with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _stage(live_server):
    cache.clear()
    a_network()
    load_taxonomy(at=timezone.now())
    organization("nachbarn-am-markt", name="Nachbarn am Markt e. V.")


@pytest.fixture
def frieda(page):
    with_password("frieda")
    page.goto("/konto/anmelden/")
    office = page.get_by_role("region", name="Koordination und Büro")
    office.get_by_label("E-Mail-Adresse").fill("frieda@mitsorge.example")
    office.get_by_label("Passwort").fill(PASSWORD)
    office.get_by_role("button", name="Anmelden").click()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/schreibtisch/")
    return page


def found_publicly(page, words: str) -> int:
    """So many results name the café when a citizen asks for these words."""
    page.goto(f"/hilfe/?was={words}")
    return page.get_by_role("link", name=re.compile("Café Vergissmeinnicht")).count()


def create(page) -> None:
    page.get_by_role("link", name="Angebot anlegen").click()
    page.get_by_label("Zu welcher Organisation").fill("Nachbarn am Markt e. V.")
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Name des Angebots").fill("Café Vergissmeinnicht")
    page.get_by_label("Wichtigste Angebotsart").select_option(
        label="Betreuungsgruppe und Demenzcafé"
    )
    page.locator("#kontakt > summary").press("Enter")
    page.locator("#id_phones-0-number").fill("030 23125-121")
    page.get_by_role("button", name="Weitere Nummer").click()
    assert page.get_by_label("Name des Angebots").input_value() == "Café Vergissmeinnicht"
    page.get_by_role("button", name="Angebot anlegen").last.click()


def change_elsewhere(summary: str) -> None:
    """A colleague saves while Frieda still types."""
    offer = Service.objects.get()
    draft = draft_of_service(offer)
    change_service(
        service_id=offer.pk,
        draft=type(draft)(**{**vars(draft), "summary": summary}),
        seen=offer.modified_at,
        by=Account.objects.get(email="frieda@mitsorge.example"),
        at=timezone.now(),
    )


def test_frieda_creates_changes_and_meets_another_version(frieda, accessible):
    page = frieda
    assert found_publicly(page, "Vergissmeinnicht") == 0
    page.goto("/schreibtisch/")
    create(page)
    page.wait_for_url(re.compile(r"/schreibtisch/angebote/\d+/$"))
    address = page.url
    accessible()
    assert found_publicly(page, "Demenzcafé") >= 1
    assert found_publicly(page, "Hausnotruf") == 0

    page.goto(address)
    page.get_by_label("In einem Satz").fill("Kaffee und Gesang am Mittwoch")
    page.get_by_role("button", name="Speichern").last.click()
    page.get_by_text("Gespeichert.").wait_for()

    page.get_by_label("In einem Satz").fill("Kaffee, Kuchen und Gesang")
    change_elsewhere("Fällt im Dezember aus")
    page.get_by_role("button", name="Speichern").last.click()
    page.get_by_role("heading", name="Zwei Fassungen").wait_for()
    both = page.get_by_role("row", name="In einem Satz")
    assert both.get_by_role("cell").all_inner_texts() == [
        "Fällt im Dezember aus",
        "Kaffee, Kuchen und Gesang",
    ]
    assert page.get_by_label("In einem Satz").input_value() == "Kaffee, Kuchen und Gesang"
    accessible()
    page.get_by_role("button", name="Meine Fassung speichern").click()
    page.get_by_text("Gespeichert.").wait_for()
    assert Service.objects.get().summary == "Kaffee, Kuchen und Gesang"
