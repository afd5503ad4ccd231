"""The items of an agenda one by one: added, written, moved, shelved, removed; papers laid beside them."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mitsorge.domain.governance.actions import agenda as deeds
from mitsorge.domain.governance.actions import papers
from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.governance.models import AgendaItem, Meeting, Paper
from mitsorge.domain.governance.queries.agenda import agenda_of
from mitsorge.doors.office.deeds import REFUSED, attempt, posted
from mitsorge.doors.office.meeting_deeds import item_of, may_run, meeting_for, members
from mitsorge.doors.office.meeting_forms import (
    ItemForm,
    PaperForm,
    item_initial,
    sentence_of_conflict,
)
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.files import actions as files


def agenda_address(uid: UUID) -> str:
    return reverse("office:meeting", args=[uid]) + "#tagesordnung"


@require_http_methods(["GET", "HEAD", "POST"])
@members
def add(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """A new item, before the closing ones."""
    meeting = meeting_for(request, uid)
    form = ItemForm(posted(request))
    if request.method == "POST" and form.is_valid():
        what = {"committee": meeting.committee, "meeting": meeting, **form.values()}
        if attempt(request, deeds.add_item, _("Steht auf der Tagesordnung."), **what):
            return redirect(agenda_address(uid))
    return _form(request, form, meeting, None)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def item(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """One item; whoever saves second sees what the first one wrote."""
    meeting = meeting_for(request, uid)
    found = item_of(meeting, pk)
    form = ItemForm(posted(request), initial=item_initial(found))
    if request.method == "POST" and form.is_valid() and _saved(request, form, found):
        return redirect(agenda_address(uid))
    return _form(request, form, meeting, found)


@require_POST
@members
def move(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """One place up or down."""
    found = item_of(meeting_for(request, uid), pk)
    up = request.POST.get("richtung") == "hoch"
    attempt(request, deeds.move_item, "", item_id=found.pk, up=up)
    return redirect(reverse("office:meeting", args=[uid]) + f"#top-{pk}")


@require_POST
@members
def remove(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    found = item_of(meeting_for(request, uid), pk)
    attempt(request, deeds.remove_item, _("Von der Tagesordnung genommen."), item_id=found.pk)
    return redirect(agenda_address(uid))


@require_POST
@members
def shelve(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    found = item_of(meeting_for(request, uid), pk)
    attempt(request, deeds.shelve_item, _("Liegt jetzt im Themenspeicher."), item_id=found.pk)
    return redirect(agenda_address(uid))


@require_POST
@members
def schedule(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """From the backlog of the committee onto this agenda."""
    meeting = meeting_for(request, uid)
    found = get_object_or_404(AgendaItem, pk=pk, committee=meeting.committee, meeting=None)
    thanks = _("Steht auf der Tagesordnung.")
    attempt(request, deeds.schedule_item, thanks, item_id=found.pk, meeting_id=meeting.pk)
    return redirect(agenda_address(uid))


@require_http_methods(["GET", "HEAD", "POST"])
@members
def add_paper(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """A PDF for the meeting or one item. The link in letters opens it without an account."""
    meeting = meeting_for(request, uid)
    form = PaperForm(posted(request), request.FILES or None, items=agenda_of(meeting))
    if request.method == "POST" and form.is_valid() and _attached(request, form, meeting):
        return redirect(reverse("office:meeting", args=[uid]) + "#unterlagen")
    context = {
        "section": "gremien", "meeting": meeting, "form": form,
        "may_run": may_run(request, meeting.committee),
    }  # fmt: skip
    return render(request, "office/meetings/paper.html", context)


@require_POST
@members
def remove_paper(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    meeting = meeting_for(request, uid)
    found = get_object_or_404(Paper, pk=pk, meeting=meeting)
    attempt(request, papers.detach_paper, _("Von der Sitzung genommen."), paper_id=found.pk)
    return redirect(reverse("office:meeting", args=[uid]) + "#unterlagen")


def _saved(request: SignedInRequest, form: ItemForm, found: AgendaItem) -> bool:
    try:
        deeds.change_item(
            item_id=found.pk,
            values=form.values(),
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except ItemChanged as overtaken:
        form.add_error(None, str(overtaken))
        if words := sentence_of_conflict(dict(overtaken.theirs)):
            form.add_error(None, words)
        save_over(form, overtaken.theirs["version"])
        return False
    except REFUSED as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _attached(request: SignedInRequest, form: PaperForm, meeting: Meeting) -> bool:
    """Whether the file lies before the meeting; a refused one is told beside its field."""
    said = form.cleaned_data
    data = files.read_upload(said["upload"])
    try:
        papers.upload_paper(
            meeting=meeting,
            name=said["name"],
            data=data,
            file_name=said["upload"].name,
            items=[said["item"]] if said["item"] else [],
            is_public=said["is_public"],
            by=request.user,
            at=timezone.now(),
        )
    except (*REFUSED, files.Refused) as refused:
        form.add_error("upload", str(refused))
        return False
    return True


def _form(
    request: SignedInRequest, form: ItemForm, meeting: Meeting, found: AgendaItem | None
) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "gremien",
        "meeting": meeting,
        "item": found,
        "form": form,
        "may_run": may_run(request, meeting.committee),
    }
    return render(request, "office/meetings/item.html", context)
