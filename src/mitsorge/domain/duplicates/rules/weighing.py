"""How much an agreement says, learned from the entries themselves, without labels.

Every pair that is looked at is one of four: the same thing twice, two things in one place, two houses of one owner,
or strangers. What levels each of the four shows is known beforehand (`EXPECTED`) and refined by expectation
maximization over the pairs at hand (Fellegi and Sunter 1969, Winkler 1988, with four classes instead of two).
Two things in one house then do not pass for one thing because address, switchboard and domain agree.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mitsorge.domain.duplicates.rules.comparing import FIELDS, SIZES, Levels
from mitsorge.domain.duplicates.rules.expected import EXPECTED, SHARES

Reals = NDArray[np.float64]
TRUST = 50
"""What is expected counts like so many pairs …"""
HOLD = 0.3
"""… and like this share of the pairs at hand, however many they are."""
ROUNDS = 60
NUANCE = 0.5
"""Bits at most between two pairs of the same levels."""
_STRANGERS_BEHIND = 20


@dataclass(frozen=True)
class Weights:
    """`shares`: of the four classes among the pairs looked at; `chances`: per field classes x levels."""

    shares: Reals
    chances: tuple[Reals, ...]

    def scores(self, levels: Levels, alike: NDArray[np.floating]) -> Reals:
        """Bits per pair: 0 is as likely the same thing as not, 10 is a thousand to one.

        `alike`, 0 to 1 per pair, settles ties: between two equal pairs the more alike names are nearer.
        """
        logs = self._logs(levels)
        rest = logs[:, 1:]
        top = rest.max(axis=1)
        bits = (logs[:, 0] - top - np.log(np.exp(rest - top[:, None]).sum(axis=1))) / np.log(2)
        return bits + NUANCE * (alike - 0.5)

    def parts(self, levels: Levels) -> Reals:
        """Bits per pair and field, each taken by itself: for the same thing, against all else that is looked at."""
        others = self.shares[1:] / self.shares[1:].sum()
        found = np.zeros(levels.shape)
        for at, chances in enumerate(self.chances):
            told = np.log2(chances[0] / (others @ chances[1:]))
            told[0] = 0
            found[:, at] = told[levels[:, at]]
        return found

    def _logs(self, levels: Levels) -> Reals:
        logs = np.tile(np.log(self.shares), (len(levels), 1))
        for at, chances in enumerate(self.chances):
            told = np.log(chances)
            told[:, 0] = 0
            logs += told[:, levels[:, at]].T
        return logs


def expected() -> Weights:
    """What is known before any entry was seen."""
    chances = []
    for field in FIELDS:
        table = np.array(EXPECTED[field], dtype=float) + 1e-4
        table[:, 0] = 1e-9
        chances.append(table / table.sum(axis=1, keepdims=True))
    return Weights(np.array(SHARES), tuple(chances))


def learned(levels: Levels) -> Weights:
    """Refined by these pairs; the order of the pairs does not matter."""
    beforehand = expected()
    patterns, counts = _patterns(levels)
    weights = beforehand
    for _round in range(ROUNDS if len(patterns) else 0):
        logs = weights._logs(patterns)
        belongs = np.exp(logs - logs.max(axis=1, keepdims=True))
        belongs *= (counts / belongs.sum(axis=1))[:, None]
        weights = _refined(beforehand, patterns, belongs)
    return weights


def _patterns(levels: Levels) -> tuple[Levels, NDArray[np.int64]]:
    """Each combination of levels once, and how many pairs show it."""
    code = np.zeros(len(levels), dtype=np.uint64)
    for at, field in enumerate(FIELDS):
        code = code * np.uint64(SIZES[field]) + levels[:, at]
    _codes, first, counts = np.unique(code, return_index=True, return_counts=True)
    return levels[first], counts


def _refined(beforehand: Weights, patterns: Levels, belongs: Reals) -> Weights:
    shares = belongs.sum(axis=0) + beforehand.shares * _STRANGERS_BEHIND
    chances = []
    for at, table in enumerate(beforehand.chances):
        size = table.shape[1]
        seen = np.stack(
            [np.bincount(patterns[:, at], weights=column, minlength=size) for column in belongs.T]
        )
        seen[:, 0] = 0
        mixed = seen + (TRUST + HOLD * seen.sum(axis=1, keepdims=True)) * table
        chances.append(mixed / mixed.sum(axis=1, keepdims=True))
    return Weights(shares / shares.sum(), tuple(chances))
