"""The letters of signing in. Each goes to the owner of the address alone and names nobody else,
except those that tell the coordination who got or lost a key to the network."""

import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post.rules import Draft

NOTICES = {
    "account/email/password_changed": gettext_noop("Das Passwort Ihres Kontos wurde geändert."),
    "account/email/password_reset": gettext_noop("Das Passwort Ihres Kontos wurde neu festgelegt."),
    "account/email/password_set": gettext_noop("Für Ihr Konto wurde ein Passwort festgelegt."),
    "mfa/email/totp_activated": gettext_noop(
        "Für Ihr Konto wurde eine App für Einmalcodes eingerichtet."
    ),
    "mfa/email/totp_deactivated": gettext_noop(
        "Die App für Einmalcodes wurde von Ihrem Konto entfernt."
    ),
    "mfa/email/webauthn_added": gettext_noop("Für Ihr Konto wurde ein Passkey hinzugefügt."),
    "mfa/email/webauthn_removed": gettext_noop("Von Ihrem Konto wurde ein Passkey entfernt."),
    "mfa/email/recovery_codes_generated": gettext_noop(
        "Für Ihr Konto wurden neue Notfallcodes erzeugt."
    ),
}


def invitation(account: Account, *, network: str, site: str, by_password: bool) -> Draft:
    """How to sign in for the first time; `site` is the public address without a final slash."""
    if by_password:
        way = _(
            "So richten Sie Ihr Konto ein:\n"
            "1. Öffnen Sie %(site)s/konto/passwort/vergessen/ und geben Sie diese E-Mail-Adresse ein.\n"
            "2. Wir schicken Ihnen einen Code. Damit legen Sie Ihr Passwort fest.\n"
            "3. Melden Sie sich an. Wir führen Sie dann zum zweiten Faktor: einer App für Einmalcodes oder einem Passkey."
        )
    else:
        way = _(
            "So melden Sie sich an:\n"
            "1. Öffnen Sie %(site)s/konto/anmelden/ und geben Sie diese E-Mail-Adresse ein.\n"
            "2. Wir schicken Ihnen einen Code. Ein Passwort brauchen Sie nicht."
        )
    greeting = _("Guten Tag %(name)s,\n\nfür Sie wurde ein Konto angelegt: %(network)s.\n\n")
    text = (greeting + way) % {"name": account.name, "network": network, "site": site}
    return Draft(
        to=account.email,
        subject=_("Ihr Zugang: %(network)s") % {"network": network},
        text=text,
        key=f"access.invitation:{account.uid}",
        purpose="access.invitation",
    )


def sign_in_code(to: str, code: str) -> Draft:
    text = _(
        "Ihr Code zum Anmelden:\n\n    %(code)s\n\n"
        "Er gilt 15 Minuten. Geben Sie ihn dort ein, wo Sie ihn angefordert haben.\n"
        "Sie wollten sich nicht anmelden? Dann brauchen Sie nichts zu tun."
    )
    return _letter(to, _("Ihr Code zum Anmelden"), text % {"code": code}, "access.code")


def password_code(to: str, code: str) -> Draft:
    text = _(
        "Ihr Code für ein neues Passwort:\n\n    %(code)s\n\n"
        "Er gilt 15 Minuten. Geben Sie ihn dort ein, wo Sie ihn angefordert haben.\n"
        "Sie wollten Ihr Passwort nicht ändern? Dann brauchen Sie nichts zu tun."
    )
    return _letter(to, _("Ihr Code für ein neues Passwort"), text % {"code": code}, "access.code")


def no_account(to: str) -> Draft:
    text = _(
        "Jemand wollte sich mit dieser E-Mail-Adresse anmelden. Für sie gibt es hier kein Konto.\n"
        "Waren Sie das? Dann haben Sie vielleicht eine andere Adresse bei uns hinterlegt.\n"
        "Sonst brauchen Sie nichts zu tun."
    )
    return _letter(to, _("Anmeldung nicht möglich"), text, "access.refused")


def use_your_password(to: str, site: str) -> Draft:
    """For office accounts that asked for a code: the letter, not the page, tells them."""
    text = _(
        "Sie haben einen Code zum Anmelden angefordert. Ihr Konto gehört zum Büro des Netzwerks;\n"
        "dort melden Sie sich mit Passwort und zweitem Faktor an:\n%(site)s/konto/anmelden/"
    )
    return _letter(to, _("Bitte mit Passwort anmelden"), text % {"site": site}, "access.refused")


def use_a_code(to: str, site: str) -> Draft:
    """For members who asked for a new password: they need none."""
    text = _(
        "Sie haben ein neues Passwort angefordert. Für Ihr Konto brauchen Sie keines.\n"
        "Melden Sie sich mit einem Code an, den wir Ihnen schicken:\n%(site)s/konto/anmelden/"
    )
    return _letter(to, _("Sie brauchen kein Passwort"), text % {"site": site}, "access.refused")


def notice(to: str, event: str, site: str) -> Draft:
    """Something about the account changed; `event` is a key of `NOTICES`."""
    text = _(
        "%(what)s\n\nWaren Sie das nicht? Dann rufen Sie uns bitte gleich an und legen Sie ein neues "
        "Passwort fest:\n%(site)s/konto/passwort/vergessen/"
    )
    words = {"what": _(NOTICES[event]), "site": site}
    return _letter(to, _("Änderung an Ihrem Konto"), text % words, "access.notice")


def factor_removed(account: Account, site: str) -> Draft:
    text = _(
        "Guten Tag %(name)s,\n\nIhr zweiter Faktor wurde auf Ihren Wunsch entfernt. "
        "Beim nächsten Anmelden richten Sie einen neuen ein:\n%(site)s/konto/anmelden/\n\n"
        "Haben Sie das nicht gewünscht? Dann rufen Sie uns bitte gleich an."
    )
    words = {"name": account.name, "site": site}
    return _letter(account.email, _("Änderung an Ihrem Konto"), text % words, "access.notice")


def role_given(to: str, *, account: Account, role: str, by: str, site: str) -> Draft:
    """To the coordination: somebody may now see other people's work. `role` in German words."""
    text = _(
        "%(name)s hat jetzt die Rolle „%(role)s“. Vergeben hat sie: %(by)s.\n\n"
        "Ist das nicht abgesprochen? Dann entziehen Sie die Rolle bitte gleich:\n"
        "%(site)s/schreibtisch/konten/%(pk)s/"
    )
    words = {"name": account.name, "role": role, "by": by, "site": site, "pk": account.pk}
    return _letter(to, _("Neue Rolle im Netzwerk"), text % words, "access.announced")


def factor_reset(to: str, *, account: Account, by: str, site: str) -> Draft:
    """To the coordination: one of them will set up a new second factor."""
    text = _(
        "Der zweite Faktor von %(name)s wurde zurückgesetzt. Getan hat es: %(by)s.\n\n"
        "Ist das nicht abgesprochen? Dann sperren Sie das Konto bitte gleich:\n"
        "%(site)s/schreibtisch/konten/%(pk)s/"
    )
    words = {"name": account.name, "by": by, "site": site, "pk": account.pk}
    return _letter(to, _("Zweiter Faktor zurückgesetzt"), text % words, "access.announced")


def _letter(to: str, subject: str, text: str, purpose: str) -> Draft:
    """A letter that is sent each time it is asked for; the outbox forgets codes once they are sent."""
    return Draft(
        to=to,
        subject=subject,
        text=text,
        key=f"{purpose}:{uuid.uuid4()}",
        purpose=purpose,
        confidential=purpose == "access.code",
    )
