import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models.impulse import Topic
from mitsorge.domain.recommendations.models.recommendation import Recommendation
from mitsorge.domain.recommendations.rules import MeasureStatus, Quality


class Measure(models.Model):
    """What is really done: for a recommendation, or straight for a topic of the table (seed 004)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recommendation = models.ForeignKey(
        Recommendation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("Empfehlung"),
    )
    topic = models.ForeignKey(
        Topic,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("Thema"),
    )
    title = models.CharField(_("Maßnahme"), max_length=200)
    text = models.TextField(_("Was wird getan?"), blank=True)
    owner = models.CharField(_("verantwortlich"), max_length=200)
    partners = models.ManyToManyField(
        "directory.Organization", blank=True, related_name="measures", verbose_name=_("Partner")
    )
    status = models.CharField(
        _("Stand"),
        max_length=20,
        choices=wording.MEASURE_STATUS,
        default=MeasureStatus.PLANNED,
    )
    starts_on = models.DateField(_("ab"), null=True, blank=True)
    ends_on = models.DateField(_("bis"), null=True, blank=True)
    cost = models.CharField(_("Kosten"), max_length=300, blank=True)
    progress = models.PositiveSmallIntegerField(_("Fortschritt in Prozent"), default=0)
    obstacles = models.TextField(_("Was hindert?"), blank=True)
    is_public = models.BooleanField(_("öffentlich"), default=True)
    created_at = models.DateTimeField(_("angelegt"))
    version = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recommendation__isnull=False) | models.Q(topic__isnull=False),
                name="measure_comes_from_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(progress__lte=100), name="progress_up_to_hundred"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """A part of a measure with its day."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="steps", verbose_name=_("Maßnahme")
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    text = models.CharField(_("Schritt"), max_length=300)
    due_on = models.DateField(_("bis wann"), null=True, blank=True)
    done_on = models.DateField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Schritt")
        verbose_name_plural = _("Schritte")
        ordering = ["measure", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class Indicator(models.Model):
    """What shows an effect: a number, or numerator over denominator, with where it starts and where it should go."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="indicators", verbose_name=_("Maßnahme")
    )
    name = models.CharField(_("Kennzahl"), max_length=200)
    definition = models.TextField(_("Was wird gezählt?"), blank=True)
    numerator = models.CharField(_("Zähler"), max_length=200, blank=True)
    denominator = models.CharField(_("Nenner"), max_length=200, blank=True)
    unit = models.CharField(_("Einheit"), max_length=60)
    source = models.CharField(_("Quelle"), max_length=300)
    target_value = models.DecimalField(
        _("Ziel"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    target_on = models.DateField(_("Ziel bis"), null=True, blank=True)
    lower_is_better = models.BooleanField(_("weniger ist besser"), default=False)
    suppress_below = models.PositiveSmallIntegerField(_("keine Zahl unter"), default=0)
    next_reading_on = models.DateField(_("nächste Messung"), null=True, blank=True)

    class Meta:
        verbose_name = _("Kennzahl")
        verbose_name_plural = _("Kennzahlen")
        ordering = ["measure", "pk"]

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """One value of an indicator on a day. `value` None: there was no reading, and `note` says why."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="readings", verbose_name=_("Kennzahl")
    )
    on = models.DateField(_("Stand"))
    numerator = models.PositiveIntegerField(_("Zähler"), null=True, blank=True)
    denominator = models.PositiveIntegerField(_("Nenner"), null=True, blank=True)
    value = models.DecimalField(_("Wert"), max_digits=14, decimal_places=3, null=True, blank=True)
    is_baseline = models.BooleanField(_("Ausgangswert"), default=False)
    quality = models.CharField(
        _("Güte"), max_length=20, choices=wording.QUALITY, default=Quality.LIKELY
    )
    note = models.CharField(_("Anmerkung"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("festgehalten"))

    class Meta:
        verbose_name = _("Messwert")
        verbose_name_plural = _("Messwerte")
        ordering = ["indicator", "on"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "on"], name="read_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | ~models.Q(note=""),
                name="no_reading_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(denominator=None) | models.Q(denominator__gt=0),
                name="denominator_is_not_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
