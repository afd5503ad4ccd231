"""The radar for double structures: committees in which the same members sit, that treat the same topics, that meet
in the same weeks. It names what it saw and proposes; it computes no score.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction
from itertools import combinations

HALF = Fraction(1, 2)
FEW_MEMBERS = 2
"""From so many shared members on their share is looked at."""
FEW_TOPICS = 2
"""From so many shared topics on two committees should know of each other."""
NEAR_DAYS = 14
EVERYWHERE = Fraction(1, 3)
"""A word that more committees than this share use (and more than two) tells nothing about any two of them."""
A_PAIR = 2


class Advice(IntEnum):
    """What to try, the strongest first."""

    MEET_TOGETHER = 1
    SAME_DAY = 2
    EXCHANGE = 3


@dataclass(frozen=True)
class Mention:
    """A word of a committee. Words with the same `stem` are one; `where` says where it stands, in German."""

    stem: str
    word: str
    where: str


@dataclass(frozen=True)
class Circle:
    """A committee as the radar sees it. `members` are keys of seats; a plenum has none: it overlaps with everybody."""

    key: int
    members: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()
    days: tuple[date, ...] = ()
    parent: int | None = None


@dataclass(frozen=True)
class SharedTopic:
    word: str
    where_one: str
    where_other: str


@dataclass(frozen=True)
class Overlap:
    """Two committees, what they share, and what to try. `of` is the number of members of the smaller one."""

    one: int
    other: int
    members: tuple[str, ...]
    of: int
    topics: tuple[SharedTopic, ...]
    near: tuple[tuple[date, date], ...]
    advice: Advice

    @property
    def share(self) -> Fraction:
        return Fraction(len(self.members), self.of) if self.of else Fraction(0)


def overlaps(circles: Sequence[Circle]) -> list[Overlap]:
    """Every pair that gives reason to act: strongest advice first, then most members, then most topics."""
    plain = _everywhere(circles)
    words = {circle.key: _first_mentions(circle, plain) for circle in circles}
    found = [
        seen
        for one, other in combinations(circles, 2)
        if (seen := _overlap(one, other, words[one.key], words[other.key]))
    ]
    return sorted(
        found,
        key=lambda each: (each.advice, -each.share, -len(each.topics), each.one, each.other),
    )


def _everywhere(circles: Sequence[Circle]) -> frozenset[str]:
    """The stems that too many committees use ("Pflege")."""
    used = Counter(stem for circle in circles for stem in {each.stem for each in circle.mentions})
    share = EVERYWHERE * len(circles)
    return frozenset(stem for stem, n in used.items() if n > A_PAIR and n > share)


def _first_mentions(circle: Circle, plain: frozenset[str]) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    for mention in circle.mentions:
        if mention.stem not in plain:
            found.setdefault(mention.stem, mention)
    return found


def _overlap(
    one: Circle, other: Circle, words: dict[str, Mention], others: dict[str, Mention]
) -> Overlap | None:
    members = tuple(sorted(one.members & other.members))
    of = min(len(one.members), len(other.members))
    topics = tuple(
        SharedTopic(words[stem].word, words[stem].where, others[stem].where)
        for stem in words
        if stem in others
    )
    advice = _advice(len(members), of, len(topics), is_kin=_is_kin(one, other))
    if advice is None:
        return None
    return Overlap(one.key, other.key, members, of, topics, tuple(_near(one, other)), advice)


def _is_kin(one: Circle, other: Circle) -> bool:
    """The one belongs to the other: that both treat the same topics is meant."""
    return one.key == other.parent or other.key == one.parent


def _advice(members: int, of: int, topics: int, *, is_kin: bool) -> Advice | None:
    if members >= FEW_MEMBERS and Fraction(members, of) >= HALF:
        return Advice.MEET_TOGETHER if topics and not is_kin else Advice.SAME_DAY
    return Advice.EXCHANGE if topics >= FEW_TOPICS and not is_kin else None


def _near(one: Circle, other: Circle) -> Iterator[tuple[date, date]]:
    """Meetings of both within two weeks, each day of the one with the nearest of the other."""
    for day in sorted(one.days):
        nearest = min(other.days, key=lambda each: (abs(each - day), each), default=None)
        if nearest and abs((nearest - day).days) <= NEAR_DAYS:
            yield day, nearest
