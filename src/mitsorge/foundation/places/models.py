"""The network's geography: official places, its own planning areas, and streets where a network loads them."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Expression, F, Q, Value
from django.db.models.functions import Lower, Replace, Substr
from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.places.rules import AreaKind, BodyKind
from mitsorge.foundation.places.rules.names import NAME_FOLDS
from mitsorge.foundation.places.rules.positions import EAST, NORTH, SOUTH, WEST
from mitsorge.foundation.places.wording import AREA_KINDS, BODY_KINDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _folded(column: str) -> models.GeneratedField:
    """The column folded by the database itself as `rules.place_key` folds it, so that it can never be stale."""
    folded: Expression | F = F(column)
    for letter, fold in NAME_FOLDS:
        folded = Replace(folded, Value(letter), Value(fold))
    return models.GeneratedField(
        expression=Lower(folded), output_field=models.CharField(max_length=240), db_persist=True
    )


def _in_germany() -> Q:
    """Both coordinates unknown, or both inside Germany: swapped or projected numbers never get in."""
    unknown = Q(latitude__isnull=True, longitude__isnull=True)
    known = Q(latitude__isnull=False, longitude__isnull=False)
    return unknown | known & Q(latitude__range=(SOUTH, NORTH), longitude__range=(WEST, EAST))


def _degrees(label: "StrOrPromise") -> models.DecimalField:
    """Degrees to five decimals: about one meter."""
    return models.DecimalField(label, max_digits=8, decimal_places=5, null=True, blank=True)


class Outlined(models.Model):
    """An outline and the rectangle around it; a reader treats a missing rectangle as "look at the outline"."""

    outline = models.JSONField(null=True, blank=True)
    west = models.FloatField(null=True, blank=True, editable=False)
    south = models.FloatField(null=True, blank=True, editable=False)
    east = models.FloatField(null=True, blank=True, editable=False)
    north = models.FloatField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Body(models.Model):
    """The Kreis or city whose care network this is (OParl Body)."""

    name = models.CharField(_("Name"), max_length=200)
    short_name = models.CharField(_("Kurzname"), max_length=80, blank=True)
    kind = models.CharField(
        _("Art"), max_length=10, choices=[(kind.value, BODY_KINDS[kind]) for kind in BodyKind]
    )
    ags = models.CharField(_("Gemeindeschlüssel"), max_length=8, unique=True)
    land = models.CharField(_("Land"), max_length=40, blank=True)
    is_public_body = models.BooleanField(_("öffentliche Stelle"), default=True)

    class Meta:
        verbose_name = _("Körperschaft")
        verbose_name_plural = _("Körperschaften")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="places_body_ags_5_or_8",
                condition=Q(ags__regex=r"^[0-9]{5}$") | Q(ags__regex=r"^[0-9]{8}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class Municipality(Outlined):
    """One Gemeinde of the official register (GV100AD). `area_ha` in hectares."""

    ags = models.CharField(_("Gemeindeschlüssel"), max_length=8, unique=True)
    ars = models.CharField(_("Regionalschlüssel"), max_length=12, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    designation = models.CharField(_("Bezeichnung"), max_length=80, blank=True)
    body_ags5 = models.GeneratedField(
        expression=Substr("ags", 1, 5), output_field=models.CharField(max_length=5), db_persist=True
    )
    latitude = _degrees(_("Breite"))
    longitude = _degrees(_("Länge"))
    population = models.PositiveIntegerField(_("Einwohner"), default=0)
    population_67plus = models.PositiveIntegerField(_("Einwohner ab 67"), null=True, blank=True)
    area_ha = models.PositiveIntegerField(_("Fläche in Hektar"), default=0)
    key = _folded("name")

    class Meta:
        verbose_name = _("Gemeinde")
        verbose_name_plural = _("Gemeinden")
        ordering = ["name", "ags"]
        indexes = [
            models.Index("key", name="places_municipality_key"),
            models.Index("body_ags5", name="places_municipality_kreis"),
            models.Index("west", "east", name="places_municipality_box"),
        ]
        constraints = [
            models.CheckConstraint(
                name="places_municipality_ags", condition=Q(ags__regex=r"^[0-9]{8}$")
            ),
            models.CheckConstraint(
                name="places_municipality_ars", condition=Q(ars="") | Q(ars__regex=r"^[0-9]{12}$")
            ),
            models.CheckConstraint(name="places_municipality_in_germany", condition=_in_germany()),
        ]

    def __str__(self) -> str:
        return self.name


class Postcode(models.Model):
    """A postcode at a place: one code serves several places, one place has several codes."""

    code = models.CharField(_("Postleitzahl"), max_length=5, db_index=True)
    place = models.CharField(_("Ort"), max_length=120)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, null=True, blank=True, related_name="postcodes"
    )
    latitude = _degrees(_("Breite"))
    longitude = _degrees(_("Länge"))
    key = _folded("place")

    class Meta:
        verbose_name = _("Postleitzahl")
        verbose_name_plural = _("Postleitzahlen")
        ordering = ["code", "place", "id"]
        indexes = [models.Index("key", name="places_postcode_key")]
        constraints = [
            models.UniqueConstraint(
                name="places_postcode_once",
                fields=["code", "place", "municipality"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="places_postcode_code", condition=Q(code__regex=r"^[0-9]{5}$")
            ),
            models.CheckConstraint(name="places_postcode_in_germany", condition=_in_germany()),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.place}"


class Street(models.Model):
    """A street of a municipality. `key` is `rules.street_key(name)`, written by the importer."""

    name = models.CharField(_("Straße"), max_length=120)
    key = models.CharField(max_length=240)
    code = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="streets")
    latitude = _degrees(_("Breite"))
    longitude = _degrees(_("Länge"))

    class Meta:
        verbose_name = _("Straße")
        verbose_name_plural = _("Straßen")
        ordering = ["name", "code", "id"]
        indexes = [models.Index("key", name="places_street_key")]
        constraints = [
            models.UniqueConstraint(
                name="places_street_once", fields=["key", "code", "municipality"]
            ),
            models.CheckConstraint(name="places_street_in_germany", condition=_in_germany()),
        ]

    def __str__(self) -> str:
        return self.name


class PlanningArea(Outlined):
    """An area the network plans with, made from municipalities, from child areas or from an outline.

    A change ends the row and starts a new one with the same code: [active_from, active_to).
    """

    code = models.CharField(_("Kennung"), max_length=60)
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(
        _("Art"), max_length=10, choices=[(kind.value, AREA_KINDS[kind]) for kind in AreaKind]
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="planning_areas")
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="planning_areas")
    latitude = _degrees(_("Breite"))
    longitude = _degrees(_("Länge"))
    active_from = models.DateField(_("gilt ab"))
    active_to = models.DateField(_("gilt bis ausschließlich"), null=True, blank=True)
    key = _folded("name")

    class Meta:
        verbose_name = _("Planungsraum")
        verbose_name_plural = _("Planungsräume")
        ordering = ["code", "active_from", "id"]
        indexes = [models.Index("key", name="places_planningarea_key")]
        constraints = [
            models.UniqueConstraint(
                name="places_planningarea_start", fields=["body", "code", "active_from"]
            ),
            models.UniqueConstraint(
                name="places_planningarea_one_current",
                fields=["body", "code"],
                condition=Q(active_to__isnull=True),
            ),
            models.CheckConstraint(
                name="places_planningarea_period",
                condition=Q(active_to__isnull=True) | Q(active_to__gt=F("active_from")),
            ),
            models.CheckConstraint(name="places_planningarea_in_germany", condition=_in_germany()),
        ]

    def __str__(self) -> str:
        return self.name


class GeographyRevision(models.Model):
    """One row that counts every change of the geography: whoever remembers an answer notices at once."""

    revision = models.BigIntegerField(_("Stand"), default=0)

    class Meta:
        verbose_name = _("Stand der Geografie")
        verbose_name_plural = _("Stände der Geografie")
        constraints = [models.CheckConstraint(name="places_one_revision", condition=Q(pk=1))]

    def __str__(self) -> str:
        return str(self.revision)
