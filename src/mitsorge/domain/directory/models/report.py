from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording


class Report(models.Model):
    """A citizen tells us of an error or a barrier, with or without an address for the answer."""

    kind = models.CharField(_("Art"), max_length=10, choices=wording.REPORT_KIND)
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("Angebot"),
    )
    page = models.CharField(_("Seite"), max_length=300, blank=True)
    text = models.TextField(_("Was stimmt nicht?"), max_length=4000)
    reply_to = models.EmailField(_("E-Mail für die Antwort"), blank=True)
    key = models.CharField(max_length=40, unique=True, editable=False)
    created_at = models.DateTimeField(_("eingegangen"))
    due_on = models.DateField(_("Antwort fällig"))
    answer = models.TextField(_("Antwort"), blank=True)
    answered_at = models.DateTimeField(_("beantwortet am"), null=True, blank=True)
    answered_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("beantwortet von"),
    )

    class Meta:
        verbose_name = _("Hinweis")
        verbose_name_plural = _("Hinweise")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="report_answered_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.service or self.page}"


class MissedSearch(models.Model):
    """Words searched in vain, counted per week. No person, no address, no exact time."""

    words = models.CharField(_("gesuchte Wörter"), max_length=120)
    place = models.CharField(_("Ort"), max_length=120, blank=True)
    week = models.DateField(_("Woche (Montag)"))
    count = models.PositiveIntegerField(_("Anzahl"), default=1)

    class Meta:
        verbose_name = _("Suche ohne Treffer")
        verbose_name_plural = _("Suchen ohne Treffer")
        ordering = ["-week", "-count", "words"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "place", "week"], name="missed_search_per_week"
            )
        ]

    def __str__(self) -> str:
        return self.words
