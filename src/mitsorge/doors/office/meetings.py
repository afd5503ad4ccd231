"""The meetings of a committee: the list, planning, changing, calling off."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions import meetings as deeds
from mitsorge.domain.governance.actions.dispatch import TooLate
from mitsorge.domain.governance.actions.outcomes import ItemChanged
from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.queries import agenda, rule_sets
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.wording.agenda import TIME_FIELD
from mitsorge.doors.office.deeds import REFUSED, asked_first, posted
from mitsorge.doors.office.meeting_deeds import committee_for, may_run, meeting_for, members
from mitsorge.doors.office.meeting_forms import (
    CancelForm,
    LateForm,
    MeetingForm,
    meeting_initial,
    sentence_of_conflict,
)
from mitsorge.face.forms import save_over
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged

FORM_FIELD = {"starts_at": "begins", "ends_at": "ends"}


@require_safe
@members
def of_committee(request: SignedInRequest, code: str) -> HttpResponse:
    """What lies ahead, the backlog, what was: 25 a page."""
    committee = committee_for(request, code)
    now = timezone.now()
    found = queries.of_committee(committee).order_by("-starts_at", "-pk")
    ahead = list(
        found.filter(status__in=queries.AHEAD, ends_at__gt=now).order_by("starts_at", "pk")
    )
    known = queries.notices(ahead, on=timezone.localdate())
    context = {
        "section": "gremien",
        "committee": committee,
        "ahead": [(meeting, known[meeting.pk]) for meeting in ahead],
        "paged": paged(
            found.exclude(pk__in=[meeting.pk for meeting in ahead]), request, per_page=25
        ),
        "backlog": agenda.backlog(committee),
        "tasks": agenda.open_tasks(committee),
        "today": timezone.localdate(),
        "may_run": may_run(request, committee),
    }
    return render(request, "office/meetings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def plan(request: SignedInRequest, code: str) -> HttpResponse:
    """The form of a new meeting; nobody gets mail."""
    committee = committee_for(request, code)
    form = MeetingForm(posted(request), committee=committee, initial=_usual(committee))
    if request.method == "POST" and form.is_valid():
        made = _planned(request, form, committee)
        if made is not None:
            return redirect("office:meeting", made.uid)
    return _form(request, form, committee, _("Sitzung planen"))


@require_http_methods(["GET", "HEAD", "POST"])
@members
def change(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """The same form for a meeting that has not begun; those invited get an update where it concerns them."""
    meeting = meeting_for(request, uid)
    fixed = meeting.status != MeetingStatus.DRAFT
    form = MeetingForm(
        posted(request), committee=meeting.committee, fixed=fixed, initial=meeting_initial(meeting)
    )
    late = LateForm(posted(request))
    if request.method == "POST" and form.is_valid() and _changed(request, form, late, meeting):
        return redirect("office:meeting", uid)
    more = {"meeting": meeting, "late": late if form.asks_late else None}
    return _form(request, form, meeting.committee, _("Sitzung ändern"), **more)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def cancel(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Asks for the reason, then calls the meeting off."""
    meeting = meeting_for(request, uid)
    invited = meeting.status == MeetingStatus.INVITED
    words = {
        "question": _("%(meeting)s absagen?") % {"meeting": meeting},
        "consequence": _(
            "Alle Eingeladenen bekommen einen Brief. Ihr Kalender vergisst den Termin."
        )
        if invited
        else _("Es ist noch niemand eingeladen. Niemand bekommt Post."),
        "button": _("Sitzung absagen"),
        "section": "gremien",
    }
    return asked_first(
        request, CancelForm(posted(request)), _cancel, _("Abgesagt."),
        back=reverse("office:meeting", args=[uid]), words=words, meeting_id=meeting.pk,
    )  # fmt: skip


def _usual(committee: Committee) -> dict[str, Any]:
    """Place and times as last time."""
    last = committee.meetings.order_by("-starts_at", "-pk").first()
    if last is None:
        return {}
    kept = ("begins", "ends", "place", "online_url", "counts_only")
    return {name: value for name, value in meeting_initial(last).items() if name in kept}


def _planned(request: SignedInRequest, form: MeetingForm, committee: Committee) -> Meeting | None:
    try:
        return deeds.plan_meeting(
            committee=committee,
            joint_with=form.cleaned_data.get("joint_with") or (),
            by=request.user,
            at=timezone.now(),
            **form.values(),
        )
    except REFUSED as refused:
        _show(form, refused)
        return None


def _changed(request: SignedInRequest, form: MeetingForm, late: LateForm, meeting: Meeting) -> bool:
    """Whether it was saved; otherwise the form says why, and keeps what was typed."""
    try:
        deeds.change_meeting(
            meeting_id=meeting.pk,
            values=form.values(),
            version=form.cleaned_data["version"],
            joint_with=form.cleaned_data.get("joint_with"),
            even_late=late.is_valid() and late.cleaned_data["even_late"],
            by=request.user,
            at=timezone.now(),
        )
    except REFUSED as refused:
        _show(form, refused)
        return False
    return True


def _show(form: MeetingForm, refused: Exception) -> None:
    field = None
    if isinstance(refused, deeds.TimeRefused):
        field = FORM_FIELD[TIME_FIELD[refused.fault]]
    form.add_error(field, str(refused))
    if isinstance(refused, TooLate):
        form.asks_late = True
    if isinstance(refused, ItemChanged):
        _show_theirs(form, refused)


def _show_theirs(form: MeetingForm, overtaken: ItemChanged) -> None:
    """Both versions: theirs as a sentence, one's own in the form, which now saves over it on purpose."""
    if words := sentence_of_conflict(dict(overtaken.theirs)):
        form.add_error(None, words)
    save_over(form, overtaken.theirs["version"])


def _cancel(**what: Any) -> None:
    deeds.cancel_meeting(**what)


def _form(
    request: SignedInRequest, form: MeetingForm, committee: Committee, title: str, **more: Any
) -> HttpResponse:
    rules = rule_sets.values_on(committee, timezone.localdate())
    context = {
        "section": "gremien", "form": form, "committee": committee, "title": title, "rules": rules,
    }  # fmt: skip
    return render(request, "office/meetings/edit.html", context | more)
