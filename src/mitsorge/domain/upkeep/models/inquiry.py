import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.upkeep import wording


def _together(moment: str, word: str, name: str) -> models.CheckConstraint:
    """A moment and what was said then stand together or both not at all."""
    neither = models.Q(**{moment: None, word: ""})
    both = models.Q(**{f"{moment}__isnull": False}) & ~models.Q(**{word: ""})
    return models.CheckConstraint(condition=neither | both, name=name)


class Reach(models.Model):
    """How an organization wants to be asked about its entries. Without a row: its own address, the usual rhythm.

    `email` and `phone` are those of a function, never of a person. `rhythm_months`: how often it wants to be asked.
    `wished_…`: somebody answered that another address is responsible; the office has not yet decided.
    """

    organization = models.OneToOneField(
        "directory.Organization",
        models.CASCADE,
        related_name="reach",
        verbose_name=_("Organisation"),
    )
    email = models.EmailField(_("Briefe an"), blank=True)
    phone = models.CharField(_("Telefon für Rückfragen"), max_length=40, blank=True)
    best_time = models.CharField(_("am besten erreichbar"), max_length=120, blank=True)
    rhythm_months = models.PositiveSmallIntegerField(
        _("möchte gefragt werden nach Monaten"), null=True, blank=True
    )
    wished_email = models.EmailField(_("zuständig sei"), blank=True)
    wished_words = models.CharField(_("dazu geschrieben"), max_length=300, blank=True)
    wished_at = models.DateTimeField(_("gesagt"), null=True, blank=True)

    class Meta:
        verbose_name = _("Erreichbarkeit")
        verbose_name_plural = _("Erreichbarkeiten")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rhythm_months=None) | models.Q(rhythm_months__range=(1, 24)),
                name="rhythm_of_1_to_24_months",
            ),
            _together("wished_at", "wished_email", "wish_has_address_and_moment"),
        ]

    def __str__(self) -> str:
        return str(self.organization)


class Asking(models.Model):
    """The network asks by letter, since when and by whose word. Without the row nobody is written to."""

    since = models.DateTimeField(_("seit"))
    by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("von"),
    )

    class Meta:
        verbose_name = _("Nachfragen per Brief")
        verbose_name_plural = _("Nachfragen per Brief")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="asking_once")]

    def __str__(self) -> str:
        return str(self.since)


class Inquiry(models.Model):
    """ "Stimmt Ihr Eintrag noch?": one round of letters to one organization about all its entries.

    `uid` is what the signed links carry. `revoked_at`: its links open nothing any more.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        related_name="inquiries",
        verbose_name=_("Organisation"),
    )
    opened_at = models.DateTimeField(_("begonnen"))
    ended_at = models.DateTimeField(_("beendet"), null=True, blank=True)
    ending = models.CharField(_("Ende"), max_length=10, choices=wording.ENDING, blank=True)
    ended_via = models.CharField(
        _("auf welchem Weg"), max_length=10, choices=wording.VIA, blank=True
    )
    revoked_at = models.DateTimeField(_("Links gesperrt"), null=True, blank=True)

    class Meta:
        verbose_name = _("Nachfrage")
        verbose_name_plural = _("Nachfragen")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(ended_at=None),
                name="one_open_inquiry",
            ),
            _together("ended_at", "ending", "ended_inquiry_says_how"),
        ]

    def __str__(self) -> str:
        return str(self.organization)


class Reminder(models.Model):
    """One letter of an inquiry: number 0, 1 or 2. The letter itself stands in the post under `letter_key`."""

    inquiry = models.ForeignKey(
        Inquiry, models.CASCADE, related_name="reminders", verbose_name=_("Nachfrage")
    )
    number = models.PositiveSmallIntegerField(_("Nummer"))
    letter_key = models.CharField(_("Schlüssel des Briefs"), max_length=200, unique=True)
    written_at = models.DateTimeField(_("geschrieben"))

    class Meta:
        verbose_name = _("Brief einer Nachfrage")
        verbose_name_plural = _("Briefe der Nachfragen")
        ordering = ["inquiry", "number"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "number"], name="reminder_once"),
            models.CheckConstraint(
                condition=models.Q(number__lte=2), name="at_most_three_reminders"
            ),
        ]

    def __str__(self) -> str:
        return self.letter_key


class Call(models.Model):
    """A telephone call about an inquiry and what it brought. Several may be needed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    inquiry = models.ForeignKey(
        Inquiry, models.CASCADE, related_name="calls", verbose_name=_("Nachfrage")
    )
    result = models.CharField(_("Ergebnis"), max_length=15, choices=wording.CALL_RESULT)
    note = models.CharField(_("Notiz"), max_length=500, blank=True)
    again_on = models.DateField(_("wieder anrufen am"), null=True, blank=True)
    called_at = models.DateTimeField(_("angerufen"))
    by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("von"),
    )

    class Meta:
        verbose_name = _("Anruf")
        verbose_name_plural = _("Anrufe")
        ordering = ["-called_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.inquiry}: {self.get_result_display()}"
