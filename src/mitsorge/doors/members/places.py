"""Free places from an account: the same ten seconds as by the link of a letter."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory.queries import own_organizations
from mitsorge.domain.upkeep.rules import Via
from mitsorge.face import reporting_places
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import organizations_of
from mitsorge.foundation.people.rules import Role


@only_for(Role.MEMBER)
@require_safe
def choose(request: SignedInRequest) -> HttpResponse:
    """For which organization; who speaks for one only is led on (4 queries beside the session)."""
    uids = sorted(organizations_of(request.user))
    if len(uids) == 1:
        return redirect("members:report_places", uids[0])
    named = [(uid, name) for uid in uids for name in _names(uid)]
    return render(request, "members/places_choose.html", {"organizations": named})


@only_for(Role.MEMBER)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """One form per kind of places of one's own organization; others are not found."""
    if uid not in organizations_of(request.user):
        raise Http404
    return reporting_places.answer(
        request,
        "members/places.html",
        uid,
        via=Via.ACCOUNT,
        by=request.user,
        organization_name=next(iter(_names(uid)), ""),
    )


def _names(uid: UUID) -> list[str]:
    return [each.name for each in own_organizations([uid], on=timezone.localdate())]


urlpatterns = [
    path("freie-plaetze/", choose, name="choose_places"),
    path("freie-plaetze/<uuid:uid>/", report, name="report_places"),
]
