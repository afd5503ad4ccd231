import itertools
import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitsorge.domain.duplicates.rules import (
    Index,
    ReasonCode,
    Record,
    candidates,
    find,
    score,
)

STATION = Record(
    key=1,
    name="AWO Soz.stat. Brück e. V.",
    street="Lange Str. 12 a",
    postcode="14822",
    town="Brück",
    phones=("030 23125-114",),
    kinds=("AMBULANT",),
)
AGAIN = Record(
    key=2,
    name="Sozialstation der Arbeiterwohlfahrt Brück",
    street="Lange Straße 12a",
    postcode="14822",
    town="Brueck",
    phones=("+49 30 23125114",),
)
NEXT_DOOR = Record(
    key=3,
    name="Tagespflege Abendsonne",
    street="Lange Straße 12a",
    postcode="14822",
    town="Brück",
    phones=("030 23125-114",),
    kinds=("TAGESPFLEGE",),
)
SISTER = replace(
    STATION,
    key=4,
    name="AWO Sozialstation Beelitz",
    street="Markt 3",
    postcode="14547",
    town="Beelitz",
)


def keys(records: list[Record]) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in find(records)]


def test_the_same_thing_written_twice_is_found() -> None:
    assert keys([STATION, AGAIN, NEXT_DOOR, SISTER]) == [(1, 2)]


def test_a_pair_says_why_with_what_stands_there() -> None:
    reasons = {reason.code: reason for reason in score(STATION, AGAIN).reasons}
    assert set(reasons) == {
        ReasonCode.NAME_SIMILAR,
        ReasonCode.ADDRESS_SAME,
        ReasonCode.TOWN_SAME,
        ReasonCode.PHONE_SAME,
    }
    phone = reasons[ReasonCode.PHONE_SAME]
    assert (phone.first, phone.second) == ("030 23125-114", "+49 30 23125114")
    assert all(reason.weight > 0 for reason in reasons.values())


def test_what_is_missing_says_nothing() -> None:
    bare = Record(key=9, name=STATION.name)
    assert [reason.code for reason in score(STATION, bare).reasons] == [ReasonCode.NAME_SAME]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "Haus Bethanien"}, ReasonCode.NAME_DIFFERENT),
        ({"street": "Bahnhofstr. 4"}, ReasonCode.ADDRESS_DIFFERENT),
        ({"phones": ("030 23125-900",)}, ReasonCode.PHONE_SIMILAR),
        ({"phones": ("0171 39200-11",)}, ReasonCode.PHONE_DIFFERENT),
        ({"kinds": ("TAGESPFLEGE",)}, ReasonCode.KIND_DIFFERENT),
    ],
)
def test_a_difference_lowers_the_score(change: dict[str, Any], code: ReasonCode) -> None:
    same = score(STATION, replace(STATION, key=5))
    other = score(STATION, replace(STATION, key=5, **change))
    assert other.score < same.score
    assert code in {reason.code for reason in other.reasons}


def test_numbered_houses_are_not_the_same_house() -> None:
    first = Record(key=1, name="Haus Abendsonne I", postcode="14822", town="Brück")
    second = replace(first, key=2, name="Haus Abendsonne II")
    assert ReasonCode.MARK_DIFFERENT in {reason.code for reason in score(first, second).reasons}
    assert score(first, second).score < score(first, replace(first, key=2)).score


def test_a_number_many_carry_is_no_proof() -> None:
    """Thirty houses with one switchboard, one of them entered twice."""
    houses = [
        Record(
            key=at,
            name=f"Haus {name}",
            street=f"{name}weg {at}",
            postcode=f"148{at:02}",
            phones=("030 23125-100",),
            websites=("https://traeger.example",),
        )
        for at, name in enumerate(_names(30))
    ]
    twice = replace(houses[7], key=100, name=houses[7].name.upper(), phones=("030 / 23125100",))
    assert keys([*houses, twice]) == [(7, 100)]


