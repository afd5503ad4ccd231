"""A real Chromium against a live server. Every page is watched: no foreign request, no complaint in the console."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys.pictures import Camera

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--lang=de-DE",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server) -> Iterator[Page]:
    """A fresh browser window; the test fails where a page asks a foreign host or logs an error."""
    context = chromium.new_context(base_url=live_server.url, locale="de-DE")
    found: list[str] = []
    window = context.new_page()
    host = urlsplit(live_server.url).netloc

    def watch(request) -> None:
        if urlsplit(request.url).netloc not in ("", host):
            found.append(f"foreign request {request.url}")

    def listen(message) -> None:
        """A 409 is our own answer when two versions meet, a 410 where a link is no more; Chromium notes it."""
        ours = "409 (Conflict)" in message.text or "410 (Gone)" in message.text
        if message.type == "error" and not ours:
            found.append(message.text)

    window.on("request", watch)
    window.on("console", listen)
    window.on("pageerror", lambda error: found.append(str(error)))
    yield window
    context.close()
    assert found == []


@pytest.fixture
def accessible(page: Page) -> Callable[[], None]:
    """Asks axe about the page as it stands."""

    def check() -> None:
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["target"]) for v in found] == [], page.url

    return check


@pytest.fixture
def picture(page: Page) -> Camera:
    """Takes a picture for the handbook where that was asked for."""
    return Camera(page)
