import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.rules import PictureKind


class Picture(models.Model):
    """Where a picture stands. Whether it may be shown is said by its image alone (consent, withdrawal)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("Organisation"),
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name=_("Angebot"),
    )
    image = models.OneToOneField(
        "files.Image", models.CASCADE, related_name="+", verbose_name=_("Bild")
    )
    kind = models.CharField(
        _("Art"), max_length=5, choices=wording.PICTURE_KIND, default=PictureKind.PHOTO
    )

    class Meta:
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization=None, service__isnull=False)
                | models.Q(organization__isnull=False, service=None),
                name="picture_of_one_owner",
            )
        ]

    def __str__(self) -> str:
        return str(self.image)
