"""Scenarios: the list, one with who gains and who loses, two or three side by side, a new one, a changed one, none."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions import scenarios as deeds
from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries import scenarios as queries
from mitsorge.domain.planning.queries.need import variants
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.planning_scenario_form import ScenarioForm, initial
from mitsorge.doors.office.planning_scenario_rows import (
    Laid,
    cost_words,
    laid,
    people_sentence,
    per_person_words,
    read,
    remarks,
    row,
    rows,
    years_of,
)
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.numbers import people_words
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed

readers = only_for(*READERS)
planners = only_for(*PLANNERS)
MOST_COMPARED = 3
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
    context = {
        "scenario": found,
        "may_plan": may_plan(request.user),
        "history": history(found)[:20],
        **shown(laid_over(found, km)),
        "reaches": sorted({*REACHES, int(km)}),
        "asked_km": int(km),
    }
    return render(request, "office/planning/scenario.html", context)


def found_or_404(uid: UUID) -> Scenario:
    found = queries.scenarios().filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def asked_km(request: SignedInRequest) -> float:
    """From ?km=, whole kilometers from 1 to 100; anything else is the usual distance."""
    typed = request.GET.get("km", "")
    is_whole = typed.isdecimal() and typed.isascii() and len(typed) <= len("100")
    return float(typed) if is_whole and 1 <= int(typed) <= 100 else queries.KM


def laid_over(found: Scenario, km: float) -> Laid:
    """The scenario computed (the queries of `present_of`)."""
    changes, broken = read(found)
    on = timezone.localdate()
    present = queries.present_of(found, on=on, km=km, years=years_of(changes))
    return laid(present, changes, broken)


def shown(over: Laid) -> dict[str, object]:
    """What the pages of one scenario have in common."""
    return {
        "section": "planung",
        "laid": over,
        "rows": rows(over.effect, over.present.area_names),
        "total": row(over.effect.total, _("Alle zusammen")),
        "total_numbers": over.effect.total,
        "reached": people_words(over.effect.total.reached),
        "lost": people_words(over.effect.total.lost),
        "cost": cost_words(over.effect),
        "per_person": per_person_words(over.effect),
        "people_sentence": people_sentence(over.present),
        "remarks": list(remarks(over.present)),
    }


@dataclass(frozen=True)
class Line:
    """One line of the comparison: what, then each scenario's answer."""

    name: str
    cells: Sequence[str]


@require_safe
@readers
def comparison(request: SignedInRequest) -> HttpResponse:
    """Two or three scenarios side by side: ?s=uid&s=uid; each over today's offers of its own kind."""
    found = _chosen(request.GET.getlist("s"))
    km = asked_km(request)
    over = [laid_over(each, km) for each in found] if len(found) > 1 else []
    context = {
        "section": "planung",
        "scenarios": list(queries.scenarios()),
        "chosen": [str(each.uid) for each in found],
        "pairs": list(zip(found, over, strict=False)),
        "lines": _lines(found, over),
        "areas": _areas(over),
        "km": over[0].km if over else "",
        "differ": len({(each.term_id, each.year, each.variant_id) for each in found}) > 1,
        "notes": list(dict.fromkeys(words for each in over for words in remarks(each.present))),
    }
    return render(request, "office/planning/scenario_comparison.html", context)


def _chosen(uids: Sequence[str]) -> list[Scenario]:
    """Those that exist, each once, at most three, in the order asked for (1 query for each)."""
    found: list[Scenario] = []
    for uid in dict.fromkeys(uids[:10]):
        try:
            each = queries.scenarios().filter(uid=UUID(uid)).first()
        except ValueError:
            continue
        found += [each] if each else []
    return found[:MOST_COMPARED]


def _lines(found: Sequence[Scenario], over: Sequence[Laid]) -> list[Line]:
    totals = [row(each.effect.total, "") for each in over]
    effects = [each.effect for each in over]
    return [
        Line(_("Art des Angebots"), [str(each.term) for each in found]),
        Line(_("Menschen"), [each.people for each in totals]),
        Line(_("haben es näher"), [each.nearer for each in totals]),
        Line(_("haben es weiter"), [each.further for each in totals]),
        Line(_("mit Angebot in Reichweite, vorher"), [_both(each.within[0], each.shares[0]) for each in totals]),
        Line(_("mit Angebot in Reichweite, nachher"), [_both(each.within[1], each.shares[1]) for each in totals]),
        Line(_("neu erreicht"), [people_words(each.total.reached) for each in effects]),
        Line(_("nicht mehr erreicht"), [people_words(each.total.lost) for each in effects]),
        Line(_("Plätze je 1.000 Menschen, vorher"), [each.places[0] for each in totals]),
        Line(_("Plätze je 1.000 Menschen, nachher"), [each.places[1] for each in totals]),
        Line(_("Kosten"), [cost_words(each) for each in effects]),
        Line(_("Kosten je neu erreichtem Menschen"), [per_person_words(each) for each in effects]),
    ]  # fmt: skip


def _both(people: str, share: str) -> str:
    return f"{people} ({share})"


def _areas(over: Sequence[Laid]) -> list[Line]:
    """For each planning area and scenario who has it nearer and who further."""
    told = [{each.name: each for each in rows(o.effect, o.present.area_names)} for o in over]
    names = dict.fromkeys(name for each in told for name in each)
    return [Line(name, [_turns(each.get(name)) for each in told]) for name in names]


def _turns(found: object) -> str:
    nearer, further = getattr(found, "nearer", "0"), getattr(found, "further", "0")
    if nearer == further == "0":
        return _("keine Änderung")
    return _("%(nearer)s näher, %(further)s weiter") % {"nearer": nearer, "further": further}


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
