"""How allauth speaks, writes letters and names things here. Configured in the settings."""

import time
from io import BytesIO
from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from mitsorge.doors.members import vault
from mitsorge.foundation.access import letters
from mitsorge.foundation.access.queries import is_last_factor
from mitsorge.foundation.access.rules import is_fresh, needs_password, shown
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import by_address, roles_of
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.rules import Draft

MESSAGES = {
    "account/messages/logged_out.txt": gettext_lazy("Sie sind abgemeldet."),
    "account/messages/password_changed.txt": gettext_lazy("Ihr Passwort ist geändert."),
    "account/messages/password_set.txt": gettext_lazy("Ihr Passwort ist festgelegt."),
    "mfa/messages/totp_activated.txt": gettext_lazy("Die App ist eingerichtet."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("Die App ist entfernt."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("Der Passkey ist hinzugefügt."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("Der Passkey ist entfernt."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy("Neue Notfallcodes liegen bereit."),
}
TOO_MANY = gettext_lazy("Das waren zu viele Versuche. Warten Sie bitte ein paar Minuten.")
WRONG_CODE = gettext_lazy(
    "Der Code stimmt nicht. Prüfen Sie die Ziffern oder fordern Sie einen neuen an."
)


def draft_for(template: str, to: str, code: str) -> Draft:
    """The letter for what allauth wants to send; the account decides which way it is told."""
    account = by_address(to)
    if code:
        make = letters.password_code if "password" in template else letters.sign_in_code
        return make(to, code)
    if account is None or not account.is_active:
        return letters.no_account(to)
    if needs_password(roles_of(account)):
        return letters.use_your_password(to, settings.BASE_URL)
    return letters.use_a_code(to, settings.BASE_URL)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up alone; letters go through the outbox; errors are calm German sentences."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("E-Mail-Adresse oder Passwort stimmen nicht."),
        "enter_current_password": gettext_lazy("Das ist nicht Ihr jetziges Passwort."),
        "incorrect_password": gettext_lazy("Das Passwort stimmt nicht."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        post.enqueue(draft_for(template_prefix, email, context.get("code", "")), at=timezone.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Account,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        if template_prefix in letters.NOTICES:
            to = email or user.email
            post.enqueue(letters.notice(to, template_prefix, settings.BASE_URL), at=timezone.now())

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        words = message or MESSAGES.get(message_template or "")
        if words:
            super().add_message(request, level, extra_tags=extra_tags, message=str(words))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """A password opens office accounts only: a member's forgotten one is no second way in."""
        account = super().authenticate(request, **credentials)
        if isinstance(account, Account) and account.is_active:
            return account if needs_password(roles_of(account)) else None
        return account

    def pre_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse | None:
        """The second lock: no office account gets in by a code alone, whatever led here."""
        records = get_authentication_records(request, user)
        if needs_password(roles_of(user)) and not shown(records, "password"):
            raise PermissionDenied
        return super().pre_login(request, user, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes of signing in: the password was typed a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        return not is_fresh(records, now=time.time(), seconds=300)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        names = {
            "reauthenticate": _("Mit dem Passwort"),
            "mfa_reauthenticate": _("Mit einem Code aus der App"),
            "mfa_reauthenticate:webauthn": _("Mit einem Passkey"),
        }
        found = super().get_reauthentication_methods(user)
        return [{**method, "description": names[method["id"]]} for method in found]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/konto/zweiter-faktor/"


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: sealed in the database, named in German, never the last one of the office."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "Das ist Ihr einziger zweiter Faktor. Richten Sie zuerst einen anderen ein."
        ),
    }

    def encrypt(self, text: str) -> str:
        return vault.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not needs_password(roles_of(authenticator.user)):
            return True
        return not is_last_factor(authenticator)

    def build_totp_svg(self, url: str) -> str:
        """With a white ground of its own: in the dark look the page gives none."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        return str(network() or "Mitsorge")

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(n)s") % {"n": number}
