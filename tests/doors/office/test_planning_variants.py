"""Forecasts on their pages; the numbers are those of `tests.domain.planning.figures`, computed by hand."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.planning.models import Series, Variant
from mitsorge.domain.planning.rules import CareKind, RatePath
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.foundation.places.models import Body
from tests.domain.planning import figures
from tests.network import a_network
from tests.sign_in import signed_in

LIST = "/schreibtisch/planung/prognosen/"
NEW = f"{LIST}neu/"
LIST_QUERIES, COMPARISON_QUERIES = 6, 6


@pytest.fixture
def selma(db):
    a_network()
    figures.the_areas(Body.objects.get())
    return signed_in("selma")


@pytest.fixture
def series(selma):
    made = {
        "population": figures.municipal(),
        "structure": figures.structure(),
        "projection": figures.projection(),
        "rates": figures.rates(),
        "care": figures.statistics(),
    }
    return {name: each.pk for name, each in made.items()}


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def rows(page) -> list[list[str]]:
    table = page.content.decode().split("<table", 1)[1].split("</table>", 1)[0]
    table = re.sub(r'<span class="kern-sr-only">.*?</span>', "", table)
    found = re.findall(r"<tr.*?</tr>", table, flags=re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in found
    ]


def typed(series, **more):
    return {**series, "name": "Steigend", "path": "STATUS_QUO", "yearly": "", **more}


def test_the_list_in_a_constant_number_of_queries(selma, django_assert_num_queries):
    first = figures.a_variant()
    with django_assert_num_queries(LIST_QUERIES):
        page = selma.get(LIST)
    assert "Wie heute" in text(page)
    for name in ("Steigend", "Sinkend"):
        Variant.objects.create(
            name=name, path=RatePath.RISING, author="Selma", created_at=figures.AT,
            modified_at=figures.AT, population=first.population, rates=first.rates,
        )  # fmt: skip
    with django_assert_num_queries(LIST_QUERIES):
        selma.get(LIST)


def test_the_table_of_one_forecast(selma):
    page = selma.get(f"{LIST}{figures.a_variant().uid}/")
    assert rows(page) == [
        ["Planungsraum", "2030"],
        ["Nord", "157"],
        ["Süd", "209"],
        ["Alle zusammen", "365"],
    ]
    words = text(page)
    assert "Für die Jahre 2025–2029, 2031–2040 gibt es keine Zahlen" in words
    assert "Alle Zahlen sind mit 1,500 malgenommen." in words
    assert "Geschätzt sind die Altersgruppen 65 bis unter 80, ab 80" in words


def test_a_part_that_is_unknown_is_said(selma):
    variant = figures.a_variant(population=figures.municipal(third=None))
    page = selma.get(f"{LIST}{variant.uid}/")
    assert rows(page)[2:] == [["Süd", "mind. 22"], ["Alle zusammen", "mind. 178"]]
    assert "Süd: Es fehlen Zahlen für Dorf 3." in text(page)


def test_places_and_posts(selma):
    bed = CareParameters(
        share=Value(0.2, "%", "Q"), places_per_client=Value(1, "", "Q"), utilisation=Value(0.9, "%", "Q")
    )  # fmt: skip
    parameters = Parameters(care={CareKind.LONG_TERM: bed}).as_json()
    variant = figures.a_variant(parameters=parameters)
    page = selma.get(f"{LIST}{variant.uid}/?art=LONG_TERM&zahl=plaetze")
    assert rows(page)[1:] == [["Nord", "35"], ["Süd", "46"], ["Alle zusammen", "81"]]
    posts = selma.get(f"{LIST}{variant.uid}/?art=LONG_TERM&zahl=stellen")
    assert rows(posts)[1] == ["Nord", "keine Angabe"]


def test_how_a_number_came_about(selma):
    page = selma.get(f"{LIST}{figures.a_variant().uid}/rechenweg/?raum=P1&jahr=2030")
    assert rows(page)[1:] == [
        ["unter 65", "insgesamt", "1.080", "1,00 %", "1,500", "16"],
        ["65 bis unter 80", "insgesamt", "216", "10,00 %", "1,500", "32"],
        ["ab 80", "insgesamt", "180", "40,00 %", "1,500", "108"],
    ]
    assert "157 Pflegebedürftige von 1.476 Menschen: 10,6 %" in text(page)


def test_the_last_step_of_a_kind_that_is_a_share(selma):
    address = f"{LIST}{figures.a_variant().uid}/rechenweg/?raum=P1&jahr=2030&art=AMBULATORY"
    assert "157 × 33,3 % = 52" in text(selma.get(address))


@pytest.mark.parametrize(
    "query", ["", "?raum=P9&jahr=2030", "?raum=P1&jahr=1999", "?raum=P1&jahr=x"]
)
def test_a_number_that_is_not_there_has_no_way(selma, query):
    assert selma.get(f"{LIST}{figures.a_variant().uid}/rechenweg/{query}").status_code == 404


def test_the_table_twin(selma):
    sheet = selma.get(f"{LIST}{figures.a_variant().uid}/tabelle.csv")
    lines = sheet.content.decode("utf-8-sig").split("\r\n")
    start = lines.index("") + 2
    unknown = "keine Angabe;keine Angabe"
    assert lines[start] == f"Nord;P1;2030;alle Arten der Pflege;156,6;nein;1476,0;{unknown}"
    assert lines[start + 1] == f"Nord;P1;2030;ambulante Pflege;52,2;nein;1476,0;{unknown}"
    assert (
        lines[2]
        == "Quelle 2;Bevölkerung: Gemeinden, Stand 31. Dezember 2022 (© Amt für Statistik, dl-de/by-2-0)."
    )
    assert [line for line in lines if line.endswith(";Quoten: wie heute.")] != []


def test_a_name_never_becomes_a_formula(selma):
    figures.a_variant("=1+1")
    sheet = selma.get(f"{LIST}vergleich/tabelle.csv").content.decode("utf-8-sig")
    assert "\r\n'=1+1;" in sheet


def test_a_forecast_is_typed_and_stored(selma, series):
    more = {
        "path": "RISING", "yearly": "0,5", "yearly_source": "Pflegeplan",
        "day-share": "5", "day-places_per_client": "0,4", "day-utilisation": "80",
        "day-source": "Anhörung der Träger",
    }  # fmt: skip
    answer = selma.post(NEW, typed(series, **more))
    made = Variant.objects.get()
    assert answer["Location"] == f"{LIST}{made.uid}/"
    assert made.parameters["yearly"] == {"number": 0.005, "unit": "je Jahr", "source": "Pflegeplan"}
    assert made.parameters["care"]["DAY"]["share"]["number"] == 0.05
    page = text(selma.get(answer["Location"]))
    assert "Quoten: steigend 0,50 % je Jahr Pflegeplan" in page
    assert (
        "Tagespflege: Anteil an allen Pflegebedürftigen, in Prozent 5 Anhörung der Träger" in page
    )


def test_nothing_typed_is_lost(selma, series):
    page = selma.post(
        NEW, typed(series, path="RISING", assumptions="Mehr Hochbetagte.", name="Meine")
    )
    assert "Um wie viel sich die Quoten jedes Jahr ändern, fehlt noch." in text(page)
    assert "Mehr Hochbetagte." in text(page)
    assert 'value="Meine"' in page.content.decode()
    assert not Variant.objects.exists()


@pytest.mark.parametrize("number", ["-1", "101", "viel", "1e9"])
def test_numbers_that_cannot_be_are_refused_in_words(selma, series, number):
    page = selma.post(NEW, typed(series, **{"day-share": number, "day-source": "x"}))
    assert "Bitte prüfen Sie Ihre Angaben." in text(page)
    assert f'value="{number}"' in page.content.decode()


def test_who_saves_second_sees_both(selma, series):
    selma.post(NEW, typed(series))
    made = Variant.objects.get()
    address = f"{LIST}{made.uid}/aendern/"
    selma.post(address, typed(series, assumptions="Erste.", version=0))
    page = selma.post(address, typed(series, assumptions="Zweite.", version=0))
    assert page.status_code == 409
    assert {"Erste.", "Zweite."} <= set(text(page).split())
    assert selma.post(address, typed(series, assumptions="Zweite.", version=1)).status_code == 302
    assert Variant.objects.get().assumptions == "Zweite."


def test_a_forecast_is_taken_as_a_pattern(selma, series):
    selma.post(NEW, typed(series, **{"day-share": "5", "day-source": "Quelle"}))
    page = selma.get(f"{NEW}?von={Variant.objects.get().uid}").content.decode()
    assert 'name="day-share" value="5"' in page
    assert 'name="name" value=' not in page
    assert selma.get(f"{NEW}?von=x").status_code == 200


def test_a_committee_chooses_and_it_stays(selma):
    variant = figures.a_variant()
    committee = Committee.objects.create(code="pk", name="Pflegekonferenz")
    day = timezone.localdate() - timedelta(days=2)
    address = f"{LIST}{variant.uid}/gewaehlt/"
    given = {"committee": committee.pk, "on": day.isoformat(), "version": 0}
    refused = selma.post(address, {**given, "why": ""})
    assert "Bitte prüfen Sie Ihre Angaben." in text(refused)
    assert (
        selma.post(address, {**given, "why": "Sie passt."})["Location"] == f"{LIST}{variant.uid}/"
    )
    page = selma.get(f"{LIST}{variant.uid}/")
    assert "Gewählt von Pflegekonferenz am" in text(page)
    assert "aendern" not in page.content.decode()


def test_a_choice_in_the_future_is_refused_and_kept(selma):
    variant = figures.a_variant()
    committee = Committee.objects.create(code="pk", name="Pflegekonferenz")
    given = {"committee": committee.pk, "on": "2999-01-01", "version": 0, "why": "Sie passt gut."}
    page = selma.post(f"{LIST}{variant.uid}/gewaehlt/", given)
    assert "Dieser Tag liegt in der Zukunft." in text(page)
    assert "Sie passt gut." in text(page)


@pytest.mark.parametrize(("name", "reads", "writes"), [("stella", 200, 403), ("ida", 403, 403)])
def test_who_may_read_and_who_may_plan(selma, name, reads, writes):
    variant = figures.a_variant()
    other = signed_in(name)
    assert other.get(f"{LIST}{variant.uid}/").status_code == reads
    assert other.get(NEW).status_code == writes
    assert other.post(f"{LIST}{variant.uid}/gewaehlt/").status_code == writes


def test_a_forecast_without_figures_says_what_is_missing(selma):
    variant = figures.a_variant()
    Series.objects.get(pk=variant.population_id).figures.all().delete()
    page = selma.get(f"{LIST}{variant.uid}/")
    assert "Die gewählte Bevölkerungsreihe hat keine Zahlen für Ihre Planungsräume." in text(page)


def test_forecasts_side_by_side(selma, django_assert_num_queries):
    first = figures.a_variant()
    with django_assert_num_queries(COMPARISON_QUERIES + 9):
        selma.get(f"{LIST}vergleich/")
    series = {name: getattr(first, name) for name in ("population", "structure", "projection")}
    parameters = Parameters(yearly=Value(0.01, "je Jahr", "Q")).as_json()
    figures.a_variant(
        "Steigend",
        RatePath.RISING,
        parameters=parameters,
        rates=first.rates,
        care=first.care,
        **series,
    )
    with django_assert_num_queries(COMPARISON_QUERIES + 18):
        page = selma.get(f"{LIST}vergleich/")
    assert rows(page) == [["Prognose", "2030"], ["Steigend", "396"], ["Wie heute", "365"]]
