"""Council papers: the list, one with its Beratungsfolge, the result of a session."""

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.recommendations.actions import papers as deeds
from mitsorge.domain.recommendations.actions.papers import WORDS, StationDraft
from mitsorge.domain.recommendations.models import CouncilPaper, Station
from mitsorge.domain.recommendations.queries import papers as queries
from mitsorge.domain.recommendations.rules import AnswerKind
from mitsorge.domain.recommendations.rules.duties import Duty
from mitsorge.doors.office.deeds import moment, posted
from mitsorge.doors.office.fields import Day, Text
from mitsorge.doors.office.measures.deeds import conflict, may, readers, speakers, submit
from mitsorge.doors.office.measures.forms import PaperForm, StationResultForm
from mitsorge.doors.office.rows import Row, Rows, wants_more
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history


class StationRow(Row[StationDraft]):
    """One body of the Beratungsfolge."""

    unseen = ("id", "note", "is_public")
    body = Text(gettext_lazy("Gremium"), 160, required=True)
    held_on = Day(label=gettext_lazy("Sitzung am"))
    result = Text(gettext_lazy("Ergebnis"), 160)
    is_public = forms.BooleanField(
        label=gettext_lazy("öffentliche Sitzung"), required=False, initial=True
    )
    note = forms.CharField(required=False, widget=forms.HiddenInput)
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_content(self) -> bool:
        """A tick alone is no station."""
        return not self["remove"].data and any(
            self[name].data for name in ("body", "held_on", "result")
        )

    def draft(self) -> StationDraft:
        return StationDraft(**self.values())


def _drafts(paper: CouncilPaper) -> list[StationDraft]:
    return [
        StationDraft(s.body, s.held_on, s.is_public, s.result, s.note, s.pk)
        for s in paper.stations.all()
    ]


@require_safe
@readers
def papers(request: SignedInRequest) -> HttpResponse:
    """All papers, 30 a page (3 queries beside the session)."""
    context = {
        "section": "empfehlungen",
        "tab": "papers",
        "paged": paged(queries.papers(), request, per_page=30),
    }
    return render(request, "office/measures/papers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@readers
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """One paper; POST saves words and stations together, "weitere Zeile" adds a station (4 queries to show)."""
    found = queries.paper(pk)
    if found is None:
        raise Http404
    start = {name: getattr(found, name) for name in WORDS}
    form = PaperForm(posted(request), initial=start | {"seen": found.modified_at.isoformat()})
    rows = _rows(request, found)
    both = None
    if request.method == "POST" and wants_more(request.POST):
        form = PaperForm(initial=dict(request.POST.items()))
        rows.without_judgement()
    elif request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            if _saved(request, found, form, rows):
                return redirect("office:paper", pk)
        except ItemChanged as refused:
            both = conflict(refused, CouncilPaper, found.modified_at.isoformat())
            form = PaperForm(_naming(request.POST, both.seen))
    context = {
        "section": "empfehlungen",
        "tab": "papers",
        "paper": found,
        "form": form,
        "rows": rows,
        "conflict": both,
        "may_edit": may(request, Duty.KEEP_ANSWERS),
        "history": history(found)[:20],
    }
    return render(request, "office/measures/paper.html", context, status=409 if both else 200)


def _naming(typed: QueryDict, seen: str) -> QueryDict:
    """What was typed, naming the version that stands there now."""
    again = typed.copy()
    again["seen"] = seen
    return again


def _rows(request: SignedInRequest, found: CouncilPaper) -> Rows[StationDraft]:
    return Rows(
        StationRow,
        "station",
        _("Beratungsfolge"),
        _("Weiteres Gremium"),
        data=posted(request),
        drafts=_drafts(found),
    )


def _saved(
    request: SignedInRequest, found: CouncilPaper, form: PaperForm, rows: Rows[StationDraft]
) -> bool:
    values = dict(form.cleaned_data)
    seen = moment(values.pop("seen")) or found.created_at
    what = {"paper_id": found.pk, "seen": seen, "values": values, "stations": rows.drafts()}
    return bool(submit(request, form, deeds.change_paper, _("Gespeichert."), **what))


@require_http_methods(["GET", "HEAD", "POST"])
@speakers
def station(request: SignedInRequest, pk: int) -> HttpResponse:
    """How a session ended."""
    found = get_object_or_404(Station.objects.select_related("paper__recommendation"), pk=pk)
    start = {name: getattr(found, name) for name in ("held_on", "result", "note")}
    form = StationResultForm(posted(request), initial=start)
    values = dict(form.cleaned_data) if form.is_bound and form.is_valid() else {}
    if values:
        values["answer"] = AnswerKind(values["answer"]) if values["answer"] else None
    thanks = _("Das Ergebnis ist eingetragen.")
    if submit(request, form, deeds.record_station, thanks, station_id=pk, **values):
        return redirect("office:paper", found.paper_id)
    context = {"section": "empfehlungen", "tab": "papers", "station": found, "form": form}
    return render(request, "office/measures/station.html", context)
