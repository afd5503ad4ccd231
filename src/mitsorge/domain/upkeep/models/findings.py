from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.upkeep import wording


class Trouble(models.Model):
    """An address of an entry that does not work: a dead web page, a mailbox that refuses letters."""

    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        related_name="troubles",
        verbose_name=_("Organisation"),
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="troubles",
        verbose_name=_("Angebot"),
    )
    kind = models.CharField(_("Art"), max_length=10, choices=wording.TROUBLE_KIND)
    address = models.CharField(_("Adresse"), max_length=500)
    words = models.CharField(_("was zurückkam"), max_length=300, blank=True)
    found_at = models.DateTimeField(_("gefunden"))
    tried_at = models.DateTimeField(_("zuletzt versucht"))
    tries = models.PositiveSmallIntegerField(_("Versuche"), default=1)
    ended_at = models.DateTimeField(_("behoben"), null=True, blank=True)

    class Meta:
        verbose_name = _("gestörte Adresse")
        verbose_name_plural = _("gestörte Adressen")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "kind", "address"],
                condition=models.Q(ended_at=None, service=None),
                name="trouble_once_per_organization",
            ),
            models.UniqueConstraint(
                fields=["service", "kind", "address"],
                condition=models.Q(ended_at=None),
                name="trouble_once_per_service",
            ),
        ]

    def __str__(self) -> str:
        return self.address


class Probe(models.Model):
    """What the worker knows of a web address of the directory: how often it failed in a row, when it is asked again."""

    address = models.CharField(_("Adresse"), max_length=500, unique=True)
    asked_at = models.DateTimeField(_("zuletzt gefragt"))
    next_at = models.DateTimeField(_("wieder zu fragen"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("vergebliche Versuche"), default=0)
    failing_since = models.DateTimeField(_("ohne Antwort seit"), null=True, blank=True)

    class Meta:
        verbose_name = _("geprüfte Internetadresse")
        verbose_name_plural = _("geprüfte Internetadressen")
        ordering = ["next_at", "pk"]

    def __str__(self) -> str:
        return self.address


class FreshnessReading(models.Model):
    """How many offers of a kind in a planning area were confirmed within their interval on a day.

    Without a kind it counts all kinds, without an area all areas: an offer in two areas counts once. A kind is the
    top of its branch. The past cannot be derived from the present: `assured_at` keeps only the last confirmation.
    """

    on = models.DateField(_("am"))
    kind = models.ForeignKey(
        "directory.TaxonomyTerm",
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("Angebotsart"),
    )
    planning_area = models.ForeignKey(
        "places.PlanningArea",
        models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("Planungsraum"),
    )
    offers = models.PositiveIntegerField(_("Angebote"))
    confirmed = models.PositiveIntegerField(_("davon bestätigt"))

    class Meta:
        verbose_name = _("Messwert der Aktualität")
        verbose_name_plural = _("Messwerte der Aktualität")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed__lte=models.F("offers")),
                name="confirmed_at_most_all",
            ),
            models.UniqueConstraint(
                models.F("on"),
                Coalesce("kind", models.Value(0, models.BigIntegerField())),
                Coalesce("planning_area", models.Value(0, models.BigIntegerField())),
                name="one_reading_of_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}: {self.confirmed}/{self.offers}"
