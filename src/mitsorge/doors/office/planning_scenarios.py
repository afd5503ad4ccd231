"""Scenarios: the list, one with who gains and who loses, a new one, a changed one, none."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions import scenarios as deeds
from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries import scenarios as queries
from mitsorge.domain.planning.queries.handovers import handovers_of
from mitsorge.domain.planning.queries.laid import Laid, laid_over
from mitsorge.domain.planning.queries.need import variants
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.planning_scenario_form import ScenarioForm, initial
from mitsorge.doors.office.planning_scenario_maps import (
    MAPS,
    STANDS,
    before_and_after,
    map_asked,
)
from mitsorge.doors.office.planning_scenario_rows import (
    cost_words,
    effect_sheet,
    people_sentence,
    per_person_words,
    reach_sentence,
    remarks,
    row,
    rows,
)
from mitsorge.face.exports.served import file_links, served
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.numbers import people_words
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed

readers = only_for(*READERS)
planners = only_for(*PLANNERS)
REACHES = (5, 10, 15, 20, 30)
"""Kilometers a page offers as reach."""


@require_safe
@readers
def scenarios(request: SignedInRequest) -> HttpResponse:
    """All scenarios by name (1 query beside the session)."""
    context = {
        "section": "planung",
        "scenarios": list(queries.scenarios()),
        "may_plan": may_plan(request.user),
    }
    return render(request, "office/planning/scenarios.html", context)


@require_safe
@readers
def scenario(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One scenario over today's offers; ?km= how far an offer reaches."""
    found = found_or_404(uid)
    km = asked_km(request)
    over = laid_over(found, on=timezone.localdate(), km=km)
    context = {
        "scenario": found,
        "may_plan": may_plan(request.user),
        "history": history(found)[:20],
        "handovers": list(handovers_of(found)),
        **shown(over),
        **_maps(found, over, request),
        "km_more": f"&km={km:.0f}" if km else "",
        "reaches": sorted({*REACHES, *([int(km)] if km else [])}),
        "asked_km": km,
    }
    return render(request, "office/planning/scenario.html", context)


def found_or_404(uid: UUID) -> Scenario:
    return get_object_or_404(queries.scenarios(), uid=uid)


def asked_km(request: SignedInRequest) -> float | None:
    """From ?km=, whole kilometers from 1 to 100; anything else asks for nothing: the yardstick rules."""
    typed = request.GET.get("km", "")
    is_whole = typed.isdecimal() and typed.isascii() and len(typed) <= len("100")
    return float(typed) if is_whole and 1 <= int(typed) <= 100 else None


def shown(over: Laid) -> dict[str, object]:
    """What the pages of one scenario have in common."""
    return {
        "section": "planung",
        "laid": over,
        "rows": rows(over.told, over.present.area_names),
        "total": row(over.told.total, _("Alle zusammen")),
        "total_numbers": over.told.total,
        "reached": people_words(over.told.total.reached),
        "lost": people_words(over.told.total.lost),
        "cost": cost_words(over.told),
        "per_person": per_person_words(over.told),
        "reach_sentence": reach_sentence(over.present),
        "people_sentence": people_sentence(over.present),
        "remarks": list(remarks(over.present)),
    }


def _maps(found: Scenario, over: Laid, request: SignedInRequest) -> dict[str, object]:
    """Both maps with the links to their files, and which others there are (4 queries)."""
    chosen = map_asked(request.GET.get("karte", ""))
    km = asked_km(request)
    query = f"karte={chosen}" + (f"&km={km:.0f}" if km else "")
    files = [
        file_links(
            _stem("office:scenario_map", found, stand), table=False, picture=True, query=query
        )
        for stand in STANDS
    ]
    return {
        "maps": list(zip(before_and_after(over, chosen), files, strict=False)),
        "map_chosen": chosen,
        "map_choices": [(code, str(words)) for code, words in MAPS.items()],
        "table_files": file_links(_stem("office:scenario_file", found), query=query),
    }


def _stem(name: str, found: Scenario, *more: str) -> str:
    return reverse(name, args=[found.uid, *more, "x"]).removesuffix(".x")


@require_safe
@readers
def map_file(request: SignedInRequest, uid: UUID, stand: str, ending: str) -> HttpResponse:
    """One map as a picture: `stand` vorher or nachher, ?karte= and ?km= as on the page."""
    if stand not in STANDS:
        raise Http404
    over = laid_over(found_or_404(uid), on=timezone.localdate(), km=asked_km(request))
    both = before_and_after(over, map_asked(request.GET.get("karte", "")))
    return served(both[STANDS.index(stand)].picture if both else None, ending)


@require_safe
@readers
def table_file(request: SignedInRequest, uid: UUID, ending: str) -> HttpResponse:
    """Who gains and who loses, by area, as a file; ?km= as on the page."""
    found = found_or_404(uid)
    over = laid_over(found, on=timezone.localdate(), km=asked_km(request))
    return served(effect_sheet(found, over), ending)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def new(request: SignedInRequest) -> HttpResponse:
    """A new scenario without measures."""
    form = _form(request, {"year": timezone.localdate().year})
    if request.method == "POST" and form.is_valid():
        try:
            made = deeds.save_scenario(draft=form.draft(), by=request.user, at=timezone.now())
            return redirect("office:scenario", made.uid)
        except (Refused, NotAllowed) as refused:
            form.add_error(None, str(refused))
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def change(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Name, kind, year and forecast changed; who saves second sees both versions."""
    found = found_or_404(uid)
    form = _form(request, initial(found))
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, form, found)
            return redirect("office:scenario", uid)
        except ItemChanged as overtaken:
            both = _conflict(overtaken)
            save_over(form, int(overtaken.theirs["version"]))
        except (Refused, AlreadyDone, NotAllowed) as refused:
            form.add_error(None, str(refused))
    return _form_page(request, form, found, both)


def _form(request: SignedInRequest, start: dict[str, object]) -> ScenarioForm:
    return ScenarioForm(posted(request), initial=start, kinds=queries.kinds(), variants=variants())


def _change(request: SignedInRequest, form: ScenarioForm, found: Scenario) -> None:
    version = form.cleaned_data["version"]
    deeds.change_scenario(
        scenario_id=found.pk,
        version=-1 if version is None else version,
        draft=form.draft(),
        by=request.user,
        at=timezone.now(),
    )


def _conflict(overtaken: ItemChanged) -> Conflict:
    pairs = {
        name: [overtaken.theirs[name], overtaken.yours[name]]
        for name in ("name", "note", "year")
        if overtaken.theirs[name] != overtaken.yours[name]
    }
    return conflict_of_fields(overtaken, pairs, Scenario, seen=str(overtaken.theirs["version"]))


def _form_page(
    request: SignedInRequest,
    form: forms.Form,
    found: Scenario | None,
    both: Conflict | None = None,
) -> HttpResponse:
    context = {"section": "planung", "form": form, "scenario": found, "conflict": both}
    status = 409 if both else 200
    return render(request, "office/planning/scenario_form.html", context, status=status)


class Seen(forms.Form):
    """Which version a deed without a form of its own was asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def remove(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET asks, POST removes for good."""
    found = found_or_404(uid)
    form = Seen(posted(request), initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        thanks = _("Das Szenario ist gelöscht.")
        if attempt(request, deeds.remove_scenario, thanks, scenario_id=found.pk, version=version):
            return redirect("office:scenarios")
        return redirect("office:scenario", uid)
    context = {"section": "planung", "form": form, "scenario": found}
    return render(request, "office/planning/scenario_remove.html", context)
