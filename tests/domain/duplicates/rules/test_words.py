import numpy as np
import pytest

from mitsorge.domain.duplicates.rules import ReasonCode, Record, score
from mitsorge.domain.duplicates.rules.columns import columns
from mitsorge.domain.duplicates.rules.words import Likeness, is_short_for, overlap


@pytest.mark.parametrize(
    ("one", "two", "short"),
    [
        ("amb", "ambulanter", True),
        ("pfldst", "pflegedienst", True),
        ("w", "west", True),
        ("blvd", "boulevard", True),
        ("pflege", "pflegeheim", True),
        ("heim", "pflegeheim", False),
        ("haus", "hospiz", False),
        ("1", "12", False),
        ("lindenhof", "lindenweg", False),
    ],
)
def test_an_abbreviation_begins_or_ends_like_its_long_form(one: str, two: str, short: bool) -> None:
    assert is_short_for(one, two) is short
    assert is_short_for(two, one) is short


@pytest.mark.parametrize(
    ("first", "second", "shorter", "longer"),
    [
        ("Haus Lindenhof", "Haus Lindenhof", 1.0, 1.0),
        ("Lindenhof Haus", "Haus Lindenhof", 1.0, 1.0),
        ("Lindenhof", "Tagespflege Lindenhof", 1.0, 0.6),
        ("Lindenhof", "Abendsonne", 0.0, 0.0),
        ("Lindenhof", "Lindenhf", 0.8, 0.8),
    ],
)
def test_names_share_words(first: str, second: str, shorter: float, longer: float) -> None:
    table = columns([Record(1, first), Record(2, second)])
    one, two = np.array([0]), np.array([1])
    found = overlap(table.name, table.name, one, two, Likeness(table.name))
    assert found.of_shorter()[0] == pytest.approx(shorter, abs=0.1)
    assert found.of_longer()[0] == pytest.approx(longer, abs=0.1)


def test_the_own_town_in_a_name_hardly_counts() -> None:
    bare = Record(1, "Tagespflege Lindenhof", town="Wiesenburg")
    with_town = Record(2, "Tagespflege Lindenhof Wiesenburg", town="Wiesenburg")
    codes = {reason.code for reason in score(bare, with_town).reasons}
    assert ReasonCode.NAME_SAME in codes
    elsewhere = Record(2, "Tagespflege Lindenhof Wiesenburg", town="Beelitz")
    assert ReasonCode.NAME_SAME not in {
        r.code for r in score(Record(1, bare.name), elsewhere).reasons
    }


def test_names_written_together_are_similar() -> None:
    reasons = score(
        Record(1, "Kranken Pflege Sonnen Uhr"), Record(2, "Krankenpflege Sonnenuhr")
    ).reasons
    assert reasons[0].code in (ReasonCode.NAME_SIMILAR, ReasonCode.NAME_SAME)


def test_a_rare_word_says_more_than_a_frequent_one() -> None:
    records = [Record(at, f"Pflegedienst Haus{'abcdefgh'[at]}") for at in range(8)]
    table = columns(records)
    bits = dict(zip(table.name.words, table.name.bits.tolist(), strict=False))
    assert bits["hausa"] > bits["pflegedienst"] + 3
