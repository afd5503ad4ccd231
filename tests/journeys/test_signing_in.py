"""Frieda and Paul sign in, in a real browser, under our strict policy."""

import re

import pytest
from django.core.cache import cache

from tests.cast import account
from tests.letters import letters
from tests.network import a_network
from tests.sign_in import PASSWORD, code_now, with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _stage(live_server):
    cache.clear()
    a_network()


def with_authenticator(page):
    """A fingerprint reader that always agrees (Chromium's virtual authenticator)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def type_password(page, who: str) -> None:
    page.goto("/konto/anmelden/")
    office = page.get_by_role("region", name="Koordination und Büro")
    office.get_by_label("E-Mail-Adresse").fill(f"{who}@mitsorge.example")
    office.get_by_label("Passwort").fill(PASSWORD)
    office.get_by_role("button", name="Anmelden").click()


def test_frieda_with_password_and_app(page, accessible):
    with_password("frieda")
    page.goto("/schreibtisch/konten/")
    assert page.url.endswith("/konto/anmelden/?next=/schreibtisch/konten/")
    accessible()
    type_password(page, "frieda")
    accessible()
    page.get_by_label("Code").fill(code_now())
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/schreibtisch/")
    page.goto("/schreibtisch/konten/")
    accessible()
    page.get_by_role("button", name="Abmelden (Frieda)").first.click()
    page.goto("/schreibtisch/konten/")
    assert "/konto/anmelden/" in page.url


def test_frieda_is_led_to_a_passkey_and_signs_in_with_it(page, accessible):
    with_password("frieda", factor=False)
    with_authenticator(page)
    type_password(page, "frieda")
    page.wait_for_url("**/konto/zweiter-faktor/**")
    accessible()
    page.get_by_role("link", name="Passkey hinzufügen").click()
    accessible()
    page.get_by_role("button", name="Passkey hinzufügen").click()
    page.wait_for_url("**/notfallcodes/")
    accessible()
    page.get_by_role("link", name="Ich habe die Codes gesichert, weiter").click()
    page.wait_for_url("**/schreibtisch/")
    page.get_by_role("button", name="Abmelden (Frieda)").first.click()
    type_password(page, "frieda")
    page.wait_for_url("**/konto/zweiter-faktor/pruefen/")
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url("**/schreibtisch/")
    assert letters()[0].text.startswith("Für Ihr Konto wurde ein Passkey hinzugefügt.")


def test_paul_with_the_code_from_his_letter(page, accessible):
    account("paul")
    page.goto("/konto/anmelden/")
    page.get_by_role("region", name="Partner, Teams, Helfende").get_by_label("E-Mail").fill(
        "paul@mitsorge.example"
    )
    page.get_by_role("button", name="Code anfordern").click()
    page.wait_for_url("**/konto/code/")
    accessible()
    code = re.search(r"^    (\S+)$", letters()[0].text, re.MULTILINE)
    page.get_by_label("Code aus dem Brief").fill(code[1])
    page.get_by_role("button", name="Weiter").click()
    page.wait_for_url("**/konto/")
    assert page.get_by_role("heading", level=1).inner_text() == "Guten Tag, Paul"
    accessible()
