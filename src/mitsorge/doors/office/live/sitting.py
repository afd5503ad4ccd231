"""The running meeting: look at it, begin it, write down an item, end it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.governance.actions.recording.items import fingerprint
from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.governance.queries.live import presence
from mitsorge.domain.governance.rules import Majority, procedure
from mitsorge.domain.governance.wording import votes as words
from mitsorge.doors.office.deeds import REFUSED, attempt
from mitsorge.doors.office.live.forms import ItemForm
from mitsorge.doors.office.live.opened import meeting_to_record
from mitsorge.doors.office.live.page import context_of
from mitsorge.doors.office.meeting_deeds import members
from mitsorge.face.guards import SignedInRequest


def address(meeting: Meeting, item: int | None = None) -> str:
    """The live view, at one item."""
    path = reverse("office:record_meeting", args=[meeting.uid])
    return f"{path}?top={item}" if item else path


@require_safe
@members
def record_meeting(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The whole room (12 queries beside the frame's, whatever the number of items and seats)."""
    meeting = meeting_to_record(request, uid)
    asked = request.GET.get("top", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) < 12 else None
    return render(
        request, "office/live/meeting.html", context_of(meeting, timezone.now(), chosen=chosen)
    )


@require_POST
@members
def start_meeting(request: SignedInRequest, uid: UUID) -> HttpResponse:
    meeting = meeting_to_record(request, uid)
    attempt(
        request,
        recording.start_meeting,
        meeting_id=meeting.pk,
        note=request.POST.get("note", ""),
    )
    return redirect(address(meeting))


@require_POST
@members
def close_meeting(request: SignedInRequest, uid: UUID) -> HttpResponse:
    meeting = meeting_to_record(request, uid)
    thanks = _("Die Sitzung ist geschlossen. Jetzt fehlt noch die Niederschrift.")
    if attempt(request, recording.close_meeting, thanks, meeting_id=meeting.pk):
        return redirect("office:minutes", meeting.uid)
    return redirect(address(meeting))


