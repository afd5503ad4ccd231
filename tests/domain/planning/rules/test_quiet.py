"""A series for everybody: small counts hidden, and not to be computed from what is left."""

from itertools import product

import pytest

from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Sex
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.domain.planning.rules.quiet import quiet

BELOW = 5


def row(area: str, value: float | None, ages=(0, None), sex=Sex.BOTH, care=None, level=Level.AREA):
    return Counted(level, area, 2022, value, CellSign.NONE, *ages, sex, care)


def told(rows) -> list[tuple[str, tuple[int, int | None], float | None]]:
    return [(each.area_code, (each.age_from, each.age_to), each.value) for each in rows]


def table(*counts: tuple[float, float]) -> list[Counted]:
    """Areas by two bands."""
    found = []
    for n, (young, old) in enumerate(counts):
        found += [row(f"P{n}", young, (0, 80)), row(f"P{n}", old, (80, None))]
    return found


def test_without_a_small_number_everything_stays():
    rows = [*table((100, 20), (90, 30)), row("P0", 55, sex=Sex.MALE)]
    assert quiet(rows, below=BELOW) == rows


def test_a_small_number_hides_one_more_in_its_row_and_its_column():
    found = quiet(table((100, 3), (90, 30), (80, 40)), below=BELOW)
    hidden = {(each.area_code, each.age_from) for each in found if each.sign == CellSign.SMALL}
    assert ("P0", 80) in hidden
    assert ("P0", 0) in hidden
    assert len({area for area, ages in hidden if ages == 80}) == 2
    assert len({area for area, ages in hidden if ages == 0}) == 2


def test_nobody_computes_it_from_the_sums():
    """Every whole-number table with the shown cells and the same sums: the small number is not one only."""
    counts = [(12, 3), (9, 7), (8, 6)]
    shown = {(r.area_code, r.age_from): r.value for r in quiet(table(*counts), below=BELOW)}
    columns = [sum(pair[n] for pair in counts) for n in (0, 1)]
    possible = set()
    for young in product(range(30), repeat=2):
        for old in product(range(30), repeat=2):
            tried = [(young[0], old[0]), (young[1], old[1])]
            tried.append((columns[0] - sum(young), columns[1] - sum(old)))
            sums = all(sum(t) == sum(c) for t, c in zip(tried, counts, strict=True))
            fits = all(
                shown[f"P{n}", ages] in (None, tried[n][k]) and tried[n][k] >= 0
                for n, (k, ages) in product(range(3), enumerate((0, 80)))
            )
            if sums and fits:
                possible.add(tried[0][1])
    assert len(possible) > 1


def test_men_and_women_are_told_together_where_one_of_them_is_few():
    rows = [row("P0", 3, sex=Sex.MALE), row("P0", 20, sex=Sex.FEMALE), row("P1", 30, sex=Sex.MALE), row("P1", 31, sex=Sex.FEMALE)]  # fmt: skip
    found = quiet(rows, below=BELOW)
    assert told(found) == [("P0", (0, None), 23), ("P1", (0, None), 61)]
    assert {each.sex for each in found} == {Sex.BOTH}


def test_kinds_of_care_that_add_up_are_told_as_their_total():
    rows = [row("P0", n, care=kind) for n, kind in [(50, CareKind.ALL), (3, CareKind.AMBULATORY), (47, CareKind.ALLOWANCE)]]  # fmt: skip
    assert told(quiet(rows, below=BELOW)) == [("P0", (0, None), 50)]


def test_bands_inside_bands_and_areas_inside_areas_are_told_as_their_widest():
    nested = [row("P0", 50), row("P0", 3, (80, None)), row("P1", 60), row("P1", 40, (80, None))]
    assert told(quiet(nested, below=BELOW)) == [("P0", (0, None), 50), ("P1", (0, None), 60)]
    inside = [row("M1", 3, level=Level.MUNICIPALITY), row("M2", 30, level=Level.MUNICIPALITY), row("P0", 33), row("P1", 44)]  # fmt: skip
    assert told(quiet(inside, below=BELOW)) == [("P0", (0, None), 33), ("P1", (0, None), 44)]


def test_an_unknown_part_makes_an_unknown_sum_and_other_years_stay():
    rows = [row("P0", None, sex=Sex.MALE), row("P0", 3, sex=Sex.FEMALE)]
    later = row("P0", 70, sex=Sex.MALE)._replace(year=2023)
    found = quiet([*rows, later], below=BELOW)
    assert [(each.value, each.sign) for each in found] == [(None, CellSign.SECRET), (70, CellSign.NONE)]  # fmt: skip


@pytest.mark.parametrize("level", [Level.KREIS, Level.LAND])
def test_wider_areas_are_published_whole(level):
    rows = [row("12069", 3, level=level)]
    assert quiet(rows, below=BELOW) == rows
