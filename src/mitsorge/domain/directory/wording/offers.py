"""Sentences about an offer: where it comes to and what it costs."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory.rules import Area

NAMED = 3
"""So many places are named on a card; the offer page names all."""


def area_words(kind: str, name: str, radius_km: int | None) -> str:
    """One area as words."""
    if kind == Area.RADIUS:
        return _("im Umkreis von %(km)s km") % {"km": radius_km}
    return _("im ganzen Netzwerkgebiet") if kind == Area.BODY else name


def serves_words(areas: Sequence[tuple[str, str, int | None]], *, named: int = NAMED) -> str:
    """All areas (kind, name, radius) in a few words: "Brück, Linthe, Borkheide und 4 weitere"."""
    words = list(dict.fromkeys(area_words(*area) for area in areas))
    rest = len(words) - named
    if rest <= 0:
        return ", ".join(words)
    more = ngettext("%(n)s weiterer Ort", "%(n)s weitere", rest) % {"n": rest}
    return _("%(some)s und %(more)s") % {"some": ", ".join(words[:named]), "more": more}


def costs_words(amount: Decimal | None, per: str) -> str:
    """ "74 € je Tag"; cents only where there are some."""
    if amount is None:
        return ""
    euros = number_format(
        amount, 0 if amount == amount.to_integral_value() else 2, force_grouping=True
    )
    return _("%(euros)s € je %(per)s") % {"euros": euros, "per": per} if per else f"{euros} €"
