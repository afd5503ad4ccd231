"""What people have of a kind of offer, computed by hand on a line of villages."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import numpy as np
import pytest

from mitsorge.domain.planning.rules.access import Points, gaussian, great_circle, two_step
from mitsorge.domain.planning.rules.provision import (
    Lack,
    Lived,
    Needed,
    Stock,
    access,
    coverage,
    near,
    per_thousand,
    stock_of,
)
from mitsorge.domain.planning.rules.supply import People, Reach, SupplyRow, distances
from mitsorge.domain.planning.rules.ways import Method, decay_of, mean_ways, ranked, scores

DAY = date(2022, 12, 31)
STEP = float(great_circle(52.0, 13.0, 52.1, 13.0))
"""Kilometers from village to village, 11.12."""


def offer(service: int = 1, lat: float | None = 52.0, **more) -> SupplyRow:
    values = {"places": 12.0, "confirmed": True, "area": "P1"} | more
    return SupplyRow("tagespflege", service, uuid4(), f"Haus {service}", "Träger", lat, 13.0, **values)  # fmt: skip


def people(*rows: tuple[float, float]) -> People:
    table = np.array(rows, dtype=float).reshape(-1, 2)
    areas = np.array(["P1"] * len(table))
    return People(table[:, 0], np.full(len(table), 13.0), table[:, 1], areas)


LINE = people((52.0, 100), (52.1, 200), (52.2, 300))


def test_confirmed_and_uncertain_stand_apart_and_the_closed_are_named():
    rows = [
        offer(1),
        offer(2, confirmed=False, places=8.0),
        offer(3, closed=True, places=50.0),
        offer(4, places=None),
    ]
    assert stock_of(rows) == Stock(
        offers=3, stale=1, closed=1, silent=1, places=12.0, uncertain=8.0, is_partly=True
    )
    assert stock_of(rows).confirmed == 2


def test_an_offer_with_two_sites_counts_once():
    assert stock_of([offer(1, places=None), offer(1, 52.1, places=None)]).offers == 1


def test_places_nobody_told_are_unknown_and_no_offer_is_none():
    assert stock_of([offer(places=None)]).places is None
    assert stock_of([]).places == 0
    only_stale = stock_of([offer(confirmed=False, places=None)])
    assert (only_stale.places, only_stale.uncertain) == (0, None)


def test_places_per_thousand_with_numerator_denominator_date_and_gaps():
    found = per_thousand(stock_of([offer()]), Lived(600, DAY))
    assert (found.value, found.numerator, found.denominator) == (20, 12, 600)
    assert (found.as_of, found.gaps, found.at_least) == (DAY, (), False)
    partly = per_thousand(stock_of([offer(), offer(2, places=None)]), Lived(600, DAY, partly=True))
    assert (partly.value, partly.at_least) == (20, True)
    assert partly.gaps == (Lack.PLACES_PARTLY, Lack.PEOPLE_PARTLY)
    assert per_thousand(stock_of([offer()]), Lived(None, DAY)).gaps == (Lack.NO_PEOPLE,)


def test_the_cover_is_told_of_a_whole_need_only():
    stock = stock_of([offer()])
    assert coverage(stock, Needed(24, DAY)).value == 50
    assert coverage(stock, Needed(None, DAY)).gaps == (Lack.NO_NEED,)
    partly = coverage(stock, Needed(24, DAY, partly=True))
    assert (partly.value, partly.gaps) == (None, (Lack.NEED_PARTLY,))
    assert coverage(stock_of([offer(places=None)]), Needed(24, DAY)).value is None


def test_ways_to_the_nearest_second_and_third_site():
    km = ranked(LINE, [offer(1, 52.0), offer(2, 52.2)])
    assert km[:, :2] == pytest.approx(np.array([[0, 2 * STEP], [STEP, STEP], [0, 2 * STEP]]))
    assert np.isinf(km[:, 2]).all()
    assert mean_ways(LINE, km) == (
        pytest.approx(200 * STEP / 600),
        pytest.approx((100 * 2 + 200 + 300 * 2) * STEP / 600),
        None,
    )


def test_the_first_way_is_that_of_the_findings():
    rows = [offer(1, 52.05), offer(2, 52.2, visited=False, reach=Reach(areas=frozenset({"P1"})))]
    assert np.array_equal(ranked(LINE, rows)[:, 0], distances(LINE, rows))
    assert np.array_equal(ranked(LINE, rows[:1])[:, 0], distances(LINE, rows[:1]))


def test_an_offer_that_comes_is_near_once_however_many_houses_it_has():
    comes = {"visited": False, "reach": Reach(everywhere=True)}
    km = ranked(LINE, [offer(1, **comes), offer(1, 52.1, **comes)])
    assert km[:, 0].tolist() == [0, 0, 0]
    assert np.isinf(km[:, 1]).all()


def test_many_pairs_take_the_compiled_search(monkeypatch):
    rows = [offer(n, 52.0 + n / 70) for n in range(9)]
    plain, by_table = ranked(LINE, rows), scores(LINE, rows, 15, Method.GAUSSIAN)
    monkeypatch.setattr("mitsorge.domain.planning.rules.ways.MANY_PAIRS", 0)
    assert ranked(LINE, rows) == pytest.approx(plain, rel=1e-12, abs=1e-9)
    for method in Method:
        monkeypatch.undo()
        expected = scores(LINE, rows, 15, method)
        monkeypatch.setattr("mitsorge.domain.planning.rules.ways.MANY_PAIRS", 0)
        assert scores(LINE, rows, 15, method) == pytest.approx(expected, rel=1e-10)
    assert by_table.any()


def test_people_within_reach():
    km = ranked(LINE, [offer(1, 52.0)])[:, 0]
    found = near(LINE, km, 12, Lived(600, DAY))
    assert (found.value, found.numerator, found.denominator) == (50, 300, 600)
    assert near(people(), np.empty(0), 12, Lived(None, DAY)).gaps == (
        Lack.NO_PEOPLE,
        Lack.NO_POINTS,
    )


def test_places_are_shared_among_all_within_reach():
    """12 places for 300 people within 12 km: 0.04 each; the third village reaches none."""
    score = scores(LINE, [offer(1, 52.0)], 12, Method.FLAT)
    assert score == pytest.approx([0.04, 0.04, 0])
    found = access(LINE, score, stock_of([offer()]), Lived(600, DAY), [])
    assert (found.value, found.numerator) == (pytest.approx(20), pytest.approx(12))


def test_nearer_sites_count_more_by_the_method():
    rows = [offer(1, 52.0), offer(2, 52.2, places=30.0)]
    expected = two_step(
        Points(LINE.lat, LINE.lon, LINE.people),
        Points(np.array([52.0, 52.2]), np.array([13.0, 13.0]), np.array([12.0, 30.0])),
        decay=gaussian(15, 5),
    ).score
    assert scores(LINE, rows, 15, Method.GAUSSIAN) == pytest.approx(expected, rel=1e-12)
    every = {method: tuple(scores(LINE, rows, 15, method).round(9)) for method in Method}
    assert len(set(every.values())) == len(Method)
    assert decay_of(Method.FLAT, 15) is None


def test_what_comes_to_people_has_no_access_and_unknown_places_none():
    stock, lived = stock_of([offer()]), Lived(600, DAY)
    for lack in (Lack.COMES, Lack.NO_PLACES):
        found = access(LINE, np.zeros(3), stock, lived, [lack])
        assert (found.value, found.gaps) == (None, (lack,))
    partly = access(LINE, np.ones(3), stock, lived, [Lack.PLACES_PARTLY])
    assert (partly.value, partly.at_least) == (1000, True)


def test_offers_without_known_places_are_left_out_of_access():
    rows = [offer(1, 52.0), offer(2, 52.1, places=None), replace(offer(3), lat=None)]
    assert scores(LINE, rows, 12, Method.FLAT) == pytest.approx([0.04, 0.04, 0])
