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
DOUBT = {
    "area_unknown": _("Einzugsgebiet nicht bekannt"),
    "by_hand": _("hier von Hand geändert"),
    "columns_swapped": _("Angabe in der falschen Spalte"),
    "date_wrong": _("kein Datum"),
    "function_missing": _("Ansprechstelle ohne Funktion"),
    "grade_wrong": _("kein Pflegegrad von 1 bis 5"),
    "group_unknown": _("Mitgliedergruppe nicht bekannt"),
    "hours_wrong": _("Öffnungszeiten nicht verstanden"),
    "house_number_date": _("Hausnummer von Excel in ein Datum verwandelt"),
    "inactive": _("in der Quelle nicht mehr aktiv"),
    "kind_unknown": _("Angebotsart nicht in unserer Liste"),
    "language_unknown": _("Sprache nicht bekannt"),
    "mail_several": _("mehrere E-Mail-Adressen in einer Zelle"),
    "mail_wrong": _("keine E-Mail-Adresse"),
    "name_continued": _("Name fehlt, aus der Zeile darüber übernommen"),
    "merged": _("in einem anderen Angebot aufgegangen"),
    "number_wrong": _("keine Anzahl"),
    "participation_wrong": _("weder aktiv noch inaktiv"),
    "payer_unknown": _("Kostenträger nicht in unserer Liste"),
    "perhaps_known": _("steht vielleicht schon im Verzeichnis"),
    "period_reversed": _("Ende vor dem Anfang"),
    "phone_rounded": _("Telefonnummer gerundet, Ziffern fehlen"),
    "phone_wrong": _("Telefonnummer nicht vollständig"),
    "place_mismatch": _("Postleitzahl und Ort passen nicht zusammen"),
    "postcode_wrong": _("keine Postleitzahl"),
    "price_wrong": _("kein Preis in Euro"),
    "recognition_odd": _("nicht anerkannt, aber mit Ablaufdatum"),
    "row_hidden": _("Zeile in der Datei ausgeblendet"),
    "site_wrong": _("keine Internetadresse"),
    "target_unknown": _("Zielgruppe nicht in unserer Liste"),
    "term_unknown": _("Begriff nicht in unserer Liste"),
    "too_long": _("Text zu lang"),
    "town_wrong": _("kein Ort"),
    "yes_no_wrong": _("weder Ja noch Nein"),
}
"""What is odd about a row, in words that repeat nothing of its cells: they outlive the file."""
