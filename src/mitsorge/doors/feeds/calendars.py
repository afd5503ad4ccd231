"""Calendars to subscribe to: of the whole network, of a committee, and of somebody's own meetings."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.letters.calendar import Entry, published
from mitsorge.domain.governance.queries.own_meetings import own_meetings
from mitsorge.domain.governance.queries.public_calendar import (
    PublicMeeting,
    last_change,
    subscribed,
)
from mitsorge.domain.governance.queries.public_committees import public_committee
from mitsorge.doors.feeds.ical import MEDIA_TYPE, feed
from mitsorge.face.context import frame_of
from mitsorge.face.guards import SignedInRequest, open_to_all, signed_in
from mitsorge.foundation.access.actions import make_calendar_key, withdraw_calendar_key
from mitsorge.foundation.access.queries import account_of_calendar_key, calendar_key_of

BACK = timedelta(days=365)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""The stamp of a calendar without meetings: it must not change by itself."""


@require_safe
@open_to_all
def network_calendar(request: HttpRequest) -> HttpResponse:
    """All public meetings of a year back and of all that comes (3 queries)."""
    return _answered(request, _public(subscribed(_since(request)), str(frame_of(request).network)))


@require_safe
@open_to_all
def committee_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The public meetings of one committee (8 queries at most)."""
    page = public_committee(slug, on=frame_of(request).today)
    if page is None:
        raise Http404
    found = subscribed(_since(request), committee=page.committee)
    return _answered(request, _public(found, page.committee.name))


@require_safe
@open_to_all
@sensitive_variables("secret")
def own_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of whoever made this address, with place and video link; 404 once it was taken back."""
    account = account_of_calendar_key(secret)
    if account is None:
        raise Http404
    found = list(own_meetings(account, on=frame_of(request).today, since=_since(request)))
    changed = max((each.modified_at for each in found), default=LONG_AGO)
    body = feed(found, name=_("Meine Sitzungen"), at=changed)
    answer = _answered(request, body)
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _since(request: HttpRequest) -> datetime:
    """Midnight a year ago: the same all day, so that the tag stands."""
    today = frame_of(request).today
    return timezone.make_aware(datetime.combine(today - BACK, time.min))


def _public(meetings: Iterable[PublicMeeting], name: str) -> str:
    found = list(meetings)
    entries = [_entry(meeting) for meeting in found]
    return published(entries, name=name, at=last_change(found) or LONG_AGO)


def _entry(meeting: PublicMeeting) -> Entry:
    names = ", ".join(name for _code, name in meeting.committees)
    words = {"names": names, "number": meeting.number}
    title = f"{names}: {meeting.title}" if meeting.title else ""
    return Entry(
        uid=str(meeting.uid),
        sequence=meeting.sequence,
        title=title or _("%(names)s, %(number)s. Sitzung") % words,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        modified_at=meeting.modified_at,
        status="CANCELLED" if meeting.is_cancelled else "CONFIRMED",
        place=meeting.place,
        url=f"{settings.BASE_URL}/termine/{meeting.uid}/",
    )


def _answered(request: HttpRequest, body: str) -> HttpResponse:
    """304 where the calendar program has this very text already."""
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag=tag) or HttpResponse(
        body,
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": 'inline; filename="termine.ics"'},
    )
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    return answer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("address")
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """Makes, renews and takes back one's own address; the address is shown once, in the answer to the click."""
    address = ""
    if request.method == "POST":
        if request.POST.get("was") == "abschalten":
            withdraw_calendar_key(account=request.user, at=timezone.now())
        else:
            secret = make_calendar_key(account=request.user, at=timezone.now())
            address = settings.BASE_URL + reverse("feeds:own_calendar", args=[secret])
    context = {
        "section": "konto",
        "address": address,
        "key": calendar_key_of(request.user),
    }
    return render(request, "feeds/my_calendar.html", context)
