import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.upkeep import wording
from mitsorge.domain.upkeep.rules import ChangeState


class Change(models.Model):
    """What an organization wants changed in one entry. The approved version stays public meanwhile.

    Without `service` it is about the organization itself. `before` and `after`: field → value as the journal keeps
    it; `seen` is the `modified_at` of the version it was written on, so that nothing is overwritten unseen.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organization = models.ForeignKey(
        "directory.Organization",
        models.CASCADE,
        related_name="changes",
        verbose_name=_("Organisation"),
    )
    service = models.ForeignKey(
        "directory.Service",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("Angebot"),
    )
    kind = models.CharField(_("Art"), max_length=5, choices=wording.CHANGE_KIND)
    state = models.CharField(
        _("Stand"), max_length=10, choices=wording.CHANGE_STATE, default=ChangeState.DRAFT
    )
    via = models.CharField(_("auf welchem Weg"), max_length=10, choices=wording.VIA)
    before = models.JSONField(_("vorher"), default=dict, blank=True)
    after = models.JSONField(_("nachher"), default=dict, blank=True)
    seen = models.DateTimeField(_("geschrieben auf dem Stand von"))
    message = models.CharField(_("Nachricht an die Koordination"), max_length=500, blank=True)
    written_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geschrieben von"),
    )
    written_at = models.DateTimeField(_("geschrieben"))
    submitted_at = models.DateTimeField(_("eingereicht"), null=True, blank=True)
    decided_by = models.ForeignKey(
        "people.Account",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entschieden von"),
    )
    decided_at = models.DateTimeField(_("entschieden"), null=True, blank=True)
    answer = models.CharField(_("Satz der Koordination"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("Änderung eines Eintrags")
        verbose_name_plural = _("Änderungen von Einträgen")
        ordering = ["-written_at", "-pk"]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=models.Q(state="SUBMITTED"),
                name="change_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(state__in=["DRAFT", "SUBMITTED", "RETURNED"]),
                name="one_open_change_per_service",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(
                    state__in=["DRAFT", "SUBMITTED", "RETURNED"], service__isnull=True
                ),
                name="one_open_change_of_organization",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="SUBMITTED") | models.Q(submitted_at__isnull=False),
                name="submitted_change_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.service or self.organization)
