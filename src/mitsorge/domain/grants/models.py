from django.db import models
from django.utils.translation import gettext_lazy as _


class FundingPeriod(models.Model):
    """A period with the notice that must stand on every output made within it."""

    funder = models.CharField(_("Förderer"), max_length=200)
    notice = models.CharField(_("Förderhinweis"), max_length=400)
    valid_from = models.DateField(_("gilt ab"))
    valid_to = models.DateField(_("gilt bis (ohne diesen Tag)"), null=True, blank=True)

    class Meta:
        verbose_name = _("Förderzeitraum")
        verbose_name_plural = _("Förderzeiträume")
        ordering = ["-valid_from", "pk"]

    def __str__(self) -> str:
        return self.funder
