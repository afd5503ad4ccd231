"""A fresh link to the known address, where an old one had expired."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.upkeep.letters.inquiries import entry_address
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.letters import closing
from mitsorge.foundation.post.rules import Draft


def fresh_link(inquiry: Inquiry, network: Network, *, to: str, at: datetime) -> Draft:
    """One a day at most; whoever asks more often gets the same letter."""
    text = _(
        "Guten Tag,\n\nSie haben um einen neuen Link gebeten. Hier sehen Sie, was über Sie im Verzeichnis steht, "
        "und sagen uns, ob es noch stimmt:\n%(address)s\n\nEin Passwort brauchen Sie nicht.\n\n%(closing)s"
    ) % {"address": entry_address(inquiry, at=at), "closing": closing(network)}
    return Draft(
        to=to,
        subject=_("Ihr neuer Link: %(name)s") % {"name": inquiry.organization},
        text=text,
        key=f"upkeep.link.{inquiry.uid}.{timezone.localdate(at)}",
        purpose="upkeep.link",
        confidential=True,
    )
