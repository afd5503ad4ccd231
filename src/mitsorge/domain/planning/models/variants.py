import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.models.figures import Series


class Variant(models.Model):
    """A forecast of need with all it assumes. A committee may choose one; the others stay to be compared.

    `structure`: who lives in the whole Kreis by age and sex, to cut coarser figures of its areas.
    `parameters`: the JSON of `rules.need.Parameters`, each value with its source.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    assumptions = models.TextField(_("Annahmen"), blank=True)
    population = models.ForeignKey(
        Series, models.PROTECT, related_name="+", verbose_name=_("Bevölkerung")
    )
    projection = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Vorausberechnung"),
    )
    structure = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Altersaufbau des Kreises"),
    )
    rates = models.ForeignKey(Series, models.PROTECT, related_name="+", verbose_name=_("Quoten"))
    care = models.ForeignKey(
        Series,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Pflegestatistik"),
    )
    path = models.CharField(_("Verlauf der Quoten"), max_length=12, choices=wording.RATE_PATH)
    parameters = models.JSONField(_("Rechengrößen"), default=dict)
    author = models.CharField(_("von"), max_length=120)
    created_at = models.DateTimeField(_("angelegt"))
    modified_at = models.DateTimeField(_("geändert"))
    version = models.PositiveIntegerField(default=0, editable=False)
    chosen_by = models.ForeignKey(
        "governance.Committee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gewählt von"),
    )
    chosen_on = models.DateField(_("gewählt am"), null=True, blank=True)
    chosen_why = models.TextField(_("Begründung"), blank=True)

    class Meta:
        verbose_name = _("Prognose")
        verbose_name_plural = _("Prognosen")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="planning_variant_named_once"),
            models.CheckConstraint(
                name="planning_variant_choice_whole",
                condition=Q(chosen_by=None, chosen_on=None)
                | Q(chosen_by__isnull=False, chosen_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
