"""Columns of answers, put together to rows."""

from mitsorge.doors.imports.findings import doubt
from mitsorge.doors.imports.parsing.cells import fill
from mitsorge.doors.imports.parsing.text import plain


def words(raw):
    return plain(raw) or None, None


def places(raw):
    code, _space, town = plain(raw).partition(" ")
    return {"postcode": code, "town": town or None}, None


def several(raw):
    return plain(raw).split(","), None


def doubtful(raw):
    return None, doubt("odd", f"{raw}?")


def test_a_true_cell_and_a_one_have_answers_of_their_own():
    rows = [[1.0], [True], [1.0], [False], [0.0]]
    found = [values for values, _said in fill(rows, [(0, "name", False, words)])]
    assert found == [{"name": text} for text in ("1", "ja", "1", "nein", "0")]


def test_a_short_row_has_empty_cells_and_an_empty_cell_says_nothing():
    rows = [["Haus", "Text"], ["Hof"], ["", "Rest"]]
    taken = [(0, "name", False, words), (1, "description", False, words), (7, "fees", False, words)]
    assert [values for values, _said in fill(rows, taken)] == [
        {"name": "Haus", "description": "Text"},
        {"name": "Hof"},
        {"description": "Rest"},
    ]


def test_one_cell_fills_several_fields_and_the_last_filled_one_counts():
    rows = [["14467 Potsdam", "Golm"], ["14467", ""], ["", ""]]
    taken = [(0, "postcode", True, places), (1, "town", False, words)]
    assert [values for values, _said in fill(rows, taken)] == [
        {"postcode": "14467", "town": "Golm"},
        {"postcode": "14467"},
        {},
    ]


def test_lists_of_several_columns_are_joined():
    taken = [(0, "phones", False, several), (1, "phones", False, several)]
    rows = [["a,b", "c"], ["", "d"]]
    assert [values for values, _said in fill(rows, taken)] == [
        {"phones": ["a", "b", "c"]},
        {"phones": ["d"]},
    ]


def test_findings_stand_with_their_row_in_the_order_of_the_columns():
    taken = [(1, "name", False, doubtful), (0, "town", False, doubtful)]
    rows = [["x", "y"], ["", "z"], ["", ""]]
    said = [[finding.sentence for finding in said] for _values, said in fill(rows, taken)]
    assert said == [["y?", "x?"], ["z?"], []]


def test_without_columns_every_row_is_empty():
    assert list(fill([["a"], ["b"]], [])) == [({}, []), ({}, [])]
