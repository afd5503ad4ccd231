"""Signing in as people do: through the pages, with the letters of the outbox in hand."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from mitsorge.foundation.access import actions as access
from mitsorge.foundation.people import actions as people
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import Role
from tests.cast import NOW, account
from tests.letters import letters
from tests.sign_in import PASSWORD, SECRET, code_now, sign_in, with_password

pytestmark = pytest.mark.django_db


def ask_for_code(client: Client, address: str):
    return client.post("/konto/anmelden/code/", {"email": address})


def last_code() -> str:
    return re.search(r"^    (\S+)$", letters()[-1].text, re.MULTILINE).group(1)


def is_in(client: Client) -> bool:
    return client.get("/konto/").status_code == 200


def test_the_names_allauth_looks_up_have_german_addresses():
    assert reverse("account_login") == "/konto/anmelden/"
    assert reverse("mfa_activate_totp") == "/konto/zweiter-faktor/app/"


def test_paul_signs_in_by_the_code_from_the_letter(client):
    account("paul")
    page = ask_for_code(client, "Paul@mitsorge.example")
    assert page["Location"] == "/konto/code/"
    assert [letter.to for letter in letters()] == ["paul@mitsorge.example"]
    before = client.session.session_key
    page = client.post("/konto/code/", {"code": last_code()})
    assert page["Location"] == "/konto/weiter/"
    assert client.session.session_key != before
    assert client.get("/konto/weiter/")["Location"] == "/konto/"
    assert is_in(client)


def test_a_wrong_code_keeps_out_and_five_end_the_try(client):
    account("paul")
    ask_for_code(client, "paul@mitsorge.example")
    for _try in range(4):
        page = client.post("/konto/code/", {"code": "nicht-der-code"})
        assert "Der Code stimmt nicht." in page.content.decode()
    right = last_code()
    assert client.post("/konto/code/", {"code": "nochmal"})["Location"] == "/konto/anmelden/code/"
    client.post("/konto/code/", {"code": right})
    assert not is_in(client)


def test_frieda_needs_password_and_second_factor(client):
    with_password("frieda")
    page = client.post(
        "/konto/anmelden/", {"login": "frieda@mitsorge.example", "password": PASSWORD}
    )
    assert page["Location"] == "/konto/zweiter-faktor/pruefen/"
    assert not is_in(client)
    page = client.post("/konto/zweiter-faktor/pruefen/", {"code": "000000"})
    assert "Der Code stimmt nicht." in page.content.decode()
    page = client.post("/konto/zweiter-faktor/pruefen/", {"code": code_now()})
    assert page["Location"] == "/konto/weiter/"
    assert client.get("/konto/weiter/")["Location"] == "/schreibtisch/"


def test_a_totp_code_opens_once(client):
    with_password("frieda")
    code = code_now()
    client.post("/konto/anmelden/", {"login": "frieda@mitsorge.example", "password": PASSWORD})
    client.post("/konto/zweiter-faktor/pruefen/", {"code": code})
    thief = Client()
    thief.post("/konto/anmelden/", {"login": "frieda@mitsorge.example", "password": PASSWORD})
    thief.post("/konto/zweiter-faktor/pruefen/", {"code": code})
    assert (is_in(client), is_in(thief)) == (True, False)


def test_without_second_factor_the_office_stays_shut_and_leads_to_set_up(
    client, django_capture_on_commit_callbacks
):
    with_password("frieda", factor=False)
    sign_in(client, "frieda", factor=False)
    page = client.get("/schreibtisch/konten/")
    assert page["Location"] == "/konto/zweiter-faktor/?next=%2Fschreibtisch%2Fkonten%2F"
    assert client.post("/schreibtisch/konten/einladen/", {})["Location"].startswith(
        "/konto/zweiter-faktor/"
    )
    assert client.get("/konto/weiter/")["Location"].startswith("/konto/zweiter-faktor/?")
    secret = client.get("/konto/zweiter-faktor/app/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/konto/zweiter-faktor/app/", {"code": code})
    assert page["Location"] == "/konto/zweiter-faktor/notfallcodes/"
    assert client.get("/schreibtisch/konten/").status_code == 200
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert [letter.subject for letter in letters()] == ["Änderung an Ihrem Konto"]


def test_an_office_account_gets_no_code_by_mail(client):
    with_password("frieda")
    page = ask_for_code(client, "frieda@mitsorge.example")
    assert page["Location"] == "/konto/code/"
    assert [letter.subject for letter in letters()] == ["Bitte mit Passwort anmelden"]
    assert re.search(r"^    \S+$", letters()[0].text, re.MULTILINE) is None


def test_a_session_opened_by_code_does_not_grow_into_the_office(client):
    """Tilda signed in by code and becomes coordinator while she reads."""
    frieda, tilda = with_password("frieda"), account("tilda")
    ask_for_code(client, "tilda@mitsorge.example")
    client.post("/konto/code/", {"code": last_code()})
    people.grant_role(account=tilda, role=Role.COORDINATION, by=frieda, at=NOW)
    page = client.get("/schreibtisch/konten/")
    assert page["Location"].startswith("/konto/neu-anmelden/?")
    TOTP.activate(tilda, SECRET)
    assert client.get("/schreibtisch/konten/")["Location"].startswith("/konto/neu-anmelden/?")
    assert client.get(page["Location"]).status_code == 200


def test_a_code_asked_for_before_the_role_opens_nothing(client):
    frieda, tilda = with_password("frieda"), account("tilda")
    ask_for_code(client, "tilda@mitsorge.example")
    people.grant_role(account=tilda, role=Role.PLANNING, by=frieda, at=NOW)
    assert client.post("/konto/code/", {"code": last_code()}).status_code == 403
    assert not is_in(client)


def test_a_member_with_a_password_still_needs_the_code(client):
    who = account("paul")
    who.set_password(PASSWORD)
    who.save(update_fields=["password"])
    page = sign_in(client, "paul", factor=False)
    assert "E-Mail-Adresse oder Passwort stimmen nicht." in page.content.decode()
    assert not is_in(client)


def shown(page) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def answers(address: str) -> list[str]:
    """What the two pages that take an address say, without token and address."""
    found = []
    for path in ("/konto/anmelden/code/", "/konto/passwort/vergessen/"):
        data = {"email": f"{address}@mitsorge.example"}
        page = Client().post(path, data, follow=True)
        found += [str(page.redirect_chain), shown(page).replace(address, "X")]
    return found


def test_every_address_gets_the_same_answer_and_one_letter_each():
    account("paul")
    with_password("frieda")
    closed = account("ida")
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    known = answers("paul")
    for address in ("frieda", "ida", "niemand"):
        assert answers(address) == known
    assert [(letter.to.partition("@")[0], letter.subject) for letter in letters()] == [
        ("paul", "Ihr Code zum Anmelden"),
        ("paul", "Sie brauchen kein Passwort"),
        ("frieda", "Bitte mit Passwort anmelden"),
        ("frieda", "Ihr Code für ein neues Passwort"),
        ("ida", "Anmeldung nicht möglich"),
        ("ida", "Anmeldung nicht möglich"),
        ("niemand", "Anmeldung nicht möglich"),
        ("niemand", "Anmeldung nicht möglich"),
    ]


def test_a_wrong_password_says_the_same_for_known_and_unknown(client):
    with_password("frieda")
    known = client.post("/konto/anmelden/", {"login": "frieda@mitsorge.example", "password": "x"})
    other = client.post("/konto/anmelden/", {"login": "nobody@mitsorge.example", "password": "x"})
    assert shown(known).replace("frieda", "nobody") == shown(other)


def test_five_wrong_passwords_lock_for_a_while(client):
    with_password("frieda")
    for _try in range(5):
        client.post("/konto/anmelden/", {"login": "frieda@mitsorge.example", "password": "falsch"})
    page = sign_in(client, "frieda", factor=False)
    assert "Das waren zu viele Versuche." in page.content.decode()


def test_codes_are_not_sent_without_end(client):
    account("paul")
    for _try in range(5):
        ask_for_code(Client(), "paul@mitsorge.example")
    assert len(letters()) == 3


def test_a_closed_account_is_out_at_once(client):
    frieda, _paul = with_password("frieda"), account("paul")
    ask_for_code(client, "paul@mitsorge.example")
    client.post("/konto/code/", {"code": last_code()})
    assert is_in(client)
    people.deactivate_account(account=_paul, by=frieda, at=NOW)
    assert not is_in(client)


def test_nobody_signs_up(client):
    page = client.get("/konto/registrieren/")
    assert "Konten vergibt die Koordination" in page.content.decode()
    data = {"email": "neu@mitsorge.example", "password1": PASSWORD}
    page = client.post("/konto/registrieren/", data)
    assert "Konten vergibt die Koordination" in page.content.decode()
    assert not client.login(email="neu@mitsorge.example", password=PASSWORD)


def test_signing_out_is_a_deed(client):
    with_password("frieda")
    sign_in(client, "frieda")
    assert client.get("/konto/abmelden/").status_code == 200
    assert is_in(client)
    assert client.post("/konto/abmelden/")["Location"] == "/"
    assert not is_in(client)


def test_a_new_password_ends_the_other_sessions(client):
    with_password("frieda")
    other = Client()
    sign_in(client, "frieda")
    cache.clear()
    sign_in(other, "frieda")
    assert (is_in(client), is_in(other)) == (True, True)
    new = "Kranich-Moor-Fenster-3"
    data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/konto/passwort/", data).status_code == 302
    assert (is_in(client), is_in(other)) == (True, False)
    assert "geändert" in letters()[-1].text


def test_a_first_password_is_set_by_a_code_from_a_letter(client):
    account("frieda")
    client.post("/konto/passwort/vergessen/", {"email": "frieda@mitsorge.example"})
    page = client.post("/konto/passwort/vergessen/code/", {"code": last_code()})
    assert page["Location"] == "/konto/passwort/vergessen/neu/"
    data = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(page["Location"], data)["Location"] == "/konto/passwort/vergessen/fertig/"
    assert not is_in(client)
    assert sign_in(client, "frieda", factor=False)["Location"] == "/konto/weiter/"


def test_a_forgotten_password_does_not_step_over_the_second_factor(client):
    with_password("frieda")
    client.post("/konto/passwort/vergessen/", {"email": "frieda@mitsorge.example"})
    client.post("/konto/passwort/vergessen/code/", {"code": last_code()})
    client.post("/konto/passwort/vergessen/neu/", {"password1": PASSWORD, "password2": PASSWORD})
    page = sign_in(client, "frieda", factor=False)
    assert page["Location"] == "/konto/zweiter-faktor/pruefen/"
    assert not is_in(client)


def test_the_last_factor_of_the_office_stays(client):
    with_password("frieda")
    sign_in(client, "frieda")
    page = client.get("/konto/zweiter-faktor/app/entfernen/")
    assert "Das ist Ihr einziger zweiter Faktor." in page.content.decode()
    client.post("/konto/zweiter-faktor/app/entfernen/")
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_next_never_leads_away(client):
    with_password("frieda", factor=False)
    data = {
        "login": "frieda@mitsorge.example",
        "password": PASSWORD,
        "next": "https://evil.example/",
    }
    assert client.post("/konto/anmelden/", data)["Location"] == "/konto/weiter/"
    page = client.get("/konto/neu-anmelden/?next=//evil.example/")
    assert page.context["wanted"] == "/schreibtisch/"


def test_too_many_visits_from_one_place_get_a_calm_page(client):
    for number in range(21):
        data = {"email": f"{number}@mitsorge.example"}
        page = client.post("/konto/passwort/vergessen/", data)
    assert page.status_code == 429
    assert "Zu viele Versuche" in page.content.decode()


def test_counts_keep_no_address(client):
    ask_for_code(client, "paul@mitsorge.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM counted_attempts")
        keys = [key for (key,) in cursor.fetchall()]
    assert keys
    assert [key for key in keys if not re.fullmatch("[0-9a-f]{64}", key)] == []


def test_the_picture_to_scan_has_a_ground_of_its_own(client):
    with_password("frieda", factor=False)
    sign_in(client, "frieda", factor=False)
    drawn = client.get("/konto/zweiter-faktor/app/").context["totp_svg"]
    assert 'fill="white"' in drawn


def test_a_reset_factor_ends_every_session(client):
    with_password("frieda")
    sign_in(client, "frieda")
    assert client.get("/schreibtisch/konten/").status_code == 200
    frieda = Account.objects.get()
    access.reset_second_factor(account=frieda, by=account("ida"), at=NOW)
    assert client.get("/schreibtisch/konten/")["Location"].startswith("/konto/anmelden/?")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "room", ["passkeys/neu/", "app/", "app/entfernen/", "notfallcodes/", "notfallcodes/neu/"]
)
def test_a_session_without_the_factor_makes_itself_no_second_one(client, room):
    """It was opened by the password alone, before the account got its factor elsewhere."""
    frieda = with_password("frieda", factor=False)
    sign_in(client, "frieda", factor=False)
    TOTP.activate(frieda, SECRET)
    page = client.get(f"/konto/zweiter-faktor/{room}")
    assert page["Location"].startswith("/konto/zweiter-faktor/bestaetigen/?next=")
