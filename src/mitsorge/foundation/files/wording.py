from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.files.rules import Kind, Reason, Visibility

KIND = {
    Kind.PDF: _("PDF"),
    Kind.PNG: _("Bild (PNG)"),
    Kind.JPEG: _("Bild (JPEG)"),
    Kind.WEBP: _("Bild (WebP)"),
    Kind.XLSX: _("Excel-Tabelle"),
    Kind.ODS: _("OpenDocument-Tabelle"),
    Kind.CSV: _("Textdatei mit Trennzeichen (CSV)"),
}
VISIBILITY = {
    Visibility.PUBLIC: _("öffentlich"),
    Visibility.OFFICE: _("nur für das Büro"),
}
REFUSAL = {
    Reason.EMPTY: _("Die Datei ist leer. Bitte wählen Sie sie noch einmal aus."),
    Reason.TOO_BIG: _("Die Datei ist zu groß. Bitte verkleinern Sie sie und versuchen Sie es neu."),
    Reason.UNKNOWN: _(
        "Diese Art von Datei können wir nicht annehmen. Möglich sind PDF, Bilder (JPEG, PNG, WebP)"
        " und Tabellen (XLSX, ODS, CSV)."
    ),
    Reason.NOT_WANTED: _("An dieser Stelle wird eine andere Art von Datei gebraucht."),
    Reason.BROKEN: _(
        "Die Datei ist beschädigt oder unvollständig. Bitte speichern Sie sie neu und versuchen Sie es noch einmal."
    ),
    Reason.PACKED_TOO_TIGHT: _(
        "Die Datei enthält ausgepackt viel zu viel. Bitte speichern Sie nur die Tabelle, die Sie brauchen."
    ),
    Reason.LOCKED: _("Die Datei ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne."),
    Reason.TOO_MANY_PIXELS: _(
        "Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es auf höchstens 50 Megapixel."
    ),
}
NO_PICTURE = _("Das ist kein Bild, das wir zeigen können. Möglich sind JPEG, PNG und WebP.")
REFUSAL_OF_PICTURE = {
    Reason.UNKNOWN: NO_PICTURE,
    Reason.NOT_WANTED: NO_PICTURE,
    Reason.PACKED_TOO_TIGHT: NO_PICTURE,
    Reason.LOCKED: NO_PICTURE,
    Reason.TOO_BIG: _(
        "Das Bild ist größer als 12 MB. Bitte verkleinern Sie es und versuchen Sie es neu."
    ),
    Reason.BROKEN: _(
        "Das Bild ist beschädigt oder unvollständig. Bitte speichern Sie es neu und versuchen Sie es noch einmal."
    ),
}
"""Where only a picture is wanted these sentences say it better."""
EVENT = {
    "files.image.consented": _("Einwilligung zum Bild festgehalten"),
    "files.image.withdrawn": _("Einwilligung zum Bild zurückgezogen"),
}
