"""The same house stands twice: Frieda compares, makes one of it, and parts it again."""

import pytest
from django.core.cache import cache

from tests.domain.duplicates.queries.test_candidates import twins
from tests.journeys.acting import enter, menu, press, says, tab
from tests.network import a_network
from tests.sign_in import with_password

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _stage(live_server):
    cache.clear()
    a_network()


def test_a_pair_becomes_one_and_two_again(page, accessible, picture):
    """The old address is typed once each time: it stands in somebody's bookmarks."""
    one, two = twins()
    with_password("frieda")
    enter(page, "frieda")
    page.get_by_role("link", name="1 Eintrag steht vielleicht doppelt", exact=True).click()
    page.get_by_role("heading", name="Doppelte Einträge").wait_for()
    accessible()
    page.get_by_role("link", name="Vergleichen").click()
    page.get_by_role("heading", name="Ist das dasselbe?").wait_for()
    assert page.get_by_text("gleiche Straße und Hausnummer").is_visible()
    accessible()
    page.get_by_label(two.name, exact=True).check()
    picture("doppelte", page.get_by_role("heading", name="Ist das dasselbe?"), page.get_by_role("group", name="Name").last)  # fmt: skip
    press(page, "Zusammenführen")
    page.get_by_text("ist in diesem Eintrag aufgegangen").wait_for()
    accessible()

    page.goto(f"/organisation/{two.slug}/")
    assert page.url.endswith(f"/organisation/{one.slug}/")
    assert page.get_by_role("heading", level=1).inner_text() == two.name

    page.goto("/schreibtisch/")
    menu(page, "Verzeichnis")
    tab(page, "Verzeichnis", "Doppelte")
    tab(page, "Doppelte Einträge", "Zusammengeführt")
    page.get_by_role("main").get_by_role("link", name="Ansehen").click()
    press(page, "Rückgängig machen")
    page.get_by_text("Jetzt sind es wieder zwei Einträge").wait_for()
    page.goto(f"/organisation/{two.slug}/")
    assert page.url.endswith(f"/organisation/{two.slug}/")
    page.goto("/schreibtisch/")
    says(page, "1 Eintrag steht vielleicht doppelt")
