"""Selma asks the houses, one answers on a phone, one at the telephone, and the figures stand with their response."""

import pytest
from playwright.sync_api import Page

from mitsorge.domain.planning.models import Series, SurveyRequest
from mitsorge.domain.planning.rules.surveys import answers_from
from tests.domain.planning import surveys
from tests.journeys import acting
from tests.journeys.acting import follow, letter_to, path_of, press
from tests.journeys.pictures import DESK, PHONE
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROOM = "/schreibtisch/planung/umfragen/"


@pytest.fixture
def office(page: Page, live_server) -> Page:
    surveys.the_houses()
    with_password("selma")
    page.set_default_timeout(30_000)
    return page


def begin(page: Page, accessible) -> None:
    """From the overview of planning to the letters."""
    page.goto("/schreibtisch/planung/")
    follow(page, "Umfragen")
    accessible()
    follow(page, "Umfrage beginnen")
    page.get_by_label("Titel").fill("Tagespflege 2026")
    page.get_by_label("Tagespflege", exact=True).check()
    page.get_by_label("Einzugsgebiet").uncheck()
    accessible()
    press(page, "Weiter")
    page.get_by_role("heading", name="Tagespflege 2026").wait_for()
    accessible()
    assert SurveyRequest.objects.count() == 3
    follow(page, "Fragebögen verschicken")
    page.get_by_text("2 Briefe gehen sofort hinaus").wait_for()
    press(page, "Jetzt verschicken")
    page.get_by_text("Verschickt. Die Antworten erscheinen hier von selbst.").wait_for()


def answer_on_a_phone(page: Page, accessible, picture) -> None:
    """By the link of the letter: one slip, its correction, thanks; nothing sticks out of the screen."""
    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(path_of(letter_to("post@ahorn.example").text, "/umfrage/"))
    accessible()
    assert page.get_by_label("Wie viele Plätze haben Sie?").input_value() == "12"
    picture("umfrage", page.get_by_role("heading", level=1), page.get_by_role("button", name="Antwort abschicken"))  # fmt: skip
    page.get_by_label("Wie viele davon sind frei?").fill("13")
    page.get_by_label("Wie viele Stellen (in Vollzeit) sind besetzt?").fill("3,5")
    press(page, "Antwort abschicken")
    page.get_by_text("Das sind mehr, als Sie insgesamt haben (12).").first.wait_for()
    accessible()
    page.get_by_label("Wie viele davon sind frei?").fill("0")
    press(page, "Antwort abschicken")
    page.get_by_role("heading", name="Danke für Ihre Antwort.").wait_for()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    stored = answers_from(surveys.asked("Ahorn").answers).offers[0]
    assert (stored.places, stored.free, stored.waiting, stored.staff) == (12, 0, None, 3.5)


def test_from_the_question_to_the_figures(office, accessible, picture):
    page = office
    acting.enter(page, "selma")
    begin(page, accessible)
    answer_on_a_phone(page, accessible, picture)
    page.set_viewport_size(DESK)
    acting.enter(page, "selma")
    page.goto(ROOM)
    follow(page, "Tagespflege 2026")
    house = page.get_by_role("listitem").filter(has_text="Linde")
    house.get_by_role("link", name="Antwort eintragen").click()
    page.get_by_label("Wie viele Plätze haben Sie?").fill("16")
    accessible()
    press(page, "Antwort speichern")
    page.get_by_text("Gespeichert: die Antwort von Linde.").wait_for()
    accessible()
    follow(page, "Umfrage beenden")
    page.get_by_text("2 von 3 Organisationen haben geantwortet").wait_for()
    press(page, "Beenden und Zahlen bilden")
    series = Series.objects.get(subject="PLACES")
    page.get_by_role("link", name=series.title, exact=True).click()
    page.get_by_text("66,7 %").wait_for()
    accessible()
    page.goto("/schreibtisch/planung/gebiete/P2/")
    link = page.get_by_role("link", name=series.title, exact=True)
    row = page.get_by_role("row").filter(has=link)
    assert row.get_by_role("cell").first.inner_text() == "16"
    accessible()
    page.goto(path_of(letter_to("post@birke.example").text, "/umfrage/"))
    page.get_by_role("heading", name="Diese Umfrage ist beendet").wait_for()
    accessible()
