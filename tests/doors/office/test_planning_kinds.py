"""A kind of offer in all areas, the tabs of an area, its report: 300 people from 65 in P1, 400 in P2."""

import csv
import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.planning.models import Series, Variant, Yardstick
from mitsorge.domain.planning.rules import CareKind
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.doors.office.planning_kind_maps import _even
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.governance.factories import a_committee
from tests.domain.planning import figures
from tests.domain.planning.queries.test_supply import an_offer
from tests.doors.office.test_planning_areas import rows, square, text
from tests.network import a_network
from tests.sign_in import signed_in

PLANNING = "/schreibtisch/planung/"
KIND = f"{PLANNING}arten/tagespflege/"
AREA = f"{PLANNING}gebiete/P1/"
KINDS_QUERIES, KIND_QUERIES, STOCK_QUERIES, GAPS_QUERIES, REPORT_QUERIES = 16, 29, 33, 24, 42


@pytest.fixture
def selma(db):
    a_network()
    figures.the_areas(Body.objects.get())
    for n, lat, lon in [(1, 52.1, 12.5), (2, 52.1, 12.55), (3, 52.4, 12.9)]:
        Municipality.objects.filter(ags=f"1206900{n}").update(
            latitude=lat, longitude=lon, population=1000, population_67plus=200,
            outline=square(12.3 + 0.2 * n, 52),
        )  # fmt: skip
    return signed_in("selma")


@pytest.fixture
def day_care(selma):
    term = TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")
    an_offer(term, point=(52.1, 12.5), assured_at=timezone.now())
    return term


@pytest.fixture
def measured(day_care):
    figures.municipal()
    Yardstick.objects.create(
        term=day_care, age_from=65, max_km=15, source="Vorschlag", valid_from="2026-01-01"
    )
    return day_care


def test_every_kind_with_its_places(selma, measured, django_assert_num_queries):
    an_offer(measured, "alt", assured_at=timezone.now() - timedelta(days=900))
    selma.get(PLANNING)
    with django_assert_num_queries(KINDS_QUERIES):
        page = selma.get(f"{PLANNING}arten/")
    assert rows(page)[1:] == [["Tagespflege", "2", "1", "12", "ab 65"]]
    an_offer(measured, "drei")
    with django_assert_num_queries(KINDS_QUERIES):
        selma.get(f"{PLANNING}arten/")


def test_without_any_offer_the_next_step_is_told(selma):
    assert "Noch keine Angebote" in text(selma.get(f"{PLANNING}arten/"))
    assert selma.get(KIND).status_code == 404


def test_one_kind_in_every_area(selma, measured, django_assert_num_queries):
    selma.get(PLANNING)
    with django_assert_num_queries(KIND_QUERIES):
        page = selma.get(KIND)
    assert rows(page) == [
        ["Planungsraum", "Angebote", "bestätigte Plätze", "je 1.000 Menschen ab 65", "Weg zum nächsten", "zum dritten", "Menschen in höchstens 15 km", "erreichbar je 1.000"],
        ["Nord", "1", "12", "40", "1,1 km", "keine Angabe", "alle", "40"],
        ["Süd Lücke", "0", "0", "0", "43,1 km", "keine Angabe", "0 %", "0"],
        ["Alle zusammen", "1", "12", "17,1", "25,1 km", "keine Angabe", "42,9 %", "17,1"],
    ]  # fmt: skip
    for slug in ("zwei", "drei"):
        an_offer(measured, slug, point=(52.1, 12.5), assured_at=timezone.now())
    with django_assert_num_queries(KIND_QUERIES):
        selma.get(KIND)


def test_every_number_says_what_it_is_made_of(selma, measured):
    assert rows(selma.get(KIND), 1)[1:] == [
        ["Plätze je 1.000 Menschen ab 65", "17,1", "12 Plätze", "700 Menschen ab 65", "31. Dezember 2022, amtliche Zahl"],
        ["Gedeckter Bedarf 2035 Keine gewählte Prognose rechnet für diese Art und dieses Jahr Plätze aus.", "keine Angabe", "12 Plätze", "keine Angabe", "31. Dezember 2035, geschätzt"],
        ["Menschen mit einem Angebot in höchstens 15 km", "42,9 %", "300 Menschen", "700 Menschen ab 65", "31. Dezember 2022, geschätzt"],
        ["Erreichbare Plätze je 1.000 Menschen ab 65", "17,1", "12 Plätze", "700 Menschen ab 65", "31. Dezember 2022, geschätzt"],
    ]  # fmt: skip


