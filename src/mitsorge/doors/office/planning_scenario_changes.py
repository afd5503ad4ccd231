"""Measures of a scenario: choose a kind, type it, look at what it does, take it over or out; and where sites would reach most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions import scenarios as deeds
from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.permissions import may_plan
from mitsorge.domain.planning.queries.laid import Laid, laid_over
from mitsorge.domain.planning.queries.reach import reach_of
from mitsorge.domain.planning.queries.scenarios import Present, Spot
from mitsorge.domain.planning.rules.access import Points
from mitsorge.domain.planning.rules.scenario import (
    AddSite,
    Change,
    ChangeKind,
    ChangeYear,
    State,
    applied,
)
from mitsorge.domain.planning.rules.siting import Siting, suggested
from mitsorge.domain.planning.wording.scenarios import CHANGE_KIND, change_words, unapplied_words
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.planning_scenario_form import ChangeForm, SitingForm, new_key
from mitsorge.doors.office.planning_scenario_maps import before_and_after, map_asked
from mitsorge.doors.office.planning_scenario_rows import (
    cost_words,
    people_sentence,
    per_person_words,
    row,
    rows,
)
from mitsorge.doors.office.planning_scenarios import found_or_404, planners, readers
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.planning.numbers import people_words, share_words
from mitsorge.foundation.people.rules import NotAllowed

SECONDS = 3.0
"""How long a page lets the solver search."""


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def add(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """?art= the kind; GET with ?ansehen=1 shows what the measure does, POST takes it over. What was typed stays."""
    found = found_or_404(uid)
    kind = request.GET.get("art", "")
    if kind not in set(ChangeKind):
        return _kinds(request, found)
    over = _laid(request, found)
    if over.broken:
        return redirect("office:scenario", uid)
    form = _form(request, found, over, ChangeKind(kind))
    if request.method == "POST" and form.is_valid() and _taken(request, form, found, over):
        return redirect("office:scenario", uid)
    context = {"section": "planung", "scenario": found, "form": form, "laid": over}
    context |= {"kind": kind, "kind_words": CHANGE_KIND[ChangeKind(kind)]}
    if form.is_bound and form.is_valid():
        context |= _preview(over, form.change(_key(over)))
    return render(request, "office/planning/scenario_change.html", context)


def _kinds(request: SignedInRequest, found: Scenario) -> HttpResponse:
    kinds = [
        (kind.value, words)
        for kind, words in CHANGE_KIND.items()
        if kind != ChangeKind.YEAR or found.variant_id
    ]
    context = {"section": "planung", "scenario": found, "kinds": kinds}
    return render(request, "office/planning/scenario_change_kinds.html", context)


def _laid(request: SignedInRequest, found: Scenario) -> Laid:
    """The scenario, with a forecast of the year that is being typed as well."""
    typed = (request.POST if request.method == "POST" else request.GET).get("year", "")
    asked = [int(typed)] if typed.isascii() and typed.isdecimal() and len(typed) == 4 else []
    return laid_over(found, on=timezone.localdate(), years=asked)


def _form(request: SignedInRequest, found: Scenario, over: Laid, kind: ChangeKind) -> ChangeForm:
    sites = {site.key: site.name for site in over.result.state.sites}
    data: QueryDict | None = None
    if request.method == "POST":
        data = request.POST
    elif "ansehen" in request.GET:
        data = _with_version(request.GET, found)
    start = {name: value for name, value in request.GET.items() if name in ("name", "place")}
    start |= {"version": str(found.version)}
    return ChangeForm(data, initial=start, kind=kind, spots=over.present.spots, sites=sites)


def _with_version(typed: QueryDict, found: Scenario) -> QueryDict:
    """A look has no version yet: it looks at what stands."""
    given = typed.copy()
    given.setdefault("version", str(found.version))
    return given


def _key(over: Laid) -> str:
    return new_key([*over.names, *(getattr(each, "site", "") for each in over.changes)])


def _taken(request: SignedInRequest, form: ChangeForm, found: Scenario, over: Laid) -> bool:
    version = form.cleaned_data["version"]
    try:
        deeds.add_changes(
            scenario_id=found.pk,
            version=-1 if version is None else version,
            changes=[form.change(_key(over))],
            by=request.user,
            at=timezone.now(),
        )
    except ItemChanged as overtaken:
        save_over(form, int(overtaken.theirs["version"]))
        form.add_error(None, _("Dieses Szenario wurde inzwischen geändert. Sehen Sie sich die Wirkung noch einmal an und übernehmen Sie dann."))  # fmt: skip
        return False
    except (Refused, AlreadyDone, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _preview(over: Laid, change: Change) -> dict[str, object]:
    """What this measure alone adds to those that stand."""
    alone = _upon(over, [change])
    result, told = alone.result, alone.told
    return {
        "maps": [(each, ()) for each in before_and_after(alone, map_asked(""))],
        "words": change_words(change, over.names),
        "why": unapplied_words(result.left[0]) if result.left else "",
        "rows": rows(told, over.present.area_names),
        "total": row(told.total, _("Alle zusammen")),
        "reached": people_words(told.total.reached),
        "lost": people_words(told.total.lost),
        "cost": cost_words(told),
        "per_person": per_person_words(told),
        "is_year": isinstance(change, ChangeYear),
    }


def _upon(over: Laid, changes: Sequence[Change]) -> Laid:
    """These measures alone, compared with what the scenario is without them."""
    state = over.result.state
    present = replace(over.present, state=state)
    return replace(over, present=present, result=applied(state, changes))


@require_POST
@planners
def drop(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Takes out one measure: `number` from 0, `version` as the page showed it."""
    found = found_or_404(uid)
    typed = [request.POST.get(name, "") for name in ("number", "version")]
    if not all(value.isascii() and value.isdecimal() and len(value) < 9 for value in typed):
        raise Http404
    number, version = map(int, typed)
    thanks = _("Die Maßnahme ist nicht mehr im Szenario.")
    what = {"scenario_id": found.pk, "version": version, "number": number}
    attempt(request, deeds.drop_change, thanks, **what)
    return redirect("office:scenario", uid)


