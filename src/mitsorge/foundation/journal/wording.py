"""German words for events: `package.thing.verb` becomes "Thing verb", unless a package says it better.

A package whose event needs its own sentence keeps it in its `wording.EVENT`.
"""

from django.utils.translation import gettext_lazy as _

VERB = {
    "added": _("hinzugefügt"),
    "answered": _("beantwortet"),
    "applied": _("angewandt"),
    "arrived": _("als angekommen bestätigt"),
    "assured": _("bestätigt"),
    "changed": _("geändert"),
    "closed": _("geschlossen"),
    "created": _("angelegt"),
    "deactivated": _("gesperrt"),
    "deleted": _("gelöscht"),
    "ended": _("beendet"),
    "forgotten": _("nach Ablauf der Frist gelöscht"),
    "founded": _("gegründet"),
    "given_up": _("aufgegeben"),
    "granted": _("vergeben"),
    "imported": _("eingespielt"),
    "opened": _("wieder geöffnet"),
    "published": _("veröffentlicht"),
    "reactivated": _("wieder freigegeben"),
    "recorded": _("festgehalten"),
    "removed": _("entfernt"),
    "reported": _("gemeldet"),
    "retired": _("aus dem Verzeichnis genommen"),
    "revoked": _("entzogen"),
    "saved": _("gespeichert"),
    "sent_again": _("noch einmal versandt"),
    "uploaded": _("hochgeladen"),
    "withdrawn": _("zurückgezogen"),
}
AUTOMATIC = _("Mitsorge, von selbst")
EMPTY = _("leer")
YES, NO = _("ja"), _("nein")
