from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarKey(models.Model):
    """The secret part of the address under which somebody subscribes to her own meetings. Only its hash is kept."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="calendar_key",
        verbose_name=_("Konto"),
    )
    sha256 = models.CharField(_("Prüfsumme"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("angelegt"))

    class Meta:
        verbose_name = _("Kalenderadresse")
        verbose_name_plural = _("Kalenderadressen")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return str(self.account)
