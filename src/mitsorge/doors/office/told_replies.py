"""Somebody phones and says whether they come: the office writes the answer down, by the rules of the link."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.governance.actions import invitations
from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules import MeetingStatus, Reply
from mitsorge.domain.governance.wording.agenda import REPLY_FIELD
from mitsorge.doors.office.deeds import REFUSED, posted
from mitsorge.doors.office.fields import Text
from mitsorge.doors.office.meeting_deeds import may_run, meeting_for, members
from mitsorge.face.forms import offer
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.queries import history

CHOICES = {
    Reply.YES: _("kommt"),
    Reply.ONLINE: _("nimmt online teil"),
    Reply.DEPUTY: _("jemand kommt dafür"),
    Reply.NO: _("kommt nicht"),
}


class ToldForm(forms.Form):
    """The answer as it was said; only what this seat can answer is offered."""

    reply = forms.ChoiceField(
        label=_("Was wurde gesagt?"), widget=forms.RadioSelect, required=False
    )
    deputy_name = Text(_("Wer kommt dafür?"), 160)
    deputy_email = forms.EmailField(
        label=_("E-Mail der Vertretung"),
        required=False,
        help_text=_("Dann bekommt sie die Unterlagen und den Termin von uns."),
        error_messages={"invalid": _("Das ist keine E-Mail-Adresse. Beispiel: name@haus.example")},
    )

    def __init__(self, *args: Any, row: Attendee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        left_out = set() if row.meeting.online_url else {Reply.ONLINE}
        if not queries.may_send_deputy(row):
            left_out.add(Reply.DEPUTY)
            del self.fields["deputy_name"], self.fields["deputy_email"]
        offered = [(str(key), words) for key, words in CHOICES.items() if key not in left_out]
        offer(self, "reply", offered)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def told(request: SignedInRequest, uid: UUID, pk: int) -> HttpResponse:
    """GET shows the seat and its answers so far; POST writes one down, as often as it changes."""
    meeting = meeting_for(request, uid)
    row = _seat(meeting, pk)
    form = ToldForm(posted(request), row=row, initial=_given(row))
    if request.method == "POST" and form.is_valid() and _kept(request, form, row):
        return redirect(reverse("office:meeting", args=[uid]) + "#teilnahme")
    context = {
        "section": "gremien",
        "meeting": meeting,
        "row": row,
        "form": form,
        "is_open": meeting.status == MeetingStatus.INVITED and meeting.starts_at > timezone.now(),
        "may_run": may_run(request, meeting.committee),
        "history": history(row)[:20],
    }
    return render(request, "office/meetings/told_reply.html", context)


def _seat(meeting: Meeting, pk: int) -> Attendee:
    rows = Attendee.objects.select_related("organization")
    row = get_object_or_404(rows, pk=pk, meeting=meeting)
    row.meeting = meeting
    return row


def _given(row: Attendee) -> dict[str, Any]:
    known = {"deputy_name": row.deputy_name, "deputy_email": row.deputy_email}
    return known if row.reply == Reply.NONE else known | {"reply": row.reply}


def _kept(request: SignedInRequest, form: ToldForm, row: Attendee) -> bool:
    """Whether the answer was taken; otherwise the form says why, and keeps what was typed."""
    try:
        invitations.reply_by_phone(
            uid=row.uid, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except REFUSED as refused:
        fault = refused.fault if isinstance(refused, invitations.ReplyRefused) else None
        field = REPLY_FIELD[fault] if fault else None
        form.add_error(field if field in form.fields else None, str(refused))
        return False
    messages.success(request, _("Antwort eingetragen."))
    return True
