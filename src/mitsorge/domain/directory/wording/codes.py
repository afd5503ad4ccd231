"""German words for the codes of the directory."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.rules import (
    Access,
    Area,
    Part,
    PhoneKind,
    Places,
    ReportKind,
    Status,
    TermKind,
)

STATUS = {
    Status.DRAFT: _("Entwurf"),
    Status.ACTIVE: _("öffentlich"),
    Status.INACTIVE: _("nicht öffentlich"),
    Status.DEFUNCT: _("gibt es nicht mehr"),
}
AREA = {
    Area.BODY: _("ganzer Kreis oder ganze Stadt"),
    Area.MUNICIPALITY: _("Gemeinde"),
    Area.PLANNING_AREA: _("Planungsraum"),
    Area.RADIUS: _("Umkreis"),
}
TERM_KIND = {
    TermKind.CARE: _("Angebotsart"),
    TermKind.TARGET_GROUP: _("Zielgruppe"),
    TermKind.PAYER: _("Kostenträger"),
    TermKind.LANGUAGE: _("Sprache"),
    TermKind.ACCESSIBILITY: _("Barrierefreiheit"),
}
PHONE_KIND = {
    PhoneKind.VOICE: _("Telefon"),
    PhoneKind.FAX: _("Fax"),
    PhoneKind.MOBILE: _("Mobil"),
    PhoneKind.TEXT: _("Textnachricht"),
}
PLACES = {
    Places.FREE: _("Plätze frei"),
    Places.FEW: _("1 Platz frei"),
    Places.NONE: _("Belegt"),
    Places.ON_REQUEST: _("Auf Anfrage"),
    Places.UNKNOWN: _("Keine aktuelle Meldung"),
}
ACCESS = {Access.YES: _("ja"), Access.PARTLY: _("teilweise"), Access.NO: _("nein")}
REPORT_KIND = {
    ReportKind.ERROR: _("Fehler im Eintrag"),
    ReportKind.BARRIER: _("Barriere auf diesen Seiten"),
}
PART = {
    Part.KIND: _("Art des Angebots"),
    Part.REACHABLE: _("Telefon oder E-Mail"),
    Part.PLACE: _("Standort"),
    Part.SUMMARY: _("Beschreibung in einem Satz"),
    Part.HOURS: _("Öffnungszeiten"),
    Part.AREA: _("Einzugsgebiet"),
    Part.COST: _("Kosten"),
    Part.PAYER: _("Wer zahlt"),
    Part.TARGET: _("Für wen"),
    Part.ACCESS: _("Barrierefreiheit"),
    Part.CONFIRMED: _("Bestätigung"),
    Part.RECOGNITION_END: _("Ende der Anerkennung nach § 45a SGB XI"),
}
