"""How every letter may end, and the one letter the post writes itself: the daily one."""

from datetime import datetime

from django.utils.translation import gettext as _

from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft


def closing(ours: Network | None) -> str:
    """How a letter ends: whom to call, and who wrote it; ends with a line break. Empty before there is a network."""
    if ours is None:
        return ""
    words = _("Fragen? Sie erreichen uns unter %(phone)s.\n\n%(office)s\n%(network)s\n")
    return words % {"phone": ours.phone, "office": ours.office_name, "network": ours}


def digest(parts: list[Letter], at: datetime) -> Draft:
    """Several letters to one address as one (1 query). Its key names the first part: each is bundled once."""
    first = parts[0]
    sender = str(network() or "")
    opening = _("Guten Tag,\n\nheute haben wir %(n)s Nachrichten für Sie.") % {"n": len(parts)}
    chapters = [
        f"{number}. {part.subject}\n\n{part.text.strip()}" for number, part in enumerate(parts, 1)
    ]
    return Draft(
        to=first.to,
        subject=_("%(n)s Nachrichten: %(network)s") % {"n": len(parts), "network": sender},
        text="\n\n--\n".join([opening, *chapters]) + "\n",
        key=f"post.digest:{at:%Y-%m-%d}:{first.pk}",
        purpose="post.digest",
        confidential=any(part.confidential for part in parts),
    )
