"""Measures: the list, a new one, one with its steps and indicators."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.actions import measures as deeds
from mitsorge.domain.recommendations.models import Measure, Step
from mitsorge.domain.recommendations.queries import measures as queries
from mitsorge.domain.recommendations.queries.board import work_note
from mitsorge.domain.recommendations.queries.effects import measure_view
from mitsorge.domain.recommendations.rules import MeasureStatus
from mitsorge.domain.recommendations.rules.duties import Duty
from mitsorge.doors.office.conflict import Conflict
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.fields import offer_choices
from mitsorge.doors.office.measures.deeds import conflict, keepers, may, readers, submit
from mitsorge.doors.office.measures.forms import (
    IndicatorForm,
    MeasureChangeForm,
    OriginForm,
    StepForm,
    measure_values,
)
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history


@require_safe
@readers
def measures(request: SignedInRequest) -> HttpResponse:
    """All measures, 30 a page, or those of one state (4 queries beside the session)."""
    asked = request.GET.get("stand", "")
    status = MeasureStatus(asked) if asked in set(MeasureStatus) else None
    page = paged(queries.measures(status), request, per_page=30)
    today = timezone.localdate()
    context = {
        "section": "empfehlungen",
        "tab": "measures",
        "paged": page,
        "rows": [(measure, work_note([measure], today)) for measure in page.rows],
        "status": status,
        "statuses": wording.MEASURE_STATUS.items(),
        "may_keep": may(request, Duty.KEEP_MEASURES),
    }
    return render(request, "office/measures/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def plan(request: SignedInRequest) -> HttpResponse:
    """A new measure; ?empfehlung= or ?thema= names where it comes from."""
    start = {
        "recommendation_id": request.GET.get("empfehlung", ""),
        "topic_id": request.GET.get("thema", ""),
        "is_public": True,
    }
    form = OriginForm(posted(request), initial=start)
    recommendations, topics = queries.origins()
    offer_choices(form, "recommendation_id", recommendations, _("keine Empfehlung"))
    offer_choices(form, "topic_id", topics, _("kein Thema"))
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    made = submit(request, form, deeds.plan, _("Die Maßnahme ist geplant."), **values)
    if made:
        return redirect("office:measure", made.uid)
    context = {"section": "empfehlungen", "tab": "measures", "form": form}
    return render(request, "office/measures/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def measure(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One measure; POST saves it, and who saves second sees both versions (11 queries to show)."""
    found = _found(uid)
    form = MeasureChangeForm(posted(request), initial=measure_values(found))
    both = None
    if request.method == "POST" and form.is_valid():
        try:
            if _saved(request, form, found):
                return redirect("office:measure", uid)
        except ItemChanged as refused:
            both = conflict(refused, Measure, str(refused.theirs["version"]))
            form = _again(request, both)
    return _page(request, found, form=form, conflict=both, status=409 if both else 200)


def _found(uid: UUID) -> Measure:
    found = queries.measure(uid)
    if found is None:
        raise Http404
    return found


def _again(request: SignedInRequest, both: Conflict) -> MeasureChangeForm:
    """What was typed, naming the version that stands there now."""
    typed = request.POST.copy()
    typed["version"] = both.seen
    return MeasureChangeForm(typed)


def _saved(request: SignedInRequest, form: MeasureChangeForm, found: Measure) -> bool:
    values = dict(form.cleaned_data)
    version, partners = values.pop("version"), values.pop("partners")
    what: dict[str, Any] = {"measure_id": found.pk, "version": version}
    what |= {"values": values, "partners": partners}
    return bool(submit(request, form, deeds.change, _("Gespeichert."), **what))


def _page(
    request: SignedInRequest, found: Measure, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "section": "empfehlungen",
        "tab": "measures",
        "measure": measure_view(found, on=timezone.localdate()),
        "record": found,
        "form": MeasureChangeForm(initial=measure_values(found)),
        "step_form": StepForm(),
        "may_keep": may(request, Duty.KEEP_MEASURES),
        "history": history(found)[:20],
    }
    return render(request, "office/measures/measure.html", {**context, **more}, status=status)


@require_POST
@keepers
def add_step(request: SignedInRequest, uid: UUID) -> HttpResponse:
    found = _found(uid)
    form = StepForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    thanks = _("Der Schritt ist eingetragen.")
    if submit(request, form, deeds.step, thanks, measure_id=found.pk, **values):
        return redirect("office:measure", uid)
    return _page(request, found, step_form=form, status=422)


@require_POST
@keepers
def tick_step(request: SignedInRequest, pk: int) -> HttpResponse:
    """Done today, or open again where it was done."""
    step = get_object_or_404(Step.objects.select_related("measure"), pk=pk)
    if request.POST.get("offen"):
        attempt(request, deeds.reopen_step, _("Der Schritt ist wieder offen."), step_id=pk)
    else:
        today = timezone.localdate()
        attempt(request, deeds.finish_step, _("Erledigt."), step_id=pk, on=today)
    return redirect("office:measure", step.measure.uid)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def add_indicator(request: SignedInRequest, uid: UUID) -> HttpResponse:
    found = _found(uid)
    form = IndicatorForm(posted(request))
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    thanks = _("Die Kennzahl ist angelegt. Tragen Sie jetzt den Ausgangswert ein.")
    made = submit(request, form, deeds.add_indicator, thanks, measure_id=found.pk, **values)
    if made:
        return redirect("office:reading", made.pk)
    context = {"section": "empfehlungen", "tab": "measures", "form": form, "record": found}
    return render(request, "office/measures/indicator.html", context)
