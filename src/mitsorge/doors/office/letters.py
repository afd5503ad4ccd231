"""The delivery log: what is unclear or failed first, and what the office decides about it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from mitsorge.doors.office.deeds import attempt
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.post import actions, queries, wording
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.permissions import LETTER_ROLES
from mitsorge.foundation.post.rules import State

keepers = only_for(*LETTER_ROLES)
TABS = (State.UNCLEAR, State.FAILED, State.QUEUED, State.SENT)
TAB_WORDS = {
    State.UNCLEAR: gettext_lazy("Unklar"),
    State.FAILED: gettext_lazy("Nicht zustellbar"),
    State.QUEUED: gettext_lazy("Im Ausgang"),
    State.SENT: gettext_lazy("Versandt"),
}


@dataclass(frozen=True)
class Tab:
    """One state with the number of its letters; `state` is empty for all."""

    state: str
    words: str
    count: int
    chosen: bool


@keepers
@require_GET
def letters(request: SignedInRequest) -> HttpResponse:
    """5 queries, whatever the number of letters."""
    state = request.GET.get("stand", "")
    state = state if state in State.__members__ else ""
    condition = queries.condition(timezone.now())
    context = {
        "section": "briefe",
        "paged": paged(queries.delivery_log(state), request),
        "tabs": _tabs(condition.counts, state),
        "condition": condition,
        "worker_runs": condition.worker_runs(timezone.now()),
        "has_server": bool(settings.SMTP_URL),
        "state_words": wording.STATE[State(state)] if state else "",
    }
    return render(request, "office/letters/list.html", context)


def _tabs(counts: dict[State, int], chosen: str) -> list[Tab]:
    everything = Tab("", _("Alle"), sum(counts.values()), not chosen)
    return [
        everything,
        *(Tab(s, str(TAB_WORDS[s]), counts[s], s == chosen) for s in TABS),
    ]


@keepers
@require_GET
def letter(request: SignedInRequest, uid: UUID) -> HttpResponse:
    subject = _letter_or_404(uid)
    context = {
        "section": "briefe",
        "letter": subject,
        "parts": subject.bundled.order_by("queued_at", "pk"),
        "history": history(subject)[:20],
        "may_repeat": subject.state in (State.UNCLEAR, State.FAILED) and not subject.emptied_at,
        "may_confirm": subject.state == State.UNCLEAR,
        "may_give_up": subject.state in (State.UNCLEAR, State.FAILED, State.QUEUED),
    }
    return render(request, "office/letters/letter.html", context)


@keepers
@require_POST
def send_again(request: SignedInRequest, uid: UUID) -> HttpResponse:
    return _decide(
        request,
        uid,
        actions.send_again,
        _("Der Brief liegt wieder im Ausgang und geht gleich los."),
    )


@keepers
@require_POST
def confirm_arrived(request: SignedInRequest, uid: UUID) -> HttpResponse:
    return _decide(
        request, uid, actions.confirm_arrived, _("Danke. Der Brief gilt als angekommen.")
    )


@keepers
@require_POST
def give_up(request: SignedInRequest, uid: UUID) -> HttpResponse:
    return _decide(request, uid, actions.give_up, _("Der Brief wird nicht mehr versandt."))


def _decide(
    request: SignedInRequest, uid: UUID, deed: Callable[..., None], thanks: str
) -> HttpResponse:
    """`stand` tells which state the reader saw: her click decides about that state only."""
    subject = _letter_or_404(uid)
    subject.state = request.POST.get("stand", subject.state)
    attempt(request, deed, thanks, letter=subject)
    return redirect("office:letter", uid)


def _letter_or_404(uid: UUID) -> Letter:
    found = queries.letter_by_uid(uid)
    if found is None:
        raise Http404
    return found
