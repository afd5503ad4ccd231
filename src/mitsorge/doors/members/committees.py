"""For whoever sits in a committee: what is coming, one's own answer, papers, a topic to propose, what is due."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mitsorge.domain.governance.actions import agenda, invitations
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Attendee, Committee
from mitsorge.domain.governance.permissions import may_read_internal, to_minute
from mitsorge.domain.governance.queries.own_committees import (
    OwnCommittee,
    own_attendee,
    own_committees,
)
from mitsorge.domain.governance.queries.seats import Seat
from mitsorge.domain.governance.wording import MEMBER_ROLE
from mitsorge.domain.governance.wording.agenda import REPLY_FIELD
from mitsorge.face.guards import SignedInRequest, detour, signed_in
from mitsorge.face.work import work_in
from mitsorge.foundation.people.rules import NotAllowed


class ReplyForm(forms.Form):
    """The answer of a seat; each button is one."""

    reply = forms.CharField(required=False)
    deputy_name = forms.CharField(
        label=gettext_lazy("Wer vertritt Sie?"), max_length=160, required=False
    )
    deputy_email = forms.EmailField(
        label=gettext_lazy("E-Mail der Vertretung"),
        required=False,
        help_text=gettext_lazy("Dann bekommt sie die Unterlagen und den Termin von uns."),
        error_messages={
            "invalid": gettext_lazy("Das ist keine E-Mail-Adresse. Beispiel: name@haus.example")
        },
    )


class TopicForm(forms.Form):
    """What somebody wants to talk about."""

    title = forms.CharField(
        label=gettext_lazy("Thema vorschlagen"),
        max_length=200,
        error_messages={"required": gettext_lazy("Geben Sie dem Punkt bitte einen Titel.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Worum geht es?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_safe
@signed_in
def committees(request: SignedInRequest) -> HttpResponse:
    """All committees of this account on one page (18 queries and those of the work due, whatever their number)."""
    return detour(request) or _page(request)


@require_POST
@signed_in
def reply(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Answers for one's own seat, changeable until the meeting begins; 404 for any other."""
    if way := detour(request):
        return way
    row = own_attendee(request.user, uid)
    if row is None:
        raise Http404
    form = ReplyForm(request.POST, prefix=f"s{row.pk}")
    if form.is_valid() and _answered(request, form, row):
        return redirect(reverse("members:committees") + f"#g-{row.meeting.committee.code}")
    return _page(request, reply_form=form, answering=row.pk)


@require_POST
@signed_in
def propose(request: SignedInRequest, code: str) -> HttpResponse:
    """Into the backlog of a committee where one sits; a second click is told calmly."""
    if way := detour(request):
        return way
    found = get_object_or_404(Committee, code=code)
    if not may_read_internal(request.user, found, timezone.localdate()):
        raise Http404
    form = TopicForm(request.POST, prefix=f"t{found.pk}")
    if form.is_valid() and _proposed(request, form, found):
        return redirect(reverse("members:committees") + f"#g-{code}")
    return _page(request, topic_form=form, proposing=found.pk)


def _page(request: SignedInRequest, **typed: Any) -> HttpResponse:
    """What was typed and refused stands in its form again (422)."""
    today, now = timezone.localdate(), timezone.now()
    mine = own_committees(request.user, on=today, at=now)
    runs = frozenset(each.committee.pk for each in mine if each.runs)
    context = {
        "mine": [(each, _words(each), *_forms(each, typed)) for each in mine],
        "work": work_in(runs, on=today),
        "runs": bool(runs),
        "to_minute": to_minute(request.user).select_related("committee"),
        "today": today,
        **typed,
    }
    return render(request, "members/committees.html", context, status=422 if typed else 200)


def _words(each: OwnCommittee) -> list[tuple[Seat, str]]:
    return [(seat, str(MEMBER_ROLE[seat.role])) for seat in each.seats]


def _forms(each: OwnCommittee, typed: dict[str, Any]) -> tuple[TopicForm, dict[int, ReplyForm]]:
    """The form for a topic, and those for the seats by their id."""
    here = each.committee.pk
    topic = typed.get("topic_form") if typed.get("proposing") == here else None
    rows = [one.row for meeting in each.meetings for one in meeting.replies]
    return topic or TopicForm(prefix=f"t{here}"), {row.pk: _reply_form(row, typed) for row in rows}


def _reply_form(row: Attendee, typed: dict[str, Any]) -> ReplyForm:
    if typed.get("answering") == row.pk:
        return typed["reply_form"]
    given = {"deputy_name": row.deputy_name, "deputy_email": row.deputy_email}
    return ReplyForm(prefix=f"s{row.pk}", initial=given)


def _answered(request: SignedInRequest, form: ReplyForm, row: Attendee) -> bool:
    said = {**form.cleaned_data, "reply": request.POST.get("reply", "")}
    try:
        invitations.reply(uid=row.uid, at=timezone.now(), **said)
    except invitations.ReplyRefused as refused:
        form.add_error(REPLY_FIELD[refused.fault], str(refused))
        return False
    except (Refused, Attendee.DoesNotExist) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Danke. Ihre Antwort ist da."))
    return True


def _proposed(request: SignedInRequest, form: TopicForm, found: Committee) -> bool:
    """Whether it lies in the backlog now."""
    try:
        agenda.propose_item(
            committee=found, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except AlreadyDone as told:
        messages.info(request, str(told))
        return True
    except (Refused, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("Danke. Ihr Vorschlag ist da."))
    return True
