"""The backlog of a committee: topics noted or proposed, written anew, withdrawn. Typed words are never lost."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions import agenda as deeds
from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.rules import ItemStatus
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.doors.office.deeds import REFUSED, asked_first, posted
from mitsorge.doors.office.meeting_deeds import committee_for, may_run, members
from mitsorge.doors.office.meeting_forms import ItemForm, TopicForm, item_initial
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.queries import history

GONE = gettext_lazy(
    "Dieses Thema gibt es nicht mehr. Ihre Fassung steht noch hier: Sie können sie vormerken."
)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def add(request: SignedInRequest, code: str) -> HttpResponse:
    """A topic for some later meeting: by whoever runs the committee, or proposed by who sits there."""
    committee = committee_for(request, code)
    form = TopicForm(posted(request))
    if request.method == "POST" and form.is_valid() and _added(request, form, committee):
        return redirect(_backlog(code))
    return _page(request, form, committee)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def topic(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """One topic of the backlog; whoever saves second sees both versions (409)."""
    committee = committee_for(request, code)
    if not may_run(request, committee):
        raise Http404
    found = AgendaItem.objects.filter(pk=pk, committee=committee).first()
    if found is None:
        return _gone(request, committee)
    form = ItemForm(posted(request), initial=item_initial(found))
    saved: bool | Conflict = False
    if request.method == "POST" and form.is_valid():
        saved = _saved(request, form, found)
    if saved is True:
        return redirect(_backlog(code))
    return _page(request, form, committee, item=found, conflict=saved or None)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def withdraw(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Asks first, then takes the topic out of the backlog for good."""
    committee = committee_for(request, code)
    found = get_object_or_404(AgendaItem, pk=pk, committee=committee)
    words = {
        "question": _("„%(title)s“ zurückziehen?") % {"title": found.title},
        "consequence": _("Das Thema kommt auf keine Tagesordnung mehr. Der Verlauf bleibt."),
        "button": _("Zurückziehen"),
        "section": "gremien",
    }
    return asked_first(
        request, forms.Form(posted(request)), deeds.withdraw_item, _("Zurückgezogen."),
        back=_backlog(code), words=words, item_id=found.pk,
    )  # fmt: skip


def _backlog(code: str) -> str:
    return reverse("office:meetings", args=[code]) + "#speicher"


def _added(request: SignedInRequest, form: TopicForm, committee: Committee) -> bool:
    """Whether it is kept; otherwise the form says why."""
    runs = may_run(request, committee)
    deed = deeds.add_item if runs else deeds.propose_item
    thanks = _("Im Themenspeicher.") if runs else _("Danke. Ihr Vorschlag ist da.")
    try:
        deed(committee=committee, by=request.user, at=timezone.now(), **form.cleaned_data)
    except REFUSED as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, thanks)
    return True


def _saved(request: SignedInRequest, form: ItemForm, found: AgendaItem) -> bool | Conflict:
    """Whether it was saved, or the version of whoever came first."""
    try:
        deeds.change_item(
            item_id=found.pk,
            values=form.values(),
            version=form.cleaned_data["version"],
            by=request.user,
            at=timezone.now(),
        )
    except ItemChanged as overtaken:
        pairs = {name: [overtaken.theirs[name], value] for name, value in overtaken.yours.items()}
        seen = overtaken.theirs["version"]
        save_over(form, seen)
        return conflict_of_fields(overtaken, pairs, AgendaItem, seen=str(seen))
    except REFUSED as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Gespeichert."))
    return True


def _gone(request: SignedInRequest, committee: Committee) -> HttpResponse:
    """A topic that somebody took off an agenda meanwhile: what was typed can be noted anew."""
    if request.method != "POST":
        raise Http404
    form = TopicForm(request.POST)
    form.add_error(None, GONE)
    return _page(request, form, committee)


def _page(
    request: SignedInRequest,
    form: forms.Form,
    committee: Committee,
    *,
    item: AgendaItem | None = None,
    conflict: Conflict | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "section": "gremien",
        "committee": committee,
        "form": form,
        "item": item,
        "conflict": conflict,
        "may_run": may_run(request, committee),
        "waits": item is not None and item.meeting_id is None and item.status == ItemStatus.OPEN,
        "history": history(item)[:20] if item else (),
    }
    status = 409 if conflict else 200
    return render(request, "office/meetings/topic.html", context, status=status)
