"""A scenario handed on: as an impulse, or onto an agenda; and the way back to it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.planning.actions.handovers import (
    Computed,
    send_scenario_as_impulse,
    send_scenario_to_agenda,
)
from mitsorge.domain.planning.models import Handover, Scenario
from mitsorge.domain.planning.queries.laid import laid_over
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.planning_agenda_form import AgendaForm
from mitsorge.doors.office.planning_scenarios import asked_km, found_or_404, planners, readers
from mitsorge.face.guards import SignedInRequest


@require_POST
@planners
def as_impulse(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Hands it on as it is computed now, with the reach of ?km=; a second click changes nothing."""
    found = found_or_404(uid)
    thanks = _("Weitergegeben. Der Impuls steht bei den neuen Impulsen.")
    attempt(request, send_scenario_as_impulse, thanks, computed=_computed(request, found))
    return redirect(_back(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@planners
def onto_agenda(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET asks for committee and meeting, those of the area that changes most first; POST puts it there."""
    found = found_or_404(uid)
    computed = _computed(request, found)
    area = next(iter(computed.laid.effect.touched), "")
    form = AgendaForm(posted(request), account=request.user, area=area, on=timezone.localdate())
    back = _back(request, found)
    if request.method == "POST" and form.is_valid():
        thanks = _("Weitergegeben. Unten steht, wo es jetzt liegt.")
        what: dict[str, Any] = form.target()
        if attempt(request, send_scenario_to_agenda, thanks, computed=computed, **what):
            return redirect(back)
    context = {"section": "planung", "form": form, "scenario": found, "back": back}
    return render(request, "office/planning/scenario_agenda.html", context)


@require_safe
@readers
def handover(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The lasting address of what was handed on: leads to the scenario."""
    found = get_object_or_404(Handover.objects.select_related("scenario"), uid=uid)
    there = reverse("office:scenario", args=[found.scenario.uid])
    return redirect(f"{there}#weitergegeben-{found.pk}")


def _computed(request: SignedInRequest, found: Scenario) -> Computed:
    """As of now; ?version= is the one on the page, so that nobody hands on what somebody else changed meanwhile."""
    typed = request.GET.get("version", "")
    is_number = typed.isascii() and typed.isdecimal() and len(typed) < 9
    version = int(typed) if is_number else found.version
    laid = laid_over(found, on=timezone.localdate(), km=asked_km(request))
    return Computed(found.pk, version, laid)


def _back(request: SignedInRequest, found: Scenario) -> str:
    km = asked_km(request)
    query = f"?km={km:.0f}" if km else ""
    return f"{reverse('office:scenario', args=[found.uid])}{query}"
