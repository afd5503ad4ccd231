"""The public calendar: what comes, what was, one meeting with what everyone may see of it."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.governance.queries import public_calendar
from mitsorge.domain.governance.queries.photos import shown_photos
from mitsorge.domain.governance.queries.public_calendar import PublicMeeting
from mitsorge.domain.governance.wording import RESULT
from mitsorge.doors.public.conditional import answer_of_deeds
from mitsorge.face.guards import open_to_all
from mitsorge.face.paging import paged

PER_PAGE = 30


@open_to_all
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Coming meetings by month, past ones thirty a page (6 queries beside the frame, 1 from a copy)."""
    return answer_of_deeds(request, lambda: _months(request))


def _months(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    page = paged(public_calendar.past(now), request, per_page=PER_PAGE)
    context = {
        "section": "termine",
        "months": by_month(public_calendar.coming(now)),
        "past": [public_calendar.as_public(row) for row in page.rows],
        "paged": page,
    }
    return render(request, "public/governance/calendar.html", context)


def by_month(meetings: Iterable[PublicMeeting]) -> list[tuple[date, list[PublicMeeting]]]:
    """(first day of the month, meetings), in the order given."""
    return [
        (month, list(found))
        for month, found in groupby(
            meetings, key=lambda each: public_calendar.day_of(each).replace(day=1)
        )
    ]


@open_to_all
@require_safe
def meeting(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One meeting (6 queries beside the frame). 404 for what is not public, as if it were not there."""
    row = public_calendar.public_meeting(uid)
    if row is None:
        raise Http404
    items, has_more = public_calendar.public_items(row)
    shown = public_calendar.as_public(row)
    context = {
        "section": "termine",
        "meeting": shown,
        "is_over": shown.ends_at < timezone.now(),
        "items": [(item, _result(item)) for item in items],
        "has_closed_items": has_more,
        "photos": shown_photos(committee=row.committee, meeting=row, on=timezone.localdate()),
        "papers": public_calendar.public_papers(committee=row.committee, meeting=row),
    }
    return render(request, "public/governance/meeting.html", context)


def _result(item: public_calendar.PublicItem) -> str:
    return str(RESULT[item.decision.result]) if item.decision else ""
