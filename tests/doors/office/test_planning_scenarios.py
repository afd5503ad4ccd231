"""Scenarios on their pages; three villages on a line whose ways and places can be worked out by hand."""

import re
from uuid import uuid4

import pytest

from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.rules.scenario import AddSite, ChangeRate, CloseSite
from tests.domain.planning import figures, scenes
from tests.network import a_network
from tests.sign_in import signed_in

LIST = "/schreibtisch/planung/szenarien/"
LIST_QUERIES, PAGE_QUERIES = 6, 25
SOUTHERN = AddSite("neu-1", "Haus Birke", scenes.SOUTH, 13.0, 20.0, cost=90_000.0)


@pytest.fixture
def network(db):
    a_network()
    scenes.the_villages()
    return scenes.an_offer()


@pytest.fixture
def selma(network):
    return signed_in("selma")


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def rows(page, which: int = 1) -> list[list[str]]:
    table = page.content.decode().split("<table", which + 1)[which].split("</table>", 1)[0]
    found = re.findall(r"<tr.*?</tr>", table, flags=re.DOTALL)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", "", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL)
        ]
        for row in found
    ]


def at(scenario, more: str = "") -> str:
    return f"{LIST}{scenario.uid}/{more}"


def test_the_list_in_a_constant_number_of_queries(selma, django_assert_num_queries):
    scenes.a_scenario(SOUTHERN)
    with django_assert_num_queries(LIST_QUERIES):
        page = selma.get(LIST)
    assert "Neue Tagespflege im Süden Tagespflege · 2022 · 1 Maßnahme · von Selma" in text(page)
    for name in "BC":
        scenes.a_scenario(name=name)
    with django_assert_num_queries(LIST_QUERIES):
        page = selma.get(LIST)
    assert "Szenarien nebeneinander vergleichen" in text(page)


def test_an_empty_list_says_how_to_begin(selma):
    assert "Noch kein Szenario" in text(selma.get(LIST))


def test_who_gains_and_who_loses(selma, django_assert_num_queries):
    scenario = scenes.a_scenario(SOUTHERN)
    with django_assert_num_queries(PAGE_QUERIES):
        page = selma.get(at(scenario))
    assert rows(page)[1:] == [
        ["Nord", "300", "0", "0", "7,4 km", "300 (100 %)", "40,0 → nachher 66,7"],
        ["Süd", "300", "300", "0", "22,2 km → nachher 0,0 km", "0 (0 %) → nachher 300 (100 %)", "0,0 → nachher 40,0"],
        ["Alle zusammen", "600", "300", "0", "14,8 km → nachher 3,7 km", "300 (50 %) → nachher 600 (100 %)", "20,0 → nachher 53,3"],
    ]  # fmt: skip
    words = text(page)
    assert "Neu: Haus Birke mit 20 Plätzen" in words
    assert "Kosten 90.000 € im Jahr Kosten je neu erreichtem Menschen 300 € im Jahr" in words
    assert "Gezählt sind Menschen ab 67 Jahren (Zensus 2022)" in words


def test_another_reach(selma):
    page = selma.get(at(scenes.a_scenario(SOUTHERN), "?km=5"))
    assert rows(page)[-1][5] == "100 (17 %) → nachher 400 (67 %)"
    assert "Erreicht heißt hier: höchstens 5 km" in text(page)
    assert rows(selma.get(at(Scenario.objects.get(), "?km=nah")))[-1][5] == "300 (50 %) → nachher 600 (100 %)"  # fmt: skip


def test_a_closure_hurts_and_its_costs_are_unknown(selma, network):
    page = selma.get(at(scenes.a_scenario(CloseSite(str(network.uid)))))
    assert rows(page)[-1] == ["Alle zusammen", "600", "0", "600", "14,8 km → nachher keine Angabe", "300 (50 %) → nachher 0 (0 %)", "20,0 → nachher keine Angabe"]  # fmt: skip
    assert "Haus Linde, Dorf schließt" in text(page)
    assert "Kosten keine Angabe" in text(page)


