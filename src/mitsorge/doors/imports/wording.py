"""German words for the codes of an import."""

from django.utils.translation import gettext_lazy as _

from mitsorge.doors.imports.findings import Outcome
from mitsorge.doors.imports.planning.kinds import Kind, State

KIND = {
    Kind.LIST: _("Partnerliste"),
    Kind.HSDS: _("HSDS-Daten"),
    Kind.MUNICIPALITIES: _("Gemeindeverzeichnis"),
    Kind.POSTCODES: _("Postleitzahlen"),
    Kind.OUTLINES: _("Umrisse (GeoJSON)"),
}
STATE = {
    State.MAPPING: _("Spalten zuordnen"),
    State.PREVIEW: _("Vorschau"),
    State.QUEUED: _("wird übernommen"),
    State.DONE: _("übernommen"),
    State.FAILED: _("gescheitert"),
    State.DROPPED: _("verworfen"),
}
OUTCOME = {
    Outcome.NEW: _("neu"),
    Outcome.CHANGED: _("geändert"),
    Outcome.UNCHANGED: _("unverändert"),
    Outcome.SUSPICIOUS: _("auffällig"),
    Outcome.REFUSED: _("abgelehnt"),
}
OUTCOME_HINT = {
    Outcome.NEW: _("Diese Angebote gibt es noch nicht. Sie kommen unbestätigt ins Verzeichnis."),
    Outcome.CHANGED: _("Diese Angebote gibt es schon. Nur die genannten Felder ändern sich."),
    Outcome.UNCHANGED: _("Diese Angebote stehen schon genau so im Verzeichnis."),
    Outcome.SUSPICIOUS: _(
        "Hier stimmt vielleicht etwas nicht. Nur angekreuzte Zeilen werden übernommen."
    ),
    Outcome.REFUSED: _(
        "Diese Zeilen werden nicht übernommen. Verbessern Sie sie in der Datei und laden Sie sie noch einmal hoch."
    ),
}
EVENT = {
    "directory.service.imported": _("Angebot"),
    "directory.organization.imported": _("Träger"),
    "partners.partnership.imported": _("Partnerschaft"),
}
