from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models.committee import Committee
from mitsorge.domain.governance.rules import (
    InvitationForm,
    Majority,
    Parity,
    Publicity,
    Quorum,
    Voters,
)


class RuleSet(models.Model):
    """The Geschäftsordnung of a committee, from a day until another. The one valid on the day counts."""

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="rule_sets", verbose_name=_("Gremium")
    )
    valid_from = models.DateField(_("gilt ab"))
    valid_to = models.DateField(_("gilt bis (ohne diesen Tag)"), null=True, blank=True)
    source = models.CharField(_("Grundlage"), max_length=300)
    invitation_days = models.PositiveSmallIntegerField(_("Einladungsfrist in Tagen"), default=14)
    invitation_form = models.CharField(
        _("Form der Einladung"),
        max_length=10,
        choices=wording.INVITATION_FORM,
        default=InvitationForm.MAIL,
    )
    quorum = models.CharField(
        _("Beschlussfähigkeit"), max_length=20, choices=wording.QUORUM, default=Quorum.NONE
    )
    quorum_number = models.PositiveSmallIntegerField(_("Mindestzahl"), null=True, blank=True)
    voters = models.CharField(
        _("Stimmrecht"), max_length=20, choices=wording.VOTERS, default=Voters.MEMBERS
    )
    majority = models.CharField(
        _("Mehrheit"), max_length=30, choices=wording.MAJORITY, default=Majority.SIMPLE
    )
    publicity = models.CharField(
        _("Öffentlichkeit"), max_length=20, choices=wording.PUBLICITY, default=Publicity.MEMBERS
    )
    adopts = models.BooleanField(_("beschließt Empfehlungen"), default=False)
    admits_partners = models.BooleanField(_("stimmt über neue Partner ab"), default=False)
    meetings_per_year = models.DecimalField(
        _("Sitzungen im Jahr"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    extraordinary_members = models.PositiveSmallIntegerField(
        _("Mitglieder für eine außerordentliche Sitzung"), null=True, blank=True
    )
    extraordinary_share = models.DecimalField(
        _("Anteil für eine außerordentliche Sitzung"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
    )
    item_share = models.DecimalField(
        _("Anteil für einen Tagesordnungspunkt"),
        max_digits=4,
        decimal_places=3,
        null=True,
        blank=True,
    )
    report_to = models.CharField(_("berichtet an"), max_length=200, blank=True)
    report_months = models.PositiveSmallIntegerField(
        _("Bericht binnen Monaten nach der Sitzung"), null=True, blank=True
    )
    report_day = models.CharField(_("Bericht jedes Jahr bis (MM-TT)"), max_length=5, blank=True)
    reports_founding = models.BooleanField(
        _("Protokoll der ersten Sitzung geht dorthin"), default=False
    )
    parity = models.CharField(
        _("Parität"), max_length=20, choices=wording.PARITY, default=Parity.NONE
    )
    women_share = models.DecimalField(
        _("angestrebter Anteil von Frauen"), max_digits=4, decimal_places=3, null=True, blank=True
    )
    fund_visits = models.PositiveSmallIntegerField(
        _("Teilnahmen einer Pflegekasse im Jahr"), null=True, blank=True
    )
    objection_days = models.PositiveSmallIntegerField(_("Einwendungsfrist in Tagen"), default=14)
    term_years = models.PositiveSmallIntegerField(_("Amtszeit in Jahren"), null=True, blank=True)

    class Meta:
        verbose_name = _("Geschäftsordnung")
        verbose_name_plural = _("Geschäftsordnungen")
        ordering = ["committee", "-valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "valid_from"], name="rules_begin_once"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gt=models.F("valid_from")),
                name="rules_end_after_they_began",
            ),
            models.CheckConstraint(
                condition=~models.Q(quorum="NUMBER") | models.Q(quorum_number__isnull=False),
                name="quorum_number_is_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.source}"
