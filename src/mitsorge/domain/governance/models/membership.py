from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models.committee import Committee
from mitsorge.domain.governance.rules import MemberRole


class Membership(models.Model):
    """Somebody is something in a committee, from a day until another. One row per role.

    Who sits in a committee on a day is never read from here alone: `queries.seats_on` knows the composition.
    """

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="memberships", verbose_name=_("Gremium")
    )
    person = models.ForeignKey(
        "people.Person",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("Person"),
    )
    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("Organisation"),
    )
    role = models.CharField(
        _("Aufgabe"), max_length=20, choices=wording.MEMBER_ROLE, default=MemberRole.MEMBER
    )
    votes = models.BooleanField(_("stimmberechtigt"), default=True)
    deputy_of = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="deputies",
        verbose_name=_("vertritt"),
    )
    delegated_by = models.CharField(_("entsandt von"), max_length=200, blank=True)
    active_from = models.DateField(_("seit"))
    active_to = models.DateField(_("bis (ohne diesen Tag)"), null=True, blank=True)

    class Meta:
        verbose_name = _("Mitgliedschaft im Gremium")
        verbose_name_plural = _("Mitgliedschaften im Gremium")
        ordering = ["committee", "role", "person__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(organization__isnull=False),
                name="membership_is_somebodys",
            ),
            models.CheckConstraint(
                condition=models.Q(active_to=None)
                | models.Q(active_to__gt=models.F("active_from")),
                name="membership_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["committee", "person", "organization", "role"],
                condition=models.Q(active_to=None, deputy_of=None),
                name="one_running_membership",
            ),
            models.UniqueConstraint(  # SQLite knows no NULLS NOT DISTINCT
                fields=["committee", "person", "role"],
                condition=models.Q(active_to=None, deputy_of=None, organization=None),
                name="one_running_membership_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["committee", "organization", "role"],
                condition=models.Q(active_to=None, deputy_of=None, person=None),
                name="one_running_membership_of_a_house",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organization}: {self.committee}"
