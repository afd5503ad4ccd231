from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners import wording
from mitsorge.domain.partners.rules import Bank


class MemberGroup(models.Model):
    """A group of partners the network counts, such as "Krankenhäuser und Rehabilitationskliniken".

    A closed group takes no new partners; those it has stay. `target_percent`: the share the network wants.
    """

    code = models.SlugField(_("Kürzel"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    target_percent = models.PositiveSmallIntegerField(
        _("angestrebter Anteil in Prozent"), null=True, blank=True
    )
    bank = models.CharField(
        _("Bank"), max_length=20, choices=wording.BANK, default=Bank.NONE, blank=True
    )
    is_closed = models.BooleanField(_("geschlossen"), default=False)

    class Meta:
        verbose_name = _("Mitgliedergruppe")
        verbose_name_plural = _("Mitgliedergruppen")
        ordering = ["position", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_percent=None) | models.Q(target_percent__lte=100),
                name="target_is_a_percentage",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Partnership(models.Model):
    """An organization takes part in the network, from a day until another."""

    organization = models.ForeignKey(
        "directory.Organization",
        models.PROTECT,
        related_name="partnerships",
        verbose_name=_("Organisation"),
    )
    participation = models.CharField(_("Mitarbeit"), max_length=10, choices=wording.PARTICIPATION)
    member_group = models.ForeignKey(
        MemberGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("Mitgliedergruppe"),
    )
    active_from = models.DateField(_("seit"))
    active_to = models.DateField(_("bis (ohne diesen Tag)"), null=True, blank=True)

    topics = models.CharField(_("Themen"), max_length=300, blank=True)
    ended_why = models.CharField(_("Grund des Austritts"), max_length=300, blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("Nachfolge"),
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Partnerschaft")
        verbose_name_plural = _("Partnerschaften")
        ordering = ["organization__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(active_to=None),
                name="one_running_partnership",
            ),
            models.CheckConstraint(
                condition=models.Q(active_to=None)
                | models.Q(active_to__gte=models.F("active_from")),
                name="partnership_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)
