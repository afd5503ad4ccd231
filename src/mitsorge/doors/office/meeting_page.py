"""One meeting: its agenda, who comes, the invitation with its preview, papers."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.permissions import may_edit
from mitsorge.domain.governance import wording
from mitsorge.domain.governance.actions import invitations as deeds
from mitsorge.domain.governance.actions.carried import take_over
from mitsorge.domain.governance.actions.dispatch import TooLate, sheet_of
from mitsorge.domain.governance.letters import invitations as letters
from mitsorge.domain.governance.letters import links
from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.permissions import SETTLED, takes_minutes
from mitsorge.domain.governance.queries import agenda
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.queries.duty_reports import sent_about
from mitsorge.domain.governance.queries.minute_takers import possible_minute_takers
from mitsorge.domain.governance.queries.photos import photos_of
from mitsorge.domain.governance.queries.public_calendar import HELD
from mitsorge.domain.governance.rules import InvitationForm, MeetingStatus, MemberRole, Reply
from mitsorge.domain.governance.rules.agenda import EDITABLE
from mitsorge.domain.partners.permissions import DECIDERS
from mitsorge.domain.partners.queries.applications import applications_in
from mitsorge.doors.office.deeds import REFUSED, attempt, posted
from mitsorge.doors.office.meeting_deeds import may_run, meeting_for, members
from mitsorge.doors.office.meeting_forms import LateForm
from mitsorge.face.guards import SignedInRequest
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.queries import holds


@require_safe
@members
def meeting(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Everything about one meeting on one page (a constant number of queries)."""
    found = meeting_for(request, uid)
    now = timezone.now()
    runs = may_run(request, found.committee)
    items = agenda.agenda_of(found)
    applications = applications_in(items) if holds(request.user, DECIDERS) else {}
    attendees = queries.attendees_of(found)
    is_open = found.status == MeetingStatus.INVITED and found.starts_at > now
    editable = runs and found.status in EDITABLE
    context = {
        "section": "gremien",
        "meeting": found,
        "items": [(item, applications.get(item.pk)) for item in items],
        "papers": agenda.papers_of(found),
        "photos": [(one, one.image.is_shown_on(timezone.localdate())) for one in photos_of(found)],
        "may_add_photos": may_edit(request.user),
        "backlog": agenda.backlog(found.committee) if editable else (),
        "waiting": _waiting(found) if editable else 0,
        "tasks": agenda.open_tasks(found.committee),
        "attendees": attendees,
        "without_mail": _unreached(attendees) if runs else (),
        "counts": _presence(attendees) if found.started_at else _counts(attendees),
        "has_begun": found.started_at is not None,
        "is_held": found.status in HELD,
        "notice": queries.notice(found, on=timezone.localdate()),
        "minutes_sum": sum(item.minutes_planned or 0 for item in found.items.all()),
        "may_run": runs,
        "may_record": runs or takes_minutes(request.user, found),
        "minute_takers": possible_minute_takers(found)
        if runs and found.status not in SETTLED
        else (),
        "may_edit": editable,
        "may_change": runs and found.status in queries.AHEAD and (is_open or found.starts_at > now),
        "is_open": is_open,
        "live": _live(found),
        "reported": sent_about(found).select_related("by", "committee"),
        "today": timezone.localdate(),
        "history": history(found)[:20],
    }
    return render(request, "office/meetings/meeting.html", context)


@dataclass(frozen=True)
class Preview:
    """What the invitation will do: to whom, without whom, in which words."""

    rows: tuple[Attendee, ...]
    without_mail: tuple[Attendee, ...]
    subject: str
    text: str