def test_age_reach_and_method_are_asked_in_the_address(selma, measured):
    near = selma.get(f"{KIND}?km=50&methode=LINEAR")
    assert rows(near)[2][6:] == ["alle", "5"] or rows(near)[2][6] == "alle"
    assert "nähere mehr, gleichmäßig (E2SFCA)" in text(near)
    odd = selma.get(f"{KIND}?km=-3&ab=x&jahr=99999&methode=Zauber&karte=nichts")
    assert rows(odd) == rows(selma.get(KIND))


def test_the_map_has_classes_and_a_circle_for_each_offer(selma, measured):
    an_offer(measured, "alt", point=(52.05, 12.6), places=6, assured_at=timezone.now() - timedelta(days=900))  # fmt: skip
    page = selma.get(KIND).content.decode()
    titles = re.findall(r'<path class="g (c\d)"[^>]*><title>([^<]+)</title>', page)
    assert titles == [("c4", "Nord: 40"), ("c2", "Süd: 0")]
    circles = re.findall(r'<circle class="(spot[^"]*)"[^>]*r="([\d.]+)"><title>([^<]+)', page)
    assert circles == [
        ("spot", "13.0", "Haus, 12 Plätze"),
        ("spot unsure", "9.2", "Alt, 6 Plätze, nicht bestätigt"),
    ]
    near = selma.get(f"{KIND}?karte=naehe").content.decode()
    assert re.findall(r"<title>(Nord|Süd): ([^<]+)", near) == [("Nord", "alle"), ("Süd", "0 %")]
    file = selma.get(f"{KIND}karte.svg?karte=naehe")
    assert file["Content-Type"] == "image/svg+xml"
    assert "stroke-dasharray" in file.content.decode()


def test_areas_with_nothing_are_one_class_however_many():
    values = [0.0] * 40 + [0.04, 3.0, 6.0, 9.0, None]
    shades = [_even(values).shade(value) for value in (0.0, 3.0, 6.0, 9.0, None)]
    assert shades == [1, 3, 4, 5, 0]
    assert _even([0.0, 0.0]).edges == ()
    assert _even([1.0, 2.0]).edges == (2.0,)


def test_the_findings_of_the_kind_lead_on(selma, measured):
    page = selma.get(KIND).content.decode()
    assert 'href="/schreibtisch/planung/luecken/luecke/tagespflege/P2/65/"' in page
    gap = selma.get("/schreibtisch/planung/luecken/luecke/tagespflege/P2/65/").content.decode()
    assert f'href="{KIND}"' in gap
    assert f'href="{PLANNING}arten/"' in selma.get(PLANNING).content.decode()


def test_without_a_yardstick_and_people_the_next_steps_are_told(selma, day_care):
    words = text(selma.get(KIND))
    assert "Für diese Art gibt es noch keinen Maßstab." in words
    assert "Ohne Bevölkerungszahlen nach Alter sagen wir nur, was es gibt" in words
    assert "Noch kein Bedarf in Plätzen" in words


def test_the_table_as_a_file_with_parts_dates_and_gaps(selma, measured):
    file = selma.get(f"{KIND}raeume.csv").content.decode("utf-8-sig")
    found = list(csv.reader(file.splitlines(), delimiter=";"))
    head = next(n for n, row in enumerate(found) if row[:1] == ["Kennung"])
    north = dict(zip(found[head], found[head + 1], strict=False))
    assert (north["Planungsraum"], north["Angebote"], north["Plätze, bestätigt"]) == ("Nord", "1", "12")  # fmt: skip
    assert found[head].count("Nenner") == 4
    assert "Entfernungen: Luftlinie von der Mitte der Gemeinde, im Mittel der Menschen." in [
        row[1] for row in found[:head] if len(row) > 1
    ]
    sheet = load_workbook(BytesIO(selma.get(f"{KIND}raeume.xlsx").content)).active
    assert sheet["A1"].value == "Kennung"
    assert selma.get(f"{KIND}raeume.pdf").status_code == 404
    assert selma.get(f"{KIND}jahre.csv").status_code == 404


def test_places_needed_from_year_to_year(selma, measured):
    one = Value(1, source="x")
    share = CareParameters(share=Value(0.1, source="x"), places_per_client=one, utilisation=one)
    given = Parameters(care={CareKind.DAY: share}).as_json()
    variant = figures.a_variant(parameters=given, population=Series.objects.get())
    Variant.objects.filter(pk=variant.pk).update(
        chosen_on="2026-11-01", chosen_by=a_committee("runde")
    )
    page = selma.get(KIND)
    years = rows(page, 1)
    assert years[0] == ["Jahr", "Plätze, die gebraucht werden", "bestätigte Plätze von heute", "es fehlen"]  # fmt: skip
    assert [row[0] for row in years[1:]] == ["2022", "2030"]
    needed = int(years[2][1])
    assert years[2][2:] == ["12", str(needed - 12)]
    assert "gebraucht 2030" in rows(page)[0]
    assert selma.get(f"{KIND}jahre.csv").status_code == 200


