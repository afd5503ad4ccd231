"""Which committees do the same, and what is proposed for them."""

from datetime import date
from fractions import Fraction

import pytest

from mitsorge.domain.governance.rules.overlap import (
    Advice,
    Circle,
    Mention,
    Overlap,
    SharedTopic,
    overlaps,
)


def said(*words: str, where: str = "Auftrag") -> tuple[Mention, ...]:
    return tuple(Mention(word.lower(), word, where) for word in words)


def seats(letters: str) -> frozenset[str]:
    return frozenset(letters)


CASES = [
    ("half of the members and a topic", "abcd", "cdefgh", ["Demenz"], ["Demenz"], Advice.MEET_TOGETHER),
    ("half of the members alone", "abcd", "cdefgh", [], [], Advice.SAME_DAY),
    ("less than half of the members", "abcde", "defghi", ["Demenz"], ["Demenz"], None),
    ("two topics alone", "abc", "xyz", ["Demenz", "Kurzzeitpflege"], ["Kurzzeitpflege", "Demenz"], Advice.EXCHANGE),
    ("one topic alone", "abc", "xyz", ["Demenz"], ["Demenz"], None),
    ("one shared member of one", "a", "a", [], [], None),
    ("nobody and nothing", "", "", [], [], None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "ours", "theirs", "words", "others", "advice"), CASES, ids=[row[0] for row in CASES]
)
def test_what_is_proposed(case, ours, theirs, words, others, advice):
    found = overlaps(
        [Circle(1, seats(ours), said(*words)), Circle(2, seats(theirs), said(*others))]
    )
    assert [each.advice for each in found] == ([advice] if advice else [])


def test_everything_is_named_with_its_source():
    one = Circle(1, seats("abc"), said("Demenz"), (date(2026, 3, 4), date(2026, 9, 2)))
    other = Circle(2, seats("bcde"), said("Demenz", where="TOP 3"), (date(2026, 3, 18), date(2026, 6, 1)))  # fmt: skip
    assert overlaps([one, other]) == [
        Overlap(
            1, 2, ("b", "c"), 3, (SharedTopic("Demenz", "Auftrag", "TOP 3"),),
            ((date(2026, 3, 4), date(2026, 3, 18)),), Advice.MEET_TOGETHER,
        )
    ]  # fmt: skip


def test_the_share_is_of_the_smaller_one():
    (found,) = overlaps([Circle(1, seats("abc")), Circle(2, seats("bcdefghijk"))])
    assert found.share == Fraction(2, 3)


def test_a_word_that_all_use_tells_nothing():
    circles = [Circle(n, frozenset(), said("Pflege", "Netzwerk")) for n in range(6)]
    assert overlaps(circles) == []


def test_what_two_of_a_few_share_counts():
    circles = [Circle(n, frozenset(), said("Hospiz", "Trauer")) for n in range(2)] + [Circle(3)]
    assert [(each.one, each.other) for each in overlaps(circles)] == [(0, 1)]


def test_a_group_and_the_one_it_belongs_to_may_treat_the_same():
    parent = Circle(1, seats("abcd"), said("Demenz", "Kurzzeitpflege"))
    child = Circle(2, seats("xyz"), said("Demenz", "Kurzzeitpflege"), parent=1)
    assert overlaps([parent, child]) == []


def test_a_group_and_the_one_it_belongs_to_with_the_same_members():
    parent, child = Circle(1, seats("abc"), said("Demenz")), Circle(2, seats("abc"), said("Demenz"), parent=1)  # fmt: skip
    assert [each.advice for each in overlaps([parent, child])] == [Advice.SAME_DAY]


def test_the_strongest_comes_first():
    circles = [
        Circle(1, seats("xyz"), said("Hospiz", "Ehrenamt")),
        Circle(2, seats("abcd"), said("Hospiz", "Ehrenamt")),
        Circle(3, seats("cdef")),
        Circle(4, seats("bcd"), said("Wohnen")),
        Circle(5, seats("defg"), said("Wohnen")),
        Circle(6, seats("mno"), said("Wohnung")),
    ]
    assert [(each.one, each.other, each.advice) for each in overlaps(circles)] == [
        (2, 4, Advice.SAME_DAY),  # three of three
        (3, 5, Advice.SAME_DAY),  # three of four
        (3, 4, Advice.SAME_DAY),  # two of three
        (2, 3, Advice.SAME_DAY),  # two of four
        (1, 2, Advice.EXCHANGE),
    ]
