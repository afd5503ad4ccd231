"""One's own account: what it may, where it works, and the second factor."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from mitsorge.domain.directory.permissions import may_edit
from mitsorge.domain.directory.queries import own_organizations
from mitsorge.face.guards import SignedInRequest, detour, signed_in
from mitsorge.foundation.access.queries import has_second_factor
from mitsorge.foundation.access.rules import needs_password
from mitsorge.foundation.people import wording
from mitsorge.foundation.people.queries import organizations_of, roles_of

DESK = "/schreibtisch/"


@require_safe
@signed_in
def overview(request: SignedInRequest) -> HttpResponse:
    """What this account is and may, and the organization it speaks for (5 queries beside the session)."""
    roles = roles_of(request.user)
    uids = organizations_of(request.user)
    context = {
        "roles": [wording.ROLE[role] for role in sorted(roles)],
        "organizations": own_organizations(uids, on=timezone.localdate()),
        "may_edit": may_edit(request.user),
        "works_in_office": needs_password(roles),
    }
    return render(request, "members/account.html", context)


@require_safe
@signed_in
def onward(request: SignedInRequest) -> HttpResponse:
    """Sends everyone to where they work, the office by way of the second factor."""
    if needs_password(roles_of(request.user)):
        return detour(request) or HttpResponseRedirect(DESK)
    return redirect("account_overview")


@require_safe
@signed_in
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """For sessions opened by a code whose account has got an office role since."""
    wanted = request.GET.get("next", DESK)
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = DESK
    return render(request, "members/sign_in_again.html", {"wanted": wanted})


class _Shown:
    """Setting up a factor proves it: the session need not ask for it once more."""

    kind: Authenticator.Type
    request: HttpRequest

    def form_valid(self, form: BaseForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # the view it is mixed into has one
        newest = Authenticator.objects.filter(user_id=self.request.user.pk, type=self.kind)
        made = newest.latest("pk")
        record_authentication(
            self.request, self.request.user, method="mfa", id=made.pk, type=made.type
        )
        return response


class ActivateTotp(_Shown, ActivateTOTPView):
    kind = Authenticator.Type.TOTP


class AddPasskey(_Shown, AddWebAuthnView):
    kind = Authenticator.Type.WEBAUTHN


class RemovePasskey(RemoveWebAuthnView):
    """allauth asks `can_delete_authenticator` for apps only; here passkeys obey it too."""

    def form_valid(self, form: BaseForm) -> HttpResponse:
        factors: Any = get_adapter()
        if factors.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)
        messages.error(self.request, factors.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_list_webauthn")


def proved_first(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where an office account has a factor, this session shows it before it may add, see or remove one.

    A session opened by the password alone, before there was a factor, would otherwise make itself a second one.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        way = detour(request)
        if way is not None and request.user.is_authenticated and has_second_factor(request.user):
            return way
        return view(request, *args, **kwargs)

    return guarded


activate_totp = signed_in(proved_first(ActivateTotp.as_view()))
add_passkey = signed_in(proved_first(AddPasskey.as_view()))
remove_passkey = signed_in(proved_first(RemovePasskey.as_view()))
