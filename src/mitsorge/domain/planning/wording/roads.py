"""German words for where distances come from."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.planning.rules.access.kept import Origin


def source_words(origin: Origin) -> str:
    """Whose roads they are (ODbL 1.0, 4.3: the notice stands where the result is shown), which extract, of which day."""
    words = {"extract": origin.extract}
    if not origin.as_of:
        return _("Straßen: © OpenStreetMap-Mitwirkende (ODbL), Auszug „%(extract)s“.") % words
    words["day"] = date_format(date.fromisoformat(origin.as_of), "j. F Y")
    return _("Straßen: © OpenStreetMap-Mitwirkende (ODbL), Auszug „%(extract)s“ vom %(day)s.") % words  # fmt: skip


def ways_words(*, on_roads: bool) -> str:
    """What distances are."""
    if on_roads:
        return _("Entfernungen sind Wege auf der Straße.")
    return _("Entfernungen sind Luftlinie, keine Fahrzeiten.")
