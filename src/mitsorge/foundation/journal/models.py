from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """Who did what to which record, when and why. Rows are added, never changed."""

    at = models.DateTimeField(_("wann"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="+",
        verbose_name=_("wer"),
    )
    by_label = models.CharField(_("wer, in Worten"), max_length=120, blank=True)
    event = models.CharField(_("was"), max_length=80)
    subject_type = models.CharField(_("Art des Eintrags"), max_length=60)
    subject_id = models.BigIntegerField(_("Nummer des Eintrags"))
    subject_label = models.CharField(_("Eintrag, in Worten"), max_length=200)
    changes = models.JSONField(_("Änderungen"), default=dict)
    why = models.CharField(_("Grund"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokolleinträge")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="journal_subject")
        ]

    def __str__(self) -> str:
        return f"{self.event}: {self.subject_label}"


class Opening(models.Model):
    """Stands here only while old entries are being forgotten; the triggers look for it."""

    reason = models.CharField(_("Grund"), max_length=300)
    opened_at = models.DateTimeField(_("geöffnet"))

    class Meta:
        verbose_name = _("Öffnung des Protokolls")
        verbose_name_plural = _("Öffnungen des Protokolls")

    def __str__(self) -> str:
        return self.reason
