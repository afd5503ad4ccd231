import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models.committee import Committee
from mitsorge.domain.governance.rules import MeetingStatus, Reply


class Meeting(models.Model):
    """A meeting of one committee, or of several together. `version` moves with every write."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="meetings", verbose_name=_("Gremium")
    )
    joint_with = models.ManyToManyField(
        Committee, blank=True, related_name="joint_meetings", verbose_name=_("gemeinsam mit")
    )
    number = models.PositiveIntegerField(_("Nummer der Sitzung"))
    title = models.CharField(_("Thema"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    place = models.CharField(_("Ort"), max_length=300, blank=True)
    online_url = models.URLField(_("Adresse der Videokonferenz"), blank=True)
    is_extraordinary = models.BooleanField(_("außerordentlich"), default=False)
    counts_only = models.BooleanField(_("Anwesenheit nur zählen"), default=False)
    minute_taker = models.ForeignKey(
        "people.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Protokoll führt"),
    )
    status = models.CharField(
        _("Stand"), max_length=20, choices=wording.MEETING_STATUS, default=MeetingStatus.DRAFT
    )
    sequence = models.PositiveIntegerField(_("Fassung der Einladung"), default=0)
    invited_at = models.DateTimeField(_("eingeladen am"), null=True, blank=True)
    started_at = models.DateTimeField(_("begonnen um"), null=True, blank=True)
    closed_at = models.DateTimeField(_("geschlossen um"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("abgesagt am"), null=True, blank=True)
    cancelled_why = models.CharField(_("Grund der Absage"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Sitzung")
        verbose_name_plural = _("Sitzungen")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["status", "starts_at"])]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="meeting_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.number}. Sitzung"


class Attendee(models.Model):
    """A seat at one meeting: who was invited, what was answered, who was there, with which vote.

    `name` and `votes` are of the day of the invitation and stay true when people leave. A guest has no vote.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="attendees", verbose_name=_("Sitzung")
    )
    person = models.ForeignKey(
        "people.Person",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Person"),
    )
    organization = models.ForeignKey(
        "directory.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Organisation"),
    )
    name = models.CharField(_("Name"), max_length=160)
    organization_name = models.CharField(_("Organisation"), max_length=200, blank=True)
    role = models.CharField(_("Aufgabe"), max_length=20, choices=wording.MEMBER_ROLE)
    votes = models.BooleanField(_("stimmberechtigt"), default=True)
    reply = models.CharField(_("Antwort"), max_length=10, choices=wording.REPLY, default=Reply.NONE)
    replied_at = models.DateTimeField(_("geantwortet am"), null=True, blank=True)
    deputy_name = models.CharField(_("Vertretung"), max_length=160, blank=True)
    deputy_email = models.EmailField(_("E-Mail der Vertretung"), blank=True)
    present_from = models.DateTimeField(_("anwesend ab"), null=True, blank=True)
    present_to = models.DateTimeField(_("anwesend bis"), null=True, blank=True)
    by_deputy = models.BooleanField(_("durch Vertretung"), default=False)

    class Meta:
        verbose_name = _("Teilnahme")
        verbose_name_plural = _("Teilnahmen")
        ordering = ["meeting", "-votes", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "organization"], name="attendee_once"
            ),
            models.UniqueConstraint(  # SQLite knows no NULLS NOT DISTINCT
                fields=["meeting", "person"],
                condition=models.Q(organization=None),
                name="attendee_once_in_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HeadCount(models.Model):
    """How many came, where only numbers are kept: per member group or in all (label empty)."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="head_counts", verbose_name=_("Sitzung")
    )
    label = models.CharField(_("Gruppe"), max_length=160, blank=True)
    count = models.PositiveIntegerField(_("Anzahl"))

    class Meta:
        verbose_name = _("Zählung")
        verbose_name_plural = _("Zählungen")
        ordering = ["meeting", "label"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "label"], name="counted_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.count}"
