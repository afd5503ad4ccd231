"""The pages of planning areas; forecasts are those of `tests.domain.planning.figures`, computed by hand."""

import csv
import re
from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.models import Variant, Yardstick
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.governance.factories import a_committee
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer
from tests.network import a_network
from tests.sign_in import signed_in

PLANNING = "/schreibtisch/planung/"
AREA = f"{PLANNING}gebiete/P1/"
OVERVIEW_QUERIES, AREA_QUERIES, COMPARISON_QUERIES = 16, 17, 11


def square(west: float, south: float, side: float = 0.2) -> dict[str, object]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def selma(db):
    a_network()
    return signed_in("selma")


@pytest.fixture
def areas(selma):
    """P1 of two municipalities, P2 of one; Dorf 3 has no older people known."""
    made = figures.the_areas(Body.objects.get())
    for n, (people, older) in enumerate([(1000, 200), (500, 150), (2000, None)], 1):
        Municipality.objects.filter(ags=f"1206900{n}").update(
            population=people, population_67plus=older, outline=square(12 + 0.2 * n, 52)
        )
    return made


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def rows(page, number: int = 0) -> list[list[str]]:
    tables = re.findall(r"<table.*?</table>", page.content.decode(), flags=re.DOTALL)
    found = re.findall(r"<tr.*?</tr>", tables[number], flags=re.DOTALL)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, flags=re.DOTALL)]
        for row in found
    ]  # fmt: skip


def test_the_overview_in_a_constant_number_of_queries(areas, selma, django_assert_num_queries):
    areas["P2"].delete()
    figures.a_variant()
    with django_assert_num_queries(OVERVIEW_QUERIES):
        selma.get(PLANNING)
    a_third_area()
    with django_assert_num_queries(OVERVIEW_QUERIES):
        page = selma.get(PLANNING)
    assert text(page).count("Planregion") == 3


def a_third_area() -> None:
    """Brings P2 back, and P3."""
    for code, ags in [("P2", "12069003"), ("P3", "12069001")]:
        PlanningArea.objects.create(
            code=code, name=f"Raum {code}", kind="REGION", body=Body.objects.get(), active_from=date(2020, 1, 1)
        ).municipalities.set(Municipality.objects.filter(ags=ags))  # fmt: skip


def test_an_area_and_a_comparison_in_a_constant_number_of_queries(
    areas, selma, django_assert_num_queries
):
    first = figures.a_variant()
    for address, count in [(AREA, AREA_QUERIES), (f"{PLANNING}vergleich/", COMPARISON_QUERIES)]:
        with django_assert_num_queries(count):
            selma.get(address)
    for name in ("Steigend", "Sinkend"):
        Variant.objects.create(
            name=name, path="RISING", author="Selma", created_at=figures.AT, modified_at=figures.AT,
            population=first.population, rates=first.rates,
        )  # fmt: skip
    for address, count in [(AREA, AREA_QUERIES), (f"{PLANNING}vergleich/", COMPARISON_QUERIES)]:
        with django_assert_num_queries(count):
            selma.get(address)


def test_every_area_stands_in_the_table_with_what_is_known(areas, selma):
    figures.a_variant()
    assert rows(selma.get(f"{PLANNING}?jahr=2030")) == [
        ["Planungsraum", "Menschen", "ab 67", "Bedarf 2030"],
        ["Planregion Nord", "1.500", "23,3 %", "157"],
        ["Planregion Süd", "2.000", "keine Angabe", "209"],
    ]


def test_without_figures_the_next_step_is_told(areas, selma):
    page = selma.get(PLANNING)
    assert "Noch sind keine Zahlen eingespielt." in text(page)
    assert rows(page)[0] == ["Planungsraum", "Menschen", "ab 67"]
    assert "Noch keine Prognose" in text(selma.get(AREA))
    assert "Noch keine Prognose" in text(selma.get(f"{AREA}prognose/"))


def test_a_network_without_areas(selma):
    assert "Noch keine Planungsräume" in text(selma.get(PLANNING))
    assert "Noch keine Planungsräume" in text(selma.get(f"{PLANNING}vergleich/"))
    assert selma.get(f"{PLANNING}karte.svg").status_code == 404
    assert selma.get(f"{PLANNING}vergleich/tabelle.csv").status_code == 404


