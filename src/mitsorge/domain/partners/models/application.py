import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners import wording
from mitsorge.domain.partners.models.partnership import MemberGroup, Partnership
from mitsorge.domain.partners.rules import ApplicationStatus, Participation


class Agreement(models.Model):
    """The text partners agree to when they join. A new text is a new row; what was signed stays."""

    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Wortlaut"))
    valid_from = models.DateField(_("gilt ab"), unique=True)

    class Meta:
        verbose_name = _("Beitrittserklärung")
        verbose_name_plural = _("Beitrittserklärungen")
        ordering = ["-valid_from"]

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """An organization asks to become a partner. Nobody sees it before the address is confirmed.

    `proof`: `rules.proof_of` over the agreement's text, the name, the mail address and the moment.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=40, unique=True, editable=False)
    organization = models.ForeignKey(
        "directory.Organization",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("Organisation im Verzeichnis"),
    )
    organization_name = models.CharField(_("Name der Organisation"), max_length=200)
    street = models.CharField(_("Straße und Hausnummer"), max_length=160, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    town = models.CharField(_("Ort"), max_length=120, blank=True)
    website = models.URLField(_("Website"), blank=True)
    member_group = models.ForeignKey(
        MemberGroup,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("Mitgliedergruppe"),
    )
    participation = models.CharField(
        _("Mitarbeit"),
        max_length=10,
        choices=wording.PARTICIPATION,
        default=Participation.INACTIVE,
    )
    committees = models.ManyToManyField(
        "governance.Committee", blank=True, related_name="+", verbose_name=_("Arbeitsgruppen")
    )
    topics = models.CharField(_("Themen"), max_length=300, blank=True)
    speaker_name = models.CharField(_("Wer spricht für Sie?"), max_length=120)
    speaker_email = models.EmailField(_("E-Mail"))
    speaker_phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="applications", verbose_name=_("Erklärung")
    )
    agreed_at = models.DateTimeField(_("zugestimmt am"))
    proof = models.CharField(_("Nachweis"), max_length=64)
    status = models.CharField(
        _("Stand"),
        max_length=20,
        choices=wording.APPLICATION_STATUS,
        default=ApplicationStatus.UNCONFIRMED,
    )
    created_at = models.DateTimeField(_("eingegangen"))
    confirmed_at = models.DateTimeField(_("Adresse bestätigt"), null=True, blank=True)
    decided_at = models.DateTimeField(_("entschieden am"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    agenda_item = models.ForeignKey(
        "governance.AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("auf der Tagesordnung als"),
    )
    decided_in = models.ForeignKey(
        "governance.AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden unter"),
    )
    reason = models.CharField(_("Begründung"), max_length=500, blank=True)
    partnership = models.ForeignKey(
        Partnership,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("Partnerschaft"),
    )

    class Meta:
        verbose_name = _("Antrag auf Partnerschaft")
        verbose_name_plural = _("Anträge auf Partnerschaft")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="DECLINED") | ~models.Q(reason=""),
                name="application_declined_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.organization_name
