"""Narrowing down: which ticks exclude what, and how many hits each would leave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from mitsorge.domain.directory.search.reach import Reach
from mitsorge.domain.directory.search.shapes import FacetGroup, FacetOption, Place
from mitsorge.domain.directory.search.view import (
    PLACES_FREE,
    PLACES_WAITING,
    RECOGNIZED,
    View,
    packed,
)

SERVES, NEAR = "reach:serves", {"reach:15km": 15, "reach:30km": 30}
ALL_OF = frozenset({"reach", "access", "trait"})
"""Groups in which every tick must hold; in the others one of the ticks is enough."""
MOST_OPTIONS = 12
UNTOLD = frozenset({"language:de"})
"""Options that would part nothing from nothing."""


def group_of(key: str) -> str:
    return key.partition(":")[0]


@dataclass(frozen=True)
class Ticks:
    """The facets somebody chose, each with the entries it leaves."""

    masks: dict[str, np.ndarray]

    @classmethod
    def of(cls, view: View, reach: Reach | None, keys: Iterable[str]) -> "Ticks":
        """Unknown keys exclude nothing; those about a place neither while no place is known."""
        return cls({key: mask for key in keys if (mask := _mask(view, reach, key)) is not None})

    def groups(self) -> set[str]:
        return {group_of(key) for key in self.masks}

    def left(self, hits: np.ndarray, *, without: str = "") -> np.ndarray:
        """The hits that pass all groups of ticks but one."""
        for group in sorted(self.groups() - {without}):
            masks = [mask for key, mask in self.masks.items() if group_of(key) == group]
            join = np.logical_and if group in ALL_OF else np.logical_or
            hits = hits & join.reduce(masks)
        return hits


def _mask(view: View, reach: Reach | None, key: str) -> np.ndarray | None:
    if key in NEAR or key == SERVES:
        if reach is None:
            return None
        return reach.serves if key == SERVES else reach.km <= NEAR[key]
    return view.having(key) if key in view.number else None


def groups(
    view: View, hits: np.ndarray, ticks: Ticks, reach: Reach | None, where: Place | None
) -> list[FacetGroup]:
    """The groups with their options, each group counted with the ticks of all others."""
    counts = _Counts(view, hits, ticks)
    found = [_reach_group(counts, reach, where)] if reach is not None and where else []
    found += [_group(counts, code, name, labels) for code, name, labels in _named(view)]
    return [group for group in found if group.options]


def _named(view: View) -> Iterator[tuple[str, str, dict[str, str]]]:
    terms = {key: term.name for key, term in view.lexicon.terms.items() if key not in UNTOLD}
    for code, name in (("kind", _("Angebotsart")), ("target", _("Für wen"))):
        yield code, name, {key: label for key, label in terms.items() if group_of(key) == code}
    yield (
        "places",
        _("Freie Plätze"),
        {PLACES_FREE: _("Jetzt frei"), PLACES_WAITING: _("Mit Warteliste")},
    )
    for code, name in (
        ("payer", _("Wer zahlt")),
        ("access", _("Barrierefreiheit")),
        ("language", _("Sprache")),
    ):
        yield code, name, {key: label for key, label in terms.items() if group_of(key) == code}
    yield "trait", _("Anerkennung"), {RECOGNIZED: _("Anerkannt nach § 45a SGB XI")}


class _Counts:
    """Counts by key; a group's own ticks count only where every tick of it must hold."""

    def __init__(self, view: View, hits: np.ndarray, ticks: Ticks) -> None:
        self.view, self.hits, self.ticks = view, hits, ticks
        self._all = self._count(ticks.left(hits))
        self._by_group = {
            group: self._count(ticks.left(hits, without=group)) for group in ticks.groups() - ALL_OF
        }

    def _count(self, hits: np.ndarray) -> np.ndarray:
        found = np.bitwise_count(self.view.bits & packed(hits)).sum(axis=1)
        return np.asarray(found)

    def of(self, key: str) -> int:
        counts = self._by_group.get(group_of(key), self._all)
        return int(counts[self.view.number[key]])


def _group(counts: _Counts, code: str, name: str, labels: dict[str, str]) -> FacetGroup:
    """The most frequent options and the chosen ones, in the order of the taxonomy."""
    number = {key: counts.of(key) for key in labels}
    chosen = counts.ticks.masks.keys()
    found = [key for key in labels if number[key] and (code != "kind" or _is_leaf(counts, key))]
    often = set(sorted(found, key=lambda key: -number[key])[:MOST_OPTIONS])
    shown = [key for key in labels if key in often or key in chosen]
    options = [FacetOption(key, labels[key], number[key], key in chosen) for key in shown]
    return FacetGroup(code, name, options)


def _is_leaf(counts: _Counts, key: str) -> bool:
    return not counts.view.lexicon.below.get(key)


def _reach_group(counts: _Counts, reach: Reach, where: Place) -> FacetGroup:
    left = counts.ticks.left(counts.hits)
    labels = {SERVES: _("Kommt nach {place}").format(place=where.label)}
    labels |= {key: _("Höchstens {km} km").format(km=km) for key, km in NEAR.items()}
    masks = {SERVES: reach.serves} | {key: reach.km <= km for key, km in NEAR.items()}
    chosen = counts.ticks.masks.keys()
    options = [
        FacetOption(key, label, int((left & masks[key]).sum()), key in chosen)
        for key, label in labels.items()
    ]
    return FacetGroup("reach", _("Erreichbar"), options)
