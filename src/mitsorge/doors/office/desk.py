"""The desk: what needs me today, and what I do most often."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mitsorge.domain.directory import queries as directory
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.work import Urgency, work_for
from mitsorge.foundation.people.rules import OFFICE_ROLES

FRESHNESS_GOAL = 90
"""Percent of entries confirmed within the review period that the desk shows as the goal."""
SHOWN = 12


@only_for(*OFFICE_ROLES)
def desk(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    work = work_for(request.user, on=today)
    figures = directory.figures(today)
    return render(
        request,
        "office/desk.html",
        {
            "section": "schreibtisch",
            "today": today,
            "for_today": work[Urgency.TODAY][:SHOWN],
            "for_this_week": work[Urgency.THIS_WEEK][:SHOWN],
            "for_later": work[Urgency.LATER][:SHOWN],
            "for_others": work[Urgency.OTHERS][:SHOWN],
            "more": sum(max(len(items) - SHOWN, 0) for items in work.values()),
            "figures": figures,
            "percent": round(figures.share_confirmed * 100),
            "goal": FRESHNESS_GOAL,
        },
    )