def test_the_map_says_every_place_and_hatches_the_unknown(areas, selma):
    page = selma.get(PLANNING).content.decode()
    titles = re.findall(r'<path class="g (c\d)"[^>]*><title>([^<]+)</title>', page)
    assert titles == [("c2", "Dorf 1: 20,0 %"), ("c5", "Dorf 2: 30,0 %"), ("c0", "Dorf 3: keine Angabe")]  # fmt: skip
    label = "in 3 Räumen. Am höchsten in Dorf 2 mit 30,0 %, am niedrigsten in Dorf 1 mit 20,0 %."
    assert label in page


def test_circles_stand_for_people_and_none_for_the_unknown(areas, selma):
    page = selma.get(f"{PLANNING}?karte=menschen").content.decode()
    assert re.findall(r'r="([\d.]+)"><title>([^<]+)', page) == [
        ("26.0", "Dorf 1: 200"),
        ("22.5", "Dorf 2: 150"),
    ]


def test_one_area_with_what_its_numbers_are_made_of(areas, selma):
    figures.a_variant()
    page = selma.get(f"{AREA}?jahr=2030")
    words = text(page)
    assert "350 von 1.500 Menschen." in words
    assert "157 von 1.476 Menschen in den Altersgruppen der Quoten" in words
    assert rows(page)[1:] == [["Dorf 1", "", "200 · 20,0 %"], ["Dorf 2", "", "150 · 30,0 %"]]
    assert rows(page, 1) == [
        ["Im Jahr 2030", "Wie heute"],
        ["Pflegebedürftige Menschen", "157"],
        ["ambulante Pflege", "52"],
        ["Anteil an allen Menschen", "10,6 %"],
    ]


def test_the_chosen_way_stands_first_with_its_reason(areas, selma):
    figures.a_variant("Wie heute")
    first = Variant.objects.get()
    Variant.objects.create(
        name="Zuversicht", path="FALLING", author="Selma", created_at=figures.AT, modified_at=figures.AT,
        population=first.population, rates=first.rates, chosen_by=a_committee(),
        chosen_on=date(2026, 9, 8), chosen_why="Weil es trägt.",
    )  # fmt: skip
    page = selma.get(f"{AREA}?jahr=2022")
    assert rows(page, 1)[0] == ["Im Jahr 2022", "Zuversicht (gewählt)", "Wie heute"]
    assert "Zwei Wege bis 2022" in text(page)
    assert "Gewählt: Zuversicht." in text(page)
    assert "Weil es trägt." in text(page)


def test_a_year_nobody_has_becomes_the_nearest(areas, selma):
    figures.a_variant()
    for asked, shown in [("2040", "2030"), ("2020", "2022"), ("x", "2030"), ("99999", "2030")]:
        assert rows(selma.get(f"{AREA}?jahr={asked}"), 1)[0][0] == f"Im Jahr {shown}"


def test_a_small_number_is_hidden_and_cannot_be_computed(areas, selma):
    """Dorf 2 has 3 older people; its region is told, so Dorf 1 is hidden with it."""
    Municipality.objects.filter(ags="12069002").update(population_67plus=3)
    page = selma.get(AREA)
    assert rows(page)[1:] == [
        ["Dorf 1", "", "zu wenige für eine Zahl · keine Angabe"],
        ["Dorf 2", "", "zu wenige für eine Zahl · keine Angabe"],
    ]
    sheet = selma.get(f"{AREA}orte.csv").content.decode("utf-8-sig")
    assert "200" not in sheet.split("ab 67 in %")[1]
    assert ";3;" not in sheet


def test_an_area_nobody_knows(areas, selma):
    for address in ("", "prognose/", "orte.csv", "wege.csv", "prognose.csv", "karte.svg"):
        assert selma.get(f"{PLANNING}gebiete/P9/{address}").status_code == 404


def test_the_comparison_takes_what_is_asked_and_leaves_out_what_nobody_knows(areas, selma):
    figures.a_variant()
    page = selma.get(f"{PLANNING}vergleich/?raum=P2&raum=P9&jahr=2030")
    assert rows(page)[:2] == [["", "Süd"], ["Menschen", "2.000"]]
    assert rows(selma.get(f"{PLANNING}vergleich/?jahr=2030"))[4] == [
        "Pflegebedürftige 2030", "157", "209",
    ]  # fmt: skip


