from django.utils.translation import gettext_lazy as _

EVENT = {
    "access.factor.reset": _("Zweiten Faktor zurückgesetzt"),
    "access.calendar.opened": _("Kalenderadresse angelegt"),
    "access.calendar.closed": _("Kalenderadresse abgeschaltet"),
}
