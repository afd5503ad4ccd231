"""Sentences above a list of results."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory.search import SearchResult
from mitsorge.doors.public.asked import Asked
from mitsorge.foundation.places.queries import Located


def place_name(located: Located | None) -> str:
    """What a place is called in a sentence: "14822 Brück" becomes "Brück"."""
    if located is None:
        return ""
    name = located.label.removeprefix(located.postcode).strip()
    return name.split(",")[0] or located.label


def title(found: SearchResult, asked: Asked, place: str) -> str:
    """ "14 Angebote: Tagespflege bei Brück", "1 Angebot: Pflegedienst (statt „pflegediesnt“)"."""
    count = ngettext("%(n)s Angebot", "%(n)s Angebote", found.total) % {"n": found.total}
    topic = subject(asked, place, found.corrected)
    if found.corrected:
        topic = _("%(topic)s (statt „%(typed)s“)") % {"topic": topic, "typed": asked.what}
    return _("%(count)s: %(topic)s") % {"count": count, "topic": topic} if topic else count


def subject(asked: Asked, place: str, corrected: str = "") -> str:
    """What was asked for, in a few words and without its typing errors; empty where nothing was."""
    topic = corrected or asked.what or asked.situation_name
    if topic and place:
        return _("%(topic)s bei %(place)s") % {"topic": topic, "place": place}
    return topic or (_("in und um %(place)s") % {"place": place} if place else "")


def count_words(found: SearchResult, place: str) -> str:
    """How many come for the place: the first thing a family wants to know."""
    if not place or not found.serving:
        return ngettext("%(n)s Treffer", "%(n)s Treffer", found.total) % {"n": found.total}
    serving = ngettext(
        "%(n)s Treffer ist für %(place)s da", "%(n)s Treffer sind für %(place)s da", found.serving
    )
    return serving % {"n": found.serving, "place": place}


def reach(serves: bool, place: str, areas: str) -> str:
    """Whether an offer comes for the place asked for, else for which places it does."""
    if serves and place:
        return _("Ist für %(place)s da") % {"place": place}
    return _("Gebiet: %(areas)s") % {"areas": areas} if areas else ""


def empty(asked: Asked, place: str, corrected: str = "") -> str:
    """ "Für „Nachtpflege“ in Görzke haben wir nichts."."""
    topic = corrected or asked.what or asked.situation_name
    if topic and place:
        return _("Für „%(topic)s“ in %(place)s haben wir nichts.") % {
            "topic": topic,
            "place": place,
        }
    if topic:
        return _("Für „%(topic)s“ haben wir nichts.") % {"topic": topic}
    return _("Dazu haben wir nichts.")


def map_label(pins: int, place: str) -> str:
    """What the map shows, in one sentence, for those who do not see it."""
    counted = ngettext("%(n)s Treffer", "%(n)s Treffer", pins) % {"n": pins}
    if place:
        return _(
            "Karte: %(place)s und %(hits)s in der Umgebung. Alle Treffer stehen auch in der Liste."
        ) % {"place": place, "hits": counted}
    return _("Karte: %(hits)s. Alle Treffer stehen auch in der Liste.") % {"hits": counted}


def quoted(terms: Sequence[str]) -> str:
    """ "„Tagesstätte“ und „Tagesbetreuung“"; at most three."""
    marked = [_("„%(word)s“") % {"word": term} for term in list(terms)[:3]]
    if len(marked) < 2:
        return "".join(marked)
    return _("%(some)s und %(last)s") % {"some": ", ".join(marked[:-1]), "last": marked[-1]}
