"""German words for the codes of the directory."""

from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.rules import (
    Access,
    Area,
    Fault,
    Part,
    PhoneKind,
    PictureKind,
    PlaceKind,
    Places,
    ReportKind,
    Sex,
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
PICTURE_KIND = {
    PictureKind.PHOTO: _("Bild"),
    PictureKind.LOGO: _("Logo"),
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
PLACE_KIND = {
    PlaceKind.LONG_TERM: _("Dauerpflege"),
    PlaceKind.SHORT_TERM: _("Kurzzeitpflege"),
    PlaceKind.DAY: _("Tagespflege"),
    PlaceKind.AMBULANT: _("Pflege zu Hause"),
    PlaceKind.ASSISTED_LIVING: _("Betreutes Wohnen"),
    PlaceKind.NEIGHBOURS: _("Nachbarschaftshilfe"),
    PlaceKind.OTHER: _("andere Plätze"),
}
PLACE_UNIT = {
    PlaceKind.LONG_TERM: _("Dauerpflegeplätze"),
    PlaceKind.SHORT_TERM: _("Kurzzeitpflegeplätze"),
    PlaceKind.DAY: _("Tagespflegeplätze"),
    PlaceKind.AMBULANT: _("Aufnahmen in der Pflege zu Hause"),
    PlaceKind.ASSISTED_LIVING: _("Wohnungen"),
    PlaceKind.NEIGHBOURS: _("Helferinnen und Helfer"),
    PlaceKind.OTHER: _("Plätze"),
}
"""What is counted where an organization reports for the first time."""
SEX = {Sex.FEMALE: _("nur für Frauen"), Sex.MALE: _("nur für Männer")}
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
FAULT = {
    Fault.NAME_MISSING: _("Geben Sie einen Namen ein."),
    Fault.PERIOD_REVERSED: _("Das Ende muss nach dem Anfang liegen."),
    Fault.AGES_REVERSED: _("Das höchste Alter liegt unter dem niedrigsten."),
    Fault.CARE_GRADE: _("Geben Sie einen Pflegegrad von 0 bis 5 ein."),
    Fault.END_WITHOUT_RECOGNITION: _(
        "Ein Ende der Anerkennung passt nur zu einem anerkannten Angebot."
    ),
    Fault.PHONE: _("Diese Nummer kann niemand anrufen. Geben Sie sie mit Vorwahl ein."),
    Fault.RULE: _("Diese Regel für Öffnungszeiten verstehen wir nicht."),
    Fault.HOURS_REVERSED: _("Die Öffnung endet, bevor sie beginnt."),
    Fault.HOURS_EMPTY: _("Geben Sie Tage, „nach Vereinbarung“ oder einen Hinweis an."),
    Fault.SEVERAL_MAIN_KINDS: _("Nur eine Angebotsart kann die wichtigste sein."),
    Fault.TWICE: _("Diese Angabe steht schon weiter oben."),
    Fault.AREA: _("Geben Sie genau an, was zu dieser Art von Einzugsgebiet gehört."),
    Fault.PRICE: _("Ein Preis kann nicht unter null liegen."),
    Fault.MORE_FREE_THAN_PLACES: _("Es können nicht mehr Plätze frei sein, als es gibt."),
    Fault.POSTCODE: _("Geben Sie fünf Ziffern ein."),
    Fault.HALF_A_POINT: _("Geben Sie Breite und Länge an oder keine von beiden."),
    Fault.SITE: _("Wählen Sie einen Standort oder geben Sie einen neuen ein."),
    Fault.OWN_PARENT: _("Eine Organisation kann nicht zu sich selbst gehören."),
    Fault.CODE: _("Ein Kürzel besteht aus kleinen Buchstaben, Ziffern und Bindestrichen."),
    Fault.CODE_TAKEN: _("Dieses Kürzel gibt es schon."),
    Fault.TEXT_MISSING: _("Hier fehlt eine Angabe."),
    Fault.CONSENT_AHEAD: _("Dieser Tag liegt noch vor uns. Geben Sie den Tag der Einwilligung an."),
    Fault.LOGO_TAKEN: _("Es gibt schon ein Logo. Ersetzen Sie es, oder wählen Sie „Bild“."),
}
EVENT = {
    "directory.service.reopened": _("Angebot wieder geöffnet"),
    "directory.service.closed": _("Angebot vorübergehend geschlossen"),
    "directory.service.retired": _("Angebot als beendet eingetragen"),
    "directory.capacity.reported": _("Freie Plätze gemeldet"),
    "directory.report.received": _("Hinweis eingegangen"),
    "directory.picture.added": _("Bild hinzugefügt"),
    "directory.picture.withdrawn": _("Bild zurückgezogen"),
    "directory.picture.replaced": _("Bild ersetzt"),
    "directory.taxonomy.loaded": _("Begriffe geladen"),
    "directory.term.retired": _("Begriff nicht mehr wählbar"),
    "directory.term.restored": _("Begriff wieder wählbar"),
}
"""Events whose sentence is not just "thing verb"."""