def test_one_to_one_gives_each_entry_one_partner_of_the_other_list() -> None:
    here = [replace(STATION, key=1, source="a"), replace(AGAIN, key=2, source="a")]
    there = [replace(STATION, key=3, source="b")]
    pairs = find([*here, *there], one_to_one=True)
    assert [(pair.first, pair.second) for pair in pairs] == [(1, 3)]


def test_a_new_entry_is_checked_against_all() -> None:
    index = Index.build([STATION, NEXT_DOOR, SISTER])
    assert [(pair.first, pair.second) for pair in index.check(AGAIN)] == [(2, 1)]
    assert (
        index.check(replace(STATION, name="Nachbarschaftshilfe Regenbogen", street="", phones=()))
        == []
    )


def test_an_entry_is_not_its_own_duplicate_when_it_is_checked_again() -> None:
    assert Index.build([STATION, NEXT_DOOR]).check(STATION) == []


@pytest.mark.parametrize("records", [[], [STATION]])
def test_few_entries_have_no_duplicates(records: list[Record]) -> None:
    assert find(records) == []
    assert [len(side) for side in candidates(records)] == [0, 0]


def _names(number: int) -> list[str]:
    draw = random.Random(7)  # noqa: S311 - made-up names, the same every time
    return ["".join(draw.choices("abcdefghiklmnoprstuw", k=8)) for _ in range(number)]


WORDS = st.sampled_from(
    ["Haus", "Abendsonne", "Tagespflege", "Lindenhof", "II", "Müller", "e. V.", "AWO", "?"]
)
RECORDS = st.lists(
    st.builds(
        Record,
        key=st.integers(0, 10_000),
        name=st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
        alternate_name=st.sampled_from(["", "Lindenhof", "AWO Haus"]),
        street=st.sampled_from(
            ["", "Lange Str. 3", "Lange Straße 3a", "Markt", "Am Markt 17-19", ",", "3"]
        ),
        postcode=st.sampled_from(["", "14822", "14822 ", "D-14822"]),
        town=st.sampled_from(["", "Brück", "Bad Belzig"]),
        latitude=st.sampled_from([None, 52.1, 52.2]),
        longitude=st.sampled_from([None, 12.7]),
        phones=st.lists(st.sampled_from(["030 23125-1", "03023125-2", "x", ""]), max_size=3).map(
            tuple
        ),
        emails=st.lists(st.sampled_from(["a@b.example", "a@web.de", "?"]), max_size=2).map(tuple),
        websites=st.lists(st.sampled_from(["b.example", "https://"]), max_size=2).map(tuple),
        kinds=st.lists(st.sampled_from(["A", "B"]), max_size=2).map(tuple),
        numbers=st.lists(st.sampled_from(["19450508", "19450509", "-"]), max_size=2).map(tuple),
        source=st.sampled_from(["", "a", "b"]),
    ),
    max_size=12,
    unique_by=lambda record: record.key,
)


@settings(deadline=None, max_examples=25)
@given(RECORDS, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_the_entries_does_not_matter(
    records: list[Record], draw: random.Random, one_to_one: bool
) -> None:
    shuffled = draw.sample(records, len(records))
    found = find(records, one_to_one=one_to_one)
    assert found == find(shuffled, one_to_one=one_to_one)
    assert all(pair.first < pair.second for pair in found)
    assert len({(pair.first, pair.second) for pair in found}) == len(found)


@settings(deadline=None, max_examples=25)
@given(RECORDS)
def test_a_score_is_the_same_from_both_sides(records: list[Record]) -> None:
    for first, second in itertools.pairwise(records):
        assert score(first, second) == score(second, first)


@settings(deadline=None, max_examples=15)
@given(RECORDS)
def test_candidates_are_pairs_of_two_each_once(records: list[Record]) -> None:
    first, second = candidates(records)
    pairs = list(zip(first.tolist(), second.tolist(), strict=True))
    assert all(one < two for one, two in pairs)
    assert len(set(pairs)) == len(pairs)
