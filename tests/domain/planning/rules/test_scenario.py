"""What if: three cells on a line, one offer, and the sums written out by hand; then what must hold whatever is changed."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.access import Points
from mitsorge.domain.planning.rules.scenario import (
    AddNeighbours,
    AddSite,
    BadChange,
    ChangeRate,
    ChangeYear,
    CloseSite,
    MoveSite,
    Problem,
    ResizeSite,
    Site,
    State,
    Why,
    applied,
    as_json,
    change_from,
    changes_from,
    compared,
    side_by_side,
)

ON = date(2026, 11, 22)
NORTH, MIDDLE, SOUTH = 52.2, 52.1, 52.0
"""0.1 degrees of latitude are 11.12 km."""


def a_state(**more: Any) -> State:
    """100, 200 and 300 people on a line; P1 holds the first two. One offer of 12 places in the north, 15 km of reach."""
    values: dict[str, Any] = {
        "on": ON,
        "cells": Points(np.array([NORTH, MIDDLE, SOUTH]), np.full(3, 13.0), np.array([100.0, 200.0, 300.0])),
        "area": np.array([0, 0, 1]),
        "codes": ("P1", "P2"),
        "sites": (Site("1", "Tagespflege", NORTH, 13.0, 12.0),),
        "km": 15.0,
        "growth": {2040: np.array([1.5, 2.0, 1.0])},
    }  # fmt: skip
    return State(**values | more)


SOUTHERN = AddSite("neu", "Neue Tagespflege", SOUTH, 13.0, 20.0, cost=90_000.0)


def test_a_new_offer_by_hand():
    present = a_state()
    effect = compared(present, applied(present, [SOUTHERN]))
    north, south = effect.areas
    assert (north.nearer, north.further, north.same) == (0, 0, 300)
    assert (north.better, north.worse, north.alike) == (200, 0, 100)
    assert (north.within_before, north.within_after, north.reached) == (300, 300, 0)
    assert (south.nearer, south.within_before, south.within_after, south.reached) == (300, 0, 300, 300)  # fmt: skip
    # 12 places for the 300 people in reach: 40 for each 1,000; 20 places for the 500 around the new one: 40.
    assert north.before_per_1000 == pytest.approx(40)
    assert north.after_per_1000 == pytest.approx((100 * 40 + 200 * 80) / 300)
    assert (south.before_per_1000, south.after_per_1000) == (0, pytest.approx(40))
    assert (effect.total.before, effect.total.nearer, effect.total.same) == (600, 300, 300)
    assert effect.cost_per_person == 300
    assert effect.touched == ("P2", "P1")


def test_the_mean_way_by_hand():
    present = a_state()
    effect = compared(present, applied(present, [SOUTHERN]))
    step = 6371.0088 * np.pi / 1800
    ways = [(each.km_before, each.km_after) for each in (*effect.areas, effect.total)]
    assert ways == [
        (pytest.approx(200 * step / 300), pytest.approx(200 * step / 300)),
        (pytest.approx(2 * step), 0),
        (pytest.approx((200 * step + 300 * 2 * step) / 600), pytest.approx(200 * step / 600)),
    ]


def test_there_is_no_mean_way_without_an_offer_or_without_people():
    present = a_state()
    closed = compared(present, applied(present, [CloseSite("1")]))
    assert closed.total.km_after is None
    empty = a_state(cells=Points(present.cells.lat, present.cells.lon, np.array([100.0, 0, 0])))
    north, south = compared(empty, applied(empty, [SOUTHERN])).areas
    assert (north.km_before, south.km_before, south.km_after) == (0, None, None)


def test_only_areas_in_which_somebody_gains_or_loses_are_touched():
    present = a_state(km=5.0)
    assert compared(present, applied(present, [])).touched == ()
    assert compared(present, applied(present, [ResizeSite("1", 3)])).touched == ("P1",)
    assert compared(present, applied(present, [SOUTHERN])).touched == ("P2",)


def test_an_offer_that_closes_leaves_nobody_in_reach():
    present = a_state()
    effect = compared(present, applied(present, [CloseSite("1")])).total
    assert (effect.further, effect.same, effect.lost, effect.within_after) == (600, 0, 300, 0)
    assert (effect.worse, effect.alike) == (300, 300)
    assert effect.after_per_1000 is None


def test_an_offer_that_moves_changes_ways_and_places():
    present = a_state()
    state = applied(present, [MoveSite("1", SOUTH, 13.0)])
    effect = compared(present, state)
    assert (effect.total.nearer, effect.total.further, effect.total.same) == (300, 100, 200)
    assert (effect.total.reached, effect.total.lost) == (300, 100)
    assert effect.cost is None


def test_an_offer_moves_north_and_east():
    state = applied(a_state(), [MoveSite("1", 52.3, 13.4)]).state
    assert [(site.lat, site.lon, site.places) for site in state.sites] == [(52.3, 13.4, 12.0)]


def test_an_offer_that_grows_changes_no_way():
    present = a_state()
    effect = compared(present, applied(present, [ResizeSite("1", 24.0)])).areas[0]
    assert (effect.same, effect.better, effect.after_per_1000) == (300, 300, pytest.approx(80))


def test_neighbours_are_a_small_site():
    present = a_state()
    help_ = AddNeighbours("neu", "Helferkreis", SOUTH, 13.0, helpers=3, each=2)
    effect = compared(present, applied(present, [help_])).areas[1]
    assert (effect.reached, effect.after_per_1000) == (300, pytest.approx(1000 * 6 / 500))


def test_more_need_makes_less_of_the_same_places():
    present = a_state()
    effect = compared(present, applied(present, [ChangeRate(1.25)])).areas[0]
    assert (effect.before, effect.after, effect.worse, effect.same) == (300, 375, 375, 375)
    assert effect.after_per_1000 == pytest.approx(32)


def test_one_rate_upon_another_multiplies():
    result = applied(a_state(), [ChangeRate(1.5), ChangeRate(2.0)])
    assert result.state.people.tolist() == [300, 600, 900]


def test_another_year_takes_the_growth_of_each_area():
    present = a_state()
    effect = compared(present, applied(present, [ChangeYear(2040)]))
    assert [area.after for area in effect.areas] == [450, 600]
    assert effect.total.after == 1050


def test_places_nobody_told_count_for_the_way_alone():
    present = a_state(sites=(Site("1", "Tagespflege", NORTH, 13.0, None),))
    effect = compared(present, applied(present, [])).areas[0]
    assert (effect.within_before, effect.before_per_1000) == (300, None)


@pytest.mark.parametrize("later", [CloseSite("9"), MoveSite("9", SOUTH, 13.0), ResizeSite("9", 3)])
def test_an_offer_that_is_not_there_is_listed_with_the_day(later):
    result = applied(a_state(), [SOUTHERN, later])
    assert [(left.number, left.why, left.on) for left in result.left] == [(1, Why.NO_SUCH_SITE, ON)]
    assert result.taken == (SOUTHERN,)


def test_what_else_cannot_be_applied_is_listed():
    unplaced = Site("2", "Ohne Ort", None, None, 5.0)
    present = a_state(sites=(unplaced,))
    changes = [SOUTHERN, SOUTHERN, CloseSite("2"), ResizeSite("2", 9), ChangeYear(2035)]
    whys = [left.why for left in applied(present, changes).left]
    assert whys == [Why.ALREADY_THERE, Why.UNPLACED, Why.UNPLACED, Why.YEAR_UNKNOWN]
    assert applied(present, [MoveSite("2", SOUTH, 13.0)]).left == ()


def test_a_year_with_an_unknown_growth_is_not_made_up():
    present = a_state(growth={2040: np.array([1.5, np.nan, 1.0])})
    assert applied(present, [ChangeYear(2040)]).left[0].why == Why.YEAR_UNKNOWN
    nobody = Points(present.cells.lat, present.cells.lon, np.array([100.0, 200.0, 0.0]))
    assert a_state(cells=nobody, growth=present.growth).at(2040) is not None


def test_a_cost_that_is_unknown_stays_unknown():
    present = a_state()
    free = AddSite("zwei", "Noch eine", MIDDLE, 13.0, 5.0)
    assert applied(present, [SOUTHERN, free]).cost is None
    assert applied(present, [SOUTHERN, ChangeRate(2)]).cost == 90_000
    assert applied(present, [CloseSite("1")]).cost is None
    assert compared(present, applied(present, [AddSite("x", "X", NORTH, 13.0, 1, cost=5.0)])).cost_per_person is None  # fmt: skip


def test_several_scenarios_beside_each_other():
    present = a_state()
    first, second = side_by_side(present, [applied(present, []), applied(present, [SOUTHERN])])
    assert (first.total.reached, second.total.reached) == (0, 300)


def test_cells_outside_all_areas_have_a_line_of_their_own():
    present = a_state(area=np.array([0, -1, 1]))
    areas = compared(present, applied(present, [SOUTHERN])).areas
    assert [(area.code, area.before) for area in areas] == [("P1", 100), ("P2", 300), (None, 200)]


def test_no_cells_and_no_offers():
    nothing = Points(*(np.empty(0),) * 3)
    present = a_state(cells=nothing, area=np.empty(0, int), sites=())
    effect = compared(present, applied(present, [SOUTHERN])).total
    assert (effect.before, effect.nearer, effect.after_per_1000) == (0, 0, None)


def test_states_of_other_cells_are_not_compared():
    other = a_state(cells=Points(*(np.empty(0),) * 3), area=np.empty(0, int))
    with pytest.raises(ValueError, match="same cells"):
        compared(a_state(), applied(other, []))


EACH = [
    SOUTHERN, CloseSite("1"), MoveSite("1", 52.5, 13.1, "Ort", 5.0), ResizeSite("1", 7.5),
    AddNeighbours("n", "Nachbarn", 52.0, 13.0, 4, 1.5, 12.0, "Ort"), ChangeRate(0.9), ChangeYear(2035),
]  # fmt: skip


def test_changes_there_and_back_again():
    rows = [as_json(change) for change in EACH]
    assert changes_from(rows) == tuple(EACH)
    assert rows[3] == {"kind": "RESIZE", "site": "1", "places": 7.5}


@pytest.mark.parametrize(
    ("rows", "problem", "field", "row"),
    [
        ({}, Problem.NOT_A_LIST, "", None),
        ([7], Problem.NOT_A_ROW, "", 0),
        ([{"kind": "CLOSE", "site": "1"}, {"kind": "GROW"}], Problem.UNKNOWN_KIND, "kind", 1),
        ([{"site": "1"}], Problem.UNKNOWN_KIND, "kind", 0),
        ([{"kind": ["CLOSE"], "site": "1"}], Problem.UNKNOWN_KIND, "kind", 0),
        ([{"kind": "CLOSE"}], Problem.MISSING, "site", 0),
        ([{"kind": "CLOSE", "site": "1", "lat": 5}], Problem.UNKNOWN_FIELD, "lat", 0),
        ([{"kind": "CLOSE", "site": 1}], Problem.NOT_A_TEXT, "site", 0),
        ([{"kind": "CLOSE", "site": " "}], Problem.MISSING, "site", 0),
        ([{"kind": "CLOSE", "site": "x" * 121}], Problem.OUT_OF_RANGE, "site", 0),
        ([{"kind": "RESIZE", "site": "1", "places": "9"}], Problem.NOT_A_NUMBER, "places", 0),
        ([{"kind": "RESIZE", "site": "1", "places": True}], Problem.NOT_A_NUMBER, "places", 0),
        ([{"kind": "RESIZE", "site": "1", "places": -1}], Problem.OUT_OF_RANGE, "places", 0),
        ([{"kind": "RESIZE", "site": "1", "places": None}], Problem.NOT_A_NUMBER, "places", 0),
        ([{"kind": "RATE", "factor": float("nan")}], Problem.NOT_A_NUMBER, "factor", 0),
        ([{"kind": "RATE", "factor": 0}], Problem.OUT_OF_RANGE, "factor", 0),
        ([{"kind": "YEAR", "year": 2030.5}], Problem.NOT_A_NUMBER, "year", 0),
        ([{"kind": "MOVE", "site": "1", "lat": 91, "lon": 1}], Problem.OUT_OF_RANGE, "lat", 0),
    ],
)
def test_bad_rows_are_named(rows, problem, field, row):
    with pytest.raises(BadChange) as bad:
        changes_from(rows)
    assert (bad.value.problem, bad.value.field, bad.value.row) == (problem, field, row)


def test_one_row_alone_has_no_number():
    with pytest.raises(BadChange) as bad:
        change_from({"kind": "YEAR"})
    assert bad.value.row is None


numbers = st.integers(0, 12)
spots = st.tuples(st.floats(52.0, 52.6), st.floats(12.5, 13.5))


@st.composite
def states(draw: Any) -> State:
    count = draw(st.integers(1, 25))
    where = np.array(draw(st.lists(spots, min_size=count, max_size=count)))
    people = np.array(draw(st.lists(numbers, min_size=count, max_size=count)), float) * 10
    area = np.array(draw(st.lists(st.integers(-1, 1), min_size=count, max_size=count)))
    sites = [
        Site(str(n), f"Angebot {n}", *spot, draw(st.none() | numbers.map(float)))
        for n, spot in enumerate(draw(st.lists(spots, max_size=6)))
    ]
    return a_state(cells=Points(where[:, 0], where[:, 1], people), area=area, sites=tuple(sites))


@st.composite
def measures(draw: Any) -> Any:
    site, (lat, lon), places = str(draw(st.integers(0, 8))), draw(spots), float(draw(numbers))
    return draw(
        st.sampled_from(
            [
                AddSite(site, "Neu", lat, lon, places), CloseSite(site), MoveSite(site, lat, lon),
                ResizeSite(site, places), AddNeighbours(site, "Nachbarn", lat, lon, places, 2.0),
                ChangeRate(1.3), ChangeYear(2040),
            ]
        )
    )  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(states())
def test_no_changes_make_no_difference(present):
    result = compared(present, applied(present, []))
    for effect in (*result.areas, result.total):
        assert (effect.nearer, effect.further, effect.better, effect.worse) == (0, 0, 0, 0)
        assert (effect.reached, effect.lost) == (0, 0)
        assert effect.before_per_1000 == effect.after_per_1000
        assert effect.before == effect.after


@settings(deadline=None, max_examples=40)
@given(states(), st.data())
def test_to_close_and_then_add_the_same_makes_no_difference(present, data):
    known = [site for site in present.sites if site.places is not None]
    if not known:
        return
    site = data.draw(st.sampled_from(known))
    again = AddSite(site.key, site.name, site.lat, site.lon, site.places)
    effect = compared(present, applied(present, [CloseSite(site.key), again])).total
    assert (effect.nearer, effect.further, effect.better, effect.worse) == (0, 0, 0, 0)


def same(one: Any, other: Any) -> None:
    """Field by field, up to sums taken in another order."""
    for name in (each.name for each in fields(one) if each.name != "code"):
        value, again = getattr(one, name), getattr(other, name)
        close = (
            value == again if None in (value, again) else value == pytest.approx(again, abs=1e-9)
        )
        assert close, name


@settings(deadline=None, max_examples=40)
@given(states(), st.sampled_from([AddSite, AddNeighbours]), spots, numbers)
def test_to_add_and_then_close_is_the_present(present, kind, spot, places):
    both = [kind("neu-1", "Neu", *spot, float(places)), CloseSite("neu-1")]
    result = applied(present, both)
    assert (result.taken, result.left) == (tuple(both), ())
    assert result.state.sites == present.sites
    before, after = compared(present, applied(present, [])), compared(present, result)
    assert after == replace(before, cost=after.cost)


@st.composite
def independent(draw: Any) -> list[Any]:
    """Measures none of which needs another: each at a site of its own."""
    keys = draw(st.permutations([str(n) for n in range(6)]))
    lat, lon = draw(spots)
    return [
        CloseSite(keys[0]), MoveSite(keys[1], lat, lon), ResizeSite(keys[2], float(draw(numbers))),
        AddSite("neu-1", "Neu", lat, lon, float(draw(numbers))), ChangeRate(draw(st.sampled_from([0.5, 1.0, 1.25]))),
        AddNeighbours("neu-2", "Nachbarn", lon - 12.5 + 52, lat - 52 + 12.5, 3.0), ChangeYear(2040),
    ]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(states(), independent(), st.randoms())
def test_the_order_of_independent_measures_does_not_matter(present, changes, dice):
    mixed = dice.sample(changes, len(changes))
    one, other = (compared(present, applied(present, each)) for each in (changes, mixed))
    for each, again in zip((*one.areas, one.total), (*other.areas, other.total), strict=True):
        same(each, again)


@settings(deadline=None, max_examples=60)
@given(states(), st.lists(measures(), max_size=5))
def test_gains_and_losses_add_up(present, changes):
    result = applied(present, changes)
    assert len(result.taken) + len(result.left) == len(changes)
    effect = compared(present, result)
    for each in (*effect.areas, effect.total):
        assert each.nearer + each.further + each.same == pytest.approx(each.after)
        assert each.better + each.worse + each.alike == pytest.approx(each.after)
        if result.state.people is present.people or not any(isinstance(c, (ChangeRate, ChangeYear)) for c in changes):  # fmt: skip
            assert each.within_after - each.within_before == pytest.approx(each.reached - each.lost)
    for name in ("before", "after", "nearer", "further", "better", "worse", "reached", "lost"):
        parts = sum(getattr(each, name) for each in effect.areas)
        assert parts == pytest.approx(getattr(effect.total, name))
