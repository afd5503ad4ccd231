from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners.models.partnership import Partnership


class Representative(models.Model):
    """Who speaks for a partner; `rank` 0 is the first, higher ones stand in for her. No committee: everywhere."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="representatives", verbose_name=_("Partnerschaft")
    )
    person = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="represents", verbose_name=_("Person")
    )
    committee = models.ForeignKey(
        "governance.Committee",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("für das Gremium"),
    )
    rank = models.PositiveSmallIntegerField(_("Rang"), default=0)
    active_from = models.DateField(_("seit"))
    active_to = models.DateField(_("bis (ohne diesen Tag)"), null=True, blank=True)

    class Meta:
        verbose_name = _("Vertretung eines Partners")
        verbose_name_plural = _("Vertretungen der Partner")
        ordering = ["partnership", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person", "committee"],
                condition=models.Q(active_to=None, committee__isnull=False),
                name="speaks_once_per_committee",
            ),
            models.UniqueConstraint(  # SQLite knows no NULLS NOT DISTINCT
                fields=["partnership", "person"],
                condition=models.Q(active_to=None, committee=None),
                name="speaks_once_everywhere",
            ),
            models.CheckConstraint(
                condition=models.Q(active_to=None)
                | models.Q(active_to__gte=models.F("active_from")),
                name="representative_ends_after_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} für {self.partnership}"
