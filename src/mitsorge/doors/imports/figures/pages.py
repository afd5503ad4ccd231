"""One series: its passport and its figures, to filter, take along, publish and remove."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.actions.figures import remove_series, show_series
from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.permissions import PLANNERS, READERS, may_plan
from mitsorge.domain.planning.queries.series import (
    cells_by_area,
    figures_of,
    names_of_places,
    reach_of,
    series_by_uid,
)
from mitsorge.domain.planning.rules import Level
from mitsorge.doors.imports.figures.exports import sheet_of
from mitsorge.doors.imports.figures.forms import FilterForm
from mitsorge.doors.imports.figures.shown import counts_words, passport_lines, row_words, whole
from mitsorge.doors.imports.figures.uploads import SECTION
from mitsorge.face.exports.served import served
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged

PER_PAGE = 100

readers, planners = only_for(*sorted(READERS)), only_for(*sorted(PLANNERS))


def _found(uid: UUID) -> Series:
    found = series_by_uid(uid)
    if found is None:
        raise Http404
    return found


@readers
@require_safe
def series(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The passport and a page of its figures (at most 10 queries beside the session)."""
    found = _found(uid)
    names = names_of_places()
    form = FilterForm(request.GET, reach=reach_of(found, names))
    page = paged(figures_of(found, **form.asked), request, per_page=PER_PAGE)
    rows = [row_words(figure, names, found.lower_bounds) for figure in page.rows]
    context = {
        "section": SECTION,
        "series": found,
        "passport": list(passport_lines(found)),
        "form": form,
        "paged": page,
        "total": whole(page.total),
        "rows": rows,
        "has_care": any(row["care"] for row in rows),
        "areas": _areas(found, names),
        "counts": counts_words(found),
        "may_plan": may_plan(request.user),
    }
    return render(request, "imports/figures/series.html", context)


def _areas(found: Series, names: dict[tuple[str, str], str]) -> list[dict[str, str]]:
    """Cells and people by planning area, in words."""
    return [
        {
            "name": names.get((Level.AREA, row.area), row.area) or _("in keinem Planungsraum"),
            "cells": whole(row.cells),
            "people": whole(row.people),
        }
        for row in cells_by_area(found)
    ]


@readers
@require_safe
def table(request: SignedInRequest, uid: UUID, ending: str) -> HttpResponse:
    """All figures with their passport (at most 7 queries beside the session)."""
    return served(sheet_of(_found(uid)), ending)


@planners
@require_POST
def publish(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Switches whether everybody may see these figures."""
    found = _found(uid)
    public = request.POST.get("public") == "1"
    try:
        show_series(series_id=found.pk, public=public, by=request.user, at=timezone.now())
    except AlreadyDone as refused:
        messages.info(request, str(refused))
    else:
        words = (
            _("Diese Zahlen sind jetzt öffentlich.")
            if public
            else _("Diese Zahlen sieht jetzt nur noch die Planung.")
        )
        messages.success(request, words)
    return redirect("figures:series", uid=uid)


@planners
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Asks first; where something stands on the series, says what."""
    found = _found(uid)
    problem = ""
    if request.method == "POST":
        try:
            remove_series(series_id=found.pk, by=request.user, at=timezone.now())
        except (Refused, AlreadyDone) as refused:
            problem = str(refused)
        else:
            messages.success(request, _("„%(title)s“ ist entfernt.") % {"title": found.title})
            return redirect("figures:list")
    context = {"section": SECTION, "series": found, "problem": problem}
    return render(request, "imports/figures/remove.html", context, status=409 if problem else 200)
