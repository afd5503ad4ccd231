from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.rules import PhoneKind


class Contact(models.Model):
    """HSDS contact: a function, not a person ("Pflegedienstleitung")."""

    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("Organisation"),
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("Angebot"),
    )
    function = models.CharField(_("Funktion"), max_length=120)
    email = models.EmailField(_("E-Mail"), blank=True)

    class Meta:
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization=None, service__isnull=False)
                | models.Q(organization__isnull=False, service=None),
                name="contact_of_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.function


class Phone(models.Model):
    """HSDS phone of an organization, an offer or a contact."""

    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        verbose_name=_("Organisation"),
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        verbose_name=_("Angebot"),
    )
    contact = models.ForeignKey(
        Contact,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="phones",
        verbose_name=_("Kontakt"),
    )
    kind = models.CharField(
        _("Art"), max_length=10, choices=wording.PHONE_KIND, default=PhoneKind.VOICE
    )
    number = models.CharField(_("Nummer (E.164)"), max_length=20)
    display = models.CharField(_("Nummer, wie sie geschrieben wird"), max_length=40)
    hours = models.CharField(_("erreichbar"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Telefonnummer")
        verbose_name_plural = _("Telefonnummern")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=False, service=None, contact=None)
                | models.Q(organization=None, service__isnull=False, contact=None)
                | models.Q(organization=None, service=None, contact__isnull=False),
                name="phone_of_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.display
