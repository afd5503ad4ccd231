from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models.recommendation import Recommendation, Version
from mitsorge.domain.recommendations.rules import ConsultationResult


class Consultation(models.Model):
    """One station within the network: which committee does what with which version, and how it ended."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="consultations", verbose_name=_("Empfehlung")
    )
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="consultations", verbose_name=_("Fassung")
    )
    committee = models.ForeignKey(
        "governance.Committee",
        models.PROTECT,
        related_name="consultations",
        verbose_name=_("Gremium"),
    )
    item = models.ForeignKey(
        "governance.AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("Tagesordnungspunkt"),
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    role = models.CharField(_("Aufgabe"), max_length=20, choices=wording.CONSULTATION_ROLE)
    rating = models.PositiveSmallIntegerField(_("Bewertung 1 bis 5"), null=True, blank=True)
    result = models.CharField(
        _("Ergebnis"),
        max_length=20,
        choices=wording.CONSULTATION_RESULT,
        default=ConsultationResult.OPEN,
    )
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)
    opened_at = models.DateTimeField(_("begonnen"))
    decided_at = models.DateTimeField(_("entschieden"), null=True, blank=True)

    class Meta:
        verbose_name = _("Beratung")
        verbose_name_plural = _("Beratungen")
        ordering = ["recommendation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=models.Q(result="OPEN"),
                name="one_open_consultation",
            ),
            models.CheckConstraint(
                condition=models.Q(result="OPEN", decided_at=None)
                | (~models.Q(result="OPEN") & models.Q(decided_at__isnull=False)),
                name="consultation_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(result="RETURNED") | ~models.Q(reason=""),
                name="returned_with_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation}: {self.committee}"


class Carrier(models.Model):
    """A partner signs that it carries a version, or records that it does not and why."""

    version = models.ForeignKey(
        Version, models.CASCADE, related_name="carriers", verbose_name=_("Fassung")
    )
    organization = models.ForeignKey(
        "directory.Organization",
        models.PROTECT,
        related_name="carried",
        verbose_name=_("Organisation"),
    )
    stance = models.CharField(_("Haltung"), max_length=20, choices=wording.STANCE)
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)
    signed_by = models.CharField(_("erklärt von"), max_length=160)
    signed_at = models.DateTimeField(_("erklärt am"))

    class Meta:
        verbose_name = _("Mittragende")
        verbose_name_plural = _("Mittragende")
        ordering = ["organization__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "organization"], name="one_word_each"),
            models.CheckConstraint(
                condition=models.Q(stance="CARRIES") | ~models.Q(reason=""),
                name="dissent_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)


class CouncilPaper(models.Model):
    """A Beschlussvorlage for a council, made from a recommendation."""

    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, related_name="council_papers", verbose_name=_("Empfehlung")
    )
    number = models.CharField(_("Drucksache"), max_length=60, blank=True)
    title = models.CharField(_("Betreff"), max_length=200)
    facts = models.TextField(_("Sachverhalt"))
    proposal = models.TextField(_("Beschlussvorschlag"))
    reasons = models.TextField(_("Begründung"))
    finances = models.TextField(_("Finanzielle Auswirkungen"))
    created_at = models.DateTimeField(_("angelegt"))
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Beschlussvorlage")
        verbose_name_plural = _("Beschlussvorlagen")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Station(models.Model):
    """One step of the Beratungsfolge outside the network: body, day, result, wording."""

    paper = models.ForeignKey(
        CouncilPaper, models.CASCADE, related_name="stations", verbose_name=_("Vorlage")
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    body = models.CharField(_("Gremium"), max_length=160)
    held_on = models.DateField(_("Sitzung am"), null=True, blank=True)
    is_public = models.BooleanField(_("öffentlich"), default=True)
    result = models.CharField(_("Ergebnis"), max_length=160, blank=True)
    note = models.TextField(_("Wortlaut oder Anmerkung"), blank=True)

    class Meta:
        verbose_name = _("Station der Beratungsfolge")
        verbose_name_plural = _("Stationen der Beratungsfolge")
        ordering = ["paper", "position"]

    def __str__(self) -> str:
        return self.body
