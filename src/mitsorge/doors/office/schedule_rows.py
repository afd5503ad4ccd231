"""Opening hours as people say them; the rule (RFC 5545) is written for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.rules import Fault, Slot
from mitsorge.domain.directory.rules.hours import DAYS, Pattern, Rhythm, is_valid_rrule, read
from mitsorge.domain.directory.wording.hours import WEEKDAY
from mitsorge.doors.office.fields import Clock, Day, Text
from mitsorge.doors.office.rows import Row
from mitsorge.face.forms import offer

OWN_RULE = "besonders"
RHYTHMS = {
    "": _("jede Woche"),
    "2": _("alle zwei Wochen"),
    "3": _("alle drei Wochen"),
    "4": _("alle vier Wochen"),
    "m1": _("am ersten im Monat"),
    "m2": _("am zweiten im Monat"),
    "m3": _("am dritten im Monat"),
    "m4": _("am vierten im Monat"),
    "m-1": _("am letzten im Monat"),
}


class ScheduleRow(Row[Slot]):
    """One opening. A rule this form has no words for stays as it is until another rhythm is chosen."""

    days = forms.TypedMultipleChoiceField(
        label=_("Tage"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rhythm = forms.ChoiceField(label=_("Wie oft"), required=False)
    opens_at = Clock(label=_("Von"))
    closes_at = Clock(label=_("Bis"))
    description = Text(_("Hinweis"), help_text=_("Zum Beispiel: nicht in den Ferien."))
    by_appointment = forms.BooleanField(label=_("Nach Vereinbarung"), required=False)
    valid_from = Day(label=_("Gilt ab"))
    valid_to = Day(label=_("Gilt bis (ohne diesen Tag)"))
    rrule = forms.CharField(required=False, widget=forms.HiddenInput)
    wide = ("days",)
    folded = ("valid_from", "valid_to")
    unseen = ("rhythm", "rrule")
    fault_fields = {
        Fault.RULE: "days",
        Fault.HOURS_EMPTY: "days",
        Fault.HOURS_REVERSED: "closes_at",
        Fault.PERIOD_REVERSED: "valid_to",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "days", enumerate(WEEKDAY))
        known = [*RHYTHMS.items()]
        if rhythm_of(self._stored()) == OWN_RULE:
            known.append((OWN_RULE, _("besondere Regel, bleibt so")))
        offer(self, "rhythm", known)

    @classmethod
    def initial_of(cls, draft: Slot) -> dict[str, Any]:
        pattern = pattern_of(draft.rrule)
        return {**vars(draft), "days": list(pattern.days), "rhythm": rhythm_of(pattern)}

    def has_content(self) -> bool:
        return super().has_content() or (
            self["rhythm"].data == OWN_RULE and not self["remove"].data
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("rhythm", "").startswith("m") and len(values.get("days", ())) != 1:
            self.add_error("days", _("Für einen Tag im Monat wählen Sie genau einen Wochentag."))
        return values

    def draft(self) -> Slot:
        """The stored rule where it says the same, so that nothing changes that nobody changed."""
        values = self.values()
        days, rhythm = tuple(values.pop("days")), values.pop("rhythm")
        stored = self._stored()
        is_same = rhythm_of(stored) == rhythm and (rhythm == OWN_RULE or stored.days == days)
        rule = values.pop("rrule")
        return Slot(rrule=rule if is_same else rule_of(days, rhythm), **values)

    def _stored(self) -> Pattern:
        return pattern_of(self["rrule"].value() or "")


def pattern_of(rule: str) -> Pattern:
    """A rule read; no rule is a week without a day."""
    return read(rule) if is_valid_rrule(rule) else Pattern(Rhythm.WEEKLY)


def rhythm_of(pattern: Pattern) -> str:
    """The choice that says a pattern."""
    if pattern.rhythm is Rhythm.MONTHLY and len(pattern.nths) == 1 and pattern.interval == 1:
        key = f"m{pattern.nths[0]}"
        return key if key in RHYTHMS else OWN_RULE
    if pattern.rhythm is not Rhythm.WEEKLY:
        return OWN_RULE
    key = "" if pattern.interval == 1 else str(pattern.interval)
    return key if key in RHYTHMS else OWN_RULE


def rule_of(days: tuple[int, ...], rhythm: str) -> str:
    """The rule of chosen days; empty without a day."""
    if not days:
        return ""
    if rhythm.startswith("m"):
        return f"FREQ=MONTHLY;BYDAY={','.join(rhythm[1:] + DAYS[day] for day in days)}"
    interval = f";INTERVAL={rhythm}" if rhythm else ""
    return f"FREQ=WEEKLY{interval};BYDAY={','.join(DAYS[day] for day in days)}"
