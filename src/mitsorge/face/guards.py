"""Who may open a page. Every view carries exactly one guard; the permission matrix is read from it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from mitsorge.domain.governance.permissions import standing_of
from mitsorge.domain.governance.rules.standing import Standing
from mitsorge.foundation.access.queries import has_second_factor
from mitsorge.foundation.access.rules import Step, missing_step, shown
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import holds, roles_of
from mitsorge.foundation.people.rules import Role, needs_second_factor


class SignedInRequest(HttpRequest):
    """What a view behind `only_for` or `signed_in` gets: a request whose user is an account."""

    user: Account


class GuardedView(Protocol):
    """A view that says who may open it."""

    guard: frozenset[str]


View = Callable[..., HttpResponse]
EVERYONE: frozenset[str] = frozenset()
SIGNED_IN: frozenset[str] = frozenset({"SIGNED_IN"})
WAY = {
    Step.PASSWORD: "account_sign_in_again",
    Step.SET_UP: "mfa_index",
    Step.PROVE: "mfa_reauthenticate",
}


def _with_guard(view: View, guard: frozenset[str]) -> View:
    cast(GuardedView, view).guard = guard
    return view


def open_to_all(view: View) -> View:
    """A public page."""
    return _with_guard(view, EVERYONE)


def only_for(*roles: Role, standing: Standing | None = None) -> Callable[[View], View]:
    """A page for some roles: others are refused, visitors are sent to sign in.

    `standing` also lets in whoever sits in a committee today, or runs one. Such a page must ask for the very
    committee itself. An account with an office role must have shown password and second factor in this session.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not holds(request.user, roles) and not stands(request.user, standing):
                raise PermissionDenied
            return detour(request) or view(request, *args, **kwargs)

        allowed = frozenset({*roles, *([standing] if standing else [])})
        return _with_guard(never_cache(guarded), allowed)

    return guard


def stands(account: Account, standing: Standing | None) -> bool:
    """Whether somebody sits in a committee today, or runs one; nobody where nothing is asked (0 queries)."""
    return standing is not None and standing in standing_of(account, timezone.localdate())


def signed_in(view: View) -> View:
    """A page for every account about itself; shows nothing of others, so asks no second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _with_guard(never_cache(guarded), SIGNED_IN)


def sender_of(request: HttpRequest) -> str:
    """The network address a request comes from, read behind a trusted proxy only; empty if unknown."""
    try:
        return get_adapter().get_client_ip(request)
    except PermissionDenied:
        return ""


def detour(request: HttpRequest) -> HttpResponseRedirect | None:
    """Where an office account must go first, or None. 0 queries once password and factor were shown."""
    account = request.user
    if not account.is_authenticated or not needs_second_factor(roles_of(account)):
        return None
    records = get_authentication_records(request, account)
    has_factor = shown(records, "mfa") or has_second_factor(account)
    step = missing_step(records, has_factor=has_factor)
    if step is None:
        return None
    return HttpResponseRedirect(
        f"{reverse(WAY[step])}?{urlencode({'next': request.get_full_path()})}"
    )
