"""The one letter the post writes itself: the daily one."""

from datetime import datetime

from django.utils.translation import gettext as _

from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft


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
