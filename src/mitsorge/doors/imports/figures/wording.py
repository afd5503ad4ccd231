"""German words for formats and traps."""

from django.utils.translation import gettext_lazy as _

from mitsorge.doors.imports.figures.read import Format, TrapKind

FORMAT = {
    Format.POPULATION: _("Bevölkerung nach Alter und Geschlecht (GENESIS 12411)"),
    Format.PROJECTION: _("Vorausberechnung der Bevölkerung (GENESIS 12421)"),
    Format.CARE: _("Pflegestatistik (GENESIS 22411)"),
    Format.REGISTER: _("Gemeindeverzeichnis (GV100AD)"),
    Format.GRID: _("Bevölkerungsraster des Zensus"),
    Format.QUARTERS: _("Ortsteiltabelle"),
    Format.PLAIN: _("einfache Tabelle"),
}
TRAP = {
    TrapKind.CITY_STATES: _("Zweistellige Schlüssel"),
    TrapKind.OTHER_KEYS: _("Andere Gebiete"),
    TrapKind.SIGNS: _("Zeichen statt Zahlen"),
    TrapKind.MERGED: _("Zusammengelegte Kreise"),
    TrapKind.CONCEPT_BREAK: _("Bruch in der Zählweise"),
    TrapKind.THOUSANDS: _("Angaben in Tausend"),
    TrapKind.COLUMNS_LEFT: _("Nicht übernommen"),
    TrapKind.TOP_BAND: _("Grobe oberste Altersgruppe"),
    TrapKind.ENCODING: _("Zeichensatz"),
    TrapKind.ESTIMATED: _("Geschätzte Zahlen"),
    TrapKind.NOISE: _("Verändert aus Datenschutz"),
    TrapKind.NO_DATE: _("Stichtag fehlt"),
    TrapKind.UNKNOWN_AREAS: _("Unbekannte Räume"),
    TrapKind.MISSING_AREAS: _("Räume ohne Zahl"),
    TrapKind.AGE_END: _("Ende der Altersgruppen"),
    TrapKind.GROUPED: _("Punkte in Zahlen"),
    TrapKind.MISLABELLED: _("Altersgruppe passt nicht"),
    TrapKind.CONTRADICTION: _("Widerspruch"),
}
