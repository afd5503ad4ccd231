"""The letters of a round, and the signed link in them: it shows on GET, acts on POST and needs no account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner, b62_decode, b62_encode
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.upkeep.letters.mail_replies import reply_address
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.domain.upkeep.queries.houses import Entry, House
from mitsorge.domain.upkeep.queries.rounds import Brief
from mitsorge.domain.upkeep.rules.rounds import LINK_DAYS
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.rules import Draft

ENTRY = "entry"
"""The purpose that opens everything: confirm, change, gone, free places."""
SHOWN = 12
"""So many entries stand in a letter; the page behind the link has them all."""
PURPOSE = "upkeep.inquiry"
HOLDS = timedelta(days=LINK_DAYS)


class BadLink(Exception):
    """Nobody signed this link, or the office has revoked it."""


@dataclass(frozen=True)
class Pass:
    """What a link opens. `expired`: it was ours and valid once; the page offers a new letter."""

    inquiry_uid: UUID
    organization_uid: UUID
    purpose: str
    expired: bool


class _Dated(TimestampSigner):
    """Signs with the moment of the letter instead of the clock."""

    def __init__(self, at: datetime | None = None) -> None:
        super().__init__(salt="mitsorge.upkeep.inquiry")
        self.at = at

    def timestamp(self) -> str:
        return b62_encode(int((self.at or timezone.now()).timestamp()))

    def read(self, token: str) -> tuple[str, datetime]:
        """What was signed and when; raises `BadSignature`."""
        value, _sep, stamp = Signer.unsign(self, token).rpartition(self.sep)
        return value, datetime.fromtimestamp(b62_decode(stamp), UTC)


def signed(inquiry: Inquiry, purpose: str = ENTRY, *, at: datetime | None = None) -> str:
    """A link for one round and one purpose, valid for `LINK_DAYS` from `at` (now where it is left out)."""
    return _Dated(at).sign(f"{inquiry.uid.hex}.{purpose}")


def opened(token: str, *, at: datetime | None = None) -> Pass:
    """What a link opens at a moment (1 query). Raises `BadLink`; an ended round opens, its page says so."""
    try:
        value, signed_at = _Dated().read(token)
    except (BadSignature, ValueError, OverflowError) as bad:
        raise BadLink from bad
    uid, _dot, purpose = value.partition(".")
    rows = Inquiry.objects.filter(uid=uid, revoked_at=None)
    organization = rows.values_list("organization__uid", flat=True).first()
    if organization is None:
        raise BadLink
    expired = (at or timezone.now()) >= signed_at + HOLDS
    return Pass(UUID(uid), organization, purpose, expired)


def entry_address(inquiry: Inquiry, *, at: datetime | None = None) -> str:
    """The page behind the link."""
    return f"{settings.BASE_URL}/eintrag/{signed(inquiry, ENTRY, at=at)}/"


def letter_key(inquiry: Inquiry, number: int) -> str:
    """Two letters with one key are one letter."""
    return f"{PURPOSE}.{inquiry.uid}.{number}"


def please_look(
    inquiry: Inquiry,
    house: House,
    *,
    number: int,
    to: str,
    briefs: Mapping[int, Brief],
    network: Network,
    at: datetime,
) -> Draft:
    """Letter 0, 1 or 2 of a round about all entries of an organization. Confidential: its link acts for them."""
    entries = house.asked
    address = entry_address(inquiry, at=at)
    paragraphs = [
        _("Guten Tag,"),
        _opening(number, len(entries)),
        "\n\n".join(_lines(entries[:SHOWN], briefs)),
        *_more(len(entries) - SHOWN),
        _("Bitte sehen Sie kurz nach. Ein Klick genügt,\nein Passwort brauchen Sie nicht:"),
        address,
        _ways(),
        _until(at),
        *_last_word(number),
        _("Warum wir fragen: Wer Hilfe sucht, verlässt sich auf\ndiese Angaben."),
        _("Sie erreichen uns unter %(phone)s.") % {"phone": network.phone},
        _closing(network),
        _footer(address),
    ]
    return Draft(
        to=to,
        subject=_subject(number, house, entries),
        text="\n\n".join(paragraphs) + "\n",
        key=letter_key(inquiry, number),
        purpose=PURPOSE,
        confidential=True,
        reply_to=reply_address(inquiry),
    )


def _subject(number: int, house: House, entries: tuple[Entry, ...]) -> str:
    what = entries[0].name if len(entries) == 1 else house.name
    question = ngettext("Stimmt Ihr Eintrag noch?", "Stimmen Ihre Einträge noch?", len(entries))
    before = ("", _("Zweite Nachfrage: "), _("Letzte Nachfrage: "))[number]
    return f"{before}{question} {what}"


def _opening(number: int, n: int) -> str:
    if number == 0:
        return ngettext("stimmt Ihr Eintrag noch?", "stimmen Ihre Einträge noch?", n)
    if number == 1:
        return ngettext(
            "vor Kurzem haben wir Ihnen schon geschrieben.\n"
            "Das ist unsere zweite Nachfrage: Stimmt Ihr Eintrag noch?",
            "vor Kurzem haben wir Ihnen schon geschrieben.\n"
            "Das ist unsere zweite Nachfrage: Stimmen Ihre Einträge noch?",
            n,
        )
    return ngettext(
        "wir wissen nicht, ob Ihr Eintrag noch stimmt.\nDas ist unsere letzte Nachfrage per Brief.",
        "wir wissen nicht, ob Ihre Einträge noch stimmen.\nDas ist unsere letzte Nachfrage per Brief.",
        n,
    )


def _lines(entries: tuple[Entry, ...], briefs: Mapping[int, Brief]) -> list[str]:
    return [_paragraph(entry, briefs.get(entry.service_id or 0, Brief())) for entry in entries]


def _paragraph(entry: Entry, brief: Brief) -> str:
    phone = _("Telefon %(number)s") % {"number": brief.phone} if brief.phone else ""
    return "\n".join(f"  {line}" for line in (entry.name, brief.address, phone) if line)


def _more(n: int) -> list[str]:
    words = ngettext("  und %(n)s weiterer Eintrag", "  und %(n)s weitere Einträge", n)
    return [words % {"n": n}] if n > 0 else []


def _ways() -> str:
    return _(
        "Dort sagen Sie uns:\n"
        "- Es stimmt noch.\n"
        "- Etwas hat sich geändert.\n"
        "- Das gibt es nicht mehr. Wir fragen nach, bevor\n"
        "  etwas verschwindet."
    )


def _until(at: datetime) -> str:
    day = date_format(timezone.localdate(at) + HOLDS, "j. F Y")
    return _("Der Link gilt bis %(day)s.\nDort können Sie auch freie Plätze melden.") % {"day": day}


def _last_word(number: int) -> list[str]:
    if number < 2:
        return []
    words = _("Hören wir nichts, rufen wir Sie an. Der Eintrag zeigt\nso lange, wie alt er ist.")
    return [words]


def _closing(network: Network) -> str:
    return _("Mit freundlichen Grüßen\n%(office)s\n%(network)s") % {
        "office": network.office_name,
        "network": network,
    }


def _footer(address: str) -> str:
    return _(
        "--\n"
        "Sie erhalten diesen Brief als Ansprechperson des\n"
        "Eintrags. Jemand anderes ist zuständig?\n%(address)s"
    ) % {"address": f"{address}weitergeben/"}
