"""Accounts and roles: who may sign in, as what, and with which second factor."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitsorge.domain.directory.models import Organization
from mitsorge.doors.office.deeds import attempt
from mitsorge.doors.office.typed import TypedRecord
from mitsorge.face.forms import offer, offer_records
from mitsorge.face.guards import SignedInRequest, only_for
from mitsorge.face.paging import paged
from mitsorge.foundation.access import actions as access
from mitsorge.foundation.access import wording as access_wording
from mitsorge.foundation.access.queries import factors_of
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people import actions as people
from mitsorge.foundation.people import queries, wording
from mitsorge.foundation.people.models import Account, RoleGrant
from mitsorge.foundation.people.rules import (
    PERFORMERS,
    Deed,
    Role,
    grantable,
    needs_second_factor,
)

keepers = only_for(*PERFORMERS[Deed.MANAGE_ACCOUNTS])
FACTOR = {"totp": gettext_lazy("App"), "webauthn": gettext_lazy("Passkey")}
EVENT = access_wording.EVENT | {
    "people.account.created": gettext_lazy("Konto angelegt"),
    "people.account.deactivated": gettext_lazy("Konto gesperrt"),
    "people.account.reactivated": gettext_lazy("Konto freigegeben"),
    "people.role.granted": gettext_lazy("Rolle gegeben"),
    "people.role.revoked": gettext_lazy("Rolle entzogen"),
}


class RoleForm(forms.Form):
    """A role that `by` may give, and for members the organization they speak for."""

    role = forms.ChoiceField(
        label=gettext_lazy("Rolle"),
        error_messages={"invalid_choice": gettext_lazy("Diese Rolle gibt nur die Koordination.")},
    )
    organization = TypedRecord(
        Organization.objects.none(),
        label=gettext_lazy("Organisation"),
        required=False,
        help_text=gettext_lazy(
            "Nur für Mitglieder: Für wen sprechen sie? Tippen Sie einen Teil des Namens."
        ),
    )

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = grantable(queries.roles_of(by))
        offer(self, "role", [pair for pair in wording.ROLE.items() if pair[0] in given])
        offer_records(self, "organization", Organization.objects.all())
        if Role.MEMBER not in given:
            del self.fields["organization"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        is_member = values.get("role") == Role.MEMBER
        if "role" not in values:
            return values
        if is_member and not values.get("organization"):
            self.add_error(
                "organization", _("Wählen Sie die Organisation, für die das Mitglied spricht.")
            )
        if values.get("organization") and not is_member:
            self.add_error("organization", _("Eine Organisation haben nur Mitglieder."))
        return values

    def chosen(self) -> dict[str, Any]:
        """`role` and `scope` as the deeds take them."""
        organization = self.cleaned_data.get("organization")
        scope = organization.uid if organization else None
        return {"role": Role(self.cleaned_data["role"]), "scope": scope}


class InvitationForm(RoleForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-Mail-Adresse"),
        error_messages={
            "invalid": gettext_lazy("Geben Sie die Adresse so ein: name@beispiel.example")
        },
    )
    field_order = ("name", "email", "role", "organization")


@require_safe
@keepers
def accounts(request: SignedInRequest) -> HttpResponse:
    """All accounts, 50 a page (5 queries beside the session)."""
    asked = request.GET.get("suche", "").strip()
    page = paged(_found(asked), request)
    page.rows = described(page.rows)
    context = {"section": "konten", "paged": page, "asked": asked}
    return render(request, "office/accounts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def invite(request: SignedInRequest) -> HttpResponse:
    """Account, role and letter in one deed."""
    form = InvitationForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        words = {"name": form.cleaned_data["name"], "email": form.cleaned_data["email"]}
        try:
            account = access.invite(
                **words,
                **form.chosen(),
                by=request.user,
                at=timezone.now(),
            )
        except people.AddressTaken as refused:
            form.add_error("email", str(refused))
        else:
            messages.success(
                request, _("%(name)s ist eingeladen. Der Brief ist unterwegs.") % words
            )
            return redirect("office:account", account.pk)
    context = {"section": "konten", "form": form}
    return render(request, "office/accounts/invite.html", context)


@require_safe
@keepers
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account with its roles and its history (6 queries beside the session)."""
    return _show(request, get_object_or_404(queries.accounts(), pk=pk), RoleForm(by=request.user))


