"""German addresses for allauth's views, under the names allauth looks them up by."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from mitsorge.doors.members import accounts

urlpatterns = [
    path("", accounts.overview, name="account_overview"),
    path("weiter/", accounts.onward, name="account_onward"),
    path("neu-anmelden/", accounts.sign_in_again, name="account_sign_in_again"),
    path("anmelden/", account.login, name="account_login"),
    path("anmelden/code/", account.request_login_code, name="account_request_login_code"),
    path("code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("abmelden/", account.logout, name="account_logout"),
    path("gesperrt/", account.account_inactive, name="account_inactive"),
    path("registrieren/", account.signup, name="account_signup"),
    path("bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("passwort/", account.password_change, name="account_change_password"),
    path("passwort/festlegen/", account.password_set, name="account_set_password"),
    path("passwort/vergessen/", account.password_reset, name="account_reset_password"),
    path(
        "passwort/vergessen/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "passwort/vergessen/neu/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "passwort/vergessen/fertig/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("zweiter-faktor/", mfa.index, name="mfa_index"),
    path("zweiter-faktor/pruefen/", mfa.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/bestaetigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("zweiter-faktor/app/", accounts.activate_totp, name="mfa_activate_totp"),
    path(
        "zweiter-faktor/app/entfernen/",
        accounts.proved_first(totp.deactivate_totp),
        name="mfa_deactivate_totp",
    ),
    path(
        "zweiter-faktor/passkeys/",
        accounts.proved_first(passkeys.list_webauthn),
        name="mfa_list_webauthn",
    ),
    path("zweiter-faktor/passkeys/neu/", accounts.add_passkey, name="mfa_add_webauthn"),
    path(
        "zweiter-faktor/passkeys/bestaetigen/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "zweiter-faktor/passkeys/<int:pk>/",
        accounts.proved_first(passkeys.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "zweiter-faktor/passkeys/<int:pk>/entfernen/",
        accounts.remove_passkey,
        name="mfa_remove_webauthn",
    ),
    path(
        "zweiter-faktor/notfallcodes/",
        accounts.proved_first(recovery.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "zweiter-faktor/notfallcodes/neu/",
        accounts.proved_first(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "zweiter-faktor/notfallcodes/herunterladen/",
        accounts.proved_first(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
]