def test_few_people_are_not_told_as_a_number(selma):
    scenes.a_grid((52.2, 40, "P1"), (52.0, 3, "P2"))
    page = selma.get(at(scenes.a_scenario(SOUTHERN)))
    assert rows(page)[2][1:3] == ["unter 5", "unter 5"]
    assert "Kosten je neu erreichtem Menschen keine Angabe" in text(page)
    assert "Gezählt sind alle Menschen nach „Zensus 2022, 100-Meter-Gitter“ (2022)" in text(page)


def test_what_could_not_be_applied_is_listed_with_its_day(selma):
    page = text(selma.get(at(scenes.a_scenario(CloseSite("weg"), SOUTHERN))))
    assert "unbekanntes Angebot schließt Nicht angewendet: Dieses Angebot steht nicht (mehr) im Verzeichnis. (Stand" in page  # fmt: skip
    assert "Neu: Haus Birke mit 20 Plätzen Entfernen" in page


def test_what_cannot_be_read_is_named_and_not_computed(selma):
    scenario = scenes.a_scenario()
    Scenario.objects.update(changes=[{"kind": "GROW"}])
    page = selma.get(at(scenario))
    assert "Maßnahme 1 hat eine unbekannte Art. Solange das so ist" in text(page)
    assert "Maßnahme hinzufügen" not in text(page)
    assert selma.get(at(scenario, "massnahme/?art=RATE"))["Location"] == at(scenario)


def test_what_is_missing_is_said(selma):
    scenes.an_offer("Ohne Ort", lat=None, places=None)
    scenes.an_offer("Stumm", lat=52.0, places=None)
    page = text(selma.get(at(scenes.a_scenario(year=2039))))
    assert "Für 2039 gibt es keine Prognose" in page
    assert "Ohne Ort und deshalb bei den Wegen nicht dabei: Ohne Ort, Dorf." in page
    assert "1 Angebot nennt keine Zahl der Plätze" in page


def test_a_new_scenario_and_a_name_that_is_taken(selma):
    form = {"name": "Neubau", "term": scenes.day_care().pk, "year": "2030", "variant": "", "note": "Idee"}  # fmt: skip
    made = selma.post(f"{LIST}neu/", form)
    scenario = Scenario.objects.get()
    assert made["Location"] == at(scenario)
    again = selma.post(f"{LIST}neu/", form)
    assert "Ein Szenario mit diesem Namen gibt es schon" in text(again)
    assert 'value="Neubau"' in again.content.decode()
    assert Scenario.objects.count() == 1


def test_who_saves_second_sees_both(selma):
    scenario = scenes.a_scenario()
    form = {"name": "Neu", "term": scenario.term_id, "year": "2031", "variant": "", "note": "", "version": "0"}  # fmt: skip
    assert selma.post(at(scenario, "aendern/"), form).status_code == 302
    late = selma.post(at(scenario, "aendern/"), form | {"name": "Anders"})
    assert late.status_code == 409
    assert "Zwei Fassungen" in text(late)
    assert 'value="Anders"' in late.content.decode()


TYPED = {"name": "Haus Birke", "place": "12069003", "places": "20", "cost": ""}


def test_a_measure_is_looked_at_before_it_is_taken_over(selma):
    scenario = scenes.a_scenario()
    kinds = text(selma.get(at(scenario, "massnahme/")))
    assert "Ein Angebot kommt dazu" in kinds
    assert "Ein anderes Jahr braucht eine Prognose" in kinds
    look = selma.get(at(scenario, "massnahme/"), TYPED | {"art": "ADD", "ansehen": "1"})
    assert rows(look)[2][:4] == ["Süd", "300", "300", "0"]
    assert Scenario.objects.get().changes == []
    taken = selma.post(at(scenario, "massnahme/?art=ADD"), TYPED | {"version": "0"})
    assert taken["Location"] == at(scenario)
    assert Scenario.objects.get().changes == [
        {"kind": "ADD", "site": "neu-1", "name": "Haus Birke", "lat": 52.0, "lon": 13.0, "places": 20.0, "where": "Dorf 3"}
    ]  # fmt: skip


