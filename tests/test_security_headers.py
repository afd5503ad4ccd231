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
from django.test import Client, RequestFactory
from tests.tables import make_tables
from mitsorge.face.guards import sender_of
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
make_tables()
client = Client(headers={"host": "netzwerk.kreis.example"})
plain = client.get("/konto/anmelden/")
page = client.get("/konto/anmelden/", secure=True)
client.post("/konto/anmelden/code/", {"email": "niemand@mitsorge.example"}, secure=True)
cookies = {name: {k: c[k] for k in ("secure", "httponly", "samesite")} for name, c in client.cookies.items()}
forwarded = {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.1, 203.0.113.7"}
proxied = Client(headers={"host": "netzwerk.kreis.example"}).get("/konto/anmelden/", headers=forwarded)
request = RequestFactory().get("/", headers=forwarded, REMOTE_ADDR="192.0.2.1")
more = {"health": client.get("/betrieb/lebt/").status_code, "proxied": proxied.status_code, "sender": sender_of(request)}
print(json.dumps({**more, "plain": [plain.status_code, plain.headers.get("location")], "headers": dict(page.headers), "cookies": cookies}))
"""


def in_a_process_of_its_own(
    arguments: list[str], tls: str = "on", **more: str
) -> subprocess.CompletedProcess:
    """The settings read the environment once."""
    values = {
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
        "MITSORGE_TLS": tls,
        "MITSORGE_HOSTS": "netzwerk.kreis.example",
        "MITSORGE_BASE_URL": "https://netzwerk.kreis.example",
        "MITSORGE_SECRET_KEY": "8fG-kq2_Zr7xWb4mTn1vYc6pLd9sHj3uEa5oXi0tRw-NgQMB42",
        "MITSORGE_SMTP_URL": "smtp://mail.kreis.example:25",
        "MITSORGE_DATABASE_URL": "sqlite://",
        **more,
    }
    own = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "MITSORGE_"))}
    return subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        env={**own, **values},
        capture_output=True,
        text=True,
        check=False,
    )


def ask(tls: str, **more: str) -> dict:
    run = in_a_process_of_its_own(["-c", ASK], tls, **more)
    assert run.returncode == 0, run.stderr[-2000:]
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module", params=["on", "off"])
def answer(request) -> tuple[bool, dict]:
    return request.param == "on", ask(request.param)


def test_the_policy_allows_our_own_files_only(answer):
    _tls, got = answer
    assert set(got["headers"]["Content-Security-Policy"].split("; ")) == POLICY


def test_no_page_is_shown_inside_another(answer):
    _tls, got = answer
    assert got["headers"]["X-Frame-Options"] == "DENY"


def test_with_tls_django_finds_nothing_to_warn_of():
    """`check --deploy` as docs/operations.md asks for; what is silenced says why in settings.py."""
    run = in_a_process_of_its_own(["-m", "django", "check", "--deploy", "--fail-level", "WARNING"])
    said = (run.stdout + run.stderr).strip()
    assert said == "System check identified no issues (1 silenced)."


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


def test_the_health_of_the_service_is_asked_without_tls_inside_the_house(answer):
    _tls, got = answer
    assert got["health"] == 200


def test_without_a_proxy_nobody_says_for_herself_who_she_is_and_that_she_came_safely(answer):
    tls, got = answer
    assert (got["proxied"], got["sender"]) == (301 if tls else 200, "192.0.2.1")


def test_behind_a_proxy_its_word_counts_and_only_its_own():
    got = ask("on", MITSORGE_BEHIND_PROXY="on")
    assert (got["proxied"], got["sender"]) == (200, "203.0.113.7")
