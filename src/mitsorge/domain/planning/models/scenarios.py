import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning.models.variants import Variant


class Scenario(models.Model):
    """A "what if" over the present state. `changes`: the JSON of `rules.scenario.Change` rows, in their order."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    note = models.TextField(_("Worum geht es?"), blank=True)
    term = models.ForeignKey(
        "directory.TaxonomyTerm",
        models.PROTECT,
        related_name="+",
        verbose_name=_("Art des Angebots"),
    )
    variant = models.ForeignKey(
        Variant,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scenarios",
        verbose_name=_("Prognose"),
    )
    year = models.PositiveSmallIntegerField(_("Jahr"))
    changes = models.JSONField(_("Änderungen"), default=list)
    author = models.CharField(_("von"), max_length=120)
    created_at = models.DateTimeField(_("angelegt"))
    modified_at = models.DateTimeField(_("geändert"))
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Szenario")
        verbose_name_plural = _("Szenarien")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Handover(models.Model):
    """A scenario handed on: `text` says what it would do, as it was computed on that day. Linked both ways."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scenario = models.ForeignKey(
        Scenario, models.PROTECT, related_name="handovers", verbose_name=_("Szenario")
    )
    text = models.TextField(_("in Worten"))
    sent_at = models.DateTimeField(_("weitergegeben"))
    sent_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("weitergegeben von"),
    )
    impulse = models.OneToOneField(
        "recommendations.Impulse",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handover",
        verbose_name=_("Impuls"),
    )
    agenda_item = models.OneToOneField(
        "governance.AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="handover",
        verbose_name=_("Tagesordnungspunkt"),
    )

    class Meta:
        verbose_name = _("weitergegebenes Szenario")
        verbose_name_plural = _("weitergegebene Szenarien")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.scenario} ({self.sent_at:%d.%m.%Y})"
