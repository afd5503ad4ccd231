"""Importers on the published files and on broken ones: all rows or none, and a second run changes nothing."""

import gzip
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.db.models import Sum

from mitsorge.foundation.places import actions
from mitsorge.foundation.places.actions import ImportResult, Refusal
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea, Postcode, Street
from tests.foundation.places.conftest import NEW_YEAR

BRUECK = "6020231130120690765904Brück, Stadt".ljust(128) + f"{8619:011d}{4209:011d}".ljust(60)
LINTHE = "6020231130120693455904Linthe".ljust(128) + f"{2913:011d}{885:011d}".ljust(60)
SQUARE = [[12.0, 51.0], [12.1, 51.0], [12.1, 51.1], [12.0, 51.1], [12.0, 51.0]]

pytestmark = pytest.mark.django_db


def unpacked(path: Path) -> StringIO:
    return StringIO(gzip.decompress(path.read_bytes()).decode("utf-8"))


def counts(result: ImportResult) -> tuple[int, int, int, int, bool]:
    return result.new, result.changed, result.unchanged, len(result.refused), result.stored


def collection(*features: dict, **more: object) -> StringIO:
    return StringIO(json.dumps({"type": "FeatureCollection", "features": features, **more}))


def feature(ring: list, **properties: object) -> dict:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def brueck() -> Municipality:
    actions.import_municipal_register([BRUECK])
    return Municipality.objects.get()


@pytest.fixture
def city() -> Body:
    return Body.objects.create(name="Stadt Leipzig", kind="STADT", ags="14713000")


@pytest.mark.shared
def test_the_whole_official_register(shared):
    file = shared / "data/geo/GV100AD_301123.txt.gz"
    assert counts(actions.import_municipal_register(unpacked(file))) == (10981, 0, 0, 0, True)
    assert counts(actions.import_municipal_register(unpacked(file))) == (0, 0, 10981, 0, True)
    total = Municipality.objects.aggregate(Sum("population"))["population__sum"]
    assert total == 84_358_845  # the official figure at 31.12.2022
    beelitz = Municipality.objects.get(ags="12069017")
    assert (beelitz.name, beelitz.designation, beelitz.ars) == ("Beelitz", "Stadt", "120690017017")
    assert (beelitz.body_ags5, beelitz.area_ha, beelitz.population) == ("12069", 18130, 13219)


@pytest.mark.shared
def test_published_postcode_tables_with_their_dirt(shared):
    with actions.own_table("municipalities.csv") as lines:
        actions.import_municipalities(lines)
    geonames = actions.import_postcodes(unpacked(shared / "data/geo/plz_geonames_de.csv.gz"))
    assert counts(geonames)[1:] == (0, 0, 0, True)
    osm = shared / "data/geo/plz_ort_ags_osm.csv.gz"
    refused = actions.import_postcodes(unpacked(osm))
    assert (refused.stored, refused.new) == (False, 0)
    assert refused.refused[0].reason.endswith("steht nicht im Gemeindeverzeichnis.")
    before = Postcode.objects.count()
    known = actions.import_postcodes(unpacked(osm), leave_out_refused=True)
    assert (known.stored, len(known.refused)) == (True, len(refused.refused))
    assert Postcode.objects.count() == before + known.new
    again = actions.import_postcodes(unpacked(osm), leave_out_refused=True)
    assert counts(again)[:2] == (0, 0)


@pytest.mark.shared
def test_published_outlines(shared):
    with actions.own_table("municipalities.csv") as lines:
        actions.import_municipalities(lines, lands=frozenset({"08", "12", "14", "16"}))
    file = shared / "data/geo/gemeinden_4_regionen.geojson"
    for expected in ((72, 0, 0, 0, True), (0, 0, 72, 0, True)):
        with file.open(encoding="utf-8") as opened:
            assert counts(actions.import_outlines(opened)) == expected
    with (shared / "data/geo/kreise_2022.geojson").open(encoding="utf-8") as opened:
        kreise = actions.import_outlines(opened)  # they carry no AGS of eight digits
    assert (len(kreise.refused), kreise.stored) == (400, False)


def test_our_own_tables_twice():
    lands = frozenset({"12", "16"})
    first = actions.load_own_geography(lands=lands)
    assert (first.changed, first.unchanged, first.refused) == (0, 0, ())
    assert counts(actions.load_own_geography(lands=lands)) == (0, 0, first.new, 0, True)
    assert Municipality.objects.filter(outline__isnull=False).count() == 70
    assert Street.objects.count() == 0


