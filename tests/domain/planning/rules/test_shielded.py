"""Scenarios tell no count below the limit, and none that their other counts give away."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.planning.rules.differencing import derivable
from mitsorge.domain.planning.rules.scenario.comparison import Comparison, Effect
from mitsorge.domain.planning.rules.scenario.shielded import PARTS, shielded

LIMIT = 5
MEANS = ("before_per_1000", "after_per_1000", "km_before", "km_after")
COUNTS = [each.name for each in fields(Effect) if each.name != "code" and each.name not in MEANS]


def effect(code: str, nearer: int, further: int, same: int, **more: float) -> Effect:
    """Everybody who is nearer has an offer in reach now; nobody had one before."""
    after = float(nearer + further + same)
    values = dict.fromkeys(COUNTS, 0.0) | {
        "before": after, "after": after, "nearer": float(nearer), "further": float(further),
        "same": float(same), "alike": after, "within_after": float(nearer), "reached": float(nearer),
    } | more  # fmt: skip
    return Effect(code=code, **dict.fromkeys(MEANS), **values)


def compared(*areas: Effect) -> Comparison:
    sums = {name: sum(getattr(each, name) for each in areas) for name in COUNTS}
    return Comparison(areas, Effect(code="", **dict.fromkeys(MEANS), **sums), 9.0)


def told(found: Comparison, below: int = LIMIT) -> list[dict[str, float]]:
    """What the page tells as a number: a count below the limit is called small there."""
    return [
        {name: count for name in COUNTS if (count := getattr(each, name)) == 0 or count >= below}
        for each in (*found.areas, found.total)
    ]


def test_where_nothing_is_small_everything_is_told():
    found = compared(effect("N", 100, 20, 300), effect("S", 50, 60, 70))
    assert shielded(found, below=LIMIT) == found


def test_few_who_stay_as_they_are_follow_from_all_less_the_others():
    """97 of 100 are nearer: the 3 others would be told by the difference."""
    shown = told(shielded(compared(effect("N", 97, 0, 3), effect("S", 0, 0, 200)), below=LIMIT))
    assert "nearer" not in shown[0] or "after" not in shown[0]
    assert shown[1]["after"] == 200 or "nearer" in shown[0]


def test_a_measure_that_reaches_three_people_does_not_say_so():
    """103 have an offer in reach where 100 had one."""
    area = effect("N", 0, 0, 200, within_before=100.0, within_after=103.0, reached=3.0)
    shown = told(shielded(compared(area, effect("S", 60, 0, 70)), below=LIMIT))
    assert ("within_before" in shown[0], "within_after" in shown[0]) == (True, False)


NUMBER = st.one_of(st.integers(0, 6), st.integers(0, 80))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NUMBER, NUMBER, NUMBER, NUMBER), min_size=1, max_size=5))
def test_no_small_count_follows_from_what_is_told(rows):
    """All sums of areas and of the network, added and taken away in every way."""
    areas = [
        effect(f"A{n}", nearer, further, same, within_before=float(min(before, nearer)))
        for n, (nearer, further, same, before) in enumerate(rows)
    ]
    shown = told(shielded(compared(*areas), below=LIMIT))
    for whole, parts in PARTS:
        assert _derived(compared(*areas), shown, whole, parts) == []


def _derived(found: Comparison, shown, whole: str, parts) -> list[tuple[int, str]]:
    """(area, part) of small counts that the told parts and sums of one table give away."""
    names = [*parts, "rest"] if len(parts) == 1 else list(parts)
    many = len(found.areas)
    atoms = np.eye(many * len(names)).reshape(many, len(names), -1)

    def row(area: int, name: str) -> np.ndarray:
        own = atoms[area] if area < many else atoms.sum(axis=0)
        return own.sum(axis=0) if name == whole else own[names.index(name)]

    known = [
        row(n, name) for n, each in enumerate(shown) for name in [*parts, whole] if name in each
    ]
    effects = [*found.areas, found.total]
    small = [
        (n, name)
        for n, each in enumerate(effects)
        for name in names
        if 0 < _value(each, name, whole, parts) < LIMIT
    ]
    if not small or not known:
        return []
    answers = derivable(np.array(known), np.array([row(*each) for each in small]))
    return [each for each, is_told in zip(small, answers, strict=True) if is_told]


def _value(each: Effect, name: str, whole: str, parts) -> float:
    if name == "rest":
        return getattr(each, whole) - sum(getattr(each, part) for part in parts)
    return getattr(each, name)


@pytest.mark.parametrize("below", [3, 5, 10])
def test_the_limit_is_the_one_of_the_installation(below: int):
    found = compared(effect("N", 4, 0, 300), effect("S", 4, 0, 300))
    areas = shielded(found, below=below).areas
    assert np.isnan([each.same for each in areas]).all() == (below >= 5)
