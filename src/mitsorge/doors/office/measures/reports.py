"""Reports: how partners took recommendations into account, and the annual report of the network."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.recommendations.actions import annual as annual_deeds
from mitsorge.domain.recommendations.actions import considerations as deeds
from mitsorge.domain.recommendations.models import AnnualReport
from mitsorge.domain.recommendations.queries import annual as annual_queries
from mitsorge.domain.recommendations.queries import considerations as queries
from mitsorge.domain.recommendations.rules.duties import Duty
from mitsorge.doors.office.deeds import attempt, posted
from mitsorge.doors.office.measures.deeds import conflict, may, readers, speakers, submit
from mitsorge.face.considering import ConsiderForm
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history


class TextForm(forms.ModelForm):
    """The edited text of the annual report; ## begins a section."""

    class Meta:
        model = AnnualReport
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 30})}


@require_safe
@readers
def considerations(request: SignedInRequest) -> HttpResponse:
    """Who has reported for a year under § 8a (4) SGB XI and who has not, 50 a page (3 queries)."""
    today = timezone.localdate()
    years = queries.years(today)
    asked = request.GET.get("jahr", "")
    year = int(asked) if asked.isdecimal() and int(asked[:4]) in years else today.year
    context = {
        "section": "empfehlungen",
        "tab": "considerations",
        "years": years,
        "year": year,
        "paged": paged(queries.reporters(year), request),
    }
    return render(request, "office/measures/considerations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@speakers
def consideration(request: SignedInRequest, year: int, pk: int) -> HttpResponse:
    """What one partner reports; the office may write it on behalf of the partner (3 queries)."""
    _check_year(year)
    organization = get_object_or_404(Organization, pk=pk)
    form = ConsiderForm(posted(request))
    values = form.cleaned_data if form.is_bound and form.is_valid() else {}
    what = {"organization_id": pk, "year": year, **values}
    if submit(request, form, deeds.consider, _("Festgehalten."), **what):
        return redirect("office:consideration", year, pk)
    context = {
        "section": "empfehlungen",
        "tab": "considerations",
        "report": queries.report(organization, year),
        "form": form,
    }
    return render(request, "office/measures/consideration.html", context)


def _check_year(year: int) -> None:
    if not 2000 <= year <= timezone.localdate().year + 1:
        raise Http404


@require_http_methods(["GET", "HEAD"])
@readers
def annual_reports(request: SignedInRequest) -> HttpResponse:
    """Years and their reports (2 queries)."""
    written = {report.year: report for report in AnnualReport.objects.all()}
    years = annual_queries.years_of_meetings(timezone.localdate())
    every = sorted({*years, *written}, reverse=True)
    context = {
        "section": "empfehlungen",
        "tab": "annual",
        "rows": [(year, written.get(year)) for year in every],
        "may_speak": may(request, Duty.KEEP_ANSWERS),
    }
    return render(request, "office/measures/annual_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@speakers
def annual_report(request: SignedInRequest, year: int) -> HttpResponse:
    """One report: composed by one click, then edited; who saves second sees both."""
    _check_year(year)
    if request.method == "POST" and "zusammenstellen" in request.POST:
        anew = request.POST["zusammenstellen"] == "neu"
        attempt(request, annual_deeds.compose, _("Zusammengestellt."), year=year, anew=anew)
        return redirect("office:annual_report", year)
    found = annual_queries.report(year)
    both = None
    form = TextForm(posted(request), instance=annual_queries.report(year))
    if request.method == "POST" and found and form.is_valid():
        try:
            if _saved(request, form, year):
                return redirect("office:annual_report", year)
        except ItemChanged as refused:
            both = conflict(refused, AnnualReport, str(refused.theirs["version"]))
    context = {
        "section": "empfehlungen",
        "tab": "annual",
        "year": year,
        "report": found,
        "form": form,
        "conflict": both,
        "seen": both.seen if both else (found.version if found else ""),
        "history": history(found)[:20] if found else [],
    }
    return render(request, "office/measures/annual.html", context, status=409 if both else 200)


def _saved(request: SignedInRequest, form: TextForm, year: int) -> bool:
    typed = request.POST.get("seen", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
    what = {"year": year, "version": version, "text": form.cleaned_data["text"]}
    return bool(submit(request, form, annual_deeds.change, _("Gespeichert."), **what))
