import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording


class Location(models.Model):
    """HSDS location. A protected address never leaves: `queries` and feeds show only the town."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        related_name="locations",
        verbose_name=_("Organisation"),
    )
    name = models.CharField(_("Name"), max_length=200, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    town = models.CharField(_("Ort"), max_length=120, blank=True)
    municipality = models.ForeignKey(
        "places.Municipality", models.SET_NULL, null=True, blank=True, verbose_name=_("Gemeinde")
    )
    latitude = models.DecimalField(
        _("Breite"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("Länge"), max_digits=8, decimal_places=5, null=True, blank=True
    )
    precision = models.CharField(_("Genauigkeit"), max_length=10, blank=True)
    is_protected = models.BooleanField(_("Adresse geschützt"), default=False)
    transportation = models.CharField(_("So kommen Sie hin"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Standort")
        verbose_name_plural = _("Standorte")
        ordering = ["town", "street", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="point_whole_or_absent",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.town) if part)


class Accessibility(models.Model):
    """HSDS accessibility: what works at a location and, just as plainly, what does not."""

    location = models.ForeignKey(
        Location, models.CASCADE, related_name="accessibility", verbose_name=_("Standort")
    )
    term = models.ForeignKey(
        "directory.TaxonomyTerm", models.PROTECT, related_name="+", verbose_name=_("Merkmal")
    )
    access = models.CharField(_("vorhanden"), max_length=6, choices=wording.ACCESS)
    details = models.CharField(_("Einzelheiten"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Angabe zur Barrierefreiheit")
        verbose_name_plural = _("Angaben zur Barrierefreiheit")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["location", "term"], name="accessibility_once_per_location"
            )
        ]

    def __str__(self) -> str:
        return f"{self.location}: {self.term}"
