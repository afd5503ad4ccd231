"""What is missing and what is doubled in one planning area: two tabs of its page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitsorge.domain.planning.permissions import READERS
from mitsorge.domain.planning.queries.findings import about_of, handed_on, present
from mitsorge.domain.planning.rules import FindingKind
from mitsorge.doors.office.planning_area_frame import codes_in, found_region, frame
from mitsorge.doors.office.planning_findings import about_handed_on, found_row, unjudged_lines
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.planning.ground import ground

readers = only_for(*READERS)


@require_safe
@readers
def area_gaps(request: SignedInRequest, code: str) -> HttpResponse:
    """Gaps with their evidence, and what could not be judged (queries: `ground`, `present` and 1)."""
    return _page(request, code, FindingKind.GAP, "luecken")


@require_safe
@readers
def area_overlaps(request: SignedInRequest, code: str) -> HttpResponse:
    """Overlaps with their evidence (queries as `area_gaps`)."""
    return _page(request, code, FindingKind.OVERLAP, "doppelungen")


def _page(request: SignedInRequest, code: str, kind: FindingKind, tab: str) -> HttpResponse:
    read = ground(with_outlines=False, with_ways=False)
    region = found_region(code, read)
    now = present(timezone.localdate(), areas=codes_in(region, read))
    already = {about_handed_on(each) for each in handed_on()} if now.found else set()
    rows = [found_row(each, about_of(each) in already) for each in now.found if each.kind == kind]
    context = {
        **frame(request, read, region, tab, now.found),
        "now": now,
        "rows": sorted(rows, key=lambda row: -row.dots),
        "is_gaps": kind == FindingKind.GAP,
        "unjudged": list(unjudged_lines(now.unjudged)),
    }
    return render(request, "office/planning/area_gaps.html", context)
