"""What the long journeys share: a founded network, a clock that can be set, signing in, form and send."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page

from mitsorge.doors.setup import presets
from mitsorge.doors.setup.founding import found_network
from mitsorge.foundation.post.models import Letter
from tests.letters import letters
from tests.sign_in import PASSWORD, code_now

Clock = Callable[[date], None]


def found(code: str) -> None:
    """An empty network from a preset, with its committees and their rules."""
    cache.clear()
    preset = presets.load(code)
    lands = frozenset({preset.body["ags"][:2]})
    found_network(preset, at=timezone.now(), lands=lands, rules_from=date(2026, 1, 1))


def clock_of(monkeypatch) -> Clock:
    """Sets the house's clock to noon of a day, from where it goes on; the machine's own stays."""
    real = timezone.now
    ahead = [timedelta(0)]
    monkeypatch.setattr(timezone, "now", lambda: real() + ahead[0])

    def set_to(day: date) -> None:
        ahead[0] = datetime.combine(day, time(11), UTC) - real()

    return set_to


def enter(page: Page, name: str) -> None:
    """Signs one of the cast in who has an account with a role; again after a leap of the clock."""
    cache.clear()
    page.context.clear_cookies()
    page.goto("/konto/anmelden/")
    office = page.get_by_role("region", name="Koordination und Büro")
    office.get_by_label("E-Mail-Adresse").fill(f"{name}@mitsorge.example")
    office.get_by_label("Passwort").fill(PASSWORD)
    press(office, "Anmelden")
    page.get_by_label("Code").fill(code_now())
    press(page, "Anmelden")
    page.wait_for_url("**/schreibtisch/")


def member_enters(page: Page, email: str) -> None:
    """Signs a partner in with the code from the letter."""
    cache.clear()
    page.context.clear_cookies()
    page.goto("/konto/anmelden/")
    fill(page, email=email)
    press(page, "Code anfordern")
    page.wait_for_url("**/konto/code/")
    code = re.search(r"^    (\S+)$", letter_to(email).text, re.MULTILINE)
    assert code
    page.get_by_label("Code aus dem Brief").fill(code[1])
    press(page, "Weiter")
    page.wait_for_url("**/konto/")


def letter_to(email: str) -> Letter:
    """The newest letter to this address."""
    return [letter for letter in letters() if letter.to == email][-1]


def press(where, name: str) -> None:
    where.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def follow(where, name: str) -> None:
    where.get_by_role("link", name=re.compile(f"^{name}")).first.click()


def fill(where, **fields: str) -> None:
    """Fields by their names in the form."""
    for name, value in fields.items():
        where.locator(f"[name={name}]:visible").first.fill(value)


def menu(page: Page, *names: str) -> None:
    """From the main menu inwards: the link of each name, as it is written there."""
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name=names[0]).click()
    for name in names[1:]:
        page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def tab(page: Page, room: str, name: str) -> None:
    """A tab of a room: `room` is the name of its row of tabs."""
    row = page.get_by_role("navigation", name=room, exact=True)
    row.get_by_role("link", name=re.compile(f"^{name}")).click()


def says(where, words: str) -> None:
    """The screen says exactly this, somewhere, and not only in part."""
    where.get_by_text(words, exact=True).first.wait_for()


def open_to_all(page: Page) -> None:
    """Whoever it was leaves; the next one comes without an account, by the front door."""
    page.context.clear_cookies()
    page.goto("/")


def path_of(letter_text: str, start: str) -> str:
    """The address in a letter that begins so, without the host."""
    found_one = re.search(rf"https?://[^/\s]+({re.escape(start)}\S*)", letter_text)
    assert found_one, letter_text
    return found_one.group(1)
