"""The arithmetic of the small map, by cases."""

import pytest

from mitsorge.doors.public.maps import EDGE, NEAR_KM, Spot, draw, land_units

BRUECK = Spot(52.19, 12.76, name="Brück")


def test_land_units_follow_web_mercator():
    assert land_units(0, 12.5) == (12500.0, 0.0)
    x, y = land_units(52.0, 13.0)
    meters = 6800125.454397  # EPSG:3857 of 52° north
    assert (round(x, 3), round(y, 3)) == (13000.0, -round(meters / 111.319490793, 3))


def test_nothing_to_show_is_no_map():
    assert draw([]) is None


def test_the_searched_place_is_the_middle_and_the_circle_fits():
    view = draw([], center=BRUECK, reach_km=NEAR_KM)
    assert (view.here, view.box) == ((175.0, 165.0), "0 0 350 330")
    assert view.reach == 165 - EDGE
    assert [label.text for label in view.labels] == ["Brück"]


def test_pins_at_one_house_stand_side_by_side():
    view = draw([Spot(52.19, 12.76, number) for number in (1, 2, 3)], center=BRUECK)
    places = {(pin.x, pin.y) for pin in view.pins}
    assert [pin.number for pin in view.pins] == [1, 2, 3]
    assert len(places) == 3
    assert view.here not in places


@pytest.mark.parametrize("size", ["near", "spot", "large"])
def test_every_pin_lies_inside_the_drawing(size):
    spots = [Spot(52.0, 12.5, 1), Spot(52.4, 13.1, 2), Spot(52.2, 12.1, 3)]
    view = draw(spots, size=size)
    assert all(0 < pin.x < view.width and 0 < pin.y < view.height for pin in view.pins)


def test_towns_are_named_once():
    spots = [Spot(52.19, 12.76, 1, "Brück"), Spot(52.19, 12.76, 2, "Brück")]
    assert [label.text for label in draw(spots).labels] == ["Brück"]
