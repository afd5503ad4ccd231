from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.models.meeting import Meeting


class Minutes(models.Model):
    """The Niederschrift: composed from what was recorded, edited, sent, objected to, approved and frozen.

    `sha256` is of the internal text, a line feed, and the public text (UTF-8), set when approved.
    """

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, related_name="minutes", verbose_name=_("Sitzung")
    )
    text = models.TextField(_("interne Fassung"))
    public_text = models.TextField(_("öffentliche Fassung"), blank=True)
    sent_at = models.DateTimeField(_("versandt am"), null=True, blank=True)
    objections_until = models.DateField(_("Einwendungen bis"), null=True, blank=True)
    approved_at = models.DateTimeField(_("genehmigt am"), null=True, blank=True)
    approved_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("genehmigt von"),
    )
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Niederschrift")
        verbose_name_plural = _("Niederschriften")
        ordering = ["-modified_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_at=None, sha256="")
                | (models.Q(approved_at__isnull=False) & ~models.Q(sha256="")),
                name="minutes_frozen_with_a_hash",
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class Objection(models.Model):
    """Somebody who was there says what is wrong in the minutes, within the period."""

    minutes = models.ForeignKey(
        Minutes, models.CASCADE, related_name="objections", verbose_name=_("Niederschrift")
    )
    attendee = models.ForeignKey(
        "governance.Attendee",
        models.CASCADE,
        related_name="objections",
        verbose_name=_("Teilnahme"),
    )
    text = models.TextField(_("Einwendung"), max_length=4000)
    raised_at = models.DateTimeField(_("eingegangen"))
    answer = models.TextField(_("Antwort"), blank=True)
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einwendung")
        verbose_name_plural = _("Einwendungen")
        ordering = ["raised_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
