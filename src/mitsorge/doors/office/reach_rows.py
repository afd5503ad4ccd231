"""Rows that offers and organizations share: how to reach someone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.rules import Fault
from mitsorge.doors.office.fields import Lines, Text, offer_choices
from mitsorge.doors.office.rows import Row


class PhoneRow(Row[rules.PhoneDraft]):
    """One number."""

    number = Text(_("Nummer"), 40, help_text=_("Mit Vorwahl, zum Beispiel 030 23125-110."))
    kind = forms.ChoiceField(label=_("Art"), required=False)
    hours = Text(_("Erreichbar"), 120, help_text=_("Zum Beispiel: werktags 9 bis 12 Uhr."))
    fault_fields = {Fault.PHONE: "number"}
    unseen = ("kind",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "kind", wording.PHONE_KIND.items(), _("nach der Vorwahl"))

    def draft(self) -> rules.PhoneDraft:
        kind = self.cleaned_data["kind"]
        return rules.PhoneDraft(
            self.cleaned_data["number"],
            rules.PhoneKind(kind) if kind else None,
            self.cleaned_data["hours"],
        )


class ContactRow(Row[rules.ContactDraft]):
    """A function with its own address and numbers."""

    function = Text(
        _("Funktion"), 120, help_text=_("Die Aufgabe, nie ein Name: Pflegedienstleitung.")
    )
    email = forms.EmailField(label=_("E-Mail"), required=False)
    numbers = Lines(
        label=_("Telefon"), rows=2, longest=40, help_text=_("Eine Nummer je Zeile, mit Vorwahl.")
    )
    fault_fields = {Fault.TEXT_MISSING: "function", Fault.PHONE: "numbers"}

    @classmethod
    def initial_of(cls, draft: rules.ContactDraft) -> dict[str, Any]:
        return {
            "function": draft.function,
            "email": draft.email,
            "numbers": [phone.number for phone in draft.phones],
            "stored": draft.phones,
        }

    def draft(self) -> rules.ContactDraft:
        """A number that stood there before keeps its kind and its hours."""
        known = {phone.number: phone for phone in self.initial.get("stored", ())}
        return rules.ContactDraft(
            self.cleaned_data["function"],
            self.cleaned_data["email"],
            tuple(known.get(n, rules.PhoneDraft(n)) for n in self.cleaned_data["numbers"]),
        )
