"""Numbers of decisions."""

from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.governance.rules.register import next_number, running


def test_the_first_and_the_following():
    first = next_number("steuerungsgruppe", 2026, [])
    assert first == "STEUERUNGSGRUPPE 2026/01"
    assert next_number("steuerungsgruppe", 2026, [first]) == "STEUERUNGSGRUPPE 2026/02"
    assert next_number("ag", 2026, ["AG 2026/99"]) == "AG 2026/100"
    assert next_number("ag", 2026, ["AG 2026/99", "AG 2026/100"]) == "AG 2026/101"


def test_a_new_code_goes_on_counting():
    assert next_number("neu", 2026, ["ALT 2026/07"]) == "NEU 2026/08"


def test_what_is_no_number_counts_nothing():
    assert [running(text) for text in ("", "AG", "AG 2026/x", "2026/01")] == [0, 0, 0, 0]


@given(st.integers(min_value=0, max_value=150))
def test_without_gaps(many):
    known: list[str] = []
    for _ in range(many):
        known.append(next_number("ag-demenz", 2026, reversed(known)))
    assert [running(number) for number in known] == list(range(1, many + 1))
