"""A meeting through its pages: planned, invited, answered by the link in the letter, recorded in the live view."""

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.acting import Clock as Clock
from tests.journeys.acting import enter, fill, follow, letter_to, menu, path_of, press, says, tab


def plan(page: Page, committee: str, *, days: int, counted: bool = False) -> date:
    """From the main menu to a draft of a meeting in so many days; the day."""
    day = timezone.localdate() + timedelta(days=days)
    menu(page, "Gremien", committee)
    tab(page, committee, "Sitzungen")
    follow(page, "Sitzung planen")
    fill(page, day=f"{day:%Y-%m-%d}", begins="12:00", ends="15:00", place="Rathaus, Saal 1")
    if counted:
        page.get_by_label("Anwesenheit nur zählen, keine Namen").check()
    press(page, "Als Entwurf planen")
    return day


def put(page: Page, title: str, kind: str) -> None:
    """One item more on the agenda."""
    follow(page, "Punkt hinzufügen")
    fill(page, title=title)
    page.get_by_label("Art").select_option(label=kind)
    press(page, "Speichern")
    page.get_by_role("main").get_by_role("link", name=title).first.wait_for()


def invite(page: Page, people: list[str]) -> None:
    """The page names who is invited; then the letters go."""
    follow(page, "Einladung ansehen und senden")
    rows = page.get_by_role("complementary").get_by_role("listitem")
    assert sorted(_first_line(row) for row in rows.all()) == sorted(people)
    page.get_by_role("button", name=re.compile(r"^\d+ Person(en)? einladen$")).click()
    page.get_by_text(re.compile("^Versandt am ")).wait_for()


def answer_yes(page: Page, email: str) -> None:
    """Whoever was invited opens the link of the letter and comes; no account."""
    page.context.clear_cookies()
    page.goto(path_of(letter_to(email).text, "/antwort/"))
    press(page, "Ja, ich komme")
    page.get_by_text("Danke. Ihre Antwort ist da.").wait_for()


def come(page: Page, clock: Clock, day: date, committee: str) -> None:
    """The day has come: Frieda signs in, opens the meeting from its committee and begins it."""
    clock(day)
    enter(page, "frieda")
    menu(page, "Gremien", committee)
    tab(page, committee, "Sitzungen")
    coming = page.get_by_role("region", name="Was kommt")
    coming.get_by_role("link", name=re.compile(r"^\d+\. Sitzung")).first.click()
    follow(page, "Protokollieren")
    press(page, "Sitzung beginnen")
    page.get_by_text(re.compile("läuft seit")).wait_for()


def tick(page: Page, people: list[str], *, of: int) -> None:
    """Who is there, name by name; the page counts them."""
    for name in people:
        page.get_by_label(re.compile(f"^{re.escape(name)}")).check()
    press(page, "Anwesenheit sichern")
    says(page, "Die Anwesenheit ist gesichert.")
    expect(page.locator(".ms-stat__value").first).to_have_text(f"{len(people)} von {of}")


def turn_to(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="Tagesordnung").get_by_role("link", name=title).click()
    page.get_by_role("heading", name=title, exact=True).wait_for()


def vote(page: Page, *, yes: int, no: int, foreseen: str) -> None:
    """Counted, foreseen by the page, held fast."""
    page.get_by_label("Ja", exact=True).fill(str(yes))
    page.get_by_label("Nein", exact=True).fill(str(no))
    says(page, foreseen)
    press(page, "Beschluss festhalten")


def consent(page: Page, *, dissent: str = "") -> None:
    """Nobody objects; a dissent is put on record."""
    page.get_by_label("Widersprüche").fill("0")
    fill(page, dissent=dissent)
    press(page, "Beschluss festhalten")
    says(page, "Im Konsens angenommen.")


def close(page: Page) -> None:
    page.get_by_text("Sitzung schließen …").click()
    press(page, "Jetzt schließen")


def _first_line(row: Locator) -> str:
    return row.inner_text().splitlines()[0].strip()
