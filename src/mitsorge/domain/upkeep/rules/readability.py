"""How hard a German text is to read. Plain Python, nothing leaves the house.

Source: the fourth Wiener Sachtextformel, R. Bamberger and E. Vanecek, "Lesen – Verstehen – Lernen – Schreiben"
(Vienna 1984): 0.2656 × SL + 0.2744 × MS − 1.693, where SL is the mean number of words per sentence and MS the
percentage of words with three or more syllables. The result is read as a school year, about 4 to 15.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

LETTERS = re.compile(r"[A-Za-zÄÖÜäöüß]+(?:-[A-Za-zÄÖÜäöüß]+)*")
SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
VOWELS = re.compile(r"ei|ai|au|äu|eu|ie|aa|ee|oo|[aeiouyäöü]", re.IGNORECASE)
SHORTEST = 8
"""A text with fewer words is not judged: a single word would decide."""
EASY, HARD = 8.0, 12.0


class Reading(StrEnum):
    """Up to the eighth school year, up to the twelfth, above."""

    EASY = "EASY"
    MEDIUM = "MEDIUM"
    HARD = "HARD"


@dataclass(frozen=True)
class Readability:
    """`grade` is a school year; `longest` the number of words of the longest sentence."""

    grade: float
    words: int
    longest: int

    @property
    def reading(self) -> Reading:
        if self.grade <= EASY:
            return Reading.EASY
        return Reading.MEDIUM if self.grade <= HARD else Reading.HARD


def syllables(word: str) -> int:
    """Groups of vowels as German speaks them; at least one."""
    return max(len(VOWELS.findall(word)), 1)


def readability(text: str) -> Readability | None:
    """None for a text too short to judge."""
    sentences = [LETTERS.findall(part) for part in SENTENCE.split(text)]
    lengths = [len(words) for words in sentences if words]
    total = sum(lengths)
    if total < SHORTEST:
        return None
    long_words = sum(syllables(word) >= 3 for words in sentences for word in words)
    grade = 0.2656 * total / len(lengths) + 0.2744 * 100 * long_words / total - 1.693
    return Readability(round(grade, 1), total, max(lengths))
