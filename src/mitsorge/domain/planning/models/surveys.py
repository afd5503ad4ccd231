import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.rules.surveys import SurveyState


class Survey(models.Model):
    """A questionnaire to organizations: places, staff, waiting lists, area served on one day.

    Closing it writes its answers as series (`Series.survey`), a series for each question and kind of offer.
    `terms`: codes of the kinds of offers asked about; `areas`: codes of planning areas, empty: everywhere;
    `asks`: `rules.surveys.Ask`. `author` is a name at that moment, not an account.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("Titel"), max_length=100)
    greeting = models.TextField(_("Warum Sie fragen"), blank=True)
    terms = models.JSONField(_("Arten der Angebote"), default=list)
    areas = models.JSONField(_("Planungsräume"), default=list, blank=True)
    asks = models.JSONField(_("Fragen"), default=list)
    as_of = models.DateField(_("Stichtag"))
    due_on = models.DateField(_("Antwort bis"))
    author = models.CharField(_("begonnen von"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("begonnen"))
    sent_at = models.DateTimeField(_("verschickt"), null=True, blank=True)
    closed_at = models.DateTimeField(_("beendet"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("zurückgezogen"), null=True, blank=True)

    class Meta:
        verbose_name = _("Umfrage")
        verbose_name_plural = _("Umfragen")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"],
                condition=Q(withdrawn_at=None),
                name="planning_survey_named_once",
            ),
            models.CheckConstraint(
                name="planning_survey_dates", condition=Q(due_on__gte=F("as_of"))
            ),
            models.CheckConstraint(
                name="planning_survey_ends_once", condition=Q(closed_at=None) | Q(withdrawn_at=None)
            ),
            models.CheckConstraint(
                name="planning_survey_closed_after_sent",
                condition=Q(closed_at=None) | Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> SurveyState:
        if self.withdrawn_at:
            return SurveyState.WITHDRAWN
        if self.closed_at:
            return SurveyState.CLOSED
        return SurveyState.RUNNING if self.sent_at else SurveyState.DRAFT


class SurveyRequest(models.Model):
    """One organization asked once in a survey. `prefilled`, `answers`: the JSON of `rules.surveys.Answers`.

    `prefilled` holds what is asked about, with what the directory knew. `answers` None: not answered.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="requests")
    organization = models.ForeignKey("directory.Organization", models.CASCADE, related_name="+")
    prefilled = models.JSONField(_("vorausgefüllt"), default=dict)
    answers = models.JSONField(_("Antworten"), null=True, blank=True)
    sent_at = models.DateTimeField(_("verschickt"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("erinnert"), null=True, blank=True)
    answered_at = models.DateTimeField(_("beantwortet"), null=True, blank=True)
    via = models.CharField(
        _("auf welchem Weg"), max_length=5, choices=wording.SURVEY_VIA, blank=True
    )
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
                condition=Q(answers__isnull=True, answered_at=None, via="")
                | (Q(answers__isnull=False, answered_at__isnull=False) & ~Q(via="")),
            ),
            models.CheckConstraint(
                name="planning_survey_reminded_after_sent",
                condition=Q(reminded_at=None) | Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}: {self.organization}"
