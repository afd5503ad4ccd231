"""allauth's forms, with the one rule of this house: passwords for the office, codes for all others."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm
from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.access.rules import needs_password
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import roles_of

UNREADABLE = {
    "required": _("Geben Sie Ihre E-Mail-Adresse ein."),
    "invalid": _("Geben Sie die E-Mail-Adresse so ein: name@beispiel.example"),
}


class SignIn(LoginForm):
    """Labels stand above the fields, nothing inside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages.update(UNREADABLE)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class RequestCode(RequestLoginCodeForm):
    """The page answers the same for every address; only the letter differs."""

    _user: Account | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages.update(UNREADABLE)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user is not None and needs_password(roles_of(self._user)):
            self._user = None
        return email


class ForgottenPassword(ResetPasswordForm):
    """Members have no password: their letter says so."""

    users: list[Account]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages.update(UNREADABLE)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [account for account in self.users if needs_password(roles_of(account))]
        return email
