"""Answers from an account that need no letter: everything is correct, and how to be asked."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.upkeep.actions import answers
from mitsorge.domain.upkeep.actions.reach import change_reach
from mitsorge.domain.upkeep.models import Reach
from mitsorge.domain.upkeep.queries.entries import entry_lines
from mitsorge.face.entry_reach import ReachForm
from mitsorge.face.entry_room import seen_versions
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.foundation.people.queries import organizations_of
from mitsorge.foundation.people.rules import Role

members = only_for(Role.MEMBER)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def confirm(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Shows everything that is public of an own organization; confirms the versions that were shown."""
    organization = own(request, uid)
    if request.method == "POST" and _confirmed(request, organization):
        return redirect("members:entries")
    lines = entry_lines(organization, on=timezone.localdate())
    context = {"organization": organization, "lines": lines}
    return render(request, "members/entries/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@members
def reach(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Where letters go, whom to call and when, how often to ask."""
    organization = own(request, uid)
    known = Reach.objects.filter(organization=organization).first()
    form = ReachForm(request.POST if request.method == "POST" else None, known=known)
    if request.method == "POST" and form.is_valid():
        change_reach(
            organization_id=organization.pk,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Gespeichert. So fragen wir Sie ab jetzt."))
        return redirect("members:entries")
    context = {"organization": organization, "form": form}
    return render(request, "members/entries/reach.html", context)


def own(request: SignedInRequest, uid: UUID) -> Organization:
    """One of the organizations the account speaks for; everybody else's is not found (2 queries)."""
    mine = Organization.objects.filter(uid__in=organizations_of(request.user))
    return get_object_or_404(mine, uid=uid)


def _confirmed(request: SignedInRequest, organization: Organization) -> bool:
    try:
        answers.confirm_own(
            organization_id=organization.pk,
            seen=seen_versions(request),
            by=request.user,
            at=timezone.now(),
        )
    except ChangedMeanwhile as refused:
        again = _("Bitte sehen Sie die neue Fassung an und bestätigen Sie dann.")
        messages.warning(request, f"{refused} {again}")
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Danke. Ihre Einträge gelten ab heute als bestätigt."))
        return True
    return False
