"""The rules by themselves: numbers, differences, what stands against a decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.governance.rules import Result
from mitsorge.domain.recommendations.rules import RecommendationStatus
from mitsorge.domain.recommendations.rules.course import (
    Obstacle,
    against_adopting,
    against_rejecting,
    needs_new_version,
    role_of,
)
from mitsorge.domain.recommendations.rules.differences import Kind, Part, differ, differences
from mitsorge.domain.recommendations.rules.numbers import next_number
from mitsorge.domain.recommendations.rules.words import VersionWords


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "2026/01"),
        (["2026/01", "2026/02", "2025/77"], "2026/03"),
        (["2026/99"], "2026/100"),
        (["2026/99", "2026/100"], "2026/101"),
        (["2026/x", "2026/01"], "2026/02"),
    ],
)
def test_next_number(taken, expected) -> None:
    assert next_number(2026, taken) == expected


def test_differences_word_by_word() -> None:
    parts = differences("Eine Stelle für alle.", "Eine mobile Stelle für viele.")
    assert parts == (
        Part(Kind.SAME, "Eine "),
        Part(Kind.NEW, "mobile "),
        Part(Kind.SAME, "Stelle für "),
        Part(Kind.GONE, "alle."),
        Part(Kind.NEW, "viele."),
    )
    assert differ(parts)
    assert not differ(differences("gleich", "gleich"))
    assert differences("", "") == ()


def test_very_long_texts_are_compared_line_by_line() -> None:
    lines = "ein Wort nach dem anderen\n" * 500
    parts = differences(lines, lines + "noch eine\n")
    assert parts == (Part(Kind.SAME, lines), Part(Kind.NEW, "noch eine\n"))


@given(st.text(alphabet="ab \n"), st.text(alphabet="ab \n"))
def test_both_texts_can_be_read_from_the_parts(before: str, after: str) -> None:
    parts = differences(before, after)
    assert "".join(part.text for part in parts if part.kind != Kind.NEW) == before
    assert "".join(part.text for part in parts if part.kind != Kind.GONE) == after


@pytest.mark.parametrize(
    ("adopts", "same", "result", "used", "adopting", "rejecting"),
    [
        (True, True, Result.ADOPTED, False, None, Obstacle.ADOPTED),
        (True, True, Result.REJECTED, False, Obstacle.NOT_ADOPTED, None),
        (True, True, Result.NO_CONSENSUS, False, Obstacle.NOT_ADOPTED, None),
        (True, True, Result.NONE, False, Obstacle.NOT_DECIDED, Obstacle.NOT_DECIDED),
        (True, True, Result.ADOPTED, True, Obstacle.USED_BEFORE, Obstacle.USED_BEFORE),
        (False, True, Result.ADOPTED, False, Obstacle.NO_RIGHT, Obstacle.NO_RIGHT),
        (True, False, Result.ADOPTED, False, Obstacle.OTHER_COMMITTEE, Obstacle.OTHER_COMMITTEE),
    ],
)
def test_only_the_plenum_adopts(adopts, same, result, used, adopting, rejecting) -> None:
    """domain.md 1.3, Landesausschuss NRW: "ONLY the plenum may adopt recommendations"; 10, "Steering rights"."""
    values = {"adopts": adopts, "same_committee": same, "result": result, "used": used}
    assert (against_adopting(**values), against_rejecting(**values)) == (adopting, rejecting)


def test_what_a_committee_does_follows_from_its_right() -> None:
    assert (role_of(adopts=True), role_of(adopts=False)) == ("ADOPTING", "RATING")


def test_never_final() -> None:
    again = {status for status in RecommendationStatus if needs_new_version(status)}
    assert again == {"ADOPTED", "SENT", "ANSWERED"}


def test_words_are_tidy() -> None:
    assert VersionWords(" a\r\nb ", cost=" 3 ").tidy() == VersionWords("a\nb", cost="3")
