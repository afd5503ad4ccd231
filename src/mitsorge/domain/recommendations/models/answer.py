import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models.recommendation import Recommendation


class AnswerRequest(models.Model):
    """We asked an addressee by letter; the signed link in it carries `uid`."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="answer_requests",
        verbose_name=_("Empfehlung"),
    )
    email = models.EmailField(_("gerichtet an"))
    asked_at = models.DateTimeField(_("gefragt am"))
    due_on = models.DateField(_("erbeten bis"))
    reminded_at = models.DateTimeField(_("erinnert am"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("von selbst erinnert"), default=0)
    answered_at = models.DateTimeField(_("geantwortet am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Bitte um Antwort")
        verbose_name_plural = _("Bitten um Antwort")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return str(self.recommendation)


class Answer(models.Model):
    """What the addressee said. The newest one counts; the older ones stay."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="answers", verbose_name=_("Empfehlung")
    )
    kind = models.CharField(_("Antwort"), max_length=20, choices=wording.ANSWER_KIND)
    text = models.TextField(_("Wortlaut"), max_length=4000)
    by_office = models.CharField(_("geantwortet hat"), max_length=200)
    answered_on = models.DateField(_("am"))
    recorded_at = models.DateTimeField(_("festgehalten"))

    class Meta:
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")
        ordering = ["-answered_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.recommendation}"


class Consideration(models.Model):
    """How a partner took a recommendation into account in a year (report after § 8a (4) SGB XI)."""

    recommendation = models.ForeignKey(
        Recommendation,
        models.CASCADE,
        related_name="considerations",
        verbose_name=_("Empfehlung"),
    )
    organization = models.ForeignKey(
        "directory.Organization",
        models.PROTECT,
        related_name="considerations",
        verbose_name=_("Organisation"),
    )
    year = models.PositiveSmallIntegerField(_("Jahr"))
    kind = models.CharField(_("Stand"), max_length=20, choices=wording.ANSWER_KIND)
    text = models.TextField(_("Wie wurde sie berücksichtigt?"), max_length=2000)
    recorded_at = models.DateTimeField(_("festgehalten"))

    class Meta:
        verbose_name = _("Berücksichtigung")
        verbose_name_plural = _("Berücksichtigungen")
        ordering = ["-year", "recommendation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organization", "year"], name="considered_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.year}"
