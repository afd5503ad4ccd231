"""Signing in the cast through the pages, second factor included."""

import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from mitsorge.foundation.people.models import Account
from tests.cast import account

PASSWORD = "Linde-Teich-Laterne-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + ahead))


def with_password(name: str, *, factor: bool = True) -> Account:
    who = account(name)
    who.set_password(PASSWORD)
    who.save(update_fields=["password"])
    if factor:
        TOTP.activate(who, SECRET)
    return who


def sign_in(client: Client, name: str, *, factor: bool = True) -> HttpResponse:
    page = client.post(
        "/konto/anmelden/", {"login": f"{name}@mitsorge.example", "password": PASSWORD}
    )
    if not factor:
        return page
    assert page["Location"] == "/konto/zweiter-faktor/pruefen/"
    return client.post(page["Location"], {"code": code_now()})


def signed_in(name: str, **more) -> Client:
    """A browser in which one of the cast is signed in with everything her roles need."""
    who = account(name, **more)
    client = Client()
    cache.clear()
    if not who.grants.exclude(role="MEMBER").exists():
        client.force_login(who)
        return client
    who.set_password(PASSWORD)
    who.save(update_fields=["password"])
    TOTP.activate(who, SECRET)
    sign_in(client, name)
    return client
