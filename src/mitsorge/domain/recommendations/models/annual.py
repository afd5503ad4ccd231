from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnualReport(models.Model):
    """The report of the network for a year: composed from what was recorded, then edited like any text."""

    year = models.PositiveSmallIntegerField(_("Jahr"), unique=True)
    text = models.TextField(_("Text"))
    composed_at = models.DateTimeField(_("zusammengestellt"))
    version = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Jahresbericht")
        verbose_name_plural = _("Jahresberichte")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)
