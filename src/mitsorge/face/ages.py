"""How old something is, in calm words: "heute", "vor 3 Wochen", "seit 7 Monaten nicht bestätigt"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory.rules import Age, Freshness


def ago(days: int) -> str:
    """Whole days ago as words: days up to 13, weeks up to 8, months up to 23, then years."""
    if days <= 1:
        return _("heute") if days == 0 else _("gestern")
    if days < 14:
        return ngettext("vor %(n)s Tag", "vor %(n)s Tagen", days) % {"n": days}
    if days < 61:
        return ngettext("vor %(n)s Woche", "vor %(n)s Wochen", days // 7) % {"n": days // 7}
    months = round(days / 30.4375)
    if months < 24:
        return ngettext("vor %(n)s Monat", "vor %(n)s Monaten", months) % {"n": months}
    return ngettext("vor %(n)s Jahr", "vor %(n)s Jahren", months // 12) % {"n": months // 12}


def confirmed(fresh: Freshness) -> str:
    """The words of the freshness badge."""
    if fresh.days is None:
        return _("noch nicht bestätigt")
    if fresh.age == Age.STALE:
        months = round(fresh.days / 30.4375)
        return ngettext(
            "seit %(n)s Monat nicht bestätigt", "seit %(n)s Monaten nicht bestätigt", months
        ) % {"n": months}
    return _("bestätigt %(ago)s") % {"ago": ago(fresh.days)}


def until(days: int) -> str:
    """A deadline in words, seen from today; empty beyond 14 days ahead, where the date says more."""
    if days == 0:
        return _("heute")
    if days < 0:
        return ngettext("seit %(n)s Tag", "seit %(n)s Tagen", -days) % {"n": -days}
    return ngettext("in %(n)s Tag", "in %(n)s Tagen", days) % {"n": days} if days <= 14 else ""
