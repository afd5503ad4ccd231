import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.files import wording
from mitsorge.foundation.files.rules import Visibility


class File(models.Model):
    """Something uploaded: what it is and where its bytes lie."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("Art"), max_length=4, choices=wording.KIND)
    name = models.CharField(_("Name"), max_length=110)
    size = models.PositiveIntegerField(_("Größe in Bytes"))
    sha256 = models.CharField(_("Prüfsumme"), max_length=64)
    stored_as = models.CharField(_("abgelegt als"), max_length=48, unique=True)
    visibility = models.CharField(
        _("sichtbar"), max_length=6, choices=wording.VISIBILITY, default=Visibility.OFFICE
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("hochgeladen von"),
    )
    uploaded_at = models.DateTimeField(_("hochgeladen"))

    class Meta:
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Image(models.Model):
    """A picture, and the word of those who can be seen on it. Without that word nobody sees it."""

    file = models.OneToOneField(File, models.CASCADE, related_name="image", verbose_name=_("Datei"))
    alt = models.CharField(_("was zu sehen ist"), max_length=300)
    credit = models.CharField(_("Bildnachweis"), max_length=120, blank=True)
    width = models.PositiveIntegerField(_("Breite in Pixeln"))
    height = models.PositiveIntegerField(_("Höhe in Pixeln"))
    consent_by = models.CharField(_("eingewilligt von"), max_length=200, blank=True)
    consent_at = models.DateTimeField(_("eingewilligt"), null=True, blank=True)
    consent_scope = models.CharField(_("wofür"), max_length=300, blank=True)
    consent_proof = models.CharField(_("Nachweis"), max_length=300, blank=True)
    consent_until = models.DateField(_("eingewilligt bis"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgezogen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(consent_at=None, consent_by="", consent_scope="", consent_proof="")
                | (Q(consent_at__isnull=False) & ~Q(consent_by="") & ~Q(consent_scope="")),
                name="consent_says_who_when_and_for_what",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(consent_at__isnull=False),
                name="only_a_consent_can_be_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(consent_until=None) | Q(consent_at__isnull=False),
                name="only_a_consent_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def is_shown(self) -> bool:
        """Whether a consent stands, whatever its last day; derived, never stored."""
        return self.consent_at is not None and self.withdrawn_at is None

    def is_shown_on(self, day: date) -> bool:
        """`queries.shown_images` says the same in SQL; the last day of a consent still counts."""
        return self.is_shown and (self.consent_until is None or day <= self.consent_until)