def lines_of(answer) -> list[list[str]]:
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_the_files_have_their_passport_on_top(areas, selma):
    figures.a_variant()
    found = lines_of(selma.get(f"{PLANNING}raeume.csv?jahr=2030"))
    assert found[0] == ["Tabelle", "Planungsräume"]
    assert found[1][0] == "Quelle 1"
    assert "Zensus 2022" in found[1][1]
    assert "Prognose „Wie heute“: Stand 20. November 2026 (Selma)." in [
        row[1] for row in found[1:-5]
    ]
    assert found[-3:] == [
        ["Kennung", "Planungsraum", "Einwohner", "ab 67", "Anteil ab 67 in %", "Pflegebedürftige 2030"],
        ["P1", "Planregion Nord", "1500", "350", "23,33", "157"],
        ["P2", "Planregion Süd", "2000", "keine Angabe", "keine Angabe", "209"],
    ]  # fmt: skip


def test_a_workbook_keeps_numbers_as_numbers(areas, selma):
    book = load_workbook(BytesIO(selma.get(f"{AREA}orte.xlsx").content))
    assert book.sheetnames == ["Tabelle", "Passport"]
    found = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert found == [
        ["Gemeindeschlüssel", "Ort", "Einwohner", "ab 67", "Anteil ab 67 in %"],
        ["12069001", "Dorf 1", 1000, 200, 20],
        ["12069002", "Dorf 2", 500, 150, 30],
    ]


def test_the_passport_of_a_workbook_is_a_sheet_of_its_own(areas, selma):
    figures.a_variant()
    book = load_workbook(BytesIO(selma.get(f"{PLANNING}raeume.xlsx?jahr=2030").content))
    found = [[cell.value for cell in row] for row in book["Passport"].iter_rows()]
    assert found[:2] == [
        ["Was", "Einheit", "Herausgeber", "Tabelle", "Lizenz", "Stand", "Güte", "Wie die Zahlen entstanden sind"],
        ["Anteil der Menschen ab 67", "Anteil", "Statistische Ämter des Bundes und der Länder", "Zensus 2022", "dl-de/by-2-0", "15. Mai 2022", "amtliche Zahl", None],
    ]  # fmt: skip
    assert [row[0] for row in found[3:6]] == ["Zahl der Menschen ab 67", "Prognose „Wie heute“", "Bevölkerung"]  # fmt: skip
    assert [row[:2] for row in found[-2:]] == [["Tabelle", "Planungsräume"], ["Abgerufen am", found[-1][1]]]  # fmt: skip


@pytest.mark.parametrize("name", ["raeume", "vergleich/tabelle", "gebiete/P1/orte"])
def test_no_other_endings(areas, selma, name):
    assert selma.get(f"{PLANNING}{name}.pdf").status_code == 404


def test_a_name_that_a_spreadsheet_would_run_is_text(areas, selma):
    PlanningArea.objects.filter(code="P1").update(name="=1+1", kind="CUSTOM")
    Municipality.objects.filter(ags="12069001").update(name="=cmd()")
    assert lines_of(selma.get(f"{AREA}orte.csv"))[-2][1] == "'=cmd()"


def test_pictures_are_files_to_keep(areas, selma):
    figures.a_variant()
    for address in (
        f"{AREA}karte.svg",
        f"{PLANNING}karte.svg?karte=bedarf&jahr=2030",
        f"{AREA}prognose.svg",
    ):
        answer = selma.get(address)
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        svg = answer.content.decode()
        assert svg.startswith("<svg xmlns=")
        assert "<script" not in svg
        assert "<title>" in svg


@pytest.mark.parametrize(
    ("name", "status"),
    [("frieda", 200), ("stella", 200), ("arno", 200), ("ida", 403), ("tilda", 403)],
)
def test_who_may_read_it(areas, name, status):
    visitor = signed_in(name)
    for address in (PLANNING, AREA, f"{PLANNING}vergleich/", f"{AREA}orte.csv", f"{AREA}karte.svg"):
        assert visitor.get(address).status_code == status


def test_an_area_says_what_is_missing_there_and_only_there(areas, selma):
    """400 people from 65 in Süd live farther than 15 km from the only day care, in Nord."""
    figures.municipal()
    for ags, lat, lon in [("1", 52.1, 12.5), ("2", 52.1, 12.55), ("3", 52.4, 12.9)]:
        Municipality.objects.filter(ags=f"1206900{ags}").update(latitude=lat, longitude=lon)
    term = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")
    Yardstick.objects.create(
        term=term, age_from=65, max_km=15, source="Vorschlag", valid_from="2026-01-01"
    )
    an_offer(term, point=(52.1, 12.5), assured_at=timezone.now())
    south = text(selma.get(f"{PLANNING}gebiete/P2/"))
    assert "Für alle 400 Menschen ab 65 in Süd liegt das nächste bestätigte Angebot" in south
    assert "Was fehlt, was doppelt ist" not in text(selma.get(AREA))
