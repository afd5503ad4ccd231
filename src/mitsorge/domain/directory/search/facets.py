"""Narrowing down: which ticks exclude what, and how many hits each would leave."""

import re
from collections.abc import Iterable
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
    group_of,
    packed,
)

SERVES, NEAR = "reach:serves", {"reach:15km": 15, "reach:30km": 30}
ALL_OF = frozenset({"reach", "access", "trait"})
"""Groups in which every tick must hold; in the others one of the ticks is enough."""
MOST_OPTIONS = 12
POSTCODE_BEFORE = re.compile(r"^\d{5} ")


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
    found = [_reach_group(ticks.left(hits), ticks, reach, where)] if reach and where else []
    found += [_group(counts, code, name) for code, name in _names().items() if code in view.groups]
    return [group for group in found if group.options]


def _names() -> dict[str, str]:
    """In the order in which they stand on the page."""
    return {
        "kind": _("Angebotsart"),
        "target": _("Für wen"),
        "places": _("Freie Plätze"),
        "payer": _("Wer zahlt"),
        "access": _("Barrierefreiheit"),
        "language": _("Sprache"),
        "trait": _("Anerkennung"),
    }


def _label(view: View, key: str) -> str:
    if key in view.lexicon.terms:
        return view.lexicon.terms[key].name
    return {
        PLACES_FREE: _("Jetzt frei"),
        PLACES_WAITING: _("Mit Warteliste"),
        RECOGNIZED: _("Anerkannt nach § 45a SGB XI"),
    }[key]


class _Counts:
    """Counts by key; a group's own ticks count only where every tick of it must hold."""

    def __init__(self, view: View, hits: np.ndarray, ticks: Ticks) -> None:
        self.view, self.chosen = view, ticks.masks.keys()
        self._all = self._count(ticks.left(hits))
        self._by_group = {
            group: self._count(ticks.left(hits, without=group)) for group in ticks.groups() - ALL_OF
        }

    def _count(self, hits: np.ndarray) -> np.ndarray:
        return np.asarray(np.bitwise_count(self.view.bits & packed(hits)).sum(axis=1))

    def of(self, group: str) -> np.ndarray:
        return self._by_group.get(group, self._all)


def _group(counts: _Counts, code: str, name: str) -> FacetGroup:
    """The most frequent options and the chosen ones, in the order of the taxonomy."""
    numbers, keys = counts.view.groups[code], counts.view.keys
    many = counts.of(code)[numbers]
    often = np.argsort(-many, kind="stable")[:MOST_OPTIONS]
    shown = {int(numbers[at]) for at in often if many[at]}
    shown |= {counts.view.number[key] for key in counts.chosen if group_of(key) == code}
    options = [
        FacetOption(
            keys[number],
            _label(counts.view, keys[number]),
            int(counts.of(code)[number]),
            keys[number] in counts.chosen,
        )
        for number in sorted(shown)
    ]
    return FacetGroup(code, name, options)


def _reach_group(left: np.ndarray, ticks: Ticks, reach: Reach, where: Place) -> FacetGroup:
    place = POSTCODE_BEFORE.sub("", where.label)
    labels = {SERVES: _("Für {place} da").format(place=place)}
    labels |= {key: _("Höchstens {km} km").format(km=km) for key, km in NEAR.items()}
    masks = {SERVES: reach.serves} | {key: reach.km <= km for key, km in NEAR.items()}
    options = [
        FacetOption(key, label, int((left & masks[key]).sum()), key in ticks.masks)
        for key, label in labels.items()
    ]
    return FacetGroup("reach", _("Erreichbar"), options)