def test_a_change_in_the_register_is_one_change(brueck):
    Municipality.objects.filter(pk=brueck.pk).update(latitude="52.20000", longitude="12.77000")
    grown = BRUECK.replace("00000004209", "00000004300")
    assert counts(actions.import_municipal_register([grown, LINTHE])) == (1, 1, 0, 0, True)
    brueck.refresh_from_db()
    assert (brueck.population, str(brueck.latitude)) == (4300, "52.20000")


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        ([], Refusal(0, "Die Datei enthält keine Gemeinden (Satzart 60). Erwartet wird GV100AD.")),
        (
            [LINTHE, BRUECK[:100]],
            Refusal(2, "Die Zeile ist zu kurz für einen Gemeindesatz (GV100AD, Satzart 60)."),
        ),
        (
            [LINTHE, BRUECK.replace("12069076", "1206907X")],
            Refusal(2, "Der Gemeindeschlüssel „1206907X“ hat keine acht Ziffern."),
        ),
        (
            [LINTHE, BRUECK.replace("Brück, Stadt", " " * 12)],
            Refusal(2, "Die Gemeinde 12069076 hat keinen Namen."),
        ),
        (
            [LINTHE, BRUECK.replace("00000004209", "   viele   ")],
            Refusal(2, "Die Bevölkerung „viele“ ist keine Zahl."),
        ),
    ],
)
def test_one_bad_line_keeps_the_whole_register_out(lines, refusal):
    result = actions.import_municipal_register(lines)
    assert (result.refused, result.stored) == ((refusal,), False)
    assert Municipality.objects.count() == 0


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("code;place\n148222;Brück", "„148222“ ist keine Postleitzahl (fünf Ziffern)."),
        ("code;place\n14822;", "Zur Postleitzahl 14822 fehlt der Ort."),
        (
            "plz;ort;ags\n14822;Brück;99999999",
            "Der Gemeindeschlüssel „99999999“ steht nicht im Gemeindeverzeichnis.",
        ),
        (
            "code;place;lat;lon\n14822;Brück;12.77;52.20",
            "14822 Brück: Breite und Länge sind vertauscht. (gelesen: Breite 12.7700, Länge 52.2000)",
        ),
        ("code;place;lat;lon\n14822;Brück;hier;dort", "„hier / dort“ sind keine Koordinaten."),
    ],
)
def test_one_bad_row_keeps_all_postcodes_out(brueck, table, reason):
    result = actions.import_postcodes(StringIO(table + "\n14823;Niemegk;;\n"))
    assert (result.refused, result.stored) == ((Refusal(2, reason),), False)
    assert Postcode.objects.count() == 0


@pytest.mark.parametrize(
    ("position", "reason"),
    [
        (
            "12.77;52.20",
            "Brück: Breite und Länge sind vertauscht. (gelesen: Breite 12.7700, Länge 52.2000)",
        ),
        ("hier;dort", "Brück: Das sind keine Koordinaten."),
    ],
)
def test_one_bad_position_keeps_our_own_municipalities_out(position, reason):
    heading = "ags;verband;name;latitude;longitude;population;population_67plus;area_ha"
    rows = [
        f"12069076;5904;Brück;{position};4209;;8619",
        "12069345;5904;Linthe;52.15;12.78;885;;2913",
    ]
    result = actions.import_municipalities([heading, *rows])
    assert (result.refused, result.stored) == ((Refusal(2, reason),), False)
    assert Municipality.objects.count() == 0


def test_headings_delimiters_and_lost_zeros_of_postcode_tables(brueck):
    table = "\ufeffPLZ\tOrt\tAGS\tBreite\tLänge\n14822\tBrück, Stadt\t12069076\t52,1977\t12,7687\n4229\tLeipzig\t\t\t\n"
    assert counts(actions.import_postcodes(StringIO(table))) == (2, 0, 0, 0, True)
    assert [
        (row.code, row.place, row.municipality, row.latitude and float(row.latitude))
        for row in Postcode.objects.all()
    ] == [("04229", "Leipzig", None, None), ("14822", "Brück", brueck, 52.1977)]


