import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning.models.figures import Series


class Survey(models.Model):
    """A questionnaire to organizations: places, staff, waiting lists, area served on one day.

    Closing it writes its answers as a series (`Series.quality` SURVEY) with the response rate.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Titel"), max_length=160)
    greeting = models.TextField(_("Warum Sie fragen"), blank=True)
    as_of = models.DateField(_("Stichtag"))
    due_on = models.DateField(_("Antwort bis"))
    opened_at = models.DateTimeField(_("begonnen"))
    closed_at = models.DateTimeField(_("beendet"), null=True, blank=True)
    series = models.OneToOneField(
        Series, models.PROTECT, null=True, blank=True, related_name="survey"
    )

    class Meta:
        verbose_name = _("Umfrage")
        verbose_name_plural = _("Umfragen")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["title"], name="planning_survey_named_once"),
            models.CheckConstraint(
                name="planning_survey_dates", condition=Q(due_on__gte=F("as_of"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyRequest(models.Model):
    """One organization asked once in a survey. `answers`: the JSON of `rules.surveys.Answers`; None: not answered."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="requests")
    organization = models.ForeignKey("directory.Organization", models.CASCADE, related_name="+")
    prefilled = models.JSONField(_("vorausgefüllt"), default=dict)
    answers = models.JSONField(_("Antworten"), null=True, blank=True)
    sent_at = models.DateTimeField(_("verschickt"), null=True, blank=True)
    answered_at = models.DateTimeField(_("beantwortet"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Fragebogen")
        verbose_name_plural = _("Fragebögen")
        ordering = ["survey", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "organization"], name="planning_survey_asked_once"
            ),
            models.CheckConstraint(
                name="planning_survey_answer_whole",
                condition=Q(answers__isnull=True, answered_at=None)
                | Q(answers__isnull=False, answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.organization}"