@require_POST
@members
def record_item(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """Saves the notes and does what the button says: `tat` sichern, beschluss, aufgabe, vertagen, weiter.

    A script that asks for JSON saves the notes alone. Whatever is refused, everything typed stands there again.
    """
    meeting = meeting_to_record(request, uid)
    item = get_object_or_404(AgendaItem, pk=pk, meeting=meeting)
    form = ItemForm(request.POST)
    if request.accepts("text/html"):
        return _saved_by_hand(request, meeting, item, form)
    return _saved_by_itself(request, item, form)


@require_POST
@members
def foresee(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """What the votes typed so far would mean; nothing is written."""
    meeting = meeting_to_record(request, uid)
    item = get_object_or_404(AgendaItem, pk=pk, meeting=meeting)
    form = ItemForm(request.POST)
    context: dict[str, Any] = {"item": item}
    if form.is_valid() and any(form.cleaned_data[name] for name in ("yes", "no", "objections")):
        context |= _foreseen(meeting, form.vote())
    return render(request, "office/live/_foreseen.html", context)


@require_POST
@members
def finish_task(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    meeting = meeting_to_record(request, uid)
    get_object_or_404(meeting.committee.tasks, pk=pk)
    attempt(request, recording.finish_task, _("Erledigt."), task_id=pk, meeting=meeting)
    asked = request.POST.get("top", "")
    return redirect(address(meeting, int(asked) if asked.isdecimal() else None))


def _foreseen(meeting: Meeting, vote: dict[str, Any]) -> dict[str, Any]:
    now = presence(meeting, timezone.now())
    counts = {name: vote[name] or 0 for name in ("yes", "no", "abstentions", "objections")}
    cast = counts["yes"] + counts["no"] + counts["abstentions"]
    if not now.is_quorate:
        return {"problem": words.no_quorum(now.room, now.needed, now.rules)}
    if cast > now.room.voters:
        return {"problem": words.too_many_votes(now.room, cast)}
    found = procedure.outcome(
        **counts, present=now.room.voters, members=now.room.members, rules=now.rules
    )
    return {
        "foreseen": found.result,
        "because": words.rule_applied(found, now.room, now.rules, now.valid_from),
        "is_consensus": now.rules.majority is Majority.CONSENSUS,
    }


def _saved_by_itself(request: SignedInRequest, item: AgendaItem, form: ItemForm) -> HttpResponse:
    if not form.is_valid():
        return JsonResponse({"problem": _("Das lässt sich so nicht sichern.")}, status=422)
    try:
        saved = _save_notes(request, item, form, timezone.now())
    except ItemChanged as clash:
        context = {"clash": clash, "item": item, "meeting": item.meeting}
        panel = render_to_string("office/live/_clash.html", context, request)
        theirs = clash.theirs
        return JsonResponse(
            {"panel": panel, "version": theirs["version"], "seen": fingerprint(theirs["notes"])},
            status=409,
        )
    except REFUSED as refused:
        return JsonResponse({"problem": str(refused)}, status=422)
    return JsonResponse(
        {
            "version": saved.version,
            "seen": fingerprint(saved.notes),
            "saved": date_format(timezone.localtime(saved.modified_at), "H:i"),
        }
    )


def _saved_by_hand(
    request: SignedInRequest, meeting: Meeting, item: AgendaItem, form: ItemForm
) -> HttpResponse:
    if not form.is_valid():
        return _again(request, meeting, item, form)
    deed, at = request.POST.get("tat", "sichern"), timezone.now()
    try:
        saved = _save_notes(request, item, form, at, done=deed == "weiter")
        _do(request, deed, saved, form, at)
    except ItemChanged as clash:
        return _again(request, meeting, item, form, clash=clash)
    except REFUSED as refused:
        return _again(request, meeting, item, form, problem=str(refused))
    return redirect(address(meeting, None if deed in {"weiter", "vertagen"} else item.pk))


def _save_notes(
    request: SignedInRequest,
    item: AgendaItem,
    form: ItemForm,
    at: datetime,
    *,
    done: bool = False,
) -> AgendaItem:
    return recording.record_item(
        item_id=item.pk,
        version=form.cleaned_data["version"],
        notes=form.cleaned_data["notes"],
        seen=form.cleaned_data["seen"] or None,
        done=done,
        by=request.user,
        at=at,
    )


def _do(
    request: SignedInRequest, deed: str, saved: AgendaItem, form: ItemForm, at: datetime
) -> None:
    """The deed of the button, after the notes. A task that was typed is never left behind."""
    who: dict[str, Any] = {"by": request.user, "at": at}
    if deed == "beschluss":
        version = _version_seen(saved, form, at)
        recording.decide(item_id=saved.pk, version=version, **form.vote(), **who)
        messages.success(request, _("Der Beschluss ist festgehalten."))
    if deed == "aufgabe" or form.cleaned_data["task"].strip():
        recording.add_task(
            committee=saved.committee,
            item_id=saved.pk,
            text=form.cleaned_data["task"],
            owner=form.cleaned_data["owner"],
            due_on=form.cleaned_data["due_on"],
            **who,
        )
    if deed == "vertagen":
        recording.adjourn_item(item_id=saved.pk, **who)
        messages.success(request, _("Vertagt. Der Punkt wartet im Themenspeicher."))


def _version_seen(saved: AgendaItem, form: ItemForm, at: datetime) -> int:
    """The version in the form, or the one our own notes made of it a moment ago; never anybody else's."""
    before: int = form.cleaned_data["version"]
    ours = saved.modified_at == at and saved.version == before + 1
    return saved.version if ours else before


def _again(
    request: SignedInRequest,
    meeting: Meeting,
    item: AgendaItem,
    form: ItemForm,
    *,
    clash: ItemChanged | None = None,
    problem: str = "",
) -> HttpResponse:
    """The page once more with everything typed. After a clash the next save is about the version shown."""
    fresh = meeting_to_record(request, meeting.uid)
    now = next(one for one in fresh.items.all() if one.pk == item.pk)
    state = {"version": now.version, "seen": fingerprint(now.notes)}
    form.data = {**request.POST.dict(), **state}
    context = context_of(fresh, timezone.now(), chosen=item.pk, form=form)
    context |= {"clash": clash, "problem": problem}
    status = 409 if clash else 422
    return render(request, "office/live/meeting.html", context, status=status)