def test_a_street_needs_its_municipality(brueck):
    result = actions.import_streets(StringIO("name;ags\nHauptstraße;12069076\nAm Ring;\n"))
    reason = "Zur Straße „Am Ring“ fehlt der Name oder der Gemeindeschlüssel."
    assert (result.refused, Street.objects.count()) == ((Refusal(3, reason),), 0)
    with_rest = actions.import_streets(
        StringIO("name;ags\nHauptstraße;12069076\nAm Ring;\n"), leave_out_refused=True
    )
    assert (counts(with_rest), Street.objects.get().key) == ((1, 0, 0, 1, True), "hauptstrasse")


def bad_collections() -> Iterator[tuple[StringIO, str]]:
    yield StringIO("kein JSON"), "Die Datei ist kein GeoJSON."
    yield StringIO("[]"), "Die Datei ist keine FeatureCollection (GeoJSON)."
    utm = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    yield (
        collection(feature(SQUARE, ags="12069076"), crs=utm),
        "Das Bezugssystem ist urn:ogc:def:crs:EPSG::25832. Bitte liefern Sie WGS 84 (EPSG:4326).",
    )
    yield (
        collection(feature(SQUARE, ags="12069999")),
        "12069999: Der Gemeindeschlüssel steht nicht im Gemeindeverzeichnis.",
    )
    yield (
        collection(feature([[y, x] for x, y in SQUARE], ags="12069076", name="Brück")),
        "Brück: Breite und Länge sind vertauscht. (gelesen: Breite 12.1000, Länge 51.1000)",
    )
    yield (
        collection(feature(SQUARE[:-1], ags="12069076", name="Brück")),
        "Brück: Ein Ring des Umrisses ist nicht geschlossen: Der letzte Punkt muss gleich dem ersten sein.",
    )
    yield collection(feature(SQUARE, code="1")), "1: Kennung (code) oder Name (name) fehlt."
    yield (
        collection(feature(SQUARE, code="1", name="Eins", kind="STERN")),
        "Eins: Die Art (kind) muss REGION, DISTRICT, QUARTER, CUSTOM sein.",
    )
    yield (
        collection(feature(SQUARE, code="1", name="Eins", kind="QUARTER", parent="9")),
        "Eins: Der übergeordnete Raum „9“ ist nicht bekannt.",
    )


@pytest.mark.parametrize(("file", "reason"), list(bad_collections()))
def test_a_bad_collection_stores_nothing_and_says_why(brueck, city, file, reason):
    result = actions.import_outlines(file, body=city, on=NEW_YEAR)
    assert [refusal.reason for refusal in result.refused] == [reason]
    assert (result.stored, PlanningArea.objects.count()) == (False, 0)
    assert Municipality.objects.filter(outline__isnull=False).count() == 0


def test_one_bad_feature_keeps_the_good_ones_out(brueck):
    good = feature(SQUARE, ags="12069076")
    result = actions.import_outlines(collection(good, feature(SQUARE[:-1], ags="12069076")))
    assert ([refusal.line for refusal in result.refused], result.stored) == ([2], False)
    assert Municipality.objects.filter(outline__isnull=False).count() == 0


def test_areas_need_a_body_and_a_beginning():
    result = actions.import_outlines(
        collection(feature(SQUARE, code="1", name="Eins", kind="QUARTER"))
    )
    reason = "Eins: Für Planungsräume fehlt die Körperschaft oder der Beginn."
    assert result.refused == (Refusal(1, reason),)


def test_a_changed_outline_of_an_area_gets_a_successor(city):
    def run(ring: list, on):
        area = feature(ring, code="1", name="Eins", kind="QUARTER")
        return counts(actions.import_outlines(collection(area), body=city, on=on))

    smaller = [[x / 2 + 6, y] for x, y in SQUARE]
    later = NEW_YEAR.replace(month=7)
    assert run(SQUARE, NEW_YEAR) == (1, 0, 0, 0, True)
    assert run(SQUARE, later) == (0, 0, 1, 0, True)
    assert run(smaller, NEW_YEAR) == (0, 0, 0, 1, False)  # on its first day it cannot change
    assert run(smaller, later) == (0, 1, 0, 0, True)
    periods = PlanningArea.objects.values_list("active_from", "active_to")
    assert list(periods) == [(NEW_YEAR, later), (later, None)]
