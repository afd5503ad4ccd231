"""What the links of a letter open: confirm, withdraw, read what was signed. GET shows, POST acts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.partners.actions import applying
from mitsorge.domain.partners.letters import CONFIRM, KEEP, uid_of, withdraw_address
from mitsorge.domain.partners.models import Application
from mitsorge.domain.partners.queries.applications import by_uid
from mitsorge.domain.partners.rules import ApplicationStatus
from mitsorge.domain.partners.rules.deletions import CONFIRM_WITHIN
from mitsorge.face.guards import open_to_all


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """The address is theirs; a mail scanner that opens the link confirms nothing."""
    application = by_uid(uid_of(signed, CONFIRM, within=CONFIRM_WITHIN))
    if application is None:
        return _gone(request)
    context: dict[str, Any] = {"application": application}
    context["asks"] = application.status == ApplicationStatus.UNCONFIRMED
    if request.method == "POST":
        context |= _done(applying.confirm, application.uid)
    return render(request, "public/joining/confirm.html", context)


@open_to_all
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, signed: str) -> HttpResponse:
    """Takes the application back, as long as nobody decided."""
    application = by_uid(uid_of(signed, KEEP))
    if application is None:
        return _gone(request)
    context: dict[str, Any] = {"application": application}
    context["asks"] = application.status == ApplicationStatus.SUBMITTED
    if request.method == "POST":
        context |= _done(applying.withdraw, application.uid)
    return render(request, "public/joining/withdraw.html", context)


@open_to_all
@never_cache
@require_safe
def signed(request: HttpRequest, signed: str) -> HttpResponse:
    """What was declared, when, by whom, with its proof; made to be printed."""
    application = by_uid(uid_of(signed, KEEP))
    if application is None:
        return _gone(request)
    open_states = (ApplicationStatus.SUBMITTED,)
    context = {
        "application": application,
        "withdraw": withdraw_address(application) if application.status in open_states else "",
        "sheet": reverse("brochure:declaration", args=(signed,)),
    }
    return render(request, "public/joining/signed.html", context)


def _done(deed: Callable[..., Application], uid: UUID) -> dict[str, Any]:
    try:
        return {"application": deed(uid=uid, at=timezone.now()), "asks": False, "done": True}
    except (AlreadyDone, Refused) as refused:
        return {"asks": False, "refused": str(refused)}


def _gone(request: HttpRequest) -> HttpResponse:
    context = {
        "heading": _("Dieser Link gilt nicht mehr."),
        "text": _(
            "Vielleicht ist er abgelaufen oder nicht ganz kopiert. Stellen Sie gern einen neuen Antrag."
        ),
    }
    return render(request, "public/joining/gone.html", context, status=410)