@require_http_methods(["GET", "HEAD", "POST"])
@members
def invitation(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """GET shows who gets which letter; POST sends it. A second click finds everybody invited."""
    found = meeting_for(request, uid)
    form = LateForm(posted(request))
    if request.method == "POST" and form.is_valid() and _invited(request, form, found):
        return redirect("office:meeting", uid)
    if request.method != "POST" and found.status != MeetingStatus.DRAFT:
        return redirect("office:meeting", uid)
    notice = queries.notice(found, on=timezone.localdate())
    context = {
        "section": "gremien",
        "meeting": found,
        "notice": notice,
        "by_letter": notice.form is InvitationForm.LETTER,
        "preview": _preview(found),
        "form": form,
        "may_run": may_run(request, found.committee),
        "today": timezone.localdate(),
    }
    return render(request, "office/meetings/invitation.html", context)


@require_POST
@members
def remind(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Asks those who are silent; at most once a day each."""
    found = meeting_for(request, uid)
    return _counted(request, found, deeds.remind, _reminded)


@require_POST
@members
def tell_agenda(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Sends the agenda as it stands, once per version."""
    found = meeting_for(request, uid)
    return _counted(request, found, deeds.tell_agenda, _told)


@require_POST
@members
def carry_over(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Takes what earlier meetings left open onto this agenda."""
    found = meeting_for(request, uid)
    attempt(request, take_over, _("Übernommen."), meeting_id=found.pk)
    return redirect(reverse("office:meeting", args=[uid]) + "#tagesordnung")


def _counted(request: SignedInRequest, found: Meeting, deed: Any, words: Any) -> HttpResponse:
    sent: list[int] = []

    def counting(**what: Any) -> None:
        sent.append(deed(**what))

    if attempt(request, counting, "", meeting_id=found.pk):
        messages.success(request, words(sent[0]))
    return redirect("office:meeting", found.uid)


def _reminded(n: int) -> str:
    if not n:
        return _("Heute ist schon an die Antwort erinnert worden.")
    return ngettext("%(n)s Brief erinnert.", "%(n)s Briefe erinnern.", n) % {"n": n}


def _told(n: int) -> str:
    if not n:
        return _("Diese Tagesordnung haben alle schon.")
    return ngettext("%(n)s Brief ist unterwegs.", "%(n)s Briefe sind unterwegs.", n) % {"n": n}


def _invited(request: SignedInRequest, form: LateForm, found: Meeting) -> bool:
    """Whether the letters are on their way; otherwise the form says what stands against it."""
    try:
        deeds.invite(
            meeting_id=found.pk,
            even_late=form.cleaned_data["even_late"],
            by=request.user,
            at=timezone.now(),
        )
    except REFUSED as refused:
        form.add_error("even_late" if isinstance(refused, TooLate) else None, str(refused))
        return False
    return True


def _preview(found: Meeting) -> Preview:
    """The rows that would be written and the first letter, with a word in place of the personal link."""
    rows = [
        Attendee(
            pk=-place, meeting=found, person_id=seat.person_id, organization_id=seat.organization_id,
            name=seat.name, organization_name=seat.organization_name, role=seat.role, votes=seat.votes,
        )
        for place, seat in enumerate(queries.seats_of(found), 1)
    ]  # fmt: skip
    words = sheet_of(found)
    sample = rows[0] if rows else Attendee(meeting=found, name=_("(Name)"))
    subject = text = ""
    if words is not None:
        draft = letters.invitation(words, sample, "a@b.example", at=found.modified_at)
        subject = draft.subject
        text = draft.text.replace(links.address(sample), _("(persönlicher Link)"))
    return Preview(tuple(rows), _unreached(rows), subject, text)


def _unreached(rows: list[Attendee]) -> tuple[Attendee, ...]:
    known = queries.addresses_of(rows)
    return tuple(row for row in rows if row.pk not in known and row.role != MemberRole.GUEST)


def _counts(attendees: list[Attendee]) -> list[tuple[str, int]]:
    """How many answered what, in the order of the answers, only what occurs."""
    counted = queries.replies_of(attendees)
    order = (Reply.YES, Reply.ONLINE, Reply.DEPUTY, Reply.NO, Reply.NONE)
    return [(str(wording.REPLY[reply]), counted[reply]) for reply in order if counted[reply]]


def _presence(attendees: list[Attendee]) -> list[tuple[str, int]]:
    """How many were there of those invited, once it was held."""
    here = sum(row.present_from is not None for row in attendees)
    counted = ((_("da"), here), (_("nicht da"), len(attendees) - here))
    return [(words, n) for words, n in counted if n]


def _waiting(found: Meeting) -> int:
    """How many items of earlier meetings wait for this one."""
    if not agenda.is_next(found):
        return 0
    return agenda.carried_over(found.committee, besides=found).count()


def _live(found: Meeting) -> str:
    """The address of the live view, where there is one."""
    try:
        return reverse("office:record_meeting", args=[found.uid])
    except NoReverseMatch:
        return ""
