"""What every answer says to the browser, with and without TLS."""

import json
import os
import subprocess
import sys

import pytest

POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
ASK = """
import django, json
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
call_command("migrate", verbosity=0)
client = Client(headers={"host": "netzwerk.kreis.example"})
plain = client.get("/konto/anmelden/")
page = client.get("/konto/anmelden/", secure=True)
client.post("/konto/anmelden/code/", {"email": "niemand@mitsorge.example"}, secure=True)
cookies = {name: {k: c[k] for k in ("secure", "httponly", "samesite")} for name, c in client.cookies.items()}
print(json.dumps({"plain": [plain.status_code, plain.headers.get("location")], "headers": dict(page.headers), "cookies": cookies}))
"""


def ask(tls: str) -> dict:
    """A process of its own: the settings read the environment once."""
    values = {
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
        "MITSORGE_TLS": tls,
        "MITSORGE_HOSTS": "netzwerk.kreis.example",
        "MITSORGE_BASE_URL": "https://netzwerk.kreis.example",
        "MITSORGE_SECRET_KEY": "x" * 50,
        "MITSORGE_DATABASE_URL": "sqlite://",
    }
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ASK],
        env={**os.environ, **values},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module", params=["on", "off"])
def answer(request) -> tuple[bool, dict]:
    return request.param == "on", ask(request.param)


def test_the_policy_allows_our_own_files_only(answer):
    _tls, got = answer
    assert set(got["headers"]["Content-Security-Policy"].split("; ")) == POLICY


def test_nothing_is_guessed_and_nobody_is_told_where_one_came_from(answer):
    _tls, got = answer
    assert got["headers"]["X-Content-Type-Options"] == "nosniff"
    assert got["headers"]["Referrer-Policy"] == "same-origin"
    assert got["headers"]["Cross-Origin-Opener-Policy"] == "same-origin"


def test_sign_in_pages_are_kept_by_no_cache(answer):
    _tls, got = answer
    assert "no-store" in got["headers"]["Cache-Control"]


def test_cookies_travel_safely_and_scripts_cannot_read_the_session(answer):
    tls, got = answer
    session, token = got["cookies"]["sessionid"], got["cookies"]["csrftoken"]
    assert session == {"secure": tls or "", "httponly": True, "samesite": "Lax"}
    assert (token["secure"], token["samesite"]) == (tls or "", "Lax")


def test_with_tls_the_browser_stays_with_it_for_a_year(answer):
    tls, got = answer
    wanted = "max-age=31536000; includeSubDomains" if tls else None
    assert got["headers"].get("Strict-Transport-Security") == wanted


def test_with_tls_the_plain_address_leads_to_the_safe_one(answer):
    tls, got = answer
    safe = [301, "https://netzwerk.kreis.example/konto/anmelden/"]
    assert got["plain"] == (safe if tls else [200, None])
