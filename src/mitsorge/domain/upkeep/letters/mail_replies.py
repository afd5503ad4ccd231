"""Answers by mail: the address they come to, and what we write back."""

import base64
import hmac
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.models import ServiceCapacity
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.domain.upkeep.rules.mail_replies import Trouble
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.letters import closing
from mitsorge.foundation.post.rules import Draft

LOCAL = "antwort"
SEAL = 10
"""Bytes of the signature: 80 bits, so that the whole stays below the 64 characters of a local part (RFC 5321)."""
UID_LETTERS = 26


def reply_address(inquiry: Inquiry) -> str:
    """Where an answer to this round goes; empty where the installation takes no mail."""
    domain = settings.REPLY_DOMAIN
    return f"{LOCAL}+{token_of(inquiry.uid)}@{domain}" if domain else ""


def token_of(uid: UUID) -> str:
    """Lower case letters and digits only: mail servers may change the case of an address."""
    return _letters(uid.bytes) + _letters(_seal(uid))


def uid_of(address: str) -> UUID | None:
    """The round an answer belongs to; None where nobody signed the address."""
    local, _at, domain = address.lower().partition("@")
    name, _plus, token = local.partition("+")
    if not settings.REPLY_DOMAIN or (name, domain) != (LOCAL, settings.REPLY_DOMAIN.lower()):
        return None
    try:
        uid = UUID(bytes=base64.b32decode(token[:UID_LETTERS].upper() + "======"))
    except ValueError:
        return None
    return uid if hmac.compare_digest(token.encode(), token_of(uid).encode()) else None


def _seal(uid: UUID) -> bytes:
    return salted_hmac("mitsorge.upkeep.mail_reply", uid.hex, algorithm="sha256").digest()[:SEAL]


def _letters(data: bytes) -> str:
    return base64.b32encode(data).decode("ascii").rstrip("=").lower()


def understood(
    *,
    key: str,
    to: str,
    confirmed: int,
    reports: Iterable[ServiceCapacity],
    network: Network | None,
) -> Draft:
    """Says back what is public now, and until when."""
    lines = [_("- Ihre Angaben stimmen noch.")] if confirmed else []
    text = "\n".join([*lines, *(_line(report) for report in reports)])
    words = _(
        "Guten Tag,\n\ndanke für Ihre Antwort. So haben wir sie verstanden:\n\n%(lines)s\n\n"
        "Stimmt das nicht? Antworten Sie einfach noch einmal, oder rufen Sie an.\n\n"
    )
    return Draft(
        to=to,
        subject=_("Danke: Ihre Antwort ist angekommen"),
        text=words % {"lines": text} + closing(network),
        key=key,
        purpose="upkeep.reply.understood",
        confidential=True,
    )


def _line(report: ServiceCapacity) -> str:
    until = rules.counts_until(
        kind=report.kind, updated_on=timezone.localdate(report.updated_at), free_to=report.free_to
    )
    count = wording.places_count(report.available, on_request=report.on_request)
    parts = [count, wording.places_period(report), *wording.places_terms(report)]
    return _("- %(offer)s, %(unit)s: %(what)s. Öffentlich bis %(day)s.") % {
        "offer": report.service.name,
        "unit": report.unit,
        "what": ", ".join(part for part in parts if part),
        "day": date_format(until),
    }


def not_understood(
    *,
    key: str,
    to: str,
    trouble: Trouble,
    link: str,
    slots: Iterable[rules.PlacesSlot],
    network: Network | None,
) -> Draft:
    """A friendly question with the ways to answer; nothing was changed."""
    kinds = [f"{slot.service}: {slot.unit}" for slot in slots]
    words = _(
        "Guten Tag,\n\ndanke für Ihre Antwort. Wir haben sie leider nicht sicher verstanden "
        "und deshalb nichts geändert.\n%(why)s\n\n"
        "So geht es:\n"
        "- Antworten Sie mit einer Zeile wie „2 KZP ab 3.4.“, „1 Tagespflege Mo+Di ab sofort“, "
        "„keine KZP“, „voll“ oder „stimmt noch“.\n"
        "- Oder tippen Sie es hier an: %(link)s\n"
        "- Oder rufen Sie an.\n\n%(kinds)s"
    )
    named = _("Melden können Sie:\n%(kinds)s\n\n") % {
        "kinds": "\n".join(f"- {one}" for one in kinds)
    }
    return Draft(
        to=to,
        subject=_("Wie meinen Sie das? Ihre Antwort zu den freien Plätzen"),
        text=words % {"why": _why(trouble), "link": link, "kinds": named if kinds else ""}
        + closing(network),
        key=key,
        purpose="upkeep.reply.question",
        confidential=True,
    )


def _why(trouble: Trouble) -> str:
    return {
        Trouble.EMPTY: _("In Ihrer Antwort stand kein eigener Text."),
        Trouble.WORDS: _("Ein Wort kennen wir nicht, oder die Zahl fehlt."),
        Trouble.DATE: _("Den Tag gibt es nicht, oder er ist schon vorbei."),
        Trouble.OFFER: _("Es passt zu keinem Ihrer Angebote oder zu mehreren."),
    }[trouble]
