import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.models.meeting import Meeting


class MeetingPhoto(models.Model):
    """A photo of a meeting. Whether it may be shown is said by its image alone (consent, last day, withdrawal)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="photos", verbose_name=_("Sitzung")
    )
    image = models.OneToOneField(
        "files.Image", models.CASCADE, related_name="+", verbose_name=_("Bild")
    )
    people = models.PositiveSmallIntegerField(_("wie viele zu erkennen sind"), default=0)

    class Meta:
        verbose_name = _("Foto einer Sitzung")
        verbose_name_plural = _("Fotos von Sitzungen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.image)
