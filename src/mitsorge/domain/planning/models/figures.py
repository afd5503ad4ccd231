import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording


class Series(models.Model):
    """Figures of one origin, with their passport. The same table of a later date is another series.

    `variant` tells projections of one table apart (G2L2W1); empty: observed. `unit`: "Personen", "Plätze", "Anteil".
    `survey`: the own survey it was added up from. `lower_bounds`: codes of areas where some did not say a number.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Titel"), max_length=200)
    subject = models.CharField(_("was gezählt wird"), max_length=12, choices=wording.SUBJECT)
    unit = models.CharField(_("Einheit"), max_length=40)
    variant = models.CharField(_("Variante"), max_length=40, blank=True)
    publisher = models.CharField(_("Herausgeber"), max_length=200)
    table_number = models.CharField(_("Tabelle"), max_length=60, blank=True)
    licence = models.CharField(_("Lizenz"), max_length=80)
    as_of = models.DateField(_("Stand"))
    quality = models.CharField(_("Güte"), max_length=10, choices=wording.QUALITY)
    method = models.TextField(_("wie sie entstanden ist"), blank=True)
    response_rate = models.FloatField(_("Rücklauf (Anteil)"), null=True, blank=True)
    imported_at = models.DateTimeField(_("eingespielt"))
    is_public = models.BooleanField(_("öffentlich"), default=False)
    lower_bounds = models.JSONField(_("Untergrenzen"), default=list, blank=True)
    survey = models.ForeignKey(
        "planning.Survey", models.PROTECT, null=True, blank=True, related_name="series"
    )

    class Meta:
        verbose_name = _("Zahlenreihe")
        verbose_name_plural = _("Zahlenreihen")
        ordering = ["subject", "title", "-as_of", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "publisher", "table_number", "variant", "as_of", "title"],
                name="planning_series_once",
            ),
            models.CheckConstraint(
                name="planning_response_rate",
                condition=Q(response_rate=None) | Q(response_rate__range=(0, 1)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """One number of a series: area, year, ages [age_from, age_to), sex, kind of care. `age_to` None: and older.

    `value` None: no number stood there, and `sign` says what did; unknown is never zero.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="figures")
    level = models.CharField(_("Ebene"), max_length=12, choices=wording.LEVEL)
    area_code = models.CharField(_("Schlüssel"), max_length=60)
    year = models.PositiveSmallIntegerField(_("Jahr"))
    age_from = models.PositiveSmallIntegerField(_("Alter von"), default=0)
    age_to = models.PositiveSmallIntegerField(_("Alter bis unter"), null=True, blank=True)
    sex = models.CharField(_("Geschlecht"), max_length=1, choices=wording.SEX, blank=True)
    care = models.CharField(
        _("Art der Pflege"), max_length=12, choices=wording.CARE_KIND, blank=True
    )
    value = models.FloatField(_("Wert"), null=True, blank=True)
    sign = models.CharField(_("Zeichen"), max_length=3, choices=wording.CELL_SIGN, blank=True)

    class Meta:
        verbose_name = _("Zahl")
        verbose_name_plural = _("Zahlen")
        ordering = ["series", "level", "area_code", "year", "sex", "care", "age_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "series",
                    "level",
                    "area_code",
                    "year",
                    "age_from",
                    "age_to",
                    "sex",
                    "care",
                ],
                nulls_distinct=False,
                name="planning_figure_once",
            ),
            models.CheckConstraint(
                name="planning_figure_ages", condition=Q(age_to=None) | Q(age_to__gt=F("age_from"))
            ),
            models.CheckConstraint(
                name="planning_figure_value_or_sign",
                condition=Q(value__isnull=False, sign="") | (Q(value=None) & ~Q(sign="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.year}: {self.sign or self.value}"


class PopulationCell(models.Model):
    """People at a point: a cell of the census grid, or the middle of a place. `size_m` 0: no grid."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="cells")
    latitude = models.FloatField(_("Breite"))
    longitude = models.FloatField(_("Länge"))
    size_m = models.PositiveSmallIntegerField(_("Kantenlänge in Metern"), default=0)
    population = models.FloatField(_("Menschen"))
    area_code = models.CharField(_("Planungsraum"), max_length=60, blank=True, db_index=True)

    class Meta:
        verbose_name = _("Rasterzelle")
        verbose_name_plural = _("Rasterzellen")
        ordering = ["series", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "latitude", "longitude"], name="planning_cell_once"
            ),
            models.CheckConstraint(name="planning_cell_population", condition=Q(population__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.latitude:.4f}, {self.longitude:.4f}"
