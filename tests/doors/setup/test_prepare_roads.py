"""`mitsorge roads`: an extract is read once; from then on distances are ways on the road."""

import math
from datetime import date

import osmium
import pytest
from django.core.management import CommandError, call_command
from osmium.osm.mutable import Node, Way

from mitsorge.domain.planning.queries.roads import journeys, on_roads, prepared_file, ways_sentence
from mitsorge.domain.planning.queries.scenarios import present_of
from tests.domain.planning import scenes
from tests.network import a_network

pytestmark = pytest.mark.django_db
DEGREE = math.pi * 6371.0088 / 180


@pytest.fixture
def villages():
    a_network()
    scenes.the_villages()


@pytest.fixture
def extract(tmp_path, settings):
    """The three villages on a road with a bow: 11 km further east and back between the middle and the south."""
    path = tmp_path / "kreis.osm.pbf"
    east = 13 + 11 / (DEGREE * math.cos(math.radians(52.05)))
    points = {1: (13, 52.2), 2: (13, 52.1), 3: (east, 52.05), 4: (13, 52.0)}
    with osmium.SimpleWriter(str(path)) as writer:
        for number, place in points.items():
            writer.add_node(Node(id=number, location=place))
        writer.add_way(Way(id=1, nodes=[1, 2, 3, 4], tags={"highway": "secondary"}))
    settings.ROADS, settings.DATA_DIR = str(path), tmp_path / "data"
    return path


def test_roads_are_prepared_and_used(villages, extract, capsys):
    assert journeys().on_roads is False
    assert ways_sentence() == "Entfernungen sind Luftlinie, keine Fahrzeiten."
    call_command("prepare_roads")
    assert "4 Knoten, 6 Stücke Straße" in capsys.readouterr().out
    assert ways_sentence() == (
        "Entfernungen sind Wege auf der Straße. "
        "Straßen: © OpenStreetMap-Mitwirkende (ODbL), Auszug „kreis.osm.pbf“."
    )
    scenes.an_offer()
    present = present_of(scenes.a_scenario(), on=date(2026, 11, 22))
    bow = 2 * math.hypot(11, DEGREE * 0.05)
    expected = sorted([0, DEGREE * 0.1, DEGREE * 0.1 + bow])
    assert sorted(present.state.nearest_km) == pytest.approx(expected, abs=0.02)


def test_without_a_setting_a_prepared_file_is_not_used(villages, extract, settings):
    call_command("prepare_roads")
    assert on_roads() is not None
    settings.ROADS = "/srv/anderer.osm.pbf"
    assert on_roads() is None
    settings.ROADS = ""
    assert on_roads() is None
    with pytest.raises(CommandError, match="nennt keinen Auszug"):
        call_command("prepare_roads")


def test_a_file_written_anew_is_read_anew(villages, extract):
    call_command("prepare_roads")
    first = on_roads()
    assert on_roads() is first
    prepared_file().write_bytes(b"")
    assert on_roads() is None


def test_an_extract_of_somewhere_else_is_refused(villages, extract):
    with osmium.SimpleWriter(str(extract), overwrite=True) as writer:
        for number in (1, 2):
            writer.add_node(Node(id=number, location=(13 + number / 100, 52.2)))
        writer.add_way(Way(id=1, nodes=[1, 2], tags={"highway": "secondary"}))
    with pytest.raises(CommandError, match="Nur 1 von 3 Gemeinden"):
        call_command("prepare_roads")
    assert not prepared_file().exists()


@pytest.mark.parametrize("content", [None, b"kein Auszug"])
def test_what_cannot_be_read_is_said(villages, extract, content):
    extract.unlink()
    if content is not None:
        extract.write_bytes(content)
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        call_command("prepare_roads")
