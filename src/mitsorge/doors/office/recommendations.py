"""All recommendations, narrowed; one of them with everything that belongs to it; two versions side by side."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from mitsorge.domain.recommendations import permissions, wording
from mitsorge.domain.recommendations.models import Recommendation, Version
from mitsorge.domain.recommendations.queries import drafting
from mitsorge.domain.recommendations.queries.carrying import not_asked_yet
from mitsorge.domain.recommendations.queries.consulting import by_number
from mitsorge.domain.recommendations.queries.reading import readable
from mitsorge.domain.recommendations.queries.sheets import Sheet, history_of, sheet
from mitsorge.domain.recommendations.rules.course import ADOPTED_ONCE, CARRIED_IN, ENDED
from mitsorge.domain.recommendations.rules.differences import Part, differ, differences
from mitsorge.domain.recommendations.rules.fates import NextDeed
from mitsorge.domain.recommendations.rules.words import SECTIONS
from mitsorge.domain.recommendations.wording.course import SECTION
from mitsorge.domain.recommendations.wording.fates import NEXT_DEED
from mitsorge.doors.office.recommendation_deeds import row_for, writers
from mitsorge.doors.office.recommendation_forms import (
    CarrierForm,
    CommentForm,
    EvidenceForm,
)
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged
from mitsorge.face.rooms import may_open


@writers
@require_safe
def recommendations(request: SignedInRequest) -> HttpResponse:
    """The list, 50 a page (6 queries beside the session)."""
    filters, mine = _filters(request), readable(request.user, timezone.localdate())
    context = {
        "section": "empfehlungen",
        "filters": filters,
        "paged": paged(drafting.recommendations(filters, mine), request),
        "statuses": wording.RECOMMENDATION_STATUS.items(),
        "committees": drafting.drafting_committees(mine),
        "addressees": drafting.addressees(mine),
        "years": drafting.years(mine),
        "may_draft": permissions.may_draft_somewhere(request.user, timezone.localdate()),
    }
    return render(request, "office/recommendations/list.html", context)


@writers
@require_safe
def recommendation(request: SignedInRequest, uid: str) -> HttpResponse:
    """One recommendation (13 queries beside the session)."""
    found = row_for(request, uid)
    whole, today = sheet(found), timezone.localdate()
    is_carried = whole.asked is not None and found.status in CARRIED_IN
    context = {
        "section": "empfehlungen",
        "row": found,
        "sheet": whole,
        "sections": sections(whole.newest),
        "next_words": NEXT_DEED.get(whole.next_deed, ""),
        "next_address": _next_address(request, found, whole),
        "answers": _answers(request, found),
        "missing": not_asked_yet(whole.asked, today) if whole.asked and is_carried else [],
        "is_carried": is_carried,
        "has_ended": found.status in ENDED,
        "may_draft": permissions.may_draft(request.user, found.committee, today),
        "may_comment": permissions.may_comment(request.user, found.committee, today, None),
        "reads_all": permissions.may_read(request.user),
        "may_withdraw": permissions.may_withdraw(request.user, found.committee, today),
        "may_sign": permissions.may_sign_for_others(request.user),
        "evidence_form": EvidenceForm(prefix="beleg"),
        "comment_form": CommentForm(prefix="anmerkung"),
        "carrier_form": CarrierForm(prefix="mittragen", on=today),
        "history": history_of(found, whole.versions)[:20],
    }
    return render(request, "office/recommendations/recommendation.html", context)


@writers
@require_safe
def of_number(request: SignedInRequest, year: int, running: str) -> HttpResponse:
    """Where a number leads that somebody read on paper; every number ever given leads somewhere."""
    found = by_number(f"{year}/{running}")
    if (
        found is None
        or not readable(request.user, timezone.localdate()).filter(pk=found.pk).exists()
    ):
        raise Http404
    return redirect("office:recommendation", found.uid)


@dataclass(frozen=True)
class Compared:
    """One section of two versions, word by word."""

    name: str
    parts: tuple[Part, ...]
    is_different: bool


@writers
@require_safe
def versions(request: SignedInRequest, uid: str) -> HttpResponse:
    """Two versions compared: those the address asks for, else the last two (5 queries beside the session)."""
    found = row_for(request, uid)
    rows = list(found.versions.order_by("number"))
    before, after = _pair(rows, request.GET.get("von", ""), request.GET.get("bis", ""))
    context = {
        "section": "empfehlungen",
        "row": found,
        "versions": rows,
        "before": before,
        "after": after,
        "compared": [_compared(name, before, after) for name in SECTIONS],
    }
    return render(request, "office/recommendations/versions.html", context)


def sections(version: Version) -> list[tuple[str, object]]:
    """The written sections of a version with their German names, in reading order."""
    pairs = ((SECTION[name], getattr(version, name)) for name in SECTIONS)
    return [(str(name), value) for name, value in pairs if value]


def _filters(request: SignedInRequest) -> drafting.Filters:
    """What the address asks for; nonsense means all."""
    asked = request.GET
    status, year, group = (asked.get(name, "") for name in ("stand", "jahr", "gremium"))
    return drafting.Filters(
        text=asked.get("q", "").strip()[:100],
        status=status if status in wording.RECOMMENDATION_STATUS else "",
        committee_id=int(group) if group.isdecimal() and len(group) < 10 else None,
        addressee=asked.get("an", "")[:200],
        year=year if year.isdecimal() and len(year) == 4 else "",
    )


def _answers(request: SignedInRequest, found: Recommendation) -> str:
    """Where its answer and its measures are kept; empty before it was adopted or where one may not go."""
    address = f"/schreibtisch/massnahmen/antworten/{found.number}/"
    known = found.status in ADOPTED_ONCE and may_open(request.user, address)
    return address if known else ""


def _next_address(request: SignedInRequest, found: Recommendation, whole: Sheet) -> str:
    """Where the one next step is done; empty where there is none for this account."""
    if whole.next_deed == NextDeed.NONE or not _may_act(request, found, whole):
        return ""
    if whole.next_deed == NextDeed.HAND_OVER:
        return _answers(request, found)
    name = "write_recommendation" if whole.next_deed == NextDeed.REVISE else "recommendation_step"
    return reverse(f"office:{name}", args=[found.uid])


def _may_act(request: SignedInRequest, found: Recommendation, whole: Sheet) -> bool:
    """Whether the one next step is this account's."""
    today, here = timezone.localdate(), whole.here
    if here is None:
        return permissions.may_draft(request.user, found.committee, today)
    ask = permissions.may_adopt if here.role == "ADOPTING" else permissions.may_consult
    return ask(request.user, here.committee, today)


def _pair(rows: list[Version], older: str, newer: str) -> tuple[Version, Version]:
    by_number = {str(row.number): row for row in rows}
    after = by_number.get(newer, rows[-1])
    before = by_number.get(older, rows[max(rows.index(after) - 1, 0)])
    return (before, after) if before.number <= after.number else (after, before)


def _compared(name: str, before: Version, after: Version) -> Compared:
    old, new = (_written(getattr(version, name)) for version in (before, after))
    parts = differences(old, new)
    return Compared(str(SECTION[name]), parts, differ(parts))


def _written(value: object) -> str:
    """A section as it is read: a day in words."""
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else str(value or "")
