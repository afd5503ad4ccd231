"""What everybody sees of planning: only what the network chose, at addresses that stay."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.test import Client

from mitsorge.domain.planning.actions.publishing import Thing, publish
from mitsorge.domain.planning.models import Figure, Finding, Series, Variant
from mitsorge.domain.planning.queries.published import PEOPLE
from mitsorge.domain.planning.rules import Public, Subject
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.governance.factories import a_committee
from tests.domain.planning import figures
from tests.domain.planning.scenes import day_care
from tests.network import FRAME_QUERIES, a_network
from tests.sign_in import signed_in

PLANNING = "/planung/"
OVERVIEW_QUERIES, AREA_QUERIES = FRAME_QUERIES + 13, FRAME_QUERIES + 13


def square(west: float) -> dict[str, object]:
    ring = [[west, 52], [west + 0.2, 52], [west + 0.2, 52.2], [west, 52.2], [west, 52]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def selma(db) -> Account:
    a_network()
    signed_in("selma")
    return Account.objects.get(email="selma@mitsorge.example")


@pytest.fixture
def areas(selma) -> dict[str, PlanningArea]:
    """P1 of two municipalities, P2 of one; all their people are known."""
    made = figures.the_areas(Body.objects.get())
    for n, (people, older) in enumerate([(1000, 200), (500, 150), (2000, 500)], 1):
        Municipality.objects.filter(ags=f"1206900{n}").update(
            population=people, population_67plus=older, outline=square(12 + 0.2 * n)
        )
    return made


def chosen() -> Variant:
    made = figures.a_variant()
    Variant.objects.filter(pk=made.pk).update(
        chosen_by=a_committee(), chosen_on=date(2026, 11, 1), chosen_why="Sie ist vorsichtig."
    )
    return made


def shown(by: Account, *things: tuple[Public, str]) -> None:
    publish(show=[Thing(*each) for each in things], hide=[], by=by, at=figures.AT)


def taken_back(by: Account, *things: tuple[Public, str]) -> None:
    publish(show=[], hide=[Thing(*each) for each in things], by=by, at=figures.AT)


P1, P2, OF_PEOPLE = (Public.AREA, "P1"), (Public.AREA, "P2"), (Public.FIGURES, PEOPLE)


@pytest.fixture
def public(areas, selma) -> Variant:
    """People, the forecast and P1 are public."""
    variant = chosen()
    shown(selma, OF_PEOPLE, (Public.VARIANT, str(variant.uid)), P1)
    return variant


def get(address: str) -> str:
    return Client().get(address).content.decode()


def table(address: str) -> list[list[str]]:
    found = list(csv.reader(StringIO(get(address).removeprefix("\ufeff")), delimiter=";"))
    return found[found.index([]) + 1 :]


def test_while_nothing_is_public_nothing_leads_there(areas, selma):
    chosen()
    shown(selma, P1)
    assert "Noch ist nichts veröffentlicht" in get(PLANNING)
    assert PLANNING not in get("/sitemap.xml") + get("/") + get("/netzwerk/")
    for more in ("methode/", "P1/", "raeume.csv", "P1/orte.csv", "P1/prognose.csv", "karte.svg"):
        assert Client().get(f"{PLANNING}{more}").status_code == 404


def test_only_what_was_chosen_stands_in_the_table(public, selma):
    head = ["Kennung", "Planungsraum", "Einwohner", "ab 67", "Anteil ab 67 in %", "Pflegebedürftige 2030"]  # fmt: skip
    assert table(f"{PLANNING}raeume.csv?jahr=2030") == [head, ["P1", "Planregion Nord", "1500", "350", "23,33", "157"]]  # fmt: skip
    page = get(f"{PLANNING}?jahr=2030")
    assert "Planregion Nord" in page
    assert "Süd" not in page
    assert "Dorf 3" not in page
    assert Client().get(f"{PLANNING}P2/").status_code == 404
    assert Client().get(f"{PLANNING}P2/orte.csv").status_code == 404
    taken_back(selma, OF_PEOPLE)
    assert table(f"{PLANNING}raeume.csv?jahr=2030") == [["Kennung", "Planungsraum", "Pflegebedürftige 2030"], ["P1", "Planregion Nord", "157"]]  # fmt: skip
    assert "Dorf 1" not in get(f"{PLANNING}P1/")
    assert Client().get(f"{PLANNING}P1/orte.csv").status_code == 404


def test_what_is_public_is_found(public):
    sitemap = get("/sitemap.xml")
    for address in ("/planung/", "/planung/methode/", "/planung/P1/"):
        assert f"{address}</loc>" in sitemap
    assert 'href="/planung/"' in get("/")
    assert 'href="/planung/"' in get("/netzwerk/")


def test_one_area_with_numbers_and_curve(public):
    page = " ".join(re.sub(r"<[^>]+>", " ", get(f"{PLANNING}P1/?jahr=2030")).split())
    assert "350 von 1.500 Menschen." in page
    assert "157 von 1.476 Menschen in den Altersgruppen der Quoten" in page
    assert "Dorf 2 150 · 30,0 %" in page
    assert table(f"{PLANNING}P1/prognose.csv")[:2] == [["Jahr", "Wie heute"], ["2022", "117"]]


def test_where_the_numbers_are_from(public):
    page = get(f"{PLANNING}methode/")
    for words in ("Zensus 2022, Stand 15. Mai 2022", "Prognose „Wie heute“", "Sie ist vorsichtig.", "Pflegestatistik"):  # fmt: skip
        assert words in page


@pytest.mark.parametrize("page", ["", "P1/", "methode/", "raeume.csv", "P1/prognose.csv", "karte.svg?karte=bedarf&jahr=2030"])  # fmt: skip
def test_who_in_the_office_made_the_forecast_is_not_told(public, page):
    assert "Selma" not in get(f"{PLANNING}{page}")


@pytest.mark.parametrize(("file", "kind"), [
    ("karte.png?karte=bedarf&jahr=2030", "image/png"), ("karte.svg?karte=anteil", "image/svg+xml"),
    ("P1/karte.png", "image/png"), ("P1/orte.png", "image/png"), ("P1/prognose.svg", "image/svg+xml"),
])  # fmt: skip
def test_pictures(public, file, kind):
    answer = Client().get(f"{PLANNING}{file}")
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == (kind, True)


def test_a_map_tells_nothing_of_other_areas(public):
    told = get(f"{PLANNING}karte.svg?karte=bedarf&jahr=2030")
    assert re.findall(r"<title>([^<]+)</title>", told)[1:] == ["Nord: 10,6 %"]


def test_the_same_page_is_not_sent_twice_until_somebody_decides(public, selma):
    client = Client()
    tag = client.get(PLANNING)["ETag"]
    assert client.get(PLANNING, headers={"If-None-Match": tag}).status_code == 304
    shown(selma, P2)
    again = client.get(PLANNING, headers={"If-None-Match": tag})
    assert (again.status_code, "Süd" in again.content.decode()) == (200, True)


def test_the_pages_in_a_constant_number_of_queries(public, selma, django_assert_num_queries):
    signed_in("frieda")
    for address, count in ((PLANNING, OVERVIEW_QUERIES), (f"{PLANNING}P1/", AREA_QUERIES)):
        with django_assert_num_queries(count):
            Client().get(address)
    PlanningArea.objects.create(
        code="P3", name="West", kind="REGION", body=Body.objects.get(), active_from=date(2020, 1, 1)
    ).municipalities.set(Municipality.objects.filter(ags="12069001"))
    shown(selma, P2, (Public.AREA, "P3"))
    for address, count in ((PLANNING, OVERVIEW_QUERIES), (f"{PLANNING}P1/", AREA_QUERIES)):
        with django_assert_num_queries(count):
            Client().get(address)


def test_a_small_need_is_not_computed_from_the_sum(selma):
    """4 in the village alone: its neighbor in the same wider area is not told either, nor are sums."""
    body = Body.objects.get()
    wide = PlanningArea.objects.create(
        code="W", name="Weit", kind="REGION", body=body, active_from=date(2020, 1, 1)
    )
    made = figures.the_areas(body)
    PlanningArea.objects.filter(pk__in=[each.pk for each in made.values()]).update(parent=wide)
    few = figures.municipal()
    for age, people in [(0, 100), (65, 8)]:
        Figure.objects.filter(series=few, area_code="12069003", age_from=age).update(value=people)
    variant = figures.a_variant(population=few, care=None)
    Variant.objects.filter(pk=variant.pk).update(chosen_by=a_committee(), chosen_on=date(2026, 11, 1))  # fmt: skip
    shown(selma, (Public.VARIANT, str(variant.uid)), P1, P2, (Public.AREA, "W"))
    told = {row[0]: row[2] for row in table(f"{PLANNING}raeume.csv?jahr=2022")[1:]}
    assert told["P2"] == "unter 5"
    assert "keine Angabe" in (told["P1"], told["W"])


def test_a_finding_stands_as_it_was_handed_on(public, areas, selma):
    found = Finding.objects.create(
        kind="GAP", term=day_care(), planning_area=areas["P1"], age_from=65, sentence="Es fehlen 12 Plätze.",
        against="Ein Angebot ist unbestätigt.", confidence="LIKELY", sent_at=figures.AT,
    )  # fmt: skip
    assert "Es fehlen 12 Plätze." not in get(PLANNING)
    shown(selma, (Public.FINDING, str(found.uid)))
    for address in (PLANNING, f"{PLANNING}P1/"):
        assert "Es fehlen 12 Plätze." in get(address)
    assert "Ein Angebot ist unbestätigt." in get(PLANNING)


def test_a_public_series_without_its_small_numbers(areas, selma):
    level = "MUNICIPALITY"
    rows = [(level, f"1206900{n}", 2022, (0, None), "", "", v) for n, v in [(1, 3), (2, 50), (3, 9)]]  # fmt: skip
    series = figures.a_series(Subject.POPULATION, "Hochbetagte", *rows)
    address = f"{PLANNING}zahlen/{series.uid}.csv"
    assert Client().get(address).status_code == 404
    shown(selma, (Public.SERIES, str(series.uid)))
    assert Series.objects.get(pk=series.pk).is_public is True
    assert [row[1::5] for row in table(address)] == [
        ["Name", "Wert"], ["Dorf 1", "zu klein, um sie zu zeigen"], ["Dorf 2", "50"],
        ["Dorf 3", "zu klein, um sie zu zeigen"],
    ]  # fmt: skip
    assert "Hochbetagte" in get(f"{PLANNING}methode/")


def test_the_slider_is_a_form_and_links(public):
    page = get(f"{PLANNING}?jahr=2030")
    assert re.search(r'<input[^>]*type="range"[^>]*name="jahr" min="2022" max="2030" step="1" value="2030">', page)  # fmt: skip
    assert '<a href="?jahr=2022&amp;karte=anteil">2022</a>' in page
    assert 'hx-select="#zahlen"' in page
