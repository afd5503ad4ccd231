"""An indicator: its definition, its readings, their corrections."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.recommendations.actions import readings as deeds
from mitsorge.domain.recommendations.models import Indicator, Reading
from mitsorge.domain.recommendations.queries.effects import indicator_view
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.measures.deeds import keepers, submit
from mitsorge.doors.office.measures.forms import CorrectionForm, IndicatorForm, ReadingForm
from mitsorge.face.guards import SignedInRequest


def _indicator(pk: int) -> Indicator:
    rows = Indicator.objects.select_related("measure").prefetch_related("readings")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def reading(request: SignedInRequest, pk: int) -> HttpResponse:
    """A new reading below what was read before (2 queries to show)."""
    indicator = _indicator(pk)
    start = {"on": timezone.localdate(), "is_baseline": not indicator.readings.all()}
    form = ReadingForm(posted(request), indicator=indicator, initial=start | {"quality": "LIKELY"})
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    thanks = _("Der Messwert ist eingetragen.")
    if submit(request, form, deeds.read, thanks, indicator_id=pk, **values):
        return redirect("office:measure", indicator.measure.uid)
    context = {
        "section": "empfehlungen",
        "tab": "measures",
        "indicator": indicator_view(indicator, on=timezone.localdate()),
        "record": indicator,
        "readings": indicator.readings.all(),
        "form": form,
    }
    return render(request, "office/measures/reading.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def change_indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    indicator = _indicator(pk)
    form = IndicatorForm(posted(request), instance=_indicator(pk))
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    what = {"indicator_id": pk, "values": values}
    if submit(request, form, deeds.change_indicator, _("Gespeichert."), **what):
        return redirect("office:measure", indicator.measure.uid)
    context = {
        "section": "empfehlungen",
        "tab": "measures",
        "form": form,
        "record": indicator.measure,
        "indicator": indicator,
    }
    return render(request, "office/measures/indicator.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Puts one reading right, with the reason."""
    wrong = get_object_or_404(Reading.objects.select_related("indicator__measure"), pk=pk)
    start = {n: getattr(wrong, n) for n in ("value", "numerator", "denominator", "quality", "note")}
    form = CorrectionForm(posted(request), indicator=wrong.indicator, initial=start)
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    thanks = _("Der Messwert ist berichtigt.")
    if submit(request, form, deeds.correct, thanks, reading_id=pk, **values):
        return redirect("office:measure", wrong.indicator.measure.uid)
    context = {"section": "empfehlungen", "tab": "measures", "form": form, "wrong": wrong}
    return render(request, "office/measures/correct.html", context)
