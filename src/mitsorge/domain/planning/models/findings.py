import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording


class Yardstick(models.Model):
    """What the network holds to be enough of one kind of offer, with its source and validity.

    Empty limits do not judge; `relative` compares with the whole region instead (share of its mean, 0.5 = half).
    """

    term = models.ForeignKey(
        "directory.TaxonomyTerm",
        models.CASCADE,
        related_name="+",
        verbose_name=_("Art des Angebots"),
    )
    care = models.CharField(
        _("Art der Pflege"), max_length=12, choices=wording.CARE_KIND, blank=True
    )
    age_from = models.PositiveSmallIntegerField(_("für Menschen ab"), default=65)
    max_km = models.FloatField(_("höchstens entfernt, km"), null=True, blank=True)
    places_per_1000 = models.FloatField(_("Plätze je 1.000"), null=True, blank=True)
    coverage = models.FloatField(_("gedeckter Anteil des Bedarfs"), null=True, blank=True)
    relative = models.FloatField(_("Anteil am Mittel der Region"), null=True, blank=True)
    overlap_above = models.FloatField(_("Doppelung ab, Anteil des Bedarfs"), null=True, blank=True)
    source = models.CharField(_("Quelle"), max_length=300)
    valid_from = models.DateField(_("gilt ab"))
    valid_to = models.DateField(_("gilt bis ausschließlich"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Maßstab")
        verbose_name_plural = _("Maßstäbe")
        ordering = ["term", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "age_from", "valid_from"], name="planning_yardstick_start"
            ),
            models.CheckConstraint(
                name="planning_yardstick_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} ({self.valid_from:%Y})"


class Finding(models.Model):
    """A gap or an overlap as it stood on the day it was handed on: the evidence is frozen, the present is derived.

    `evidence`: the JSON of `rules.gaps.Evidence`. Linked both ways with what was made of it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("Art"), max_length=8, choices=wording.FINDING_KIND)
    term = models.ForeignKey(
        "directory.TaxonomyTerm",
        models.PROTECT,
        related_name="+",
        verbose_name=_("Art des Angebots"),
    )
    planning_area = models.ForeignKey(
        "places.PlanningArea",
        models.PROTECT,
        related_name="+",
        verbose_name=_("Planungsraum"),
    )
    age_from = models.PositiveSmallIntegerField(_("für Menschen ab"))
    sentence = models.TextField(_("in einem Satz"))
    against = models.TextField(_("was dagegen spricht"), blank=True)
    evidence = models.JSONField(_("Belege"), default=dict)
    confidence = models.CharField(_("Sicherheit"), max_length=8, choices=wording.CONFIDENCE)
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
        related_name="finding",
        verbose_name=_("Impuls"),
    )
    agenda_item = models.OneToOneField(
        "governance.AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="finding",
        verbose_name=_("Tagesordnungspunkt"),
    )

    class Meta:
        verbose_name = _("Lücke oder Doppelung")
        verbose_name_plural = _("Lücken und Doppelungen")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.sentence[:80]
