"""Free places by the signed link of a letter: no account, ten seconds. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mitsorge.domain.upkeep.rules import Via
from mitsorge.doors.public.entry_pass import Letter, by_letter
from mitsorge.face import reporting_places
from mitsorge.face.guards import open_to_all


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_letter
def report(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Shows what may be reported, reports it."""
    return reporting_places.answer(
        request,
        "public/places/report.html",
        letter.organization.uid,
        via=Via.LINK,
        by=None,
        organization_name=letter.organization.name,
    )


urlpatterns = [path("eintrag/<str:token>/plaetze/", report, name="entry_places")]
