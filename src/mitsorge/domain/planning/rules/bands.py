"""Age bands and how they are cut anew without pretending.

A band that given bands tile is their exact sum. A band that would have to be cut is refused, or estimated within a
finer official distribution and named as estimated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

OLDEST = 200
"""Stands for "and older" where ages are compared."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """Ages [age_from, age_to) in whole years; `age_to` None: and older. In order of first age, then of last."""

    age_from: int = 0
    age_to: int | None = None

    @property
    def end(self) -> int:
        return OLDEST if self.age_to is None else self.age_to

    def __lt__(self, other: "Band") -> bool:
        return (self.age_from, self.end) < (other.age_from, other.end)

    def __contains__(self, other: "Band") -> bool:
        return self.age_from <= other.age_from and other.end <= self.end

    def __post_init__(self) -> None:
        if not 0 <= self.age_from < self.end <= OLDEST:
            raise ValueError(f"no ages from {self.age_from} to below {self.age_to}")


def between(age_from: int, end: int) -> Band:
    """The band from one age to below another, `OLDEST` meaning "and older"."""
    return Band(age_from, None if end >= OLDEST else end)


class Why(StrEnum):
    """Why a wanted band has no value."""

    NOT_COVERED = "NOT_COVERED"
    MUST_BE_CUT = "MUST_BE_CUT"
    NOT_IN_FINER = "NOT_IN_FINER"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Cutting:
    """How wanted bands are made of given ones: `weights` (wanted × given), 1 for a whole band, less for a cut one.

    A refused band has a row of zeros: it must be read as unknown, never as zero.
    """

    given: tuple[Band, ...]
    wanted: tuple[Band, ...]
    weights: Floats
    estimated: frozenset[Band]
    refused: Mapping[Band, Why]

    def apply(self, values: Floats) -> Floats:
        """`values` (… × given) become (… × wanted). An unknown part or a refusal makes the whole unknown (NaN)."""
        filled = np.nan_to_num(values, nan=0.0)
        made = filled @ self.weights.T
        touched = np.isnan(values).astype(float) @ (self.weights.T != 0)
        made[touched > 0] = np.nan
        made[..., [band in self.refused for band in self.wanted]] = np.nan
        return np.asarray(made, dtype=np.float64)


@dataclass(frozen=True)
class Recut:
    """`values` per wanted band (None: unknown), those `estimated`, and why others are `refused`."""

    values: Mapping[Band, float | None]
    estimated: frozenset[Band] = frozenset()
    refused: Mapping[Band, Why] = field(default_factory=dict)


def recut(
    values: Mapping[Band, float | None],
    wanted: Sequence[Band],
    *,
    within: Mapping[Band, float] | None = None,
) -> Recut:
    """The values of wanted bands. `within`: people by finer bands of an official distribution, used only to cut.

    Known bands are preferred over unknown ones; a band made with an unknown part is unknown (`Why.UNKNOWN`).
    """
    known = {band: value for band, value in values.items() if value is not None}
    made: dict[Band, float | None] = {}
    estimated: set[Band] = set()
    refused: dict[Band, Why] = {}
    for band in wanted:
        cut = cutting(list(known), [band], within=within)
        if why := cut.refused.get(band):
            exact = cutting(list(values), [band]).refused
            refused[band] = why if exact else Why.UNKNOWN
            made[band] = None
        else:
            made[band] = float(cut.apply(np.array(list(known.values()), dtype=float))[0])
            estimated |= cut.estimated
    return Recut(made, frozenset(estimated), refused)


def cutting(
    given: Sequence[Band],
    wanted: Sequence[Band],
    *,
    within: Mapping[Band, float] | None = None,
    whole: Mapping[Band, float] | None = None,
) -> Cutting:
    """How to make `wanted` of `given`, once for many rows of values.

    `whole` differs from `within` where a part of the people is wanted, too: `within` counts the women of each age,
    `whole` everybody; then every band made is estimated. Fewest given bands win where they overlap.
    """
    weights = np.zeros((len(wanted), len(given)))
    estimated, refused = set(), {}
    for row, band in enumerate(wanted):
        pieces = _tiled(tuple(given), band) if whole is None else None
        if pieces is None:
            estimated.add(band)
            pieces = _covered(tuple(given), band)
        shares = _shares(pieces, within, whole or within)
        if isinstance(shares, Why):
            refused[band] = shares
            estimated.discard(band)
            continue
        for (source, _piece), share in zip(pieces, shares, strict=True):
            weights[row, given.index(source)] += share
    return Cutting(tuple(given), tuple(wanted), weights, frozenset(estimated), refused)


Piece = tuple[Band, Band]
"""A given band and the part of it that is wanted."""


def _shares(
    pieces: tuple[Piece, ...],
    within: Mapping[Band, float] | None,
    whole: Mapping[Band, float] | None,
) -> list[float] | Why:
    if not pieces:
        return Why.NOT_COVERED
    if within is whole and all(source == piece for source, piece in pieces):
        return [1.0] * len(pieces)
    if within is None or whole is None:
        return Why.MUST_BE_CUT
    shares = [_share(source, piece, within, whole) for source, piece in pieces]
    known = [share for share in shares if share is not None]
    return known if len(known) == len(shares) else Why.NOT_IN_FINER


def _share(
    source: Band, piece: Band, within: Mapping[Band, float], whole: Mapping[Band, float]
) -> float | None:
    if within is whole and source == piece:
        return 1.0
    part, total = _people(piece, within), _people(source, whole)
    return None if part is None or not total else part / total


def _people(band: Band, distribution: Mapping[Band, float]) -> float | None:
    pieces = _tiled(tuple(distribution), band)
    return None if pieces is None else sum(distribution[source] for source, _piece in pieces)


@lru_cache(maxsize=4096)
def _tiled(given: tuple[Band, ...], wanted: Band) -> tuple[Piece, ...] | None:
    """The fewest given bands that tile the wanted one exactly."""
    inside = sorted({band for band in given if band in wanted})
    best: dict[int, tuple[Band, ...]] = {wanted.age_from: ()}
    for band in inside:
        so_far = best.get(band.age_from)
        if so_far is None:
            continue
        if band.end not in best or len(so_far) + 1 < len(best[band.end]):
            best[band.end] = (*so_far, band)
    found = best.get(wanted.end)
    return None if found is None else tuple((band, band) for band in found)


def _covered(given: Iterable[Band], wanted: Band) -> tuple[Piece, ...]:
    """Given bands that cover the wanted one, each with its part; empty where a year of age is missing."""
    pieces: list[Piece] = []
    age = wanted.age_from
    while age < wanted.end:
        over = [band for band in given if band.age_from <= age < band.end]
        if not over:
            return ()
        whole = [band for band in over if band.age_from == age and band in wanted]
        source = max(whole, key=_width) if whole else min(over, key=_width)
        end = min(source.end, wanted.end)
        pieces.append((source, between(age, end)))
        age = end
    return tuple(pieces)


def _width(band: Band) -> int:
    return band.end - band.age_from


def adjoining(edges: Sequence[int]) -> tuple[Band, ...]:
    """Bands between these ages, the last one open: [0, 65, 80] gives 0–64, 65–79, 80 and older."""
    return tuple(between(first, end) for first, end in pairwise([*edges, OLDEST]))


def likely_start(share: float, official: Mapping[Band, float]) -> int | None:
    """The age from which on an official distribution has this share of all people, to the nearest start of a band.

    For labels that lie: a column "65 and older" whose share fits 67 and older better. None without people.
    """
    total = sum(official.values())
    if not total:
        return None
    starts = sorted(band.age_from for band in official)
    older = {start: sum(n for b, n in official.items() if b.age_from >= start) for start in starts}
    return min(starts, key=lambda start: abs(older[start] / total - share))


def disjoint(bands: Iterable[Band]) -> tuple[Band, ...]:
    """The most bands that together cover all ages there are, none twice; totals beside their parts fall away.

    Where no such set exists, the narrowest of those that overlap.
    """
    found = sorted(set(bands))
    if not found:
        return ()
    best: dict[int, tuple[Band, ...]] = {found[0].age_from: ()}
    for band in found:
        so_far = best.get(band.age_from)
        if so_far is not None and len(so_far) + 1 > len(best.get(band.end, ())):
            best[band.end] = (*so_far, band)
    return best.get(max(band.end for band in found)) or _narrowest(found)


def _narrowest(bands: Iterable[Band]) -> tuple[Band, ...]:
    kept: list[Band] = []
    for band in sorted(bands, key=_width):
        if not any(band.age_from < other.end and other.age_from < band.end for other in kept):
            kept.append(band)
    return tuple(sorted(kept))


def filled(bands: Iterable[Band]) -> tuple[Band, ...]:
    """Disjoint bands with those between, before and after them, so that every age is in one."""
    every: list[Band] = []
    age = 0
    for band in sorted(bands):
        if age < band.age_from:
            every.append(Band(age, band.age_from))
        every.append(band)
        age = band.end
    return tuple(every) if age == OLDEST else (*every, Band(age))