@dataclass(frozen=True)
class Suggestion:
    """A place in words, with the address that takes it over as a measure."""

    name: str
    url: str


@require_safe
@readers
def suggestion(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Where ?anzahl= new sites reach most people within ?km=, beside the measures that stand."""
    found = found_or_404(uid)
    on = timezone.localdate()
    km = reach_of(found.term_id, on=on).km
    form = SitingForm(request.GET if "anzahl" in request.GET else None, initial={"km": km})
    context: dict[str, object] = {"section": "planung", "scenario": found, "form": form}
    if form.is_bound and form.is_valid():
        over = laid_over(found, on=on, km=float(form.cleaned_data["km"]))
        context |= {"laid": over, "may_plan": may_plan(request.user)}
        context |= {"people_sentence": people_sentence(over.present)}
        context |= _suggested(found, over, form.cleaned_data["anzahl"])
    return render(request, "office/planning/scenario_sites.html", context)


def _suggested(found: Scenario, over: Laid, count: int) -> dict[str, object]:
    state, present = over.result.state, over.present
    cells = Points(state.cells.lat, state.cells.lon, state.people)
    siting = suggested(
        *(cells, _placed(state), _candidates(present)),
        k=count,
        km=state.km,
        seconds=SECONDS,
        journeys=state.journeys,
    )
    spots = [present.spots[number] for number in siting.chosen]
    there = _upon(over, [AddSite(spot.key, spot.name, spot.lat, spot.lon, 0.0) for spot in spots])
    return {
        "chosen": [_suggestion(found, spot) for spot in spots],
        "maps": [(each, ()) for each in before_and_after(there, "reichweite")] if spots else [],
        "greedy": ", ".join(present.spots[number].name for number in siting.greedy),
        "candidates": len(present.spots),
        "asked": count,
        "km": over.km,
        "siting": siting,
        **_numbers(siting),
    }


def _numbers(siting: Siting) -> dict[str, object]:
    everybody = siting.everybody

    def share(part: float) -> str:
        return share_words(100 * part / everybody, 0) if everybody else _("keine Angabe")

    return {
        "before": people_words(siting.covered_before),
        "after": people_words(siting.covered),
        "reached": people_words(siting.covered - siting.covered_before),
        "greedy_after": people_words(siting.greedy_covered),
        "before_share": share(siting.covered_before),
        "after_share": share(siting.covered),
        "gap": share_words(100 * siting.gap),
        "is_better": siting.covered > siting.greedy_covered,
    }


def _suggestion(found: Scenario, spot: Spot) -> Suggestion:
    name = f"{found.term} {spot.name}"[:120]
    query = urlencode({"art": ChangeKind.ADD, "place": spot.key, "name": name})
    return Suggestion(
        spot.name, f"{reverse('office:add_scenario_change', args=[found.uid])}?{query}"
    )


def _placed(state: State) -> Points:
    spots = [(s.lat, s.lon) for s in state.sites if s.lat is not None and s.lon is not None]
    return _points(spots)


def _candidates(present: Present) -> Points:
    return _points([(spot.lat, spot.lon) for spot in present.spots])


def _points(spots: list[tuple[float, float]]) -> Points:
    table = np.array(spots, dtype=np.float64).reshape(-1, 2)
    return Points(table[:, 0], table[:, 1], np.zeros(len(table)))
