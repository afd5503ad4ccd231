"""Opening a page by the signed link of a letter. Whatever is wrong with it: a friendly page and a way on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Inquiry

GONE = 410


@dataclass(frozen=True)
class Letter:
    """A link that is valid: its round and whose it is."""

    token: str
    inquiry: Inquiry

    @property
    def organization(self) -> Organization:
        return self.inquiry.organization

    def address(self, name: str, *more: Any) -> str:
        """A page behind the same link."""
        return reverse(f"public:{name}", args=[self.token, *more])


View = Callable[..., HttpResponse]


def by_letter(view: View) -> View:
    """Hands the view a `Letter`; shows a closed page for links that are forged, revoked, expired, or for something else."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        try:
            found = inquiries.opened(token)
        except inquiries.BadLink:
            return closed(request, token, may_renew=False)
        if found.expired or found.purpose != inquiries.ENTRY:
            return closed(request, token, may_renew=found.expired)
        rows = Inquiry.objects.select_related("organization")
        return view(request, Letter(token, rows.get(uid=found.inquiry_uid)), **more)

    return opened


def closed(request: HttpRequest, token: str, *, may_renew: bool) -> HttpResponse:
    """Names nobody: whoever holds a wrong link learns nothing."""
    context = {"token": token, "may_renew": may_renew}
    return render(request, "public/entries/closed.html", context, status=GONE)
