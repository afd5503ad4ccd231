"""Nadia looks for help for her mother, in a real browser: with a mouse, by keyboard, without JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from mitsorge.domain.directory import actions, search
from mitsorge.domain.directory.models import Location, Report, ServiceArea
from mitsorge.domain.stories.models import Page as EditorialPage
from mitsorge.foundation.places.models import Municipality, Postcode
from tests.domain.directory import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TOWNS = {
    "brueck": ("Brück", "14822", "52.19000", "12.76000"),
    "belzig": ("Bad Belzig", "14806", "52.14200", "12.59500"),
}
PAGES = [
    "/",
    "/hilfe/?was=Tagespflege&wo=Brück",
    "/hilfe/?was=Hospiz&wo=Brück",
    "/hilfe/karte/?was=Tagespflege",
    "/angebot/tagespflege-abendsonne/",
    "/organisation/haus-abendsonne/",
    "/zustaendig/",
    "/merkliste/",
    "/merkliste/blatt/",
    "/netzwerk/",
    "/netzwerk/partner/",
    "/seite/impressum/",
    "/melden/fehler/tagespflege-abendsonne/",
    "/melden/barriere/",
    "/melden/danke/",
    "/darstellung/",
]


def square(latitude: float, longitude: float) -> dict:
    """An outline around a place."""
    west, south, east, north = longitude - 0.1, latitude - 0.06, longitude + 0.1, latitude + 0.06
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture(autouse=True)
def _stage(live_server) -> None:
    """Two day cares: "Abendsonne" serves Brück, "Burgwiesen" only Bad Belzig; both have a house."""
    factories.network(place_name="Potsdam-Mittelmark")
    EditorialPage.objects.create(
        slug="impressum", title="Impressum", text="Wir.", modified_at=factories.NOW
    )
    actions.load_taxonomy(at=factories.NOW)
    places = {}
    for key, (name, code, latitude, longitude) in TOWNS.items():
        places[key] = Municipality.objects.create(
            ags=f"1206900{len(places)}",
            name=name,
            latitude=latitude,
            longitude=longitude,
            outline=square(float(latitude), float(longitude)),
        )
        Postcode.objects.create(
            code=code, place=name, municipality=places[key], latitude=latitude, longitude=longitude
        )
    for slug, key in (("tagespflege-abendsonne", "brueck"), ("tagespflege-burgwiesen", "belzig")):
        offer = factories.full_service(slug)
        name, code, latitude, longitude = TOWNS[key]
        Location.objects.filter(sites__service=offer).update(
            town=name, postcode=code, latitude=latitude, longitude=longitude
        )
        ServiceArea.objects.create(service=offer, kind="MUNICIPALITY", municipality=places[key])
    search.rebuild()


def search_for(page: Page, what: str, where: str) -> None:
    page.get_by_label("Was suchen Sie?").fill(what)
    page.get_by_label("Wo?").fill(where)
    page.get_by_role("button", name="Suchen", exact=True).click()


def test_a_daughter_finds_a_day_care_that_serves_her_village(page: Page):
    page.goto("/")
    search_for(page, "Tagespflege", "14822 Brück")
    assert page.get_by_role("heading", level=1).inner_text() == "2 Angebote: Tagespflege bei Brück"
    page.get_by_label("Für Brück da", exact=True).check()
    page.wait_for_url("**f=reach%3Aserves**")
    page.get_by_role("heading", name="1 Angebot: Tagespflege bei Brück").wait_for()
    assert page.get_by_label("Für Brück da", exact=True).is_checked()
    names = page.locator(".ms-result h3").all_inner_texts()
    assert names == ["Tagespflege Abendsonne"]
    page.get_by_role("link", name="Tagespflege Abendsonne").click()
    assert (
        page.get_by_role("link", name="030 23125-114").first.get_attribute("href")
        == "tel:+493023125114"
    )
    page.go_back()
    assert page.get_by_label("Für Brück da", exact=True).is_checked()
    page.get_by_label("Für Brück da", exact=True).uncheck()
    page.get_by_role("heading", name="2 Angebote: Tagespflege bei Brück").wait_for()
    page.go_back()
    page.get_by_role("heading", name="1 Angebot: Tagespflege bei Brück").wait_for()
    assert page.evaluate("[localStorage, sessionStorage].map(s => s['htmx-history-cache'])") == [
        None,
        None,
    ]


def test_words_are_suggested_while_typing(page: Page):
    page.goto("/")
    page.get_by_label("Was suchen Sie?").press_sequentially("Tagespf")
    page.locator("#vorschlaege-was option").first.wait_for(state="attached")
    options = page.locator("#vorschlaege-was option").evaluate_all("all => all.map(o => o.value)")
    assert "Tagespflege" in options


def test_the_merkliste_keeps_and_prints(page: Page):
    page.goto("/hilfe/?was=Tagespflege&wo=Brück")
    page.get_by_role("button", name=re.compile("Merken.+Abendsonne")).click()
    page.get_by_role("button", name=re.compile("Gemerkt.+Abendsonne")).wait_for()
    assert "was=Tagespflege" in page.url
    page.get_by_role("link", name="Drucken", exact=True).click()
    sheet = page.locator(".ms-sheet")
    assert "030 23125-114" in sheet.inner_text()
    assert "Notizen" in sheet.inner_text()
    page.goto("/merkliste/")
    page.get_by_role("button", name=re.compile("Entfernen.+Abendsonne")).click()
    page.get_by_text("Noch steht nichts auf Ihrer Liste.").wait_for()


def test_reporting_an_error_keeps_what_was_typed(page: Page):
    page.goto("/angebot/tagespflege-abendsonne/")
    page.get_by_role("link", name="Fehler melden").click()
    page.get_by_label("Was ist falsch").fill("Die Telefonnummer stimmt nicht.")
    page.get_by_label("E-Mail, wenn").fill("nadia")
    page.get_by_role("button", name="Absenden").click()
    page.get_by_text("Geben Sie eine E-Mail-Adresse wie").first.wait_for()
    assert page.get_by_label("Was ist falsch").input_value() == "Die Telefonnummer stimmt nicht."
    page.get_by_label("E-Mail, wenn").fill("nadia@mitsorge.example")
    page.get_by_role("button", name="Absenden").click()
    page.get_by_role("heading", name="Danke für Ihren Hinweis.").wait_for()
    assert list(Report.objects.values_list("text", "reply_to")) == [
        ("Die Telefonnummer stimmt nicht.", "nadia@mitsorge.example")
    ]


def test_everything_by_keyboard(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "was"
    page.keyboard.type("Tagespflege")
    page.keyboard.press("Tab")
    page.keyboard.type("Brück")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hilfe/?was=Tagespflege&wo=Br*")
    page.get_by_label("Für Brück da", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("heading", name="1 Angebot: Tagespflege bei Brück").wait_for()
    assert page.evaluate("document.activeElement.id") == "f-reach:serves"
    page.get_by_role("link", name="Tagespflege Abendsonne").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/angebot/tagespflege-abendsonne/")


def test_the_large_map_by_keyboard(page: Page):
    page.goto("/hilfe/?was=Tagespflege&wo=Brück")
    page.get_by_role("link", name="Große Karte").click()
    page.locator(".leaflet-marker-icon").nth(1).wait_for()
    assert page.locator(".leaflet-marker-icon").count() == page.locator(".ms-pins li").count() == 2
    assert page.locator("path.ms-land").count() == 2
    page.locator(".leaflet-marker-icon").first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup").get_by_role("link", name="Tagespflege Abendsonne").wait_for()
    assert page.locator("link[href*='//'], script[src*='//']").count() == 0


@pytest.fixture
def plain(chromium: Browser, live_server) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript(plain: Page):
    plain.goto("/")
    search_for(plain, "Tagespflege", "Brück")
    assert plain.locator(".ms-map .pin").count() == 2
    plain.get_by_label("Für Brück da", exact=True).check()
    plain.get_by_role("button", name="Anwenden").click()
    assert plain.locator(".ms-result h3").all_inner_texts() == ["Tagespflege Abendsonne"]
    plain.get_by_role("button", name=re.compile("Merken.+Abendsonne")).click()
    assert "f=reach%3Aserves" in plain.url
    assert plain.get_by_role("button", name=re.compile("Gemerkt.+Abendsonne")).count() == 1
    plain.get_by_role("link", name="Große Karte").click()
    assert plain.locator("#karte svg .pin").count() == 1
    plain.goto("/darstellung/")
    plain.get_by_label("dunkel").check(force=True)
    plain.get_by_role("button", name="Übernehmen").click()
    assert plain.locator("html").get_attribute("data-kern-theme") == "dark"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, accessible, path):
    page.goto(path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.locator(f'html[data-kern-theme="{scheme}"]').wait_for(state="attached")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            accessible()
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 1, (path, width)
