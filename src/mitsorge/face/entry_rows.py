"""The rows of an entry's form: numbers, opening hours, prices, kinds, functions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.rules.hours import DAYS, Pattern, Rhythm, is_valid_rrule, read
from mitsorge.domain.directory.wording.hours import WEEKDAY, opening_lines
from mitsorge.face.forms import offer


class Line(forms.CharField):
    """A line of text nobody has to fill in, unless a form says so, with the sentence that explains it."""

    default_error_messages = {"required": gettext_lazy("Füllen Sie dieses Feld bitte aus.")}

    def __init__(self, label: Any, why: Any, longest: int, **more: Any) -> None:
        kept = {"required": False} | more
        super().__init__(label=label, help_text=why, max_length=longest, **kept)


class Row(forms.Form):
    """One row. `key`: the field without which it does not exist; emptied in a row that stood there it strikes the row.

    In a new row in which something else is typed it is asked for, so that nothing typed falls away unnoticed.
    `faults`: the field that shows what the directory refuses.
    """

    key = ""
    faults = ""
    asks: Any = ""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        others = (
            values.get(field.name) for field in self.visible_fields() if field.name != self.key
        )
        is_new = not self.initial.get(self.key)
        asked = self.key and is_new and self.key not in self.errors
        if asked and not values.get(self.key) and any(others):
            self.add_error(self.key, self.asks)
        return values

    def part(self) -> Any:
        """The row as a draft has it; None where there is none. For a valid row."""
        raise NotImplementedError


class PhoneRow(Row):
    """One number."""

    key = faults = "number"
    asks = gettext_lazy("Schreiben Sie die Nummer dazu.")
    number = Line(
        gettext_lazy("Telefonnummer"),
        gettext_lazy("Mit Vorwahl. Leeren Sie das Feld, um die Nummer zu streichen."),
        40,
    )
    hours = Line(
        gettext_lazy("Erreichbar"), gettext_lazy("Zum Beispiel: werktags 9 bis 12 Uhr."), 120
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)

    def part(self) -> rules.PhoneDraft | None:
        number, kind = self.cleaned_data.get("number", ""), self.cleaned_data.get("kind", "")
        known = rules.PhoneKind(kind) if kind in set(rules.PhoneKind) else None
        return rules.PhoneDraft(number, known, self.cleaned_data["hours"]) if number else None


class HoursRow(Row):
    """One opening. A rare rule ("every first Monday") stays as it is while its days stay."""

    faults = "closes_at"
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
    description = Line(
        gettext_lazy("Hinweis"), gettext_lazy("Zum Beispiel: nicht in den Ferien."), 200
    )
    rrule = forms.CharField(required=False, widget=forms.HiddenInput)
    valid_from = forms.DateField(required=False, widget=forms.HiddenInput)
    valid_to = forms.DateField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        says = any(values.get(name) for name in ("days", "by_appointment", "description", "rrule"))
        if (
            not says
            and "days" not in self.errors
            and (values.get("opens_at") or values.get("closes_at"))
        ):
            self.add_error("days", _("Kreuzen Sie an, an welchen Tagen das gilt."))
        return values

    def part(self) -> rules.Slot | None:
        """The stored rule where the days are the same."""
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


class CostRow(Row):
    """One price."""

    key = faults = "option"
    asks = gettext_lazy("Schreiben Sie dazu, wofür der Preis gilt.")
    option = Line(
        gettext_lazy("Wofür"),
        gettext_lazy("Zum Beispiel: Tagessatz. Leeren Sie das Feld, um den Preis zu streichen."),
        120,
    )
    amount = forms.DecimalField(
        label=gettext_lazy("Euro"), required=False, min_value=0, decimal_places=2, max_digits=8
    )
    per = Line(gettext_lazy("Je"), gettext_lazy("Tag, Stunde, Monat."), 40)
    amount_description = Line(
        gettext_lazy("Hinweis"),
        gettext_lazy("Ein Satz zum Preis, wenn eine Zahl nicht reicht."),
        200,
    )
    valid_from = forms.DateField(required=False, widget=forms.HiddenInput)
    valid_to = forms.DateField(required=False, widget=forms.HiddenInput)

    def part(self) -> rules.CostDraft | None:
        return rules.CostDraft(**self.cleaned_data) if self.cleaned_data["option"] else None


class ContactRow(Row):
    """A function with its own address and numbers. A number that stood there keeps its kind and its hours."""

    key = "function"
    faults = "numbers"
    asks = gettext_lazy("Schreiben Sie die Aufgabe dazu, zum Beispiel Pflegedienstleitung.")
    function = Line(
        gettext_lazy("Aufgabe"),
        gettext_lazy(
            "Nie ein Name: Pflegedienstleitung. Leeren Sie das Feld, um sie zu streichen."
        ),
        120,
    )
    email = forms.EmailField(label=gettext_lazy("E-Mail"), required=False)
    numbers = forms.CharField(
        label=gettext_lazy("Telefon"),
        help_text=gettext_lazy("Eine Nummer je Zeile, mit Vorwahl."),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def part(self) -> rules.ContactDraft | None:
        values = self.cleaned_data
        known = {phone.number: phone for phone in self.initial.get("phones", ())}
        typed = [" ".join(line.split()) for line in values["numbers"].splitlines()]
        phones = tuple(known.get(one, rules.PhoneDraft(one)) for one in typed if one)
        return (
            rules.ContactDraft(values["function"], values["email"], phones)
            if values["function"]
            else None
        )


class KindRow(Row):
    """One kind of offer."""

    key = faults = "term_id"
    asks = gettext_lazy("Wählen Sie eine Angebotsart.")
    term_id = forms.TypedChoiceField(
        label=gettext_lazy("Angebotsart"),
        help_text=gettext_lazy("Die erste ist die wichtigste. Ohne Auswahl fällt die Zeile weg."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    note = Line(gettext_lazy("Hinweis dazu"), gettext_lazy("Zum Beispiel: nur am Wochenende."), 200)

    def __init__(self, *args: Any, tree: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "term_id", [("", _("bitte wählen")), *tree])

    def part(self) -> rules.AttributeDraft | None:
        chosen = self.cleaned_data.get("term_id")
        return rules.AttributeDraft(chosen, note=self.cleaned_data["note"]) if chosen else None


def pattern_of(rule: str) -> Pattern:
    """A rule read; no rule is a week without a day."""
    return read(rule) if is_valid_rrule(rule) else Pattern(Rhythm.WEEKLY)


def _weekly(days: tuple[int, ...]) -> str:
    return f"FREQ=WEEKLY;BYDAY={','.join(DAYS[day] for day in days)}" if days else ""
