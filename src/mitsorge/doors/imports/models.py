import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.doors.imports import wording
from mitsorge.doors.imports.planning.kinds import Kind, State


class ImportRun(models.Model):
    """One uploaded file from its dry run to its end. `content` is emptied once the run is over.

    `same`: row → offer of the directory, as somebody said. `left_out` counts the suspicious rows nobody ticked: "" for all of them, and by code of what was odd.
    `preview` is the packed dry run; `digest` its fingerprint: what is applied is what was seen.
    """

    uid = models.UUIDField(_("Nummer"), unique=True, editable=False)
    name = models.CharField(_("Datei"), max_length=200)
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)
    kind = models.CharField(_("Art"), max_length=15, choices=wording.KIND, default=Kind.LIST)
    state = models.CharField(
        _("Stand"), max_length=10, choices=wording.STATE, default=State.MAPPING
    )
    content = models.BinaryField(_("Inhalt"), default=b"")
    mapping = models.JSONField(_("von Hand zugeordnete Spalten"), default=dict, blank=True)
    ticked = models.JSONField(_("angekreuzte Zeilen"), default=list, blank=True)
    same = models.JSONField(_("Zeilen, die ein bekanntes Angebot sind"), default=dict, blank=True)
    preview = models.BinaryField(_("Vorschau"), default=b"")
    digest = models.CharField(_("Fingerabdruck der Vorschau"), max_length=64, blank=True)
    counts = models.JSONField(_("Zeilen je Ergebnis"), default=dict)
    left_out = models.JSONField(
        _("auffällige Zeilen, die nicht übernommen wurden"), default=dict, blank=True
    )
    revision = models.BigIntegerField(_("Stand des Verzeichnisses"), default=0)
    message = models.TextField(_("Meldung"), blank=True)
    created_at = models.DateTimeField(_("hochgeladen"))
    created_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hochgeladen von"),
    )
    applied_at = models.DateTimeField(_("übernommen"), null=True, blank=True)
    applied_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("übernommen von"),
    )

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Importe")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class FigureFile(models.Model):
    """One uploaded file of figures from its dry run to its end. `content` is emptied once it is over.

    `taken`: uids of the series that came of it.
    """

    uid = models.UUIDField(_("Nummer"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Datei"), max_length=200)
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)
    state = models.CharField(
        _("Stand"), max_length=10, choices=wording.STATE, default=State.PREVIEW
    )
    content = models.BinaryField(_("Inhalt"), default=b"")
    taken = models.JSONField(_("daraus entstandene Zahlenreihen"), default=list, blank=True)
    created_at = models.DateTimeField(_("hochgeladen"))
    created_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("hochgeladen von"),
    )
    ended_at = models.DateTimeField(_("übernommen oder verworfen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Datei mit Zahlen")
        verbose_name_plural = _("Dateien mit Zahlen")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name
