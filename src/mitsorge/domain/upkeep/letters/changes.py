"""Letters about changes: published, or given back with a question."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.rules import ChangeKind
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.post.letters import closing
from mitsorge.foundation.post.rules import Draft


def published(change: Change, network: Network, *, to: str, at: datetime) -> Draft:
    """Tells that the entry now stands as proposed, or is no longer shown."""
    if change.kind == ChangeKind.GONE:
        return _ended(change, network, to=to, at=at)
    text = _(
        "Guten Tag,\n\nIhre Änderung ist veröffentlicht: %(entry)s.\n\n"
        "So steht es jetzt da:\n%(address)s\n\n%(closing)s"
    ) % {"entry": change, "address": _page(change), "closing": closing(network)}
    return _draft(change, _("Ihre Änderung ist veröffentlicht"), text, "published", to=to, at=at)


def _ended(change: Change, network: Network, *, to: str, at: datetime) -> Draft:
    text = _(
        "Guten Tag,\n\nSie haben uns gesagt, dass es das nicht mehr gibt: %(entry)s.\n\n"
        "Wir zeigen den Eintrag ab heute nicht mehr. Gibt es ihn doch noch? Rufen Sie uns einfach an.\n\n%(closing)s"
    ) % {"entry": change, "closing": closing(network)}
    return _draft(change, _("Ihr Eintrag steht nicht mehr da"), text, "published", to=to, at=at)


def given_back(change: Change, network: Network, *, to: str, at: datetime) -> Draft:
    """The office's question, and that the entry stands as before."""
    text = _(
        "Guten Tag,\n\nzu Ihrer Änderung haben wir eine Frage: %(entry)s.\n\n%(sentence)s\n\n"
        "Bis wir das geklärt haben, bleibt der Eintrag, wie er war. Ihr Entwurf ist noch da.\n\n"
        "Nach dem Anmelden ändern Sie ihn hier:\n%(site)s/konto/eintraege/\n\n"
        "Oder rufen Sie uns einfach an.\n\n%(closing)s"
    ) % {
        "entry": change,
        "sentence": change.answer,
        "site": settings.BASE_URL,
        "closing": closing(network),
    }
    return _draft(change, _("Eine Frage zu Ihrer Änderung"), text, "returned", to=to, at=at)


def _page(change: Change) -> str:
    if change.service:
        return f"{settings.BASE_URL}/angebot/{change.service.slug}/"
    return f"{settings.BASE_URL}/organisation/{change.organization.slug}/"


def _draft(change: Change, subject: str, text: str, what: str, *, to: str, at: datetime) -> Draft:
    return Draft(
        to=to,
        subject=subject,
        text=text,
        key=f"upkeep.change.{what}:{change.uid}:{at.isoformat()}",
        purpose=f"upkeep.change.{what}",
    )
