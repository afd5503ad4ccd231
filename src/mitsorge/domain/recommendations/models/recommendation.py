import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models.impulse import Impulse, Topic
from mitsorge.domain.recommendations.rules import (
    CommentKind,
    RecommendationStatus,
    Resolution,
)


class Recommendation(models.Model):
    """A Handlungsempfehlung: what stays the same over its versions. Its words are in `Version`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("Nummer"), max_length=20, unique=True)
    title = models.CharField(_("Titel"), max_length=200)
    committee = models.ForeignKey(
        "governance.Committee",
        models.PROTECT,
        related_name="recommendations",
        verbose_name=_("erarbeitet von"),
    )
    addressee = models.CharField(_("gerichtet an"), max_length=200)
    addressee_email = models.EmailField(_("E-Mail der Adressatin"), blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="recommendations", verbose_name=_("Themen")
    )
    impulses = models.ManyToManyField(
        Impulse, blank=True, related_name="recommendations", verbose_name=_("Impulse")
    )
    status = models.CharField(
        _("Stand"),
        max_length=20,
        choices=wording.RECOMMENDATION_STATUS,
        default=RecommendationStatus.DRAFT,
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("zusammengeführt in"),
    )
    withdrawn_why = models.CharField(_("zurückgezogen, weil"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("angelegt"))
    adopted_at = models.DateTimeField(_("beschlossen am"), null=True, blank=True)
    sent_at = models.DateTimeField(_("übergeben am"), null=True, blank=True)
    answer_due = models.DateField(_("Antwort erbeten bis"), null=True, blank=True)
    row_version = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Handlungsempfehlung")
        verbose_name_plural = _("Handlungsempfehlungen")
        ordering = ["-number", "-pk"]
        indexes = [models.Index(fields=["status", "-modified_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="MERGED", merged_into__isnull=False)
                | (~models.Q(status="MERGED") & models.Q(merged_into=None)),
                name="merged_points_somewhere",
            ),
            models.CheckConstraint(
                condition=~models.Q(status="WITHDRAWN") | ~models.Q(withdrawn_why=""),
                name="withdrawn_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Version(models.Model):
    """The words of a recommendation at one time. Kept for ever; only the newest one may change, and only as a draft."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="versions", verbose_name=_("Empfehlung")
    )
    number = models.PositiveSmallIntegerField(_("Fassung"))
    situation = models.TextField(_("Ausgangslage"), blank=True)
    evidence = models.TextField(_("Woher wissen wir das?"), blank=True)
    text = models.TextField(_("Empfehlung"))
    gap = models.TextField(_("Lücke"), blank=True)
    cost = models.CharField(_("Kosten"), max_length=300, blank=True)
    target_date = models.DateField(_("Bis wann?"), null=True, blank=True)
    change_note = models.CharField(_("Was ist neu?"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("angelegt"))
    frozen_at = models.DateTimeField(_("abgeschlossen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        ordering = ["recommendation", "number"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}, Fassung {self.number}"


class Evidence(models.Model):
    """What a recommendation stands on: a source with its address, an impulse, a figure with its date."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="evidence_rows", verbose_name=_("Empfehlung")
    )
    kind = models.CharField(_("Art"), max_length=20, choices=wording.EVIDENCE_KIND)
    label = models.CharField(_("Bezeichnung"), max_length=300)
    url = models.URLField(_("Adresse"), blank=True)
    impulse = models.ForeignKey(
        Impulse, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Impuls")
    )
    as_of = models.DateField(_("Stand"), null=True, blank=True)

    class Meta:
        verbose_name = _("Beleg")
        verbose_name_plural = _("Belege")
        ordering = ["recommendation", "pk"]

    def __str__(self) -> str:
        return self.label


class Comment(models.Model):
    """A remark on a version, or a proposal to change one of its fields, and what became of it."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="comments", verbose_name=_("Fassung")
    )
    kind = models.CharField(
        _("Art"), max_length=20, choices=wording.COMMENT_KIND, default=CommentKind.COMMENT
    )
    field = models.CharField(_("Abschnitt"), max_length=20, blank=True, choices=wording.SECTION)
    text = models.TextField(_("Text"), max_length=4000)
    by = models.ForeignKey(
        "people.Account", models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    organization = models.ForeignKey(
        "directory.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("für"),
    )
    created_at = models.DateTimeField(_("geschrieben"))
    resolution = models.CharField(
        _("Ergebnis"), max_length=20, choices=wording.RESOLUTION, default=Resolution.OPEN
    )
    resolution_why = models.CharField(_("Begründung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Anmerkung")
        verbose_name_plural = _("Anmerkungen")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
