"""The rows of an entry's form: telephone numbers, opening hours, prices."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.rules.hours import DAYS, Pattern, Rhythm, is_valid_rrule, read
from mitsorge.domain.directory.wording.hours import WEEKDAY, opening_lines


class PhoneRow(forms.Form):
    """One number; without one the row does not exist."""

    number = forms.CharField(
        label=gettext_lazy("Telefonnummer"),
        help_text=gettext_lazy("Mit Vorwahl. Leeren Sie das Feld, um die Nummer zu streichen."),
        max_length=40,
        required=False,
    )
    hours = forms.CharField(
        label=gettext_lazy("Erreichbar"),
        help_text=gettext_lazy("Zum Beispiel: werktags 9 bis 12 Uhr."),
        max_length=120,
        required=False,
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def part(self) -> rules.PhoneDraft | None:
        """The number as a draft has it."""
        number, kind = self.cleaned_data.get("number", ""), self.cleaned_data.get("kind", "")
        known = rules.PhoneKind(kind) if kind in set(rules.PhoneKind) else None
        return rules.PhoneDraft(number, known, self.cleaned_data["hours"]) if number else None


class HoursRow(forms.Form):
    """One opening. A rare rule ("every first Monday") stays as it is while its days stay."""

    days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Tage"),
        coerce=int,
        choices=tuple(enumerate(WEEKDAY)),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Ohne Tag und ohne Hinweis fällt die Zeile weg."),
    )
    opens_at = forms.TimeField(
        label=gettext_lazy("Von"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    closes_at = forms.TimeField(
        label=gettext_lazy("Bis"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    by_appointment = forms.BooleanField(label=gettext_lazy("Nach Vereinbarung"), required=False)
    description = forms.CharField(
        label=gettext_lazy("Hinweis"),
        help_text=gettext_lazy("Zum Beispiel: nicht in den Ferien."),
        max_length=200,
        required=False,
    )
    rrule = forms.CharField(required=False, widget=forms.HiddenInput)
    valid_from = forms.DateField(required=False, widget=forms.HiddenInput)
    valid_to = forms.DateField(required=False, widget=forms.HiddenInput)

    def part(self) -> rules.Slot | None:
        """The opening as a draft has it; the stored rule where the days are the same."""
        values = dict(self.cleaned_data)
        days, stored = tuple(values.pop("days")), values.pop("rrule")
        if not (days or values["by_appointment"] or values["description"]):
            special = stored and not pattern_of(stored).days
            if not special:
                return None
        rule = stored if days == pattern_of(stored).days else _weekly(days)
        return rules.Slot(rrule=rule, **values)

    def rare(self) -> str:
        """The words of a rule that is no plain week; empty for a week."""
        rule = str(self["rrule"].value() or "")
        pattern = pattern_of(rule)
        if pattern.rhythm is Rhythm.WEEKLY and pattern.interval == 1:
            return ""
        return ", ".join(opening_lines([rules.Slot(rule)], on=date.min))


class CostRow(forms.Form):
    """One price; without a name the row does not exist."""

    option = forms.CharField(
        label=gettext_lazy("Wofür"),
        help_text=gettext_lazy("Zum Beispiel: Tagessatz. Leer heißt: kein Preis."),
        max_length=120,
        required=False,
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Euro"), required=False, min_value=0, decimal_places=2, max_digits=8
    )
    per = forms.CharField(
        label=gettext_lazy("Je"),
        help_text=gettext_lazy("Tag, Stunde, Monat."),
        max_length=40,
        required=False,
    )
    amount_description = forms.CharField(
        label=gettext_lazy("Hinweis"),
        help_text=gettext_lazy("Ein Satz zum Preis, wenn eine Zahl nicht reicht."),
        max_length=200,
        required=False,
    )
    valid_from = forms.DateField(required=False, widget=forms.HiddenInput)
    valid_to = forms.DateField(required=False, widget=forms.HiddenInput)

    def part(self) -> rules.CostDraft | None:
        """The price as a draft has it."""
        return rules.CostDraft(**self.cleaned_data) if self.cleaned_data["option"] else None


ROWS: dict[str, tuple[type[forms.Form], Any]] = {
    "phones": (PhoneRow, gettext_lazy("Weitere Nummer")),
    "schedules": (HoursRow, gettext_lazy("Weitere Öffnungszeit")),
    "costs": (CostRow, gettext_lazy("Weiterer Preis")),
}
"""Field of a draft → its row, and the words of the button for one more."""


def pattern_of(rule: str) -> Pattern:
    """A rule read; no rule is a week without a day."""
    return read(rule) if is_valid_rrule(rule) else Pattern(Rhythm.WEEKLY)


def _weekly(days: tuple[int, ...]) -> str:
    return f"FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in days)}" if days else ""