def test_the_look_shows_only_what_the_new_measure_adds(selma):
    scenario = scenes.a_scenario(SOUTHERN)
    look = selma.get(at(scenario, "massnahme/"), {"art": "CLOSE", "ansehen": "1", "site": "neu-1"})
    assert rows(look)[-1][1:4] == ["600", "0", "300"]
    assert rows(look)[-1][5] == "600 (100 %) → nachher 300 (50 %)"
    assert "Was das ändert: Haus Birke schließt" in text(look)


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("ADD", TYPED | {"place": ""}, "Füllen Sie dieses Feld"),
        ("ADD", TYPED | {"place": "13,0 52,0"}, "Breite und Länge sind vertauscht"),
        ("ADD", TYPED | {"place": "hinten"}, "Diesen Ort finden wir nicht."),
        ("ADD", TYPED | {"places": "-3"}, "größer"),
        ("ADD", TYPED | {"name": " "}, "Füllen Sie dieses Feld"),
        ("CLOSE", {"site": "weg"}, "weg"),
        ("RATE", {"share": "viel"}, "Zahl"),
        ("RATE", {"share": "-95"}, "-90"),
        ("YEAR", {"year": "20xx"}, "Zahl"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_was_typed_wrong_stays_and_is_said(selma, kind, typed, said, method):
    scenario = scenes.a_scenario()
    address = at(scenario, f"massnahme/?art={kind}")
    if method == "post":
        page = selma.post(address, typed | {"version": "0"})
    else:
        page = selma.get(at(scenario, "massnahme/"), typed | {"art": kind, "ansehen": "1"})
    assert page.status_code == 200
    assert said in text(page)
    assert "Was das ändert" not in text(page)
    if typed.get("name", "").strip():
        assert 'value="Haus Birke"' in page.content.decode()
    assert Scenario.objects.get().changes == []


@pytest.mark.parametrize(
    ("kind", "typed", "row"),
    [
        ("MOVE", {"place": "12069003", "cost": "5,5"}, {"lat": 52.0, "lon": 13.0, "where": "Dorf 3", "cost": 5.5}),
        ("MOVE", {"place": "52,05 13,1"}, {"lat": 52.05, "lon": 13.1}),
        ("MOVE", {"place": "dorf 2"}, {"lat": 52.1, "lon": 13.0, "where": "Dorf 2"}),
        ("RESIZE", {"places": "24"}, {"places": 24.0}),
        ("CLOSE", {}, {}),
    ],
)  # fmt: skip
def test_measures_at_an_offer_that_stands(selma, network, kind, typed, row):
    scenario, uid = scenes.a_scenario(), str(network.uid)
    address = at(scenario, f"massnahme/?art={kind}")
    assert selma.post(address, typed | {"site": uid, "version": "0"}).status_code == 302
    assert Scenario.objects.get().changes == [{"kind": kind, "site": uid} | row]


def test_neighbours_more_need_and_another_year(selma):
    scenario = scenes.a_scenario(variant=figures.a_variant())
    typed = {"name": "Nachbarn", "place": "12069002", "helpers": "6", "each": "1,5"}
    for version, (kind, what) in enumerate(
        [("NEIGHBOURS", typed), ("RATE", {"share": "12,5"}), ("YEAR", {"year": "2030"})]
    ):
        address = at(scenario, f"massnahme/?art={kind}")
        assert selma.post(address, what | {"version": str(version)}).status_code == 302
    assert [row["kind"] for row in Scenario.objects.get().changes] == ["NEIGHBOURS", "RATE", "YEAR"]
    assert Scenario.objects.get().changes[1] == {"kind": "RATE", "factor": 1.125}
    assert "Bedarf +12,5 %" in text(selma.get(at(scenario)))


def test_a_measure_typed_on_an_older_version_is_asked_again(selma):
    scenario = scenes.a_scenario(ChangeRate(1.1))
    Scenario.objects.update(version=4)
    page = selma.post(at(scenario, "massnahme/?art=ADD"), TYPED | {"version": "0"})
    assert "Dieses Szenario wurde inzwischen geändert" in text(page)
    assert 'name="version" value="4"' in page.content.decode()
    assert len(Scenario.objects.get().changes) == 1


def test_a_measure_is_taken_out_once(selma):
    scenario = scenes.a_scenario(SOUTHERN, ChangeRate(1.1))
    address = at(scenario, "massnahme/entfernen/")
    page = selma.post(address, {"number": "0", "version": "0"}, follow=True)
    assert "Die Maßnahme ist nicht mehr im Szenario." in text(page)
    again = selma.post(address, {"number": "0", "version": "0"}, follow=True)
    assert "hat jemand anderes hier gespeichert" in text(again)
    assert [row["kind"] for row in Scenario.objects.get().changes] == ["RATE"]
    assert selma.post(address, {"number": "-1", "version": "x"}).status_code == 404


def test_a_scenario_is_removed_after_a_question(selma):
    scenario = scenes.a_scenario()
    assert "Szenario löschen?" in text(selma.get(at(scenario, "loeschen/")))
    assert selma.post(at(scenario, "loeschen/"), {"version": "7"})["Location"] == at(scenario)
    assert Scenario.objects.exists()
    assert selma.post(at(scenario, "loeschen/"), {"version": "0"})["Location"] == LIST
    assert not Scenario.objects.exists()


def test_two_scenarios_side_by_side(selma, network):
    first = scenes.a_scenario(SOUTHERN)
    second = scenes.a_scenario(CloseSite(str(network.uid)), name="Schließung")
    page = selma.get(f"{LIST}vergleich/", {"s": [first.uid, second.uid, first.uid, "x", uuid4()]})
    found = {row[0]: row[1:] for row in rows(page)}
    assert found["Was"] == ["Neue Tagespflege im Süden", "Schließung"]
    assert found["haben es näher"] == ["300", "0"]
    assert found["haben es weiter"] == ["0", "600"]
    assert found["neu erreicht"] == ["300", "0"]
    assert found["Kosten je neu erreichtem Menschen"] == ["300 € im Jahr", "keine Angabe"]
    assert rows(page, 2)[1:] == [
        ["Nord", "keine Änderung", "0 näher, 300 weiter"],
        ["Süd", "300 näher, 0 weiter", "0 näher, 300 weiter"],
    ]
    assert "Wählen Sie mindestens zwei" in text(selma.get(f"{LIST}vergleich/"))


def test_a_suggestion_becomes_a_measure(selma):
    scenario = scenes.a_scenario()
    page = selma.get(at(scenario, "vorschlag/"), {"anzahl": "3", "km": "15"})
    words = text(page)
    assert "Dorf 2 Als Maßnahme eintragen" in words or "Dorf 3 Als Maßnahme eintragen" in words
    assert "leben dann 600 Menschen (100 %), jetzt 300 (50 %). Neu erreicht: 300." in words
    assert "nachweislich niemand mehr erreichen" in words
    assert "Mehr Standorte würden niemanden zusätzlich erreichen." in words
    address = re.search(r'href="([^"]*art=ADD[^"]*)"', page.content.decode()).group(1)
    form = selma.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="Tagespflege Dorf' in form


def test_a_suggestion_where_all_are_reached(selma):
    page = text(selma.get(at(scenes.a_scenario(), "vorschlag/"), {"anzahl": "1", "km": "80"}))
    assert "Kein Standort erreicht jemanden dazu" in page
    wrong = text(selma.get(at(Scenario.objects.get(), "vorschlag/"), {"anzahl": "99", "km": "x"}))
    assert "Bitte prüfen Sie Ihre Angaben" in wrong


@pytest.mark.parametrize("name", ["stella", "arno"])
def test_who_reads_sees_no_way_to_write(network, name):
    reader, scenario = signed_in(name), scenes.a_scenario(SOUTHERN)
    assert "Szenario anlegen" not in text(reader.get(LIST))
    page = text(reader.get(at(scenario)))
    assert "Wer gewinnt, wer verliert" in page
    assert "Entfernen" not in page
    assert "Maßnahme hinzufügen" not in page
    assert "Als Maßnahme" not in text(reader.get(at(scenario, "vorschlag/?anzahl=1&km=15")))
    for path in ("aendern/", "loeschen/", "massnahme/", "massnahme/?art=ADD"):
        assert reader.get(at(scenario, path)).status_code == 403
    assert reader.get(f"{LIST}neu/").status_code == 403
    assert reader.post(at(scenario, "massnahme/entfernen/"), {"number": 0, "version": 0}).status_code == 403  # fmt: skip


@pytest.mark.parametrize("path", ["", "aendern/", "loeschen/", "massnahme/", "vorschlag/"])
def test_no_such_scenario(selma, path):
    assert selma.get(f"{LIST}{uuid4()}/{path}").status_code == 404
