"""What people looked for in vain: the gaps of the directory or of its words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mitsorge.domain.directory.queries.reports import missed_searches
from mitsorge.doors.office.deeds import readers
from mitsorge.face.guards import SignedInRequest
from mitsorge.face.paging import paged


@require_safe
@readers
def missed(request: SignedInRequest) -> HttpResponse:
    """By week, the most frequent first, 100 a page (2 queries beside the session)."""
    page = paged(missed_searches(), request, per_page=100)
    return render(request, "office/missed.html", {"section": "verzeichnis", "paged": page})