@require_POST
@keepers
def grant(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.accounts(), pk=pk)
    form = RoleForm(request.POST, by=request.user)
    if not form.is_valid():
        return _show(request, shown, form)
    return _deed(request, pk, access.grant_role, account=shown, **form.chosen())


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def revoke(request: SignedInRequest, pk: int, grant_pk: int) -> HttpResponse:
    held = get_object_or_404(
        RoleGrant.objects.select_related("account"), pk=grant_pk, account_id=pk
    )
    words = {"role": wording.ROLE[Role(held.role)], "name": held.account.name}
    question = _("%(name)s die Rolle „%(role)s“ entziehen?") % words
    return _confirmed(request, pk, question, people.revoke_role, grant=held)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def deactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Account, pk=pk)
    question = _("Das Konto von %(name)s sperren?") % {"name": shown.name}
    return _confirmed(request, pk, question, people.deactivate_account, account=shown)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def reactivate(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Account, pk=pk)
    question = _("Das Konto von %(name)s wieder freigeben?") % {"name": shown.name}
    return _confirmed(request, pk, question, people.reactivate_account, account=shown)


@require_http_methods(["GET", "HEAD", "POST"])
@keepers
def reset_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Account, pk=pk)
    question = _("Den zweiten Faktor von %(name)s zurücksetzen?") % {"name": shown.name}
    return _confirmed(request, pk, question, access.reset_second_factor, account=shown)


def described(found: Any) -> list[dict[str, Any]]:
    """Accounts with the words of their roles and factors (4 queries for any number)."""
    shown = list(found)
    factors = factors_of(account.pk for account in shown)
    names = _organization_names(shown)
    return [
        {
            "account": account,
            "grants": [(grant, _grant_words(grant, names)) for grant in account.grants.all()],
            "factors": [FACTOR[kind] for kind in sorted(factors.get(account.pk, ()))],
            "needs_factor": needs_second_factor(
                {Role(grant.role) for grant in account.grants.all()}
            ),
        }
        for account in shown
    ]


def _found(asked: str) -> QuerySet[Account]:
    found = queries.accounts()
    return found.filter(Q(name__icontains=asked) | Q(email__icontains=asked)) if asked else found


def _organization_names(accounts: list[Account]) -> dict[UUID, str]:
    scopes = {grant.scope for account in accounts for grant in account.grants.all() if grant.scope}
    return dict(Organization.objects.filter(uid__in=scopes).values_list("uid", "name"))


def _grant_words(grant: RoleGrant, names: dict[UUID, str]) -> str:
    role = str(wording.ROLE[Role(grant.role)])
    if grant.scope is None:
        return role
    return f"{role}: {names.get(grant.scope, _('Organisation gelöscht'))}"


def _show(request: SignedInRequest, shown: Account, form: RoleForm) -> HttpResponse:
    told = [
        {
            "entry": entry,
            "words": EVENT.get(entry.event, entry.event),
            "role": _role_of(entry.changes),
        }
        for entry in history(shown)[:50]
    ]
    context = {"section": "konten", **described([shown])[0], "form": form, "told": told}
    return render(request, "office/accounts/account.html", context)


def _role_of(changes: dict[str, list[Any]]) -> str:
    before, after = changes.get("role", [None, None])
    code = after or before
    return str(wording.ROLE[Role(code)]) if code else ""


def _confirmed(
    request: SignedInRequest, pk: int, question: str, deed: Any, **what: Any
) -> HttpResponse:
    """GET asks, POST acts, with the reason for the journal."""
    if request.method == "POST":
        return _deed(request, pk, deed, **what, why=request.POST.get("why", ""))
    context = {"section": "konten", "question": question, "pk": pk}
    return render(request, "office/accounts/confirm.html", context)


def _deed(request: SignedInRequest, pk: int, deed: Any, **what: Any) -> HttpResponse:
    attempt(request, deed, _("Erledigt."), **what)
    return redirect("office:account", pk)
