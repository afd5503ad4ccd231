"""Deeds of the chain behind a page: what they raise becomes a sentence, and what was typed stays."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.domain.recommendations.models import Recommendation
from mitsorge.domain.recommendations.queries.reading import readable
from mitsorge.domain.recommendations.rules.deeds import PERFORMERS, Deed
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import NotAllowed

readers = only_for(*PERFORMERS[Deed.READ])
writers = only_for(*PERFORMERS[Deed.READ], standing=Standing.RUNS)
"""Also whoever runs a committee: `row_for` then asks whether the recommendation is one of hers."""
collectors = only_for(*PERFORMERS[Deed.COLLECT_IMPULSES])


def attempt(
    request: SignedInRequest,
    deed: Callable[..., Any],
    thanks: str,
    *,
    form: forms.Form | None = None,
    **what: Any,
) -> bool:
    """Does it and thanks; whether it is done now.

    A refusal goes into `form`, which stays filled, or above the page. What somebody else did a moment
    earlier is told calmly and counts as done: the page shows how it stands.
    """
    try:
        deed(**what, by=request.user, at=timezone.now())
    except AlreadyDone as told:
        messages.info(request, str(told))
        return True
    except (Refused, NotAllowed) as refused:
        if form is None:
            messages.error(request, str(refused))
        else:
            form.add_error(None, str(refused))
        return False
    messages.success(request, thanks)
    return True


def row_for(request: SignedInRequest, uid: UUID | str) -> Recommendation:
    """A recommendation this account reads, with its committee; 404 for any other (at most 4 queries)."""
    rows = readable(request.user, timezone.localdate())
    return get_object_or_404(rows.select_related("committee", "merged_into"), uid=uid)


def seen_version(request: SignedInRequest) -> int | None:
    """The `row_version` the page was made from; None where it names none."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else None
