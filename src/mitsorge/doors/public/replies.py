"""The link of an invitation: look at the meeting, answer, open papers. No account; GET shows, POST acts."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions import invitations
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.letters import links
from mitsorge.domain.governance.letters.calendar import entry_of, published
from mitsorge.domain.governance.models import Attendee, Paper
from mitsorge.domain.governance.queries import agenda
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules import MeetingStatus, Reply
from mitsorge.domain.governance.rules.planning import ReplyFault
from mitsorge.domain.governance.wording.agenda import REPLY_FAULT, REPLY_FIELD, REPLY_GIVEN
from mitsorge.doors.public.media import served
from mitsorge.face.guards import open_to_all

GONE = 410


@dataclass(frozen=True)
class Seat:
    """What a link opened: a row of those invited, and whether its holder may answer."""

    row: Attendee
    may_answer: bool

    @property
    def is_open(self) -> bool:
        """Whether an answer still counts."""
        meeting = self.row.meeting
        return meeting.status == MeetingStatus.INVITED and meeting.starts_at > timezone.now()


class ReplyForm(forms.Form):
    """The answer; each button is one. Only whoever sends somebody else has to say whom."""

    reply = forms.CharField(required=False)
    deputy_name = forms.CharField(
        label=_("Wer vertritt Sie?"),
        max_length=160,
        error_messages={"required": REPLY_FAULT[ReplyFault.DEPUTY_UNNAMED]},
    )
    deputy_email = forms.EmailField(
        label=_("E-Mail der Vertretung"),
        required=False,
        help_text=_("Dann bekommt sie die Unterlagen und den Termin von uns."),
        error_messages={"invalid": _("Das ist keine E-Mail-Adresse. Beispiel: name@haus.example")},
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        deputy = not self.is_bound or self.data.get("reply") == Reply.DEPUTY
        self.fields["deputy_name"].required = deputy


@require_http_methods(["GET", "HEAD", "POST"])
@open_to_all
@never_cache
def reply(request: HttpRequest, signed: str) -> HttpResponse:
    """The meeting and the buttons. Links that were cut off, ended or came too late say so kindly."""
    seat = _seat(signed)
    if seat is None:
        return render(request, "public/governance/reply_lost.html", status=404)
    form = ReplyForm(request.POST if request.method == "POST" else None, initial=_given(seat.row))
    if request.method == "POST" and seat.may_answer and form.is_valid():
        if _answered(form, seat):
            return redirect(f"{request.path}?danke=1")
        seat = _seat(signed) or seat
    return _page(request, seat, form, signed)


@require_safe
@open_to_all
@never_cache
def calendar(request: HttpRequest, signed: str) -> HttpResponse:
    """The meeting as a calendar file."""
    seat = _seat(signed)
    if seat is None:
        raise Http404
    meeting = seat.row.meeting
    text = published([entry_of(meeting)], name=str(meeting), at=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = str(content_disposition_header(True, "termin.ics"))
    return response


@require_safe
@open_to_all
@never_cache
def paper(request: HttpRequest, signed: str, uid: UUID) -> HttpResponse:
    """A document of this meeting, for whoever was invited to it."""
    seat = _seat(signed)
    papers = Paper.objects.select_related("file").filter(file__uid=uid)
    found = papers.filter(meeting=seat.row.meeting).first() if seat else None
    if found is None:
        raise Http404
    return served(request, found.file)


def _seat(signed: str) -> Seat | None:
    opened = links.opened(signed)
    row = queries.attendee_by_uid(opened.attendee) if opened else None
    return Seat(row, opened.may_answer) if row and opened else None


def _given(row: Attendee) -> dict[str, Any]:
    return {"deputy_name": row.deputy_name, "deputy_email": row.deputy_email}


def _answered(form: ReplyForm, seat: Seat) -> bool:
    """Whether the answer was taken; otherwise the form says why."""
    try:
        invitations.reply(uid=seat.row.uid, at=timezone.now(), **form.cleaned_data)
    except invitations.ReplyRefused as refused:
        form.add_error(REPLY_FIELD[refused.fault], str(refused))
        return False
    except (Refused, Attendee.DoesNotExist) as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _page(request: HttpRequest, seat: Seat, form: ReplyForm, signed: str) -> HttpResponse:
    meeting = seat.row.meeting
    context = {
        "seat": seat,
        "row": seat.row,
        "meeting": meeting,
        "signed": signed,
        "form": form,
        "answered": seat.row.reply != Reply.NONE,
        "given": REPLY_GIVEN.get(Reply(seat.row.reply), "") if seat.may_answer else "",
        "thanks": "danke" in request.GET,
        "may_send_deputy": seat.may_answer and seat.is_open and queries.may_send_deputy(seat.row),
        "items": agenda.agenda_of(meeting),
        "papers": agenda.papers_of(meeting),
    }
    ended = meeting.status == MeetingStatus.CANCELLED or not seat.is_open
    status = GONE if ended else 200
    return render(request, "public/governance/reply.html", context, status=status)
