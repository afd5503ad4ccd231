"""A partner reports how far it took the recommendations into account (§ 8a Abs. 4 SGB XI)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.recommendations.actions.considerations import consider
from mitsorge.domain.recommendations.queries import considerations as queries
from mitsorge.face.considering import ConsiderForm
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import organizations_of
from mitsorge.foundation.people.rules import Role

members = only_for(Role.MEMBER)


@require_safe
@members
def reports(request: SignedInRequest) -> HttpResponse:
    """The organizations an account speaks for, each with its years (3 queries)."""
    context = {
        "organizations": queries.speaking_for(organizations_of(request.user)),
        "years": queries.years(timezone.localdate()),
    }
    return render(request, "members/considering/reports.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def report(request: SignedInRequest, year: int, uid: UUID) -> HttpResponse:
    """One year of one organization; somebody else's is not found (4 queries to show)."""
    organization = _own(request, uid)
    if year not in queries.years(timezone.localdate()):
        raise Http404
    form = ConsiderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _kept(request, form, organization, year):
        messages.success(request, _("Gespeichert. Danke."))
        return redirect("members:considered", year, uid)
    context = {"report": queries.report(organization, year), "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "members/considering/report.html", context, status=status)


def _own(request: SignedInRequest, uid: UUID) -> Organization:
    own = queries.speaking_for(organizations_of(request.user) & {uid}).first()
    if own is None:
        raise Http404
    return own


def _kept(
    request: SignedInRequest, form: ConsiderForm, organization: Organization, year: int
) -> bool:
    try:
        consider(
            organization_id=organization.pk,
            year=year,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    return True
