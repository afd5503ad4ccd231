"""Who may open a page. Every view carries exactly one guard; the permission matrix is read from it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import holds
from mitsorge.foundation.people.rules import Role


class SignedInRequest(HttpRequest):
    """What a view behind `only_for` gets: a request whose user is an account."""

    user: Account


View = Callable[..., HttpResponse]
EVERYONE: frozenset[Role] = frozenset()


def open_to_all(view: View) -> View:
    """A public page."""
    view.guard = EVERYONE  # type: ignore[attr-defined]
    return view


def only_for(*roles: Role) -> Callable[[View], View]:
    """A page for some roles: others are refused, visitors are sent to sign in."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not holds(request.user, roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.guard = frozenset(roles)  # type: ignore[attr-defined]
        return guarded

    return guard