def test_what_is_in_an_area_and_what_comes_there(selma, measured, django_assert_num_queries):
    an_offer(measured, "alt", assured_at=timezone.now() - timedelta(days=900))
    comes = an_offer(measured, "fern", ags="12069003", assured_at=timezone.now())
    comes.areas.create(kind="BODY")
    selma.get(PLANNING)
    with django_assert_num_queries(STOCK_QUERIES):
        page = selma.get(f"{AREA}bestand/")
    words = text(page)
    assert [row[0].split(" Träger")[0] for row in rows(page)[1:]] != []
    assert (
        "Angebote: 2, davon 1 nicht bestätigt · bestätigte Plätze: 12 · nicht bestätigte Plätze: 12"
        in words
    )
    assert "unsicher, nicht mitgezählt" in words
    assert "Ein Angebot von anderswo ist auch für diesen Planungsraum da" in words
    found = page.content.decode()
    assert 'href="/angebot/haus/"' in found
    assert f'href="/schreibtisch/angebote/{comes.pk}/"' in found
    an_offer(measured, "vier")
    with django_assert_num_queries(STOCK_QUERIES):
        selma.get(f"{AREA}bestand/")
    file = selma.get(f"{AREA}bestand.csv").content.decode("utf-8-sig")
    assert "Tagespflege;Haus;" in file


def test_an_area_without_any_offer(selma):
    assert "Noch kein Angebot" in text(selma.get(f"{AREA}bestand/"))


def test_gaps_and_overlaps_are_counted_in_the_tabs(selma, measured, django_assert_num_queries):
    area = f"{PLANNING}gebiete/P2/"
    selma.get(PLANNING)
    with django_assert_num_queries(GAPS_QUERIES):
        page = selma.get(f"{area}luecken/")
    for tab in ("", "bestand/", "prognose/", "luecken/", "doppelungen/", "bericht/"):
        assert "Lücken 1 Doppelungen Bericht" in text(selma.get(area + tab)), tab
    assert "Für alle 400 Menschen ab 65 in Süd" in text(page)
    assert "Nach den Maßstäben ist hier heute nichts doppelt." in text(
        selma.get(f"{area}doppelungen/")
    )
    assert "Lücken Doppelungen Bericht" in text(selma.get(f"{AREA}luecken/"))


def test_an_area_above_others_has_what_lies_in_them(selma, measured):
    above = PlanningArea.objects.create(
        code="R", name="Alles", kind="REGION", body=Body.objects.get(), active_from="2020-01-01"
    )
    PlanningArea.objects.filter(code__in=["P1", "P2"]).update(parent=above)
    area = f"{PLANNING}gebiete/R/"
    assert "Lücken 1 Doppelungen" in text(selma.get(area))
    assert "bestätigte Plätze: 12" in text(selma.get(f"{area}bestand/"))
    found = rows(selma.get(f"{area}bericht/"))
    assert ["Plätze je 1.000 Menschen ab 65", "17,1", "12 Plätze", "700 Menschen ab 65", "31. Dezember 2022, amtliche Zahl"] in [row for n in range(5) for row in _table(selma, f"{area}bericht/", n)]  # fmt: skip
    assert found


def _table(selma, address: str, number: int) -> list[list[str]]:
    page = selma.get(address)
    return rows(page, number) if page.content.decode().count("<table") > number else []


def test_the_report_has_every_number_with_its_parts(selma, measured, django_assert_num_queries):
    figures.projection()
    area = f"{PLANNING}gebiete/P2/"
    selma.get(PLANNING)
    with django_assert_num_queries(REPORT_QUERIES):
        page = selma.get(f"{area}bericht/")
    an_offer(measured, "vier", ags="12069003", point=(52.1, 12.5), assured_at=timezone.now())
    with django_assert_num_queries(REPORT_QUERIES):
        selma.get(f"{area}bericht/")
    words = text(page)
    assert "200 Menschen 1.000 Menschen 15. Mai 2022, geschätzt" in words
    assert "Lücke: Tagespflege" in words
    assert "Maßstab Tagespflege ab 65: Stand 1. Januar 2026. Vorschlag" in words
    assert "Gemeinden" in words
    file = selma.get(f"{area}bericht.csv").content.decode("utf-8-sig")
    assert "Tagespflege;Plätze je 1.000 Menschen ab 65;30;12 Plätze;400 Menschen ab 65;31. Dezember 2022;amtliche Zahl;" in file  # fmt: skip


def test_only_readers_of_planning_come_in(selma, measured):
    anna = signed_in("anna")
    for address in (
        KIND,
        f"{PLANNING}arten/",
        f"{AREA}bestand/",
        f"{AREA}bericht/",
        f"{AREA}luecken/",
    ):
        assert anna.get(address).status_code in (302, 403)
