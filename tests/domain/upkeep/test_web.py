"""The worker asks a real server on loopback; nobody else is ever asked."""

import socket
import ssl
from time import monotonic

import pytest

from mitsorge.domain.upkeep import web
from mitsorge.domain.upkeep.rules.troubles import Answer, Fault, target_of
from tests.domain.upkeep.web_server import a_site


@pytest.fixture
def site():
    with a_site() as running:
        yield running


def ask(url: str, **more) -> Answer:
    return web.ask(url, asker="Mitsorge-Linkpruefung (test)", **{"inside": True} | more)


def test_a_page_that_answers_is_asked_once_by_name_and_without_cookies(site):
    assert ask(site.url + "/seite") == Answer(200)
    [(method, path, headers)] = site.asked
    assert (method, path) == ("HEAD", "/seite")
    assert headers["User-Agent"] == "Mitsorge-Linkpruefung (test)"
    assert "Cookie" not in headers


def test_a_server_that_dislikes_head_is_asked_by_get(site):
    assert ask(site.url + "/no-head") == Answer(200)
    assert site.requests == [("HEAD", "/no-head"), ("GET", "/no-head")]


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_a_status_is_heard(site, status):
    site.says["/weg"] = status
    assert ask(site.url + "/weg") == Answer(status)


def test_three_redirects_are_followed_a_fourth_is_not(site):
    third = "/onward?/ziel"
    assert ask(f"{site.url}/onward?/onward%3F/ziel") == Answer(200)
    assert ask(site.url + third) == Answer(200)
    site.asked.clear()
    assert ask(site.url + "/onward?/onward%3F/onward%253F/onward%25253F/ziel") == Answer(
        fault=Fault.CIRCLES
    )
    assert len(site.asked) == 4


@pytest.mark.parametrize(
    "onward", ["file:///etc/passwd", "gopher://127.0.0.1/", "http://ich:geheim@127.0.0.1/"]
)
def test_a_redirect_leads_nowhere_else(site, onward):
    assert ask(f"{site.url}/onward?{onward}") == Answer(fault=Fault.INSIDE)
    assert len(site.asked) == 1


def test_without_leave_nothing_inside_is_asked(site):
    port = {"inside": False}
    assert ask("http://127.0.0.1/", **port) == Answer(fault=Fault.INSIDE)
    assert ask("http://localhost/", **port) == Answer(fault=Fault.INSIDE)
    assert ask("http://[::1]/", **port) == Answer(fault=Fault.INSIDE)
    assert ask("http://169.254.169.254/latest", **port) == Answer(fault=Fault.INSIDE)
    assert ask("http://2130706433/", **port) == Answer(fault=Fault.INSIDE)
    assert site.asked == []


def test_a_redirect_inside_is_not_followed(site, monkeypatch):
    """The first host is in the open net, the second is not: each address is checked by itself."""
    place = web._place

    def by_leave(target, inside):
        return place(target, inside or target.path.startswith("/onward"))

    monkeypatch.setattr(web, "_place", by_leave)
    monkeypatch.setattr(web, "target_of", lambda url, any_port: target_of(url, any_port=True))
    answer = ask(f"{site.url}/onward?{site.url}/innen", inside=False)
    assert answer == Answer(fault=Fault.INSIDE)
    assert site.requests == [("HEAD", f"/onward?{site.url}/innen")]


def test_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Answer(fault=Fault.REFUSED)


def test_a_server_without_a_certificate_is_no_https(site):
    assert ask(site.url.replace("http:", "https:")) == Answer(fault=Fault.TLS)


def test_a_silent_server_is_left_after_the_time(site, monkeypatch):
    monkeypatch.setattr(web, "TIMEOUT", 0.2)
    assert ask(site.url + "/silent") == Answer(fault=Fault.SILENT)


def test_a_server_that_never_ends_is_cut_off(site, monkeypatch):
    monkeypatch.setattr(web, "LONGEST", 0.4)
    began = monotonic()
    assert ask(site.url + "/drip") == Answer(200)
    assert monotonic() - began < 4


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), Fault.UNKNOWN_HOST),
        (socket.gaierror(socket.EAI_AGAIN, "try again"), Fault.SILENT),
        (ssl.SSLCertVerificationError("expired"), Fault.TLS),
        (ssl.SSLEOFError("cut"), Fault.SILENT),
        (TimeoutError(), Fault.SILENT),
        (ConnectionResetError(), Fault.SILENT),
    ],
)
def test_what_went_wrong_has_a_name(error, fault):
    assert web._fault(error) == fault
