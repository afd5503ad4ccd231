"""The Niederschrift on the desk: composed, changed, sent, objected to, approved."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.governance.actions import minutes as deeds
from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.governance.models import Meeting, Minutes
from mitsorge.domain.governance.queries import minutes as queries
from mitsorge.domain.governance.queries.rule_sets import values_on
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.live.opened import may_read, may_record, may_run
from mitsorge.doors.office.meeting_deeds import members
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.rules import NotAllowed


class MinutesForm(forms.Form):
    """Both versions; `version` says which state the writer had before her."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Interne Fassung"),
        help_text=gettext_lazy("Überschriften beginnen mit ##, Aufzählungen mit einem Strich."),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": gettext_lazy("Eine Niederschrift ohne Text gibt es nicht.")},
    )
    public_text = forms.CharField(
        label=gettext_lazy("Öffentliche Fassung"),
        help_text=gettext_lazy("Ohne nicht öffentliche Punkte und ohne Namen von Gästen."),
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members
def minutes(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Reads; who recorded the meeting or runs the committee also writes, as long as the minutes are open."""
    meeting = _meeting(request, uid)
    found = queries.minutes_of(uid)
    context = _context(request, meeting, found)
    if found is None or not context["may_write"]:
        if request.method == "POST":
            messages.error(request, _("Diese Niederschrift lässt sich nicht mehr ändern."))
        return render(request, "office/live/minutes.html", context)
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    context["form"] = form
    if not context["publishes"]:
        del form.fields["public_text"]
    if request.method == "POST" and form.is_valid():
        return _changed(request, found, form, context)
    return render(request, "office/live/minutes.html", context)


@require_POST
@members
def compose(request: SignedInRequest, uid: UUID) -> HttpResponse:
    return _step(request, uid, deeds.compose, _("Die Niederschrift ist erstellt."))


@require_POST
@members
def send(request: SignedInRequest, uid: UUID) -> HttpResponse:
    thanks = _("Die Niederschrift ist unterwegs an alle Mitglieder.")
    return _step(request, uid, deeds.send, thanks)


@require_POST
@members
def approve(request: SignedInRequest, uid: UUID) -> HttpResponse:
    thanks = _("Genehmigt. Die Niederschrift bleibt jetzt, wie sie ist.")
    return _step(request, uid, deeds.approve, thanks)


@require_POST
@members
def answer(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """An objection: answered, and where it is right the minutes open once more."""
    meeting = _meeting(request, uid)
    found = queries.minutes_of(uid)
    if found is None:
        raise Http404
    objection = get_object_or_404(found.objections, pk=pk)
    typed = request.POST.get("answer", "")
    if attempt(
        request,
        deeds.answer_objection,
        objection_id=objection.pk,
        answer=typed,
        reopen="oeffnen" in request.POST,
    ):
        messages.success(request, _("Die Antwort ist unterwegs."))
        return redirect("office:minutes", meeting.uid)
    context = _context(request, meeting, found) | {"typed_answer": typed, "typed_pk": pk}
    return render(request, "office/live/minutes.html", context, status=422)


def _meeting(request: SignedInRequest, uid: UUID) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.select_related("committee"), uid=uid)
    if not may_read(request, meeting):
        raise Http404
    return meeting


def _context(request: SignedInRequest, meeting: Meeting, found: Minutes | None) -> dict[str, Any]:
    records = may_record(request, meeting)
    rules = values_on(meeting.committee, timezone.localdate(meeting.starts_at))
    status = MeetingStatus(meeting.status)
    return {
        "section": "gremien",
        "meeting": meeting,
        "committee": meeting.committee,
        "minutes": found,
        "may_run": may_run(request, meeting),
        "may_record": records,
        "may_write": records and status is MeetingStatus.MINUTES_OPEN,
        "is_sent": status is MeetingStatus.OBJECTION_PERIOD,
        "publishes": queries.may_be_public(rules.publicity),
        "today": timezone.localdate(),
        "history": history(found)[:20] if found else [],
    }


def _initial(found: Minutes) -> dict[str, Any]:
    return {"version": found.version, "text": found.text, "public_text": found.public_text}


def _changed(
    request: SignedInRequest, found: Minutes, form: MinutesForm, context: dict[str, Any]
) -> HttpResponse:
    typed = form.cleaned_data
    try:
        deeds.change(
            minutes_id=found.pk,
            version=typed["version"],
            text=typed["text"],
            public_text=typed.get("public_text", ""),
            by=request.user,
            at=timezone.now(),
        )
    except ItemChanged as clash:
        save_over(form, clash.theirs["version"])
        return render(request, "office/live/minutes.html", context | {"clash": clash}, status=409)
    except (Refused, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return render(request, "office/live/minutes.html", context, status=422)
    messages.success(request, _("Gesichert."))
    return redirect("office:minutes", found.meeting.uid)


def _step(request: SignedInRequest, uid: UUID, deed: Any, thanks: str) -> HttpResponse:
    meeting = _meeting(request, uid)
    if deed is deeds.compose:
        what = {"meeting_id": meeting.pk}
    else:
        what = {"minutes_id": get_object_or_404(Minutes, meeting=meeting).pk}
    attempt(request, deed, thanks, **what)
    return redirect("office:minutes", meeting.uid)
