"""How far an offer reaches: by the yardstick of its kind, by what is asked for, else as usual."""

from datetime import date

import pytest

from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.planning.queries.reach import USUAL_KM, Reach, reach_of
from mitsorge.domain.planning.queries.scenarios import present_of
from tests.domain.planning import scenes
from tests.network import a_network

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)


def a_yardstick(km: float | None, *, age: int = 65, **more) -> Yardstick:
    values = {"source": "Beschluss", "valid_from": date(2026, 1, 1)} | more
    return Yardstick.objects.create(term=scenes.day_care(), age_from=age, max_km=km, **values)


def test_without_a_yardstick_it_is_as_usual():
    assert reach_of(scenes.day_care().pk, on=ON) == Reach(USUAL_KM)


def test_the_yardstick_of_the_widest_age_rules(django_assert_num_queries):
    a_yardstick(20, age=80)
    wide = a_yardstick(12.5, age=65)
    a_yardstick(None, age=60, coverage=0.8)
    term = scenes.day_care().pk
    with django_assert_num_queries(1):
        reach = reach_of(term, on=ON)
    assert (reach, reach.by_yardstick) == (Reach(12.5, wide), wide)


def test_what_is_asked_for_goes_before_it():
    yard = a_yardstick(12.5)
    reach = reach_of(scenes.day_care().pk, on=ON, km=30)
    assert (reach, reach.by_yardstick) == (Reach(30, yard, is_asked=True), None)


def test_a_yardstick_of_another_day_or_kind_does_not_rule():
    a_yardstick(5, valid_to=ON)
    a_yardstick(6, valid_from=date(2027, 1, 1))
    assert reach_of(scenes.day_care().pk, on=ON).km == USUAL_KM
    assert reach_of(scenes.day_care().pk, on=date(2026, 11, 21)).km == 5
    assert reach_of(scenes.day_care().pk + 1, on=date(2026, 11, 21)).km == USUAL_KM


def test_who_is_reached_in_a_scenario_follows_the_yardstick():
    a_network()
    scenes.the_villages()
    scenario = scenes.a_scenario()
    assert present_of(scenario, on=ON).state.km == USUAL_KM
    a_yardstick(7)
    assert present_of(scenario, on=ON).state.km == 7
    assert present_of(scenario, on=ON, km=9).state.km == 9
