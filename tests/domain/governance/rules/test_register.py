"""Numbers of decisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.governance.rules.register import label, next_number, running


def test_the_first_and_the_following():
    first = next_number("steuerungsgruppe", 2026, [])
    assert first == "Steuerungsgruppe 2026/01"
    assert next_number("steuerungsgruppe", 2026, [first]) == "Steuerungsgruppe 2026/02"
    assert next_number("ag", 2026, ["AG 2026/99"]) == "AG 2026/100"
    assert next_number("ag", 2026, ["AG 2026/99", "AG 2026/100"]) == "AG 2026/101"


def test_a_new_code_goes_on_counting():
    assert next_number("neu", 2026, ["ALT 2026/07"]) == "NEU 2026/08"


@pytest.mark.parametrize(
    ("code", "name", "written"),
    [
        ("ag-demenz", "AG Demenz", "AG Demenz 2026/01"),
        ("ag-fachkraefte", "AG Fachkräfte gewinnen", "AG Fachkräfte 2026/01"),
        ("unw-demenz", "Unternetzwerk Demenz", "UNW Demenz 2026/01"),
        ("runder-tisch-2", "Runder Tisch der Planregion 2", "Runder Tisch 2, 2026/01"),
        ("steuerung", "", "Steuerung 2026/01"),
    ],
)
def test_numbers_are_written_as_people_write_the_name(code, name, written):
    assert next_number(code, 2026, [], name) == written
    assert running(written) == 1


@given(
    st.lists(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), min_size=2, max_size=2),
    st.text(),
)
def test_two_codes_are_never_one_number(codes, name):
    one, two = (label(code, name) for code in codes)
    assert (one == two) == (codes[0] == codes[1])


def test_what_is_no_number_counts_nothing():
    assert [running(text) for text in ("", "AG", "AG 2026/x", "2026/01")] == [0, 0, 0, 0]


@given(st.integers(min_value=0, max_value=150))
def test_without_gaps(many):
    known: list[str] = []
    for _ in range(many):
        known.append(next_number("ag-demenz", 2026, reversed(known)))
    assert [running(number) for number in known] == list(range(1, many + 1))
