"""Answers from an account that need no letter: everything is correct, this is no more, and how to be asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import answers
from mitsorge.domain.upkeep.actions.reach import change_reach
from mitsorge.domain.upkeep.models import Reach
from mitsorge.domain.upkeep.queries.changes import Subject, subject_of
from mitsorge.domain.upkeep.queries.entries import entry_lines
from mitsorge.face.entry_gone import GoneForm
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


@require_http_methods(["GET", "HEAD", "POST"])
@members
def gone(request: SignedInRequest, uid: UUID) -> HttpResponse:
    """Asks first; then the office asks once more before anything disappears."""
    subject = own_subject(request, uid)
    form = GoneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _tell_gone(request, subject, form.cleaned_data["message"])
        return redirect("members:entry", uid)
    return render(request, "members/entries/gone.html", {"subject": subject, "form": form})


def own_subject(request: SignedInRequest, uid: UUID) -> Subject:
    """An own organization or one of its offers; everybody else's is not found."""
    for organization in Organization.objects.filter(uid__in=organizations_of(request.user)):
        if found := subject_of(organization, uid):
            return found
    raise Http404


def own(request: SignedInRequest, uid: UUID) -> Organization:
    """One of the organizations the account speaks for; everybody else's is not found (2 queries)."""
    mine = Organization.objects.filter(uid__in=organizations_of(request.user))
    return get_object_or_404(mine, uid=uid)


def _tell_gone(request: SignedInRequest, subject: Subject, message: str) -> None:
    try:
        answers.gone_own(
            organization_id=subject.organization.pk,
            service_id=subject.service.pk if subject.service else None,
            message=message,
            by=request.user,
            at=timezone.now(),
        )
    except (AlreadyDone, Refused) as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("Danke. Wir fragen nach, bevor etwas verschwindet."))


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
