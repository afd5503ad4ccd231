import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.rules import Status


class Dated(models.Model):
    """Three dates, never one: confirmed by a human, changed, imported. And when it may be seen."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assured_at = models.DateTimeField(_("zuletzt bestätigt"), null=True, blank=True)
    modified_at = models.DateTimeField(_("zuletzt geändert"))
    imported_at = models.DateTimeField(_("zuletzt eingespielt"), null=True, blank=True)
    visible_from = models.DateField(_("sichtbar ab"), null=True, blank=True)
    visible_to = models.DateField(_("sichtbar bis (ohne diesen Tag)"), null=True, blank=True)
    status = models.CharField(
        _("Status"), max_length=10, choices=wording.STATUS, default=Status.ACTIVE
    )
    source = models.CharField(_("Quelle"), max_length=120, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visible_from=None)
                | models.Q(visible_to=None)
                | models.Q(visible_to__gt=models.F("visible_from")),
                name="%(class)s_visible_in_order",
            )
        ]


class Organization(Dated):
    """HSDS organization: who stands behind an offer (Träger)."""

    slug = models.SlugField(_("Adresse der Seite"), max_length=120, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    alternate_name = models.CharField(_("Kurzname oder früherer Name"), max_length=200, blank=True)
    legal_form = models.CharField(_("Rechtsform"), max_length=60, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    website = models.URLField(_("Internetseite"), max_length=500, blank=True)
    parent_organization = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("gehört zu"),
    )

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Service(Dated):
    """HSDS service: one offer of one organization (Angebot)."""

    slug = models.SlugField(_("Adresse der Seite"), max_length=120, unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="services", verbose_name=_("Organisation")
    )
    name = models.CharField(_("Name"), max_length=200)
    alternate_name = models.CharField(_("anderer Name"), max_length=200, blank=True)
    summary = models.CharField(_("In einem Satz"), max_length=300, blank=True)
    description = models.TextField(_("Beschreibung"), blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    url = models.URLField(_("Internetseite"), max_length=500, blank=True)
    eligibility = models.TextField(_("Für wen"), blank=True)
    care_grade_from = models.PositiveSmallIntegerField(_("Pflegegrad ab"), null=True, blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("Alter ab"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("Alter bis"), null=True, blank=True)
    application_process = models.TextField(_("So melden Sie sich an"), blank=True)
    fees_description = models.TextField(_("Was es kostet"), blank=True)
    funding_description = models.TextField(_("Wer zahlt"), blank=True)
    transport_description = models.TextField(_("Fahrdienst"), blank=True)
    recognized_45a = models.BooleanField(_("anerkannt nach § 45a SGB XI"), default=False)
    recognized_until = models.DateField(_("Anerkennung gilt bis"), null=True, blank=True)
    closed_from = models.DateField(_("vorübergehend geschlossen ab"), null=True, blank=True)
    closed_to = models.DateField(_("wieder geöffnet ab"), null=True, blank=True)
    closed_reason = models.CharField(_("Grund der Schließung"), max_length=200, blank=True)
    terms = models.ManyToManyField(
        "directory.TaxonomyTerm",
        through="Attribute",
        related_name="services",
        verbose_name=_("Angebotsarten und Merkmale"),
    )
    locations = models.ManyToManyField(
        "directory.Location",
        through="ServiceAtLocation",
        related_name="services",
        verbose_name=_("Standorte"),
    )

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["name", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(closed_to=None)
                | models.Q(closed_to__gt=models.F("closed_from")),
                name="service_closed_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(minimum_age=None)
                | models.Q(maximum_age=None)
                | models.Q(maximum_age__gte=models.F("minimum_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(care_grade_from__isnull=True)
                | models.Q(care_grade_from__range=(0, 5)),
                name="care_grade_0_to_5",
            ),
            models.CheckConstraint(
                condition=models.Q(recognized_until__isnull=True) | models.Q(recognized_45a=True),
                name="recognition_before_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceAtLocation(models.Model):
    """HSDS service_at_location: an offer at a place; what people call "Einrichtung"."""

    service = models.ForeignKey(
        Service, models.CASCADE, related_name="sites", verbose_name=_("Angebot")
    )
    location = models.ForeignKey(
        "directory.Location", models.PROTECT, related_name="sites", verbose_name=_("Standort")
    )
    description = models.CharField(_("Hinweis"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Angebot am Standort")
        verbose_name_plural = _("Angebote an Standorten")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "location"], name="service_once_per_location"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.location}"


class Attribute(models.Model):
    """HSDS attribute: a term said of a service: its kind, whom it is for, who pays, which languages."""

    service = models.ForeignKey(
        Service, models.CASCADE, related_name="attributes", verbose_name=_("Angebot")
    )
    term = models.ForeignKey(
        "directory.TaxonomyTerm",
        models.PROTECT,
        related_name="attributes",
        verbose_name=_("Begriff"),
    )
    is_main = models.BooleanField(_("wichtigste Angebotsart"), default=False)
    note = models.CharField(_("Hinweis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Merkmal")
        verbose_name_plural = _("Merkmale")
        ordering = ["-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["service", "term"], name="term_once_per_service"),
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(is_main=True),
                name="one_main_kind_per_service",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.term}"
