from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning.rules import (
    CareKind,
    CellSign,
    Confidence,
    FindingKind,
    Level,
    Public,
    Quality,
    RatePath,
    Sex,
    Subject,
)

SUBJECT = {
    Subject.POPULATION: _("Bevölkerung"),
    Subject.CARE: _("Pflegebedürftige"),
    Subject.RATE: _("Pflegequote"),
    Subject.PLACES: _("Plätze"),
    Subject.FREE: _("Freie Plätze"),
    Subject.STAFF: _("Personal"),
    Subject.WAITING: _("Warteliste"),
}

CARE_KIND = {
    CareKind.ALL: _("alle Arten der Pflege"),
    CareKind.ALLOWANCE: _("Pflegegeld"),
    CareKind.AMBULATORY: _("ambulante Pflege"),
    CareKind.RESIDENTIAL: _("stationäre Pflege"),
    CareKind.LONG_TERM: _("Dauerpflege"),
    CareKind.SHORT_TERM: _("Kurzzeitpflege"),
    CareKind.DAY: _("Tagespflege"),
    CareKind.RELIEF: _("nur Entlastungsbetrag"),
}

SEX = {Sex.BOTH: _("insgesamt"), Sex.MALE: _("männlich"), Sex.FEMALE: _("weiblich")}

LEVEL = {
    Level.COUNTRY: _("Deutschland"),
    Level.LAND: _("Land"),
    Level.KREIS: _("Kreis"),
    Level.MUNICIPALITY: _("Gemeinde"),
    Level.AREA: _("Planungsraum"),
}

QUALITY = {
    Quality.OFFICIAL: _("amtliche Zahl"),
    Quality.ESTIMATED: _("geschätzt"),
    Quality.SURVEY: _("eigene Erhebung"),
}

CELL_SIGN = {
    CellSign.NONE: "",
    CellSign.NOTHING: _("nichts angegeben"),
    CellSign.SECRET: _("unbekannt oder geheim"),
    CellSign.UNRELIABLE: _("zu unsicher"),
    CellSign.LATER: _("noch nicht veröffentlicht"),
    CellSign.CROSSED: _("nicht erfragt"),
    CellSign.SMALL: _("zu klein, um sie zu zeigen"),
}

RATE_PATH = {
    RatePath.STATUS_QUO: _("wie heute"),
    RatePath.FALLING: _("sinkend"),
    RatePath.RISING: _("steigend"),
    RatePath.OWN: _("eigene Annahme"),
}

PARAMETER = {
    "share": _("Anteil an allen Pflegebedürftigen, in Prozent"),
    "places_per_client": _("Plätze je Mensch"),
    "days_of_stay": _("Tage je Mensch und Jahr"),
    "utilisation": _("Auslastung der Plätze, in Prozent"),
    "staff": _("Stellen je Platz (in Vollzeit)"),
}
"""The fields of `rules.parameters.CareParameters`."""
IN_PERCENT = frozenset({"share", "utilisation"})
"""Kept as fractions."""

FINDING_KIND = {FindingKind.GAP: _("Lücke"), FindingKind.OVERLAP: _("Doppelung")}

CONFIDENCE = {
    Confidence.HINT: _("Hinweis"),
    Confidence.LIKELY: _("wahrscheinlich"),
    Confidence.SECURED: _("gut gesichert"),
}

PUBLIC = {
    Public.FIGURES: _("Kennzahlen"),
    Public.SERIES: _("Zahlenreihe"),
    Public.VARIANT: _("Prognose"),
    Public.AREA: _("Planungsraum"),
    Public.FINDING: _("Lücke oder Doppelung"),
}
