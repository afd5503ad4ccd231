"""Frieda reads a partner list: columns, preview, taken over; the same list again changes nothing."""

import io
import re

import openpyxl
import pytest
from django.core.cache import cache
from django.utils import timezone

from mitsorge.domain.directory.actions import load_taxonomy
from mitsorge.domain.directory.models import Service
from mitsorge.foundation.journal.models import Entry
from tests.network import a_network
from tests.sign_in import PASSWORD, code_now, with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CHOSEN = {
    "Erste Spalte": "Name des Angebots",
    "Zweite Spalte": "Angebotsart",
    "Dritte Spalte": "Telefon",
    "Vierte Spalte": "Ort",
}
ROWS = (
    ("Haus Abend", "Tagespflege", 3023125111, "Bad Belzig"),
    ("Haus Morgen", "Kurzzeitpflege", "030 23125-112", "Bad Belzig"),
    ("Haus Mittag", "Tagesfplege", "030 23125-113", "Bad Belzig"),
)


@pytest.fixture(autouse=True)
def _stage(live_server):
    cache.clear()
    a_network()
    load_taxonomy(at=timezone.now())


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


def workbook() -> bytes:
    """A list whose headings say nothing, one phone number as a number, one kind misspelled."""
    book = openpyxl.Workbook()
    for row in (tuple(CHOSEN), *ROWS):
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def upload(page) -> None:
    page.goto("/schreibtisch/importe/")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Datei").set_input_files(
        {"name": "partner.xlsx", "mimeType": kind, "buffer": workbook()}
    )
    page.get_by_role("button", name="Hochladen und prüfen").click()
    page.get_by_role("heading", name="Was steht in welcher Spalte?").wait_for()


def name_columns(page) -> None:
    for heading, field in CHOSEN.items():
        page.get_by_label(heading).select_option(label=field)
    page.get_by_role("button", name="Vorschau zeigen").click()
    page.wait_for_url("**/vorschau/")


def outcomes(page) -> list[str]:
    """The tabs of the preview, e.g. "neu 2"."""
    tabs = page.get_by_role("navigation", name="Ergebnis").get_by_role("link")
    return [re.sub(r"\s+", " ", text).strip() for text in tabs.all_inner_texts()]


def test_a_list_is_taken_over_once(frieda, accessible):
    page = frieda
    upload(page)
    accessible()
    name_columns(page)
    assert outcomes(page) == ["neu 2", "geändert 0", "unverändert 0", "auffällig 1", "abgelehnt 0"]
    remark = "Telefonnummer aus einer Zahl wiederhergestellt: 03023125111"
    page.get_by_role("listitem").get_by_text(remark, exact=True).wait_for()
    assert Service.objects.count() == 0
    accessible()
    page.get_by_role("link", name="auffällig 1").click()
    page.get_by_role("checkbox", name="Haus Mittag").wait_for()
    accessible()

    page.get_by_role("button", name="Übernehmen").click()
    page.get_by_role("heading", name="Fertig. Die Liste ist im Verzeichnis.").wait_for()
    page.get_by_role("heading", name="1 auffällige Zeile wurde nicht übernommen").wait_for()
    page.get_by_text("1 × Angebotsart nicht in unserer Liste").wait_for()
    accessible()
    assert sorted(Service.objects.values_list("name", flat=True)) == ["Haus Abend", "Haus Morgen"]
    page.goto("/hilfe/?was=Tagespflege")
    page.get_by_role("link", name=re.compile("Haus Abend")).first.wait_for()

    written = list(Service.objects.order_by("pk").values()), Entry.objects.count()
    upload(page)
    name_columns(page)
    assert outcomes(page) == ["neu 0", "geändert 0", "unverändert 2", "auffällig 1", "abgelehnt 0"]
    page.get_by_role("heading", name="Es gibt nichts zu übernehmen.").wait_for()
    assert page.get_by_role("button", name="Übernehmen").count() == 0
    accessible()
    assert (list(Service.objects.order_by("pk").values()), Entry.objects.count()) == written
