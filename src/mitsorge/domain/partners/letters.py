"""Letters about joining. A link in them is signed: it needs no account, shows on GET and acts on POST."""

import hashlib
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.partners import wording
from mitsorge.domain.partners.models import Application, Partnership
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.partners.rules.deletions import after_leaving
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.letters import closing
from mitsorge.foundation.post.rules import Draft

CONFIRM = TimestampSigner(salt="partners.application.confirm")
KEEP = TimestampSigner(salt="partners.application.keep")
"""Opens what was signed, and withdraws it: in the hands of the confirmed address alone."""


def confirm_address(application: Application) -> str:
    return f"{settings.BASE_URL}/mitmachen/bestaetigen/{CONFIRM.sign(str(application.uid))}/"


def withdraw_address(application: Application) -> str:
    return f"{settings.BASE_URL}/mitmachen/zurueckziehen/{KEEP.sign(str(application.uid))}/"


def signed_address(application: Application) -> str:
    return f"{settings.BASE_URL}/mitmachen/erklaerung/{KEEP.sign(str(application.uid))}/"


def uid_of(signed: str, signer: TimestampSigner, *, within: timedelta | None = None) -> UUID | None:
    """Whose link this is; None where it was forged, cut off, or older than `within`."""
    try:
        return UUID(signer.unsign(signed, max_age=within))
    except (BadSignature, ValueError):
        return None


def please_confirm(application: Application, network: Network) -> Draft:
    """Asks whether the address is theirs.

    Nobody has proved that yet: the letter repeats nothing of what was typed.
    """
    text = _(
        "Guten Tag,\n\n"
        "mit dieser E-Mail-Adresse wurde beantragt, Partner zu werden: %(network)s.\n\n"
        "Waren Sie das? Dann bestätigen Sie bitte Ihre Adresse binnen 14 Tagen:\n%(address)s\n\n"
        "Erst danach sehen wir Ihren Antrag. Waren Sie es nicht, brauchen Sie nichts zu tun.\n\n"
        "%(closing)s"
    ) % {
        "network": network,
        "address": confirm_address(application),
        "closing": closing(network),
    }
    return _to_speaker(application, _("Bitte bestätigen Sie Ihre Adresse"), text, "confirm")


def already_here(application: Application, network: Network, *, on: date) -> Draft:
    """Somebody applied once more with the same name and address; one letter a day at most."""
    text = _(
        "Guten Tag,\n\n"
        "Ihr Antrag liegt uns schon vor. Sie brauchen nichts weiter zu tun; wir melden uns.\n\n"
        "%(office)s · %(phone)s\n"
    ) % {"office": network.office_name, "phone": network.phone}
    return _to_speaker(application, _("Ihr Antrag liegt schon vor"), text, f"again.{on}")


def received(application: Application, network: Network) -> Draft:
    """Thanks, with what was signed and the way back."""
    text = _(
        "Guten Tag %(name)s,\n\n"
        "danke. %(organization)s hat beantragt, Partner zu werden: %(network)s. "
        "Wir prüfen das und melden uns bei Ihnen.\n\n"
        "Was Sie erklärt haben, zum Lesen und Drucken:\n%(signed)s\n\n"
        "Sie möchten den Antrag zurückziehen:\n%(withdraw)s\n\n"
        "%(office)s · %(phone)s\n"
    ) % {
        "name": application.speaker_name,
        "organization": application.organization_name,
        "network": network,
        "signed": signed_address(application),
        "withdraw": withdraw_address(application),
        "office": network.office_name,
        "phone": network.phone,
    }
    return _to_speaker(application, _("Danke für Ihren Antrag"), text, "received")


def for_office(application: Application, network: Network) -> Draft:
    """Tells the office that an application waits."""
    text = _(
        "Guten Tag,\n\n"
        "%(organization)s möchte Partner werden (%(participation)s).\n\n"
        "Ansehen und entscheiden:\n%(site)s/schreibtisch/partner/antraege/%(pk)s/\n"
    ) % {
        "organization": application.organization_name,
        "participation": wording.PARTICIPATION[Participation(application.participation)],
        "site": settings.BASE_URL,
        "pk": application.pk,
    }
    return _to_office(network, application, _("Antrag auf Partnerschaft"), text, "office")


def withdrawn_for_office(application: Application, network: Network) -> Draft:
    text = _("Guten Tag,\n\n%(organization)s hat den Antrag auf Partnerschaft zurückgezogen.\n") % {
        "organization": application.organization_name
    }
    return _to_office(network, application, _("Antrag zurückgezogen"), text, "withdrawn")


