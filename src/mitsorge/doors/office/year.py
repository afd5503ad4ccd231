"""The year plan: what stands, what the rhythms still want, what is free; drafts in one click."""

import re
from datetime import date, datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.actions.year import Wish, plan_year
from mitsorge.domain.governance.queries.calendar import year_of
from mitsorge.domain.governance.rules.holidays import free_days
from mitsorge.domain.governance.rules.rhythm import owed
from mitsorge.domain.governance.rules.year_plan import plan
from mitsorge.domain.governance.wording.rhythm import silence_words
from mitsorge.doors.office.year_rows import free_months, rows
from mitsorge.face.context import frame_of
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.rules import NotAllowed, Role

YEARS = (2020, 2099)
NOTICE = timedelta(days=21)
"""So many days ahead a meeting is proposed at the earliest: somebody must be invited."""
WISH = re.compile(r"(\d{1,9})@(\d{4}-\d\d-\d\dT\d\d:\d\d)/(\d{2,3})", re.ASCII)
MOST_WISHES = 400

readers = only_for(Role.COORDINATION, Role.PLANNING, Role.STEERING)
planners = only_for(Role.COORDINATION)


@require_safe
@readers
def year(request: SignedInRequest) -> HttpResponse:
    """One year of all committees (5 queries beside the frame, however many committees there are)."""
    today = frame_of(request).today
    wanted = asked_year(request.GET.get("jahr", ""), today)
    found = year_of(wanted, on=today)
    network = frame_of(request).network
    free = free_days(network.land if network else "", [wanted])
    proposals = plan(wanted, found.tables, free, earliest=today + NOTICE)
    shown = rows(found, proposals, {each.key: owed(wanted, each) for each in found.tables})
    context = {
        "section": "gremien",
        "year": found,
        "years": [wanted - 1, wanted, wanted + 1],
        "rows": shown,
        "has_remarks": any(row.has_remarks for row in shown),
        "free_months": free_months(wanted, free),
        "is_known": wanted in free.years_known,
        "proposed": len(proposals),
        "planned": len({m.pk for each in found.committees for m in found.in_year(each)}),
        "silent": [(each.committee, silence_words(each.silence)) for each in found.silent(today)],
        "reports": found.reports_due(),
    }
    return render(request, "office/year/year.html", context)


def asked_year(typed: str, today: date) -> int:
    """The year asked for; from October on the next one where none is asked for."""
    if typed.isascii() and typed.isdigit() and YEARS[0] <= int(typed[:6]) <= YEARS[1]:
        return int(typed)
    return today.year + (today.month >= 10)


@require_POST
@planners
def make_drafts(request: SignedInRequest) -> HttpResponse:
    """Drafts for the days ticked; what stands already is not made twice."""
    wishes = [wish for typed in request.POST.getlist("tag")[:MOST_WISHES] if (wish := _wish(typed))]
    wishes.sort(key=lambda wish: (wish.starts_at, wish.committee_id))
    chosen = asked_year(request.POST.get("jahr", ""), timezone.localdate())
    if wishes:
        _make(request, wishes)
    else:
        messages.error(request, _("Wählen Sie mindestens einen Vorschlag aus."))
    return redirect(f"{reverse('office:year')}?jahr={chosen}")


def _wish(typed: str) -> Wish | None:
    """A ticked value as the page wrote it; None for anything else."""
    found = WISH.fullmatch(typed)
    if not found:
        return None
    try:
        wall = datetime.fromisoformat(found[2])
    except ValueError:
        return None
    return Wish(int(found[1]), timezone.make_aware(wall), int(found[3]))


def _make(request: SignedInRequest, wishes: list[Wish]) -> None:
    try:
        made = plan_year(wishes=wishes, by=request.user, at=timezone.now())
    except (Refused, NotAllowed) as refused:
        messages.error(request, str(refused))
        return
    if made:
        words = ngettext(
            "%(n)s Entwurf ist angelegt. Noch ist niemand eingeladen.",
            "%(n)s Entwürfe sind angelegt. Noch ist niemand eingeladen.",
            len(made),
        )
        messages.success(request, words % {"n": len(made)})
    else:
        messages.info(request, _("Diese Entwürfe stehen schon. Nichts wurde doppelt angelegt."))
