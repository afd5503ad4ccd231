"""Free places by the signed link of a letter: no account, ten seconds. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.rules import Via
from mitsorge.face import reporting_places
from mitsorge.face.guards import open_to_all

GONE = 410


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what may be reported, reports it; a wrong or expired link gets a friendly page (410) that names nobody."""
    try:
        found = inquiries.opened(token)
    except inquiries.BadLink:
        return render(request, "public/places/closed.html", status=GONE)
    if found.expired or found.purpose != inquiries.ENTRY:
        return render(request, "public/places/closed.html", {"expired": True}, status=GONE)
    name = Organization.objects.values_list("name", flat=True).get(uid=found.organization_uid)
    return reporting_places.answer(
        request,
        "public/places/report.html",
        found.organization_uid,
        via=Via.LINK,
        by=None,
        organization_name=name,
    )


urlpatterns = [path("eintrag/<str:token>/plaetze/", report, name="entry_places")]
