from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.duplicates import wording


class Verdict(models.Model):
    """Somebody looked at two entries and said: these are two things. Numbers, not links, as in the journal."""

    kind = models.CharField(_("Art"), max_length=12, choices=wording.KIND)
    first = models.BigIntegerField(_("der eine Eintrag"))
    second = models.BigIntegerField(_("der andere Eintrag"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("von"),
    )
    at = models.DateTimeField(_("am"))
    why = models.CharField(_("Grund"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Urteil „kein Duplikat“")
        verbose_name_plural = _("Urteile „kein Duplikat“")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first", "second"], name="one_verdict_per_pair"
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="verdict_pair_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first} / {self.second}"


class Merge(models.Model):
    """Two entries became one: everything that is needed to part them again.

    `choices`: column → [value before, value after] of the kept entry. `before`: column → value of the gone entry.
    `moved`: [model label, pk, field, old value, new value] per row. `stayed`: the same without the new value, for
    rows that remained with the entry that is gone.
    """

    kind = models.CharField(_("Art"), max_length=12, choices=wording.KIND)
    kept = models.BigIntegerField(_("bleibt"))
    gone = models.BigIntegerField(_("geht auf"))
    kept_label = models.CharField(_("bleibt, in Worten"), max_length=200)
    gone_label = models.CharField(_("geht auf, in Worten"), max_length=200)
    choices = models.JSONField(_("gewählte Angaben"), default=dict, encoder=DjangoJSONEncoder)
    before = models.JSONField(_("Stand davor"), default=dict, encoder=DjangoJSONEncoder)
    moved = models.JSONField(_("umgezogene Zeilen"), default=list, encoder=DjangoJSONEncoder)
    stayed = models.JSONField(_("zurückgebliebene Zeilen"), default=list, encoder=DjangoJSONEncoder)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("von"),
    )
    at = models.DateTimeField(_("zusammengeführt"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("rückgängig gemacht von"),
    )
    undone_at = models.DateTimeField(_("rückgängig gemacht"), null=True, blank=True)

    class Meta:
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "gone"],
                condition=models.Q(undone_at=None),
                name="gone_into_one_entry",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("gone")), name="never_merged_with_itself"
            ),
        ]
        indexes = [models.Index(fields=["kind", "kept"], name="merge_kept")]

    def __str__(self) -> str:
        return f"{self.gone_label} → {self.kept_label}"


class Comparison(models.Model):
    """The whole directory compared by the worker, so that no page has to do it: the pairs of one kind.

    `state`: the numbers of the directory it was made of. `pairs`: as `rules.keeping` writes them, likeliest first.
    """

    kind = models.CharField(_("Art"), max_length=12, choices=wording.KIND, unique=True)
    state = models.JSONField(_("Stand des Verzeichnisses"))
    pairs = models.JSONField(_("ähnliche Paare"), default=list)
    at = models.DateTimeField(_("verglichen"))

    class Meta:
        verbose_name = _("Vergleich des Verzeichnisses")
        verbose_name_plural = _("Vergleiche des Verzeichnisses")
        ordering = ["kind"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {len(self.pairs)}"
