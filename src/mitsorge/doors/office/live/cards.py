"""Impulses on cards: written down while people speak, then put together into topics."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.recommendations.actions import impulses
from mitsorge.domain.recommendations.actions.topics import create as create_topic
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.doors.office.deeds import REFUSED, attempt, form_key
from mitsorge.doors.office.live.opened import meeting_to_record
from mitsorge.doors.office.live.page import context_of
from mitsorge.doors.office.live.sitting import address
from mitsorge.doors.office.meeting_deeds import members
from mitsorge.face.guards import SignedInRequest

MOST = 50
"""Cards in one go."""


@require_POST
@members
def collect(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One card per line, the first `MOST` of them; a second click on the same form makes no second card.

    Lines that did not become a card stand in the form again (422).
    """
    meeting = meeting_to_record(request, uid)
    lines = [line.strip() for line in request.POST.get("cards", "").splitlines() if line.strip()]
    key = f"card.{meeting.uid.hex}.{form_key(request.POST.get('key', '')).hex}"
    left = [
        line
        for n, line in enumerate(lines[:MOST])
        if not _pinned(request, meeting, line, f"{key}.{n}")
    ]
    if len(lines) > MOST:
        words = _("Die ersten %(n)s Karten hängen. Der Rest steht noch im Feld.") % {"n": MOST}
        messages.info(request, words)
    left += lines[MOST:]
    return _with(request, meeting, left) if left else redirect(_back(request, meeting))


def _pinned(request: SignedInRequest, meeting: Meeting, line: str, key: str) -> bool:
    return attempt(
        request,
        impulses.collect,
        text=line,
        source=ImpulseSource.MEETING,
        key=key,
        meeting=meeting,
        planning_area=meeting.committee.planning_area,
        happened_on=timezone.localdate(meeting.started_at or meeting.starts_at),
    )


def _with(request: SignedInRequest, meeting: Meeting, left: list[str]) -> HttpResponse:
    """The running meeting at the same item, with the lines that are left."""
    context = context_of(meeting, timezone.now(), chosen=_item(request)) | {"cards_left": left}
    return render(request, "office/live/meeting.html", context, status=422)


@require_POST
@members
def group(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Puts the ticked cards under a topic: a new one by its name, one that exists, or none."""
    meeting = meeting_to_record(request, uid)
    ticked = {int(value) for value in request.POST.getlist("karte") if value.isdecimal()}
    cards = list(meeting.impulses.filter(pk__in=ticked))
    try:
        _group(request, meeting, [card.pk for card in cards])
    except REFUSED as refused:
        messages.error(request, str(refused))
    return redirect(_back(request, meeting))


def _group(request: SignedInRequest, meeting: Meeting, cards: list[int]) -> None:
    if not cards:
        raise Refused(_("Wählen Sie zuerst Karten aus."))
    topic = _topic(request, meeting)
    for pk in cards:
        impulses.assign(impulse_id=pk, topic_id=topic, by=request.user, at=timezone.now())


def _topic(request: SignedInRequest, meeting: Meeting) -> int | None:
    """The topic asked for; None takes cards out of theirs."""
    if request.POST.get("tat") == "herausnehmen":
        return None
    name, chosen = request.POST.get("name", "").strip(), request.POST.get("topic", "")
    if name:
        made = create_topic(name=name, meeting=meeting, by=request.user, at=timezone.now())
        return made.pk
    if chosen.isdecimal():
        return int(chosen)
    raise Refused(_("Nennen Sie ein neues Thema oder wählen Sie eines aus."))


def _back(request: SignedInRequest, meeting: Meeting) -> str:
    return address(meeting, _item(request))


def _item(request: SignedInRequest) -> int | None:
    asked = request.POST.get("top", "")
    return int(asked) if asked.isdecimal() and len(asked) < 12 else None
