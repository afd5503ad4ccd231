from django.db import models
from django.utils.translation import gettext_lazy as _


class ResponsibilityTopic(models.Model):
    """What someone may be responsible for: "Pflegegrad beantragen"."""

    slug = models.SlugField(_("Kürzel"), max_length=60, unique=True)
    name = models.CharField(_("Thema"), max_length=120)
    explanation = models.CharField(_("Erklärung"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)

    class Meta:
        verbose_name = _("Thema der Zuständigkeit")
        verbose_name_plural = _("Themen der Zuständigkeit")
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Responsibility(models.Model):
    """Topic × place → office. The narrowest place wins: municipality, planning area, whole body."""

    topic = models.ForeignKey(
        ResponsibilityTopic,
        models.CASCADE,
        related_name="responsibilities",
        verbose_name=_("Thema"),
    )
    municipality = models.ForeignKey(
        "places.Municipality", models.CASCADE, null=True, blank=True, verbose_name=_("Gemeinde")
    )
    planning_area = models.ForeignKey(
        "places.PlanningArea", models.CASCADE, null=True, blank=True, verbose_name=_("Planungsraum")
    )
    office = models.CharField(_("Stelle"), max_length=200)
    function = models.CharField(_("Funktion"), max_length=120)
    deputy = models.CharField(_("Vertretung (Funktion)"), max_length=120, blank=True)
    phone = models.CharField(_("Telefon"), max_length=40)
    deputy_phone = models.CharField(_("Telefon der Vertretung"), max_length=40, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    hours = models.CharField(_("Sprechzeiten"), max_length=200, blank=True)
    address = models.CharField(_("Adresse"), max_length=200, blank=True)
    assured_at = models.DateTimeField(_("zuletzt bestätigt"), null=True, blank=True)
    modified_at = models.DateTimeField(_("zuletzt geändert"))

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        ordering = ["topic", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality=None) | models.Q(planning_area=None),
                name="responsibility_one_place",
            ),
            models.UniqueConstraint(
                fields=["topic", "municipality", "planning_area"],
                nulls_distinct=False,
                name="responsibility_once_per_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.office}"
