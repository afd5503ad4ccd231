from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.rules import Composition


class Committee(models.Model):
    """A Gremium of the network: OParl organization, never OParl body."""

    code = models.SlugField(_("Kürzel"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    classification = models.CharField(_("Art"), max_length=20, choices=wording.CLASSIFICATION)
    purpose = models.TextField(_("Auftrag"), blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("gehört zu"),
    )
    planning_area = models.ForeignKey(
        "places.PlanningArea", models.PROTECT, null=True, blank=True, verbose_name=_("Planungsraum")
    )
    led_by_organization = models.ForeignKey(
        "directory.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geleitet von (Organisation)"),
    )
    composition = models.CharField(
        _("Zusammensetzung"),
        max_length=20,
        choices=wording.COMPOSITION,
        default=Composition.NAMED,
    )
    active_from = models.DateField(_("besteht seit"), null=True, blank=True)
    active_to = models.DateField(_("bis (ohne diesen Tag)"), null=True, blank=True)
    modified_at = models.DateTimeField(_("geändert"), null=True, blank=True)
    led_by = models.CharField(_("geleitet von"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
