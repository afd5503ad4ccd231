from datetime import date

from mitsorge.domain.planning.rules import Level, Sex
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.merging import (
    Sum,
    by_kreis,
    current_kreis,
    former_keys,
    levels_of,
    mergers,
    overlapping,
    sum_of,
    to_areas,
)
from mitsorge.domain.planning.rules.tables import Key, Table, place_of, with_current_keys

BEFORE, AFTER = date(2021, 6, 30), date(2021, 7, 1)


def test_every_merger_has_a_day_and_a_source():
    assert [(m.old, m.new, m.on) for m in mergers()] == [
        ("03152", "03159", date(2016, 11, 1)),
        ("03156", "03159", date(2016, 11, 1)),
        ("16056", "16063", date(2021, 7, 1)),
    ]
    assert all("Statistisches Bundesamt" in m.source for m in mergers())


def test_eisenach_becomes_part_of_the_wartburgkreis_on_its_day():
    assert (current_kreis("16056", BEFORE), current_kreis("16056", AFTER)) == ("16056", "16063")
    assert former_keys("16063", AFTER) == ("16063", "16056")
    assert former_keys("16063", BEFORE) == ("16063",)


def test_city_states_are_land_and_kreis():
    assert levels_of("11") == levels_of("02") == {Level.LAND, Level.KREIS}
    assert (levels_of("04"), levels_of("031"), levels_of("DG")) == (
        {Level.LAND},
        frozenset(),
        {Level.COUNTRY},
    )
    assert former_keys("02000", AFTER) == ("02000", "02")


def test_kreise_are_counted_once_and_merged():
    values = {
        "DG": 999.0,
        "11": 7.0,
        "02": 3.0,
        "02000": 3.0,
        "16": 90.0,
        "16056": 4.0,
        "16063": 12.0,
    }
    assert by_kreis(values, AFTER) == {
        "11000": Sum(7, (), 1),
        "02000": Sum(3, (), 1),
        "16063": Sum(16, (), 2),
    }


def test_a_kreis_without_a_row_is_a_gap():
    assert by_kreis({"12069": 1.0}, AFTER, wanted=["12054"])["12054"] == Sum(None, ("12054",), 1)


def test_an_unknown_part_makes_the_sum_a_lower_bound():
    found = to_areas({"a": 5.0, "b": None}, {"Nord": ["a", "b", "c"], "Süd": ["c"], "Leer": []})
    assert found["Nord"] == Sum(5, ("b", "c"), 3)
    assert found["Nord"].is_lower_bound
    assert (found["Süd"].value, found["Süd"].is_lower_bound) == (None, False)
    assert found["Leer"] == Sum(None, (), 0)


def test_sums_do_not_depend_on_the_order():
    parts = [1e16, 1.0, -1e16]
    assert sum_of({str(n): value for n, value in enumerate(parts)}, ["0", "1", "2"]).value == 1


def test_parts_of_two_areas_are_named():
    assert overlapping({"A": ["1", "2"], "B": ["2"]}) == {"2": ("A", "B")}


def test_tables_come_under_the_keys_of_today():
    rows = {Key((Level.KREIS, key), 2020): {Band(): n} for key, n in [("16063", 12), ("16056", 4)]}
    table = with_current_keys(Table(rows), AFTER)
    assert table.row((Level.KREIS, "16063"), 2020, Sex.BOTH) == {Band(): 16}
    assert table.places() == {(Level.KREIS, "16063")}


def test_rates_of_kreise_that_merged_are_not_added():
    rows = {Key((Level.KREIS, key), 2020): {Band(): 0.1} for key in ("16063", "16056", "16061")}
    rows[Key((Level.KREIS, "16063"), 2022)] = {Band(): 0.2}
    table = with_current_keys(Table(rows), AFTER, shares=True)
    assert table.row((Level.KREIS, "16063"), 2020, Sex.BOTH) == {}
    assert table.row((Level.KREIS, "16063"), 2022, Sex.BOTH) == {Band(): 0.2}
    assert table.row((Level.KREIS, "16061"), 2020, Sex.BOTH) == {Band(): 0.1}
    city = Table({Key((Level.LAND, "11"), 2019): {Band(): 0.3}})
    assert place_of(with_current_keys(city, AFTER, shares=True), "11000") == (Level.KREIS, "11000")


def test_berlin_is_found_as_kreis_under_two_digits():
    table = with_current_keys(Table({Key((Level.LAND, "11"), 2019): {Band(): 7.0}}), AFTER)
    assert place_of(table, "11000") == (Level.KREIS, "11000")
    assert place_of(table, "12069") is None
