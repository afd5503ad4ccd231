"""What people said: the new ones first, grouped into topics by ticking them; each shows what became of it."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations import permissions, wording
from mitsorge.domain.recommendations.actions import impulses as deeds
from mitsorge.domain.recommendations.actions.topics import create as create_topic
from mitsorge.domain.recommendations.models import Impulse, Topic
from mitsorge.domain.recommendations.queries import impulses as asked
from mitsorge.domain.recommendations.queries.topics import open_topics
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.doors.office.deeds import posted
from mitsorge.doors.office.impulse_rows import rows_of
from mitsorge.doors.office.recommendation_deeds import attempt, collectors
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed

NEW, ALL = "neu", "alle"
REFUSED = (Refused, AlreadyDone, NotAllowed)


class SortForm(forms.Form):
    """The ticked impulses and what shall become of them; the button says which."""

    impulses = forms.ModelMultipleChoiceField(
        Impulse.objects.all(),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Ein Impuls ist nicht mehr da.")},
    )
    topic = forms.ModelChoiceField(
        open_topics(), label=gettext_lazy("Thema"), required=False, empty_label="–"
    )
    name = forms.CharField(
        label=gettext_lazy("oder ein neues Thema"), max_length=160, required=False
    )
    why = forms.CharField(
        label=gettext_lazy("Warum nicht weiterverfolgen?"), max_length=300, required=False
    )


class ImpulseForm(forms.Form):
    """An impulse the office heard itself."""

    text = forms.CharField(
        label=gettext_lazy("Was wurde gesagt oder beobachtet?"),
        max_length=2000,
        help_text=gettext_lazy("Ohne Namen und ohne Angaben zur Gesundheit einzelner Menschen."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": gettext_lazy("Schreiben Sie in ein paar Worten, worum es geht.")
        },
    )
    source = forms.ChoiceField(
        label=gettext_lazy("Herkunft"), choices=list(wording.IMPULSE_SOURCE.items())
    )
    happened_on = forms.DateField(
        label=gettext_lazy("vom"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Geben Sie den Tag an.")},
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class PublicForm(forms.Form):
    public_text = forms.CharField(
        label=gettext_lazy("Öffentliche Fassung"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy(
            "So erscheint der Impuls auf den öffentlichen Seiten. Leer: gar nicht."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@collectors
@require_http_methods(["GET", "HEAD", "POST"])
def impulses(request: SignedInRequest) -> HttpResponse:
    """New or all ones, 50 a page (12 queries beside the session)."""
    form = SortForm(posted(request))
    if request.method == "POST" and form.is_valid() and _sorted(request, form):
        return redirect(request.get_full_path())
    shown = NEW if request.GET.get("stand") != ALL else ALL
    page = paged(asked.new_impulses() if shown == NEW else asked.impulses_by_age(), request)
    context = {
        "section": "empfehlungen",
        "shown": shown,
        "paged": page,
        "rows": rows_of(page.rows),
        "form": form,
        "ticked": _ticked(request.POST),
        "topics": list(open_topics()),
        "n_new": asked.new_impulses().count(),
        "may_sort": permissions.may_sort_impulses(request.user, None, timezone.localdate()),
    }
    return render(request, "office/impulses/list.html", context)


@collectors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """Writes one down; a second click finds the first."""
    initial = {
        "source": ImpulseSource.VISIT,
        "happened_on": timezone.localdate(),
        "key": str(uuid.uuid4()),
    }
    form = ImpulseForm(posted(request), initial=initial)
    thanks = _("Der Impuls ist festgehalten.")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(request, deeds.collect, thanks, form=form, **form.cleaned_data)
    ):
        return redirect("office:impulses")
    context = {"section": "empfehlungen", "form": form}
    return render(request, "office/impulses/new.html", context)


@collectors
@require_http_methods(["GET", "HEAD", "POST"])
def impulse(request: SignedInRequest, uid: str) -> HttpResponse:
    """One impulse: what became of it, what the public reads of it."""
    rows = Impulse.objects.select_related("meeting__committee", "topic", "merged_into")
    row = get_object_or_404(rows, uid=uid)
    form = PublicForm(posted(request), initial={"public_text": row.public_text})
    thanks = _("Gespeichert.")
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            request, deeds.publish, thanks, form=form, impulse_id=row.pk, **form.cleaned_data
        )
    ):
        return redirect("office:impulse", row.uid)
    context = {
        "section": "empfehlungen",
        "row": row,
        "told": rows_of([row])[0],
        "merged": row.merged.all(),
        "form": form,
        "may_sort": permissions.may_sort_impulses(request.user, row.meeting, timezone.localdate()),
        "history": history(row)[:20],
    }
    return render(request, "office/impulses/impulse.html", context)


def _ticked(data: QueryDict) -> set[int]:
    return {int(each) for each in data.getlist("impulses") if each.isdecimal() and len(each) < 10}


def _sorted(request: SignedInRequest, form: SortForm) -> bool:
    """Does what the button says to everything that is ticked; False with a sentence where that cannot be."""
    said, deed = form.cleaned_data, request.POST.get("tat", "")
    chosen = list(said["impulses"])
    if not chosen:
        form.add_error("impulses", _("Haken Sie die Impulse an, um die es geht."))
        return False
    if deed == "zusammen":
        return _merged(request, form, chosen)
    if deed == "schliessen":
        return _each(request, form, deeds.close, chosen, _closed_words, why=said["why"])
    topic = said["topic"]
    if said["name"].strip():
        topic = _named(request, form, said["name"])
    if topic is None and not form.errors:
        form.add_error("topic", _("Wählen Sie ein Thema oder geben Sie einem neuen einen Namen."))
    if topic is None:
        return False
    return _each(request, form, deeds.assign, chosen, _assigned_words, topic_id=topic.pk)


def _merged(request: SignedInRequest, form: SortForm, chosen: list[Impulse]) -> bool:
    """The oldest of the ticked ones stays; the others point to it."""
    if len(chosen) < 2:
        form.add_error("impulses", _("Haken Sie mindestens zwei Impulse an, die dasselbe sagen."))
        return False
    first, *others = sorted(chosen, key=lambda row: (row.created_at, row.pk))
    return _each(request, form, deeds.merge, others, _merged_words, into_id=first.pk)


def _each(
    request: SignedInRequest,
    form: SortForm,
    deed: Any,
    chosen: list[Impulse],
    thanks: Any,
    **what: Any,
) -> bool:
    """The same deed for each, thanked once; stops at the first refusal and says how many were done."""
    for done, row in enumerate(chosen):
        try:
            deed(impulse_id=row.pk, by=request.user, at=timezone.now(), **what)
        except REFUSED as refused:
            form.add_error(None, str(refused))
            if done:
                messages.success(request, thanks(done))
            return False
    messages.success(request, thanks(len(chosen)))
    return True


def _named(request: SignedInRequest, form: SortForm, name: str) -> Topic | None:
    """The topic of that name, new if there is none; None with a sentence in the form."""
    try:
        return create_topic(name=name, by=request.user, at=timezone.now())
    except REFUSED as refused:
        form.add_error("name", str(refused))
        return None


def _assigned_words(n: int) -> str:
    return ngettext("%(n)s Impuls zugeordnet.", "%(n)s Impulse zugeordnet.", n) % {"n": n}


def _merged_words(n: int) -> str:
    words = ngettext(
        "%(n)s Impuls zusammengeführt. Er bleibt lesbar.",
        "%(n)s Impulse zusammengeführt. Sie bleiben lesbar.",
        n,
    )
    return words % {"n": n}


def _closed_words(n: int) -> str:
    words = ngettext(
        "%(n)s Impuls abgeschlossen, mit Ihrer Begründung.",
        "%(n)s Impulse abgeschlossen, mit Ihrer Begründung.",
        n,
    )
    return words % {"n": n}
