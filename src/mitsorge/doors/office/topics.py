"""Topics by rank: name them, rank them, merge them."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.actions import topics as deeds
from mitsorge.domain.recommendations.models import Topic
from mitsorge.domain.recommendations.queries.impulses import impulses_by_age
from mitsorge.domain.recommendations.queries.topics import open_topics, topics_with_counts
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.impulse_rows import rows_of
from mitsorge.doors.office.recommendation_deeds import attempt, collectors
from mitsorge.face.forms import offer_records
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history


class TopicForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=160,
        error_messages={"required": gettext_lazy("Geben Sie dem Thema einen Namen.")},
    )
    summary = forms.CharField(
        label=gettext_lazy("Worum geht es?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class IntoForm(forms.Form):
    into = forms.ModelChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Mit welchem Thema?"),
        empty_label=gettext_lazy("Bitte wählen"),
        error_messages={"required": gettext_lazy("Wählen Sie das Thema.")},
    )

    def __init__(self, *args: Any, row: Topic, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_records(self, "into", open_topics().exclude(pk=row.pk))


@collectors
@require_http_methods(["GET", "HEAD", "POST"])
def topics(request: SignedInRequest) -> HttpResponse:
    """All topics, priorities first; a POST moves one or names a new one (1 query beside the session)."""
    form = TopicForm(posted(request) if "name" in request.POST else None)
    if request.method == "POST":
        if "name" not in request.POST:
            _ranked(request)
            return redirect("office:topics")
        thanks = _("Das Thema ist angelegt.")
        if form.is_valid() and attempt(
            request, deeds.create, thanks, form=form, **form.cleaned_data
        ):
            return redirect("office:topics")
    rows = list(topics_with_counts())
    context = {
        "section": "empfehlungen",
        "chosen": [row for row in rows if row.is_priority],
        "rest": [row for row in rows if not row.is_priority],
        "form": form,
        "may_sort": permissions.may_sort_impulses(request.user, None, timezone.localdate()),
    }
    return render(request, "office/impulses/topics.html", context)


@collectors
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: SignedInRequest, pk: int) -> HttpResponse:
    """One topic with its impulses and what became of them; renamed or merged from here."""
    row = get_object_or_404(Topic.objects.select_related("merged_into"), pk=pk)
    merging = request.POST.get("tat") == "zusammen"
    form = TopicForm(
        posted(request) if not merging else None,
        initial={"name": row.name, "summary": row.summary},
    )
    into = IntoForm(posted(request) if merging else None, row=row)
    if request.method == "POST" and _kept(request, row, into if merging else form):
        return redirect("office:topics" if merging else request.path)
    page = paged(impulses_by_age().filter(topic=row), request)
    context = {
        "section": "empfehlungen",
        "row": row,
        "form": form,
        "into": into,
        "paged": page,
        "rows": rows_of(page.rows),
        "may_sort": permissions.may_sort_impulses(request.user, None, timezone.localdate()),
        "history": history(row)[:20],
    }
    return render(request, "office/impulses/topic.html", context)


def _kept(request: SignedInRequest, row: Topic, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    if "into" in said:
        thanks = _("Zusammengeführt. Alle Impulse sind mitgekommen.")
        return attempt(
            request, deeds.merge, thanks, form=form, topic_id=row.pk, into_id=said["into"].pk
        )
    return attempt(request, deeds.rename, _("Gespeichert."), form=form, topic_id=row.pk, **said)


def _ranked(request: SignedInRequest) -> None:
    """One up, one down, a priority or none: the buttons carry topic and rank."""
    pk, _colon, rank = request.POST.get("rang", "").partition(":")
    if not (pk.isdecimal() and len(pk) < 10 and len(rank) < 6):
        return
    row = get_object_or_404(Topic, pk=pk)
    number = int(rank) if rank.isdecimal() else None
    attempt(
        request, deeds.prioritize, _("Die Reihenfolge ist geändert."), topic_id=row.pk, rank=number
    )
