"""Our entries: what stands there, what is due, what is missing, what citizens asked; and the form in short steps."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.directory.models import Organization, Report
from mitsorge.domain.directory.queries.edit import service_for_edit
from mitsorge.domain.directory.rules import ReportKind
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import changes
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, open_changes, with_values
from mitsorge.domain.upkeep.queries.entries import entry_lines
from mitsorge.domain.upkeep.rules import ChangeState, Via
from mitsorge.domain.upkeep.rules.changes import harmless
from mitsorge.doors.members.entry_answers import own_subject
from mitsorge.face.entry_forms import steps_of, thanks
from mitsorge.face.entry_room import Hand, preview_of, reading_of, step_page
from mitsorge.face.entry_troubles import Mending, mendings
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import organizations_of
from mitsorge.foundation.people.rules import Role

members = only_for(Role.MEMBER)
SHOWN = 5


@require_safe
@members
def entries(request: SignedInRequest) -> HttpResponse:
    """Every organization the account speaks for, its entries, and what to mend (at most 23 queries each)."""
    today = timezone.localdate()
    houses = [
        (one, entry_lines(one, on=today), _mendings(one))
        for one in _own(request).order_by("name", "pk")
    ]
    return render(request, "members/entries/entries.html", {"houses": houses})


@require_safe
@members
def entry(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One entry: the public version, what is missing, what citizens reported, and the steps to change it."""
    subject = own_subject(request, uid)
    change = open_changes(subject).first()
    draft = subject.draft()
    shown = with_values(draft, change.after) if change else draft
    steps = steps_of(bool(subject.service))
    context = {
        "subject": subject,
        "change": change,
        "steps": [(one, reverse("members:entry_step", args=[uid, one.key])) for one in steps],
        "missing": _missing(subject),
        "reports": _reports(subject),
        "mendings": _mendings(subject.organization, uid),
        "at_once": change is not None and harmless(change.before, change.after),
        "preview": preview_of(shown),
        "reading": reading_of(shown),
    }
    return render(request, "members/entries/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def step(request: SignedInRequest, uid: UUID, step: str) -> HttpResponse:
    """One short page of the form."""
    hand = Hand(
        subject=own_subject(request, uid),
        via=Via.ACCOUNT,
        by=request.user,
        overview=reverse("members:entry", args=[uid]),
        address=lambda key: reverse("members:entry_step", args=[uid, key]),
    )
    return step_page(request, hand, step)


@require_POST
@members
def submit(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Sends the draft as it is."""

    def sent(change: Change) -> str:
        return thanks(at_once=change.state == ChangeState.PUBLISHED)

    return _decide(request, uid, changes.submit, sent)


@require_POST
@members
def withdraw(request: SignedInRequest, uid: UUID) -> HttpResponse:
    def back(_change: Change) -> str:
        return _("Zurückgezogen. Der Eintrag bleibt, wie er ist.")

    return _decide(request, uid, changes.withdraw, back)


def _decide(
    request: SignedInRequest,
    uid: UUID,
    deed: Callable[..., Change],
    words: Callable[[Change], str],
) -> HttpResponse:
    change = open_changes(own_subject(request, uid)).first()
    try:
        if change is None:
            raise AlreadyDone(_("Hier wartet nichts mehr."))
        done = deed(change_id=change.pk, by=request.user, at=timezone.now())
    except (AlreadyDone, Refused) as refused:
        messages.info(request, str(refused))
    except (ChangedMeanwhile, EntryRefused) as refused:
        again = _("Öffnen Sie den Schritt noch einmal und speichern Sie ihn neu.")
        messages.warning(request, f"{refused} {again}")
    else:
        messages.success(request, words(done))
    return redirect("members:entry", uid)


def _mendings(organization: Organization, uid: UUID | None = None) -> list[Mending]:
    """Addresses that do not work: all of an organization, or those in one of its entries."""
    found = mendings(
        organization,
        lambda entry, key: reverse("members:entry_step", args=[entry, key]),
        reach=reverse("members:entries_reach", args=[organization.uid]),
    )
    return [row for row in found if uid is None or row.broken.entry == uid]


def _own(request: SignedInRequest) -> Any:
    return Organization.objects.filter(uid__in=organizations_of(request.user))


def _missing(subject: Subject) -> list[str]:
    found = service_for_edit(subject.service.pk) if subject.service else None
    return [str(wording.PART[part]) for part in found.completeness.missing] if found else []


def _reports(subject: Subject) -> list[Report]:
    """What citizens reported about the offer and nobody answered yet; never who."""
    if subject.service is None:
        return []
    rows = Report.objects.filter(service=subject.service, kind=ReportKind.ERROR, answered_at=None)
    return list(rows.order_by("-created_at").only("text", "created_at")[:SHOWN])
