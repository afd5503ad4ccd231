"""Changing an entry by the link of a letter: only what no longer fits."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import changes
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, open_changes, subject_of
from mitsorge.domain.upkeep.queries.entries import entry_lines
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Via
from mitsorge.doors.public.entry_pass import Letter, by_letter
from mitsorge.face.entry_forms import steps_of, thanks
from mitsorge.face.entry_room import Hand, step_page
from mitsorge.face.guards import open_to_all


@open_to_all
@never_cache
@require_safe
@by_letter
def choose(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Which entry, and which part of it."""
    lines = entry_lines(letter.organization, on=timezone.localdate())
    rows = [(line, steps_of(bool(line.service_id))) for line in lines]
    context = {"letter": letter, "rows": rows, "back": letter.address("entry_link")}
    return render(request, "public/entries/choose.html", context)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_letter
def step(request: HttpRequest, letter: Letter, uid: UUID, step: str) -> HttpResponse:
    """One short page of the form."""
    hand = Hand(
        subject=_subject(letter, uid),
        via=Via.LINK,
        by=None,
        overview=letter.address("entry_link"),
        address=lambda key: letter.address("entry_step", uid, key),
    )
    return step_page(request, hand, step)


@open_to_all
@never_cache
@require_POST
@by_letter
def submit(request: HttpRequest, letter: Letter, uid: UUID) -> HttpResponse:
    """Sends the draft as it is."""

    def sent(change: Change) -> str:
        return thanks(at_once=change.state == ChangeState.PUBLISHED)

    return _decide(request, letter, uid, changes.submit, sent)


@open_to_all
@never_cache
@require_POST
@by_letter
def withdraw(request: HttpRequest, letter: Letter, uid: UUID) -> HttpResponse:
    """Takes back what was written by letter."""

    def back(_change: Change) -> str:
        return _("Zurückgezogen. Der Eintrag bleibt, wie er ist.")

    return _decide(request, letter, uid, changes.withdraw, back)


def _decide(
    request: HttpRequest,
    letter: Letter,
    uid: UUID,
    deed: Callable[..., Change],
    words: Callable[[Change], str],
) -> HttpResponse:
    """Only about an edit written by letter; what an account wrote stays with the account."""
    mine = open_changes(_subject(letter, uid)).filter(via=Via.LINK, kind=ChangeKind.EDIT)
    change = mine.first()
    if change is None:
        raise Http404
    owner = letter.organization.uid
    try:
        done = deed(change_id=change.pk, by=None, at=timezone.now(), vouched_by=owner)
    except (AlreadyDone, Refused) as refused:
        messages.info(request, str(refused))
    except (ChangedMeanwhile, EntryRefused) as refused:
        again = _("Öffnen Sie den Schritt noch einmal und speichern Sie ihn neu.")
        messages.warning(request, f"{refused} {again}")
    else:
        messages.success(request, words(done))
    return redirect(letter.address("entry_link"))


def _subject(letter: Letter, uid: UUID) -> Subject:
    found = subject_of(letter.organization, uid)
    if found is None:
        raise Http404
    return found
