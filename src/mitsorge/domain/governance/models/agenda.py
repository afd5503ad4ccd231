from django.db import models
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance import wording
from mitsorge.domain.governance.models.committee import Committee
from mitsorge.domain.governance.models.meeting import Meeting
from mitsorge.domain.governance.rules import ItemKind, ItemStatus, Result


class AgendaItem(models.Model):
    """A TOP: planned, then recorded. Without a meeting it waits in the backlog of its committee.

    `version` moves with every write; two who write at once get both versions (`ItemChanged`).
    """

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="items", verbose_name=_("Gremium")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("Sitzung"),
    )
    position = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    kind = models.CharField(
        _("Art"), max_length=20, choices=wording.ITEM_KIND, default=ItemKind.DISCUSSION
    )
    title = models.CharField(_("Titel"), max_length=200)
    text = models.TextField(_("Worum geht es?"), blank=True)
    presenter = models.CharField(_("trägt vor"), max_length=160, blank=True)
    brought_by = models.CharField(_("eingebracht von"), max_length=200, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(_("Minuten"), null=True, blank=True)
    is_public = models.BooleanField(_("öffentlich"), default=True)
    status = models.CharField(
        _("Stand"), max_length=20, choices=wording.ITEM_STATUS, default=ItemStatus.OPEN
    )
    carried_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_to",
        verbose_name=_("übernommen von"),
    )
    notes = models.TextField(_("Niederschrift"), blank=True)
    resolution_text = models.TextField(_("Beschlusstext"), blank=True)
    yes = models.PositiveSmallIntegerField(_("Ja"), null=True, blank=True)
    no = models.PositiveSmallIntegerField(_("Nein"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("Enthaltungen"), null=True, blank=True)
    present_voters = models.PositiveSmallIntegerField(
        _("anwesende Stimmberechtigte"), null=True, blank=True
    )
    voting_members = models.PositiveSmallIntegerField(_("Stimmberechtigte"), null=True, blank=True)
    dissent = models.TextField(_("abweichende Meinung"), blank=True)
    result = models.CharField(
        _("Ergebnis"), max_length=20, choices=wording.RESULT, default=Result.NONE, blank=True
    )
    rule_applied = models.CharField(_("angewandte Regel"), max_length=400, blank=True)
    decided_at = models.DateTimeField(_("beschlossen um"), null=True, blank=True)
    register_number = models.CharField(_("Beschlussnummer"), max_length=80, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(_("geändert"))

    class Meta:
        verbose_name = _("Tagesordnungspunkt")
        verbose_name_plural = _("Tagesordnungspunkte")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register_number"],
                condition=~models.Q(register_number=""),
                name="decision_numbered_once",
            ),
            models.CheckConstraint(
                condition=models.Q(result="") | models.Q(decided_at__isnull=False),
                name="result_has_its_hour",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """A Vorlage or another document of a committee, perhaps for a meeting and some of its items."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="papers", verbose_name=_("Gremium")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("Sitzung"),
    )
    items = models.ManyToManyField(
        AgendaItem, blank=True, related_name="papers", verbose_name=_("Tagesordnungspunkte")
    )
    name = models.CharField(_("Titel"), max_length=200)
    file = models.ForeignKey(
        "files.File", models.PROTECT, related_name="+", verbose_name=_("Datei")
    )
    is_public = models.BooleanField(_("öffentlich"), default=False)
    added_at = models.DateTimeField(_("hinzugefügt"))

    class Meta:
        verbose_name = _("Unterlage")
        verbose_name_plural = _("Unterlagen")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Task(models.Model):
    """What somebody took on in a meeting. An open one appears by itself in the next meeting."""

    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="tasks", verbose_name=_("Gremium")
    )
    item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("Tagesordnungspunkt"),
    )
    text = models.CharField(_("Aufgabe"), max_length=300)
    owner = models.CharField(_("Wer?"), max_length=160)
    due_on = models.DateField(_("bis wann"), null=True, blank=True)
    created_at = models.DateTimeField(_("angelegt"))
    done_at = models.DateTimeField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = ["done_at", "due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class StatusNote(models.Model):
    """How a committee stands between two meetings, in three lines."""

    committee = models.ForeignKey(
        Committee, models.CASCADE, related_name="status_notes", verbose_name=_("Gremium")
    )
    text = models.CharField(_("Stand in drei Zeilen"), max_length=600)
    by = models.ForeignKey(
        "people.Account", models.SET_NULL, null=True, related_name="+", verbose_name=_("von")
    )
    at = models.DateTimeField(_("am"))

    class Meta:
        verbose_name = _("Zwischenstand")
        verbose_name_plural = _("Zwischenstände")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
