"""Deeds behind these rooms: what they raise becomes a sentence above the page or in the form."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models
from django.utils import timezone

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.doors.office.conflict import Conflict, conflict_of_fields
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import NotAllowed

readers = only_for(*KEEPERS[Duty.READ_WORK])
keepers = only_for(*KEEPERS[Duty.KEEP_MEASURES])
speakers = only_for(*KEEPERS[Duty.KEEP_ANSWERS])
SENTENCES = (NotAllowed, Refused, AlreadyDone)


def may(request: SignedInRequest, duty: Duty) -> bool:
    return holds(request.user, KEEPERS[duty])


def submit(
    request: SignedInRequest,
    form: forms.BaseForm,
    deed: Callable[..., Any],
    thanks: str,
    **what: Any,
) -> Any:
    """What the deed returned (True for nothing), or None with the reason in the form; `ItemChanged` goes on."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = deed(**what, by=request.user, at=timezone.now())
    except SENTENCES as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, thanks)
    return made if made is not None else True


def conflict(refused: ItemChanged, model: type[models.Model], seen: str) -> Conflict:
    """Both versions field by field. `seen`: what the next save must name."""
    pairs = {
        name: [_plain(refused.theirs.get(name)), _plain(value)]
        for name, value in refused.yours.items()
        if refused.theirs.get(name) != value
    }
    return conflict_of_fields(refused, pairs, model, seen=seen)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, bool, int)) else str(value)
