from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording


class Publication(models.Model):
    """One thing the network shows everybody. Taken back, the row is gone; the journal keeps both deeds.

    `key`: "people", the code of an area, the uid of a forecast or of what was handed on. A series says so itself.
    """

    kind = models.CharField(_("was"), max_length=8, choices=wording.PUBLIC)
    key = models.CharField(_("Kennung"), max_length=60)
    title = models.CharField(_("Titel"), max_length=200)
    published_at = models.DateTimeField(_("veröffentlicht"))

    class Meta:
        verbose_name = _("Veröffentlichung")
        verbose_name_plural = _("Veröffentlichungen")
        ordering = ["kind", "key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="planning_published_once")
        ]

    def __str__(self) -> str:
        return ": ".join(part for part in (self.get_kind_display(), self.title) if part)
