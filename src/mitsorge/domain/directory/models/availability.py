import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.rules import PlaceKind


class Schedule(models.Model):
    """HSDS schedule: an RRULE (RFC 5545) with hours, or "by appointment"."""

    service = models.ForeignKey(
        "directory.Service", models.CASCADE, related_name="schedules", verbose_name=_("Angebot")
    )
    rrule = models.CharField(_("Regel (RRULE)"), max_length=200, blank=True)
    opens_at = models.TimeField(_("von"), null=True, blank=True)
    closes_at = models.TimeField(_("bis"), null=True, blank=True)
    by_appointment = models.BooleanField(_("nach Vereinbarung"), default=False)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_to = models.DateField(_("gilt bis"), null=True, blank=True)
    description = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Öffnungszeit")
        verbose_name_plural = _("Öffnungszeiten")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(rrule="")
                | models.Q(by_appointment=True)
                | ~models.Q(description=""),
                name="schedule_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="schedule_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.rrule or self.description


class ServiceArea(models.Model):
    """HSDS service_area: where an offer comes to, or from where it takes people."""

    service = models.ForeignKey(
        "directory.Service", models.CASCADE, related_name="areas", verbose_name=_("Angebot")
    )
    kind = models.CharField(_("Art"), max_length=15, choices=wording.AREA)
    municipality = models.ForeignKey(
        "places.Municipality", models.PROTECT, null=True, blank=True, verbose_name=_("Gemeinde")
    )
    planning_area = models.ForeignKey(
        "places.PlanningArea", models.PROTECT, null=True, blank=True, verbose_name=_("Planungsraum")
    )
    radius_km = models.PositiveSmallIntegerField(_("Umkreis in km"), null=True, blank=True)

    class Meta:
        verbose_name = _("Einzugsgebiet")
        verbose_name_plural = _("Einzugsgebiete")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="service_area_matches_kind",
                condition=models.Q(
                    kind="BODY", municipality=None, planning_area=None, radius_km=None
                )
                | models.Q(
                    kind="MUNICIPALITY",
                    municipality__isnull=False,
                    planning_area=None,
                    radius_km=None,
                )
                | models.Q(
                    kind="PLANNING_AREA",
                    municipality=None,
                    planning_area__isnull=False,
                    radius_km=None,
                )
                | models.Q(
                    kind="RADIUS", municipality=None, planning_area=None, radius_km__isnull=False
                ),
            )
        ]

    def __str__(self) -> str:
        return str(
            self.municipality
            or self.planning_area
            or (f"{self.radius_km} km" if self.radius_km else self.get_kind_display())
        )


class ServiceCapacity(models.Model):
    """HSDS service_capacity: reported free places, with the moment of the report.

    `available` 0: full. `weekdays`: codes of RFC 5545 ("MO,TU"). `postcodes`: where a care service still comes to.
    `free_to` is the last free day.
    """

    service = models.ForeignKey(
        "directory.Service", models.CASCADE, related_name="capacities", verbose_name=_("Angebot")
    )
    unit = models.CharField(_("Art der Plätze"), max_length=60)
    available = models.PositiveSmallIntegerField(_("frei"), null=True, blank=True)
    maximum = models.PositiveSmallIntegerField(_("Plätze insgesamt"), null=True, blank=True)
    on_request = models.BooleanField(_("auf Anfrage"), default=False)
    waiting_list = models.BooleanField(_("Warteliste offen"), default=False)
    free_from = models.DateField(_("frei ab"), null=True, blank=True)
    conditions = models.CharField(_("Bedingungen"), max_length=200, blank=True)
    kind = models.CharField(
        _("Art"), max_length=20, choices=wording.PLACE_KIND, default=PlaceKind.OTHER
    )
    weekdays = models.CharField(_("Wochentage"), max_length=20, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(
        _("Stunden in der Woche"), null=True, blank=True
    )
    postcodes = models.CharField(_("Postleitzahlen"), max_length=200, blank=True)
    free_to = models.DateField(_("frei bis"), null=True, blank=True)
    care_grade_from = models.PositiveSmallIntegerField(_("ab Pflegegrad"), null=True, blank=True)
    dementia_fit = models.BooleanField(_("für Menschen mit Demenz geeignet"), default=False)
    single_room = models.BooleanField(_("Einzelzimmer"), default=False)
    sex = models.CharField(_("für wen"), max_length=10, choices=wording.SEX, blank=True)
    updated_at = models.DateTimeField(_("gemeldet"))

    class Meta:
        verbose_name = _("Freie Plätze")
        verbose_name_plural = _("Freie Plätze")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "unit"], name="one_capacity_per_unit"),
            models.CheckConstraint(
                condition=models.Q(care_grade_from=None) | models.Q(care_grade_from__lte=5),
                name="capacity_care_grade",
            ),
            models.CheckConstraint(
                condition=models.Q(free_from=None)
                | models.Q(free_to=None)
                | models.Q(free_to__gte=models.F("free_from")),
                name="capacity_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.unit}"


class CostOption(models.Model):
    """HSDS cost_option: one price. The date of its confirmation is the service's."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.ForeignKey(
        "directory.Service", models.CASCADE, related_name="costs", verbose_name=_("Angebot")
    )
    option = models.CharField(_("wofür"), max_length=120)
    amount = models.DecimalField(
        _("Betrag in Euro"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    per = models.CharField(_("je"), max_length=40, blank=True)
    amount_description = models.CharField(_("Erklärung"), max_length=200, blank=True)
    valid_from = models.DateField(_("gilt ab"), null=True, blank=True)
    valid_to = models.DateField(_("gilt bis"), null=True, blank=True)

    class Meta:
        verbose_name = _("Preis")
        verbose_name_plural = _("Preise")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="cost_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="cost_valid_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.option