def accepted(application: Application, network: Network, *, groups: str) -> Draft:
    """Welcome. `groups`: the names of the working groups joined, in one line; empty for none."""
    text = _(
        "Guten Tag %(name)s,\n\n"
        "willkommen: %(organization)s ist ab heute Partner (%(participation)s). %(network)s.\n"
        "%(groups)s\n"
        "Was Sie erklärt haben, zum Lesen und Drucken:\n%(signed)s\n\n"
        "Ihre Angaben pflegen Sie selbst, sobald Sie angemeldet sind:\n%(site)s/konto/netzwerk/\n\n"
        "%(office)s · %(phone)s\n"
    ) % {
        "name": application.speaker_name,
        "organization": application.organization_name,
        "participation": wording.PARTICIPATION[Participation(application.participation)],
        "network": network,
        "groups": _("Sie arbeiten mit in: %(groups)s.\n") % {"groups": groups} if groups else "",
        "signed": signed_address(application),
        "site": settings.BASE_URL,
        "office": network.office_name,
        "phone": network.phone,
    }
    return _to_speaker(application, _("Willkommen im Netzwerk"), text, "accepted")


def declined(application: Application, network: Network) -> Draft:
    text = _(
        "Guten Tag %(name)s,\n\n"
        "Ihr Antrag auf Partnerschaft für %(organization)s wurde abgelehnt.\n\n"
        "Begründung:\n%(reason)s\n\n"
        "Haben Sie Fragen dazu? %(office)s · %(phone)s\n"
    ) % {
        "name": application.speaker_name,
        "organization": application.organization_name,
        "reason": application.reason,
        "office": network.office_name,
        "phone": network.phone,
    }
    return _to_speaker(application, _("Zu Ihrem Antrag auf Partnerschaft"), text, "declined")


def left(to: str, partnership: Partnership, network: Network, *, on: date) -> Draft:
    """To each representative: from when on, and what is deleted when."""
    lines = [
        f"- {wording.KEPT[kept.what]}" + (f" ({date_format(kept.on)})" if kept.on else "")
        for kept in after_leaving(on)
    ]
    text = _(
        "Guten Tag,\n\n"
        "%(organization)s ist ab dem %(on)s nicht mehr Partner: %(network)s. Danke für die Zusammenarbeit.\n\n"
        "Was jetzt geschieht:\n%(lines)s\n\n"
        "War das nicht abgesprochen? %(office)s · %(phone)s\n"
    ) % {
        "organization": partnership.organization,
        "on": date_format(on),
        "network": network,
        "lines": "\n".join(lines),
        "office": network.office_name,
        "phone": network.phone,
    }
    whose = hashlib.sha256(to.encode()).hexdigest()[:16]
    return Draft(
        to=to,
        subject=_("Austritt aus dem Netzwerk"),
        text=text,
        key=f"partners.left.{partnership.pk}.{partnership.version}.{whose}",
        purpose="partners.left",
    )


def changed_for_office(
    partnership: Partnership, network: Network, *, what: str, at: datetime
) -> Draft:
    """A partner changed something by itself; `what` in German words."""
    moment = timezone.localtime(at)
    text = _("Guten Tag,\n\n%(organization)s: %(what)s\n\n%(site)s/schreibtisch/partner/%(pk)s/\n")
    return Draft(
        to=network.email,
        subject=_("Partner: %(organization)s") % {"organization": partnership.organization},
        text=text
        % {
            "organization": partnership.organization,
            "what": what,
            "site": settings.BASE_URL,
            "pk": partnership.pk,
        },
        key=f"partners.changed.{partnership.pk}.{moment.isoformat()}",
        purpose="partners.changed",
        may_wait_for_digest=True,
    )


def _to_speaker(application: Application, subject: str, text: str, which: str) -> Draft:
    """Confidential: the links in it speak for the applicant."""
    return Draft(
        to=application.speaker_email,
        subject=subject,
        text=text,
        key=f"partners.application.{application.uid}.{which}",
        purpose=f"partners.application.{which.partition('.')[0]}",
        confidential=True,
    )


def _to_office(
    network: Network, application: Application, subject: str, text: str, which: str
) -> Draft:
    return Draft(
        to=network.email,
        subject=f"{subject}: {application.organization_name}",
        text=text,
        key=f"partners.application.{application.uid}.{which}",
        purpose=f"partners.application.{which}",
    )
