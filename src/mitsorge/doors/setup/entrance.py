"""/demo/: who is who in the demo, and signing in as one of them. Does not exist elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mitsorge.doors.setup.accounts import CAST, NO_ACCOUNT
from mitsorge.face.guards import open_to_all
from mitsorge.foundation.people import wording
from mitsorge.foundation.people.models import Account

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def only_in_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 where DEMO is off: the page does not exist there."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(shown)


@require_safe
@only_in_demo
@open_to_all
def cast(request: HttpRequest) -> HttpResponse:
    """The cast with roles, passwords and the codes of this half minute (1 query)."""
    emails = [one.email for one in CAST]
    known = set(Account.objects.filter(email__in=emails).values_list("email", flat=True))
    people = [
        {
            "one": one,
            "role": wording.ROLE[one.role] if one.role else "",
            "code": one.code() if one.secret else "",
        }
        for one in CAST
        if one.email in known
    ]
    return render(request, "setup/cast.html", {"people": people, "nadia": NO_ACCOUNT})


@require_POST
@only_in_demo
@open_to_all
def sign_in_as(request: HttpRequest, name: str) -> HttpResponse:
    """A full sign-in, as if password and code had been typed; then to where she works."""
    one = next((one for one in CAST if one.name.lower() == name), None)
    if one is None:
        raise Http404
    account = get_object_or_404(Account, email=one.email, is_active=True)
    logout(request)
    login(request, account, backend=BACKEND)
    record_authentication(request, account, method="password" if one.password else "code")
    for factor in Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP):
        record_authentication(request, account, method="mfa", id=factor.pk, type=factor.type)
    return redirect("account_onward")
