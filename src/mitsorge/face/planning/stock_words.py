"""What there is of one kind of offer, in words: offers, places, and what is uncertain."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.planning.rules.provision import Stock
from mitsorge.domain.planning.wording.numbers import amount


def offers_words(stock: Stock) -> str:
    """ "3, davon 1 nicht bestätigt"; the closed ones are named, not counted."""
    words = str(stock.offers)
    if stock.stale:
        words += ", " + _("davon %(n)s nicht bestätigt") % {"n": stock.stale}
    if stock.closed:
        words += ", " + ngettext(
            "%(n)s vorübergehend geschlossen", "%(n)s vorübergehend geschlossen", stock.closed
        ) % {"n": stock.closed}
    return words


def places_words(stock: Stock) -> str:
    """Confirmed places; a lower bound where a confirmed offer does not say how many it has."""
    if stock.places is None:
        return _("keine Angabe")
    words = amount(stock.places, 0)
    return _("mind. %(n)s") % {"n": words} if stock.is_partly else words


def uncertain_words(stock: Stock) -> str:
    """Places of offers nobody confirmed; empty without such an offer."""
    if not stock.stale:
        return ""
    return _("keine Angabe") if stock.uncertain is None else amount(stock.uncertain, 0)
