"""Deeds behind a page: what they raise becomes a sentence; what cannot be undone is asked first."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from mitsorge.domain.directory import actions, permissions
from mitsorge.domain.directory import rules as directory
from mitsorge.domain.governance.actions import outcomes
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import NotAllowed

readers = only_for(*directory.PERFORMERS[directory.Deed.READ_OFFICE])
editors = only_for(*directory.PERFORMERS[directory.Deed.EDIT])
insiders = only_for(*directory.PERFORMERS[directory.Deed.READ_INTERNAL])
REFUSED = (
    *(NotAllowed, actions.AlreadyDone, actions.EntryRefused, actions.ChangedMeanwhile),
    *(outcomes.Refused, outcomes.AlreadyDone, outcomes.ItemChanged),
)
"""How deeds end that were not done: each is a German sentence to show as it stands."""


def posted(request: SignedInRequest) -> QueryDict | None:
    """What a form is bound to: nothing on GET, everything on POST, also where that is empty."""
    return request.POST if request.method == "POST" else None


def attempt(
    request: SignedInRequest, deed: Callable[..., Any], thanks: str = "", **what: Any
) -> bool:
    """Does it and thanks, where thanks are due, or says in a sentence why not; whether it was done."""
    try:
        deed(**what, by=request.user, at=timezone.now())
    except REFUSED as refused:
        messages.error(request, str(refused))
        return False
    if thanks:
        messages.success(request, thanks)
    return True


def asked_first(
    request: SignedInRequest,
    form: forms.Form,
    deed: Callable[..., Any],
    thanks: str,
    *,
    back: str,
    words: dict[str, Any],
    **what: Any,
) -> HttpResponse:
    """GET asks, POST acts with the form's values. `words`: question, what follows, the button, the section."""
    if request.method == "POST" and form.is_valid():
        attempt(request, deed, thanks, **what, **form.cleaned_data)
        return redirect(back)
    context = {**words, "form": form, "back": resolve_url(back)}
    return render(request, "office/confirm.html", context)


def locked(request: SignedInRequest) -> bool:
    """Whether this account only reads the directory."""
    return not permissions.may_edit(request.user)


def show_problems(
    form: forms.Form, refused: actions.EntryRefused, names: dict[str, str] | None = None
) -> None:
    """Puts every problem to its field; `names` translates a draft's field to the form's."""
    for problem, sentence in zip(refused.problems, refused.sentences, strict=True):
        name = (names or {}).get(problem.field, problem.field)
        form.add_error(name if name in form.fields else None, sentence)


def may_save(request: SignedInRequest) -> bool:
    """Whether this account may change the directory; if not, a sentence says so."""
    if locked(request):
        messages.error(request, _("Ändern kann nur die Koordination. Nichts wurde gespeichert."))
        return False
    return True


def moment(typed: str) -> datetime | None:
    """The version a form was filled from; None for anything that is no moment with its zone."""
    try:
        found = parse_datetime(typed)
    except ValueError:  # well written, and no such day
        return None
    return found if found and timezone.is_aware(found) else None


def form_key(typed: str) -> UUID:
    """What a form of a new entry carries, so that a second click finds what the first one made."""
    try:
        return UUID(typed)
    except ValueError:
        return uuid4()
