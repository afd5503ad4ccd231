"""Positions, outlines and typed names by table; no database."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from mitsorge.foundation.places import rules
from mitsorge.foundation.places.rules import Naming, Point, TypedPlace, overlapping

SQUARE = [[12.0, 51.0], [12.1, 51.0], [12.1, 51.1], [12.0, 51.1], [12.0, 51.0]]
HOLE = [[12.04, 51.04], [12.06, 51.04], [12.06, 51.06], [12.04, 51.06], [12.04, 51.04]]
BOW = [[12.0, 51.0], [12.1, 51.1], [12.1, 51.0], [12.0, 51.1], [12.0, 51.0]]
BERLIN, MUNICH = Point(52.5200, 13.4050), Point(48.1374, 11.5755)


def polygon(*rings: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(51.34, 12.37), (47.27, 10.18), (55.06, 8.42), (51.05, 5.87)]
)
def test_a_point_in_germany_is_accepted(latitude, longitude):
    assert rules.check_point(latitude, longitude) is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "refused"),
    [
        (12.37, 51.34, rules.SwappedCoordinates),
        (5690000, 317000, rules.WrongReferenceSystem),
        (317000, 5690000, rules.WrongReferenceSystem),
        (51.34, 4520000, rules.WrongReferenceSystem),
        (0, 0, rules.NotInGermany),
        (48.21, 16.37, rules.NotInGermany),
        (10.0, 20.0, rules.NotInGermany),
        (20.0, 50.0, rules.NotInGermany),
        (-51.34, 12.37, rules.NotInGermany),
        (52.37, 4.9, rules.NotInGermany),
    ],
)
def test_a_wrong_point_is_named(latitude, longitude, refused):
    with pytest.raises(refused) as caught:
        rules.check_point(latitude, longitude)
    assert type(caught.value) is refused
    assert str(caught.value).startswith(refused.sentence)


@pytest.mark.parametrize(
    "outline",
    [
        polygon(SQUARE),
        polygon(SQUARE, HOLE),
        {"type": "MultiPolygon", "coordinates": [[SQUARE], [[[x + 1, y] for x, y in SQUARE]]]},
    ],
)
def test_a_sound_outline_is_accepted(outline):
    assert rules.check_outline(outline) is None


@pytest.mark.parametrize(
    ("outline", "refused"),
    [
        (None, rules.EmptyOutline),
        ({}, rules.EmptyOutline),
        (polygon(), rules.EmptyOutline),
        (polygon([]), rules.EmptyOutline),
        ({"type": "MultiPolygon", "coordinates": []}, rules.EmptyOutline),
        (polygon([[12.0, 51.0], [12.1, 51.0], [12.0, 51.0]]), rules.EmptyOutline),
        (
            polygon([[12.0, 51.0], [12.1, 51.0], [12.2, 51.0], [12.0, 51.0]]),
            rules.RingCrossesItself,
        ),
        ({"type": "Point", "coordinates": [12.0, 51.0]}, rules.NotAnArea),
        ({"type": "Feature", "geometry": polygon(SQUARE)}, rules.NotAnArea),
        ("POLYGON((12 51))", rules.NotAnArea),
        (polygon([["a", "b"]]), rules.NotAnArea),
        (polygon([12.0, 51.0]), rules.NotAnArea),
        (polygon([[y, x] for x, y in SQUARE]), rules.SwappedCoordinates),
        (polygon([[x * 26000, y * 111000] for x, y in SQUARE]), rules.WrongReferenceSystem),
        (polygon([[x + 20, y] for x, y in SQUARE]), rules.NotInGermany),
        (polygon(SQUARE[:-1]), rules.RingNotClosed),
        (polygon(SQUARE, HOLE[:-1]), rules.RingNotClosed),
        (polygon(BOW), rules.RingCrossesItself),
    ],
)
def test_a_broken_outline_is_named(outline, refused):
    with pytest.raises(rules.GeographyRefused) as caught:
        rules.check_outline(outline)
    assert type(caught.value) is refused


@pytest.mark.parametrize(
    ("latitude", "longitude", "inside"),
    [(51.02, 12.02, True), (51.0, 12.05, True), (51.05, 12.05, False), (51.2, 12.05, False)],
)
def test_a_point_lies_inside_on_the_border_or_in_the_hole(latitude, longitude, inside):
    assert rules.contains(polygon(SQUARE, HOLE), Point(latitude, longitude)) is inside


def test_the_box_and_the_middle_of_an_outline():
    assert rules.box_of(polygon(SQUARE)) == rules.Box(12.0, 51.0, 12.1, 51.1)
    assert rules.contains(polygon(SQUARE, HOLE), rules.middle_of(polygon(SQUARE, HOLE)))


def test_great_circle_distances():
    assert rules.distance_km(BERLIN, BERLIN) == 0
    assert round(rules.distance_km(BERLIN, MUNICH), 1) == 504.3
    assert (
        round(rules.distance_km(Point(0, 0), Point(0, 90)), 2) == 10007.56
    )  # a quarter of the equator
    assert (
        round(rules.distance_km(Point(51, 12), Point(52, 12)), 2) == 111.2
    )  # one degree of latitude


def test_decimals_from_the_database_are_points_too():
    assert Point(Decimal("51.34000"), Decimal("12.37000")) == Point(51.34, 12.37)


@given(some.lists(some.tuples(some.floats(47.2, 55.1), some.floats(5.8, 15.1)), max_size=20))
def test_many_distances_equal_the_single_ones(pairs):
    lats, lons = np.array([lat for lat, _ in pairs]), np.array([lon for _, lon in pairs])
    single = [rules.distance_km(BERLIN, Point(lat, lon)) for lat, lon in pairs]
    many = rules.distances_km(BERLIN.latitude, BERLIN.longitude, lats, lons)
    assert many.shape == (len(pairs),)
    assert np.allclose(many, single, atol=1e-9)


@pytest.mark.parametrize(
    ("on", "valid"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_period_is_half_open(on, valid):
    assert rules.in_force(date(2026, 1, 1), date(2026, 7, 1), on) is valid
    assert rules.in_force(date(2026, 1, 1), None, on) is (on >= date(2026, 1, 1))


@pytest.mark.parametrize(
    ("names", "key"),
    [
        (("Brück", "BRÜCK", "brueck", " Brück "), "brueck"),
        (("Groß Kreutz", "GROSS KREUTZ", "Gross-Kreutz"), "grosskreutz"),
        (("Halle (Saale)", "Halle Saale"), "hallesaale"),
    ],
)
def test_spellings_of_one_name_fold_to_one_key(names, key):
    assert {rules.place_key(name) for name in names} == {key}


@pytest.mark.parametrize(
    "street",
    [
        "Karl-Heine-Straße",
        "Karl-Heine-Str. 12",
        "Karl-Heine-Strasse 12 a",
        "karl heine str. 12-14b",
    ],
)
def test_spellings_of_one_street_fold_to_one_key(street):
    assert rules.street_key(street) == "karlheinestrasse"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("14822", "14822"),
        (" D-14822 ", "14822"),
        ("DE 14822", "14822"),
        ("4229", "04229"),
        ("4229.0", "04229"),
        ("422", ""),
        ("148222", ""),
        ("", ""),
        ("Brück", ""),
    ],
)
def test_postcodes_are_cleaned(typed, code):
    assert rules.clean_postcode(typed) == code


@pytest.mark.parametrize(
    ("text", "street", "postcode", "place"),
    [
        ("", "", "", ""),
        ("14822", "", "14822", ""),
        ("14822 Brück", "", "14822", "Brück"),
        ("D-14822 Brück", "", "14822", "Brück"),
        ("Hauptstr. 5, 14822 Brück", "Hauptstr. 5", "14822", "Brück"),
        ("Hauptstr. 5 14822 Brück", "Hauptstr. 5", "14822", "Brück"),
        ("Hauptstr. 5\n14822 Brück", "Hauptstr. 5", "14822", "Brück"),
        ("Brück, 14822", "", "14822", "Brück"),
        ("Karl-Heine-Str. 12, Leipzig", "Karl-Heine-Str. 12", "", "Leipzig"),
        ("Am Ring 3", "Am Ring 3", "", ""),
        ("4229 Leipzig", "", "04229", "Leipzig"),
        ("Plagwitz, Leipzig", "", "", "Plagwitz, Leipzig"),
    ],
)
def test_a_line_is_taken_apart(text, street, postcode, place):
    assert rules.take_apart(text) == TypedPlace(street, postcode, place)


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ("Brück", [Naming("brueck")]),
        ("Stadt Brück", [Naming("brueck")]),
        ("OT Gömnigk", [Naming("goemnigk")]),
        ("", []),
        ("Brück OT Gömnigk", [Naming("brueckotgoemnigk"), Naming("goemnigk", within="brueck")]),
        ("Gömnigk b. Brück", [Naming("goemnigkbbrueck"), Naming("goemnigk", within="brueck")]),
        ("Gömnigk (Brück)", [Naming("goemnigkbrueck"), Naming("goemnigk", within="brueck")]),
        ("Leipzig-Plagwitz", [Naming("leipzigplagwitz"), Naming("plagwitz", within="leipzig")]),
    ],
)
def test_the_most_literal_readings_come_first(place, first):
    assert list(rules.namings(place)[:2]) == first


@pytest.mark.parametrize(
    ("name", "key", "same"),
    [
        ("Halle (Saale)", "halle", True),
        ("Brandenburg an der Havel", "brandenburg", True),
        ("Wiesenburg/Mark", "wiesenburg", True),
        ("Bad Belzig", "bad", False),
        ("Brück", "brueck", False),
        ("Brandenburg an der Havel", "branden", False),
    ],
)
def test_a_name_may_only_add_its_river_or_region(name, key, same):
    assert rules.continues(name, key) is same


def test_an_official_name_loses_its_designation():
    assert rules.plain_name("Brück, Stadt") == ("Brück", "Stadt")
    assert rules.plain_name("Linthe") == ("Linthe", "")
    assert rules.plain_name("Hagen,  Stadt der  FernUniversität") == (
        "Hagen",
        "Stadt der FernUniversität",
    )


def _square(west: float, side: float = 0.2) -> BaseGeometry:
    return box(west, 52.0, west + side, 52.0 + side)


@pytest.mark.parametrize(
    ("wests", "pairs"),
    [
        ([12.0, 12.2], []),
        ([12.0, 12.199], []),
        ([12.0, 12.15], [(0, 1, 0.25)]),
        ([12.0, 12.4, 12.1], [(0, 2, 0.5)]),
        ([12.0, 12.0], [(0, 1, 1.0)]),
        ([], []),
    ],
    ids=["side by side", "a hair", "a quarter", "the first and the third", "the same", "none"],
)
def test_areas_that_share_ground(wests, pairs):
    found = overlapping([_square(west) for west in wests])
    assert [(a, b) for a, b, _share in found] == [(a, b) for a, b, _share in pairs]
    assert [share for *_ab, share in found] == pytest.approx([share for *_ab, share in pairs])


def test_an_area_inside_another():
    found = overlapping([_square(12.0), _square(12.05, side=0.1)])
    assert found == [(0, 1, pytest.approx(1.0))]
