"""Frieda shows a picture of the garden; the house changes its mind, and it is gone."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge.domain.directory.actions import load_taxonomy
from tests.domain.directory.factories import organization
from tests.foundation.files.samples import PDF, picture
from tests.network import a_network
from tests.sign_in import PASSWORD, code_now, with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
GARDEN = "Der Garten mit Bänken im Schatten"


@pytest.fixture(autouse=True)
def house(live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    a_network()
    load_taxonomy(at=timezone.now())
    return organization("haus-abendsonne")


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


def choose(page, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "image/jpeg", "buffer": data}
    page.get_by_label("Bilddatei").set_input_files(file)
    page.get_by_role("button", name="Bild hinzufügen").click()


def fill(page) -> None:
    page.get_by_label("Was ist zu sehen?").fill(GARDEN)
    page.get_by_label("Quelle und Rechte").fill("Foto: Haus Abendsonne")
    page.get_by_label("Wer hat eingewilligt?").fill("Haus Abendsonne, Leitung")
    page.get_by_label("Wann?").fill("2026-03-03")
    page.get_by_label("Wofür?").fill("Internetseite des Netzwerks")


def test_frieda_shows_a_picture_and_takes_it_back(frieda, house, accessible):
    page = frieda
    page.goto(f"/schreibtisch/organisationen/{house.pk}/")
    page.get_by_role("link", name="Bild hinzufügen").click()
    accessible()
    fill(page)
    choose(page, "garten.jpg", PDF)
    page.get_by_role("link", name="Das ist kein Bild, das wir zeigen können.").wait_for()
    assert page.get_by_label("Was ist zu sehen?").input_value() == GARDEN
    accessible()
    choose(page, "garten.jpg", picture(size=(1200, 800)))
    page.wait_for_url(re.compile(rf"/organisationen/{house.pk}/#bilder$"))
    accessible()

    page.goto("/organisation/haus-abendsonne/")
    shown = page.get_by_role("img", name=GARDEN)
    shown.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.ms-picture img').naturalWidth === 1200")
    address = shown.get_attribute("src")
    accessible()

    page.goto(f"/schreibtisch/organisationen/{house.pk}/")
    page.get_by_role("link", name="Zurückziehen").click()
    accessible()
    page.get_by_role("button", name="Bild zurückziehen").click()
    page.get_by_text("Das Bild ist nirgends mehr zu sehen.").wait_for()
    accessible()
    page.goto("/organisation/haus-abendsonne/")
    assert page.get_by_role("img", name=GARDEN).count() == 0
    assert page.request.get(address).status == 404
