import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mitsorge.foundation.post import rules, wording
from mitsorge.foundation.post.rules import State


class Letter(models.Model):
    """One mail to one address: the outbox before it is sent, the delivery log after."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(_("Schlüssel"), max_length=200, unique=True)
    to = models.EmailField(_("an"))
    subject = models.CharField(_("Betreff"), max_length=rules.SUBJECT_LENGTH)
    text = models.TextField(_("Text"), blank=True)
    html = models.TextField(_("Text mit Gestaltung"), blank=True)
    calendar = models.TextField(_("Kalenderdatei"), blank=True)
    reply_to = models.EmailField(_("Antworten an"), blank=True)
    purpose = models.CharField(_("Anlass"), max_length=80, blank=True)
    confidential = models.BooleanField(_("vertraulich"), default=False)
    state = models.CharField(_("Stand"), max_length=10, choices=wording.STATE, default=State.QUEUED)
    queued_at = models.DateTimeField(_("geschrieben"))
    due_at = models.DateTimeField(_("fällig"))
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    misses = models.PositiveSmallIntegerField(_("Versuche ohne Antwort"), default=0)
    claimed_by = models.CharField(_("in Arbeit bei"), max_length=80, blank=True)
    claimed_at = models.DateTimeField(_("in Arbeit seit"), null=True, blank=True)
    sent_at = models.DateTimeField(_("versandt"), null=True, blank=True)
    last_error = models.CharField(_("letzter Fehler"), max_length=300, blank=True)
    smtp_reply = models.CharField(_("Antwort des Postservers"), max_length=300, blank=True)
    may_wait_for_digest = models.BooleanField(_("darf auf den Tagesbrief warten"), default=False)
    digest = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bundled",
        verbose_name=_("enthalten in"),
    )
    emptied_at = models.DateTimeField(_("Inhalt gelöscht"), null=True, blank=True)

    class Meta:
        verbose_name = _("Brief")
        verbose_name_plural = _("Briefe")
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="QUEUED"), name="letter_due"),
            models.Index(fields=["state", "-queued_at"], name="letter_state"),
            models.Index(
                fields=["claimed_by"],
                condition=Q(state__in=["CLAIMED", "IN_FLIGHT"]),
                name="letter_claimed",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="SENT", sent_at__isnull=False)
                | (~Q(state="SENT") & Q(sent_at__isnull=True)),
                name="letter_sent_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["CLAIMED", "IN_FLIGHT"])
                | (~Q(claimed_by="") & Q(claimed_at__isnull=False)),
                name="letter_claimed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class Heartbeat(models.Model):
    """A worker that runs, or ran: readiness asks when it was last seen."""

    worker = models.CharField(_("Arbeiter"), max_length=80, unique=True)
    started_at = models.DateTimeField(_("gestartet"))
    seen_at = models.DateTimeField(_("zuletzt gesehen"))

    class Meta:
        verbose_name = _("Lebenszeichen")
        verbose_name_plural = _("Lebenszeichen")
        ordering = ["-seen_at", "worker"]

    def __str__(self) -> str:
        return self.worker


class Round(models.Model):
    """When a recurring chore last began: several workers, yet each round is made once."""

    chore = models.CharField(_("Aufgabe"), max_length=80, unique=True)
    began_at = models.DateTimeField(_("zuletzt begonnen"))

    class Meta:
        verbose_name = _("Rundgang")
        verbose_name_plural = _("Rundgänge")
        ordering = ["chore"]

    def __str__(self) -> str:
        return self.chore
