import uuid

from django.db import models
from django.db.models.functions import Lower
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.recommendations import wording


class Topic(models.Model):
    """A cluster of impulses that belong together. A merged one points to where it went."""

    name = models.CharField(_("Thema"), max_length=160)
    summary = models.TextField(_("Worum geht es?"), blank=True)
    position = models.PositiveIntegerField(_("Rang"), default=0)
    is_priority = models.BooleanField(_("Schwerpunkt"), default=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("zusammengeführt in"),
    )
    created_at = models.DateTimeField(_("angelegt"))
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ["position", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=models.Q(merged_into=None), name="open_topic_named_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Impulse(models.Model):
    """Something observed or wished, in the words of whoever said it, without a name. None is ever deleted.

    `public_text` is what the public reads; empty: the text itself is internal.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField(_("Impuls"), max_length=2000)
    public_text = models.TextField(_("öffentliche Fassung"), max_length=2000, blank=True)
    source = models.CharField(_("Herkunft"), max_length=20, choices=wording.IMPULSE_SOURCE)
    meeting = models.ForeignKey(
        "governance.Meeting",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="impulses",
        verbose_name=_("Sitzung"),
    )
    planning_area = models.ForeignKey(
        "places.PlanningArea",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Planungsraum"),
    )
    happened_on = models.DateField(_("vom"))
    topic = models.ForeignKey(
        Topic,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="impulses",
        verbose_name=_("Thema"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("zusammengeführt in"),
    )
    closed_why = models.CharField(_("nicht weiterverfolgt, weil"), max_length=300, blank=True)
    closed_at = models.DateTimeField(_("geschlossen am"), null=True, blank=True)
    position = models.PositiveIntegerField(_("Reihenfolge"), default=0)
    created_at = models.DateTimeField(_("eingegangen"))
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("Impuls")
        verbose_name_plural = _("Impulse")
        ordering = ["position", "-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | ~models.Q(closed_why=""),
                name="impulse_closed_with_words",
            )
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(80)
