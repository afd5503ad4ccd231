"""What the planner of a demo tries out before anything is built: a new day care where it reaches most, and a closure."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.planning.actions.scenarios import Draft, add_changes, save_scenario
from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.queries.laid import laid_over
from mitsorge.domain.planning.queries.scenarios import Present, Spot
from mitsorge.domain.planning.rules.access import Points, nearest
from mitsorge.domain.planning.rules.scenario import AddSite, Change, CloseSite
from mitsorge.domain.planning.rules.siting import suggested
from mitsorge.doors.setup.demo import library
from mitsorge.foundation.people.models import Account

TRIED = timedelta(days=21)
"""How long before the day of the demo."""


def try_out(*, planner: Account, at: datetime) -> None:
    """A scenario for each of the library; none where the network has no such kind of offer, or nobody is counted.

    With the forecast a committee chose, if there is one.
    """
    variant = Variant.objects.filter(chosen_on__isnull=False).first()
    for row in library.table("planning")["scenario"]:
        term = TaxonomyTerm.objects.filter(code=row["term"]).first()
        if term:
            _try(row, term, variant, planner, at - TRIED)


def _try(
    row: dict[str, Any], term: TaxonomyTerm, variant: Variant | None, planner: Account, at: datetime
) -> None:
    year = row["year"] if variant else timezone.localdate(at).year
    number = variant.pk if variant else None
    draft = Draft(row["name"], term.pk, year, number, row["note"])
    scenario = save_scenario(draft=draft, by=planner, at=at)
    present = laid_over(scenario, on=timezone.localdate(at)).present
    change = _opening(row, str(term), present) if "places" in row else _closure(present)
    if change:
        add_changes(scenario_id=scenario.pk, version=0, changes=[change], by=planner, at=at)


def _opening(row: dict[str, Any], kind: str, present: Present) -> Change | None:
    spot = _best_spot(present)
    if spot is None:
        return None
    name = f"{kind} {spot.name}"
    return AddSite("neu-1", name, spot.lat, spot.lon, row["places"], row["cost"], spot.name)


def _best_spot(present: Present) -> Spot | None:
    """Where most people are reached anew; where everybody is reached already, the place farthest from any offer."""
    state, spots = present.state, present.spots
    if not len(state.cells) or not spots:
        return None
    people = Points(state.cells.lat, state.cells.lon, state.people)
    sites = _points([(s.lat, s.lon) for s in state.sites if s.lat is not None])
    there = _points([(spot.lat, spot.lon) for spot in spots])
    chosen = suggested(people, sites, there, k=1, km=state.km).chosen
    return spots[chosen[0] if chosen else int(np.argmax(nearest(there, sites)[:, 0]))]


def _closure(present: Present) -> Change | None:
    """The largest offer closes."""
    sites = [site for site in present.state.sites if site.is_placed and site.places]
    largest = max(sites, key=lambda site: (site.places or 0, site.key), default=None)
    return CloseSite(largest.key) if largest else None


def _points(spots: list[tuple[float | None, float | None]]) -> Points:
    table = np.array(spots, dtype=np.float64).reshape(-1, 2)
    return Points(table[:, 0], table[:, 1], np.zeros(len(table)))
