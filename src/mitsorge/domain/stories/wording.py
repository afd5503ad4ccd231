"""German words for the deeds of the editors."""

from django.utils.translation import gettext_lazy as _

EVENT = {
    "stories.page.changed": _("Seite geändert"),
    "stories.news.published": _("Neuigkeit auf die Startseite gestellt"),
    "stories.news.ended": _("Neuigkeit von der Startseite genommen"),
    "stories.network.changed": _("Angaben zum Netzwerk geändert"),
    "setup.network.founded": _("Netzwerk eingerichtet"),
}
