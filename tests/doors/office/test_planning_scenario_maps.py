"""A scenario on its two maps: same classes, offers that stay, come and go, told apart by shape."""

import re

import pytest

from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.queries.laid import laid_over
from mitsorge.domain.planning.rules.scenario import AddSite, CloseSite, MoveSite
from mitsorge.doors.office.planning_scenario_maps import before_and_after, map_asked
from mitsorge.face.maps import Sign
from mitsorge.foundation.places.models import Municipality
from tests.domain.planning import scenes
from tests.network import a_network
from tests.sign_in import signed_in

SOUTHERN = AddSite("neu-1", "Haus Birke", scenes.SOUTH, 13.0, 20.0)
LIST = "/schreibtisch/planung/szenarien/"


def a_square(lat: float) -> dict:
    corners = [[12.95, lat - 0.05], [13.05, lat - 0.05], [13.05, lat + 0.05], [12.95, lat + 0.05]]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


@pytest.fixture
def offer(db):
    a_network()
    scenes.the_villages()
    for ags, lat in (("12069001", 52.2), ("12069002", 52.1), ("12069003", 52.0)):
        Municipality.objects.filter(ags=ags).update(outline=a_square(lat))
    return scenes.an_offer()


def maps(*changes, chosen="weg"):
    scenario = scenes.a_scenario(*changes, name=f"Nr. {Scenario.objects.count()}")
    return before_and_after(laid_over(scenario, on=scenes.AT.date()), chosen)


def told(shown) -> list[tuple[str, int]]:
    return sorted((each.title, each.shade) for each in shown.drawn.drawn)


def signs(shown) -> list[tuple[str, Sign]]:
    return [(mark.title, mark.sign) for mark in shown.drawn.marks]


def test_the_way_before_and_after_in_the_same_classes(offer):
    before, after = maps(SOUTHERN)
    assert told(before) == [("Nord: 7,4 km", 3), ("Süd: 22,2 km", 5)]
    assert told(after) == [("Nord: 7,4 km", 3), ("Süd: 0,0 km", 1)]
    assert before.legend == after.legend
    assert [entry.words for entry in before.legend] == [
        "unter 7,4 km", "7,4 bis unter 22,2 km", "ab 22,2 km",
    ]  # fmt: skip
    assert before.title == "Mittlerer Weg zum nächsten Angebot, vorher"
    assert after.label == "Karte: Mittlerer Weg zum nächsten Angebot, nachher in 2 Räumen. Am höchsten in Nord mit 7,4 km, am niedrigsten in Süd mit 0,0 km."  # fmt: skip


def test_who_is_in_reach_and_places(offer):
    before, after = maps(SOUTHERN, chosen="reichweite")
    assert told(before) == [("Nord: 100 %", 5), ("Süd: 0 %", 1)]
    assert told(after) == [("Nord: 100 %", 5), ("Süd: 100 %", 5)]
    assert [entry.words for entry in before.legend][:2] == ["unter 20 %", "20 bis unter 40 %"]
    assert before.title == "Menschen mit Angebot in 15 km, vorher"
    before, after = maps_of_places = maps(CloseSite(str(offer.uid)), chosen="plaetze")
    assert len(maps_of_places) == 2
    assert told(before) == [("Nord: 40,0", 4), ("Süd: 0,0", 2)]
    assert told(after) == [("Nord: keine Angabe", 0), ("Süd: keine Angabe", 0)]


def test_offers_that_stay_come_go_and_move(offer):
    before, after = maps(SOUTHERN)
    assert signs(before) == [("Haus Linde, Dorf", Sign.DOT)]
    assert signs(after) == [("Haus Linde, Dorf", Sign.DOT), ("Haus Birke", Sign.DIAMOND)]
    assert [mark.title for mark in after.signs] == [
        "Angebot, das bleibt", "Angebot, das dazukommt",
    ]  # fmt: skip
    before, after = maps(MoveSite(str(offer.uid), 52.1, 13.0))
    assert signs(before) == [("Haus Linde, Dorf", Sign.CROSS)]
    assert signs(after) == [("Haus Linde, Dorf", Sign.DIAMOND)]


@pytest.mark.parametrize(("people", "count"), [(3, 0), (30, 2)])
def test_of_a_handful_of_people_and_whoever_gives_them_away_no_map_tells(offer, people, count):
    scenes.a_grid((52.2, 40, "P1"), (52.0, people, "P2"))
    assert len(maps(SOUTHERN, chosen="reichweite")) == count


def test_no_map_without_outlines_or_without_offers(offer):
    assert maps(CloseSite(str(offer.uid)))[1].drawn.has_gaps
    offer.sites.all().delete()
    assert maps() == ()
    Municipality.objects.update(outline=None)
    assert maps(SOUTHERN) == ()


def test_another_map_is_the_first():
    assert [map_asked(each) for each in ("weg", "plaetze", "", "x")] == ["weg", "plaetze", "weg", "weg"]  # fmt: skip


def test_both_stand_on_the_page_with_their_files(offer):
    selma, scenario = signed_in("selma"), scenes.a_scenario(SOUTHERN)
    address = f"{LIST}{scenario.uid}/"
    page = selma.get(f"{address}?karte=reichweite&km=5").content.decode()
    assert page.count("<figure") == 2
    assert page.count('class="mark mark--diamond"') == 2
    file = re.search(r'href="([^"]*karte-nachher\.svg[^"]*)"', page).group(1).replace("&amp;", "&")
    assert file == f"{address}karte-nachher.svg?karte=reichweite&km=5"
    svg = selma.get(file)
    assert svg["Content-Type"] == "image/svg+xml"
    words = svg.content.decode()
    assert "Menschen mit Angebot in 5 km, nachher" in words
    assert "Angebot, das dazukommt" in words
    assert "Haus Birke" in words
    assert selma.get(f"{address}karte-morgen.svg").status_code == 404
    Municipality.objects.update(outline=None)
    assert selma.get(f"{address}karte-vorher.svg").status_code == 404


def test_the_table_as_a_file(offer):
    selma, scenario = signed_in("selma"), scenes.a_scenario(SOUTHERN)
    answer = selma.get(f"{LIST}{scenario.uid}/raeume.csv")
    lines = answer.content.decode().splitlines()
    assert lines[-3:] == [
        "Nord;300;0;0;7,4 km;7,4 km;300 (100 %);300 (100 %);40,0;66,7",
        "Süd;300;300;0;22,2 km;0,0 km;0 (0 %);300 (100 %);0,0;40,0",
        "Alle zusammen;600;300;0;14,8 km;3,7 km;300 (50 %);600 (100 %);20,0;53,3",
    ]
    assert "Hinweis;Neu: Haus Birke mit 20 Plätzen" in lines
    assert selma.get(f"{LIST}{scenario.uid}/raeume.svg").status_code == 404


def test_suggested_sites_stand_on_a_map_of_their_own(offer):
    selma, scenario = signed_in("selma"), scenes.a_scenario()
    page = selma.get(
        f"{LIST}{scenario.uid}/vorschlag/", {"anzahl": "1", "km": "5"}
    ).content.decode()
    assert page.count("<figure") == 2
    assert page.count('<path class="mark mark--diamond"') == 2
    assert "<title>Dorf 3</title>" in page
    assert "Als Tabelle" not in page
    bare = selma.get(f"{LIST}{scenario.uid}/vorschlag/", {"anzahl": "1", "km": "80"})
    assert b"<figure" not in bare.content
