from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.models.committee import Committee


class DutyReport(models.Model):
    """A report a rule set owes somebody was sent. `after`: the day of the meeting it tells of, empty for a yearly one.

    A row entered by mistake is withdrawn, never deleted; then the report is owed again.
    """

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="duty_reports", verbose_name=_("Gremium")
    )
    to = models.CharField(_("berichtet an"), max_length=200)
    due_on = models.DateField(_("fällig bis"))
    after = models.DateField(_("über die Sitzung vom"), null=True, blank=True)
    sent_on = models.DateField(_("versandt am"))
    how = models.CharField(_("Versandweg"), max_length=200)
    by = models.ForeignKey(
        "people.Account", models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    at = models.DateTimeField(_("eingetragen am"))
    withdrawn_at = models.DateTimeField(_("zurückgenommen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Bericht aus Pflicht")
        verbose_name_plural = _("Berichte aus Pflicht")
        ordering = ["-sent_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "to", "after"],
                condition=models.Q(withdrawn_at=None),
                name="report_on_a_meeting_sent_once",
            ),
            models.UniqueConstraint(  # SQLite knows no NULLS NOT DISTINCT
                fields=["committee", "to", "due_on"],
                condition=models.Q(withdrawn_at=None, after=None),
                name="yearly_report_sent_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.to}"
