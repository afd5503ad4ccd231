"""What a minute-taker types under one item. Everything may stay empty: she saves what there is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.governance.actions.recording.items import fingerprint
from mitsorge.domain.governance.models import AgendaItem

NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.TextInput(attrs=NUMBER),
        error_messages={
            "invalid": _("Bitte eine ganze Zahl."),
            "min_value": _("Bitte eine ganze Zahl ab 0."),
        },
    )


class ItemForm(forms.Form):
    """`version` and `seen` say which state of the item its writer had before her."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    notes = forms.CharField(
        label=_("Niederschrift"),
        help_text=_("Kurz und sachlich: Wer sagt was, was folgt daraus?"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    yes = _count(_("Ja"))
    no = _count(_("Nein"))
    abstentions = _count(_("Enthalten"))
    objections = _count(_("Widersprüche"))
    resolution_text = forms.CharField(
        label=_("Beschlusstext"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    dissent = forms.CharField(
        label=_("Abweichende Meinung"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    task = forms.CharField(label=_("Neue Aufgabe"), required=False, max_length=300)
    owner = forms.CharField(
        label=_("Wer?"),
        required=False,
        max_length=160,
        widget=forms.TextInput(attrs={"list": "wer"}),
    )
    due_on = forms.DateField(
        label=_("Bis wann?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Bitte ein Datum wie 15.01.2027.")},
    )

    def vote(self) -> dict[str, Any]:
        """What `decide` asks for."""
        names = ("yes", "no", "abstentions", "resolution_text", "dissent")
        given = {name: self.cleaned_data[name] for name in names}
        return given | {"objections": self.cleaned_data["objections"] or 0}


def form_of(item: AgendaItem) -> ItemForm:
    """The form filled from the item as it stands."""
    return ItemForm(
        initial={
            "version": item.version,
            "seen": fingerprint(item.notes),
            "notes": item.notes,
            "yes": item.yes,
            "no": item.no,
            "abstentions": item.abstentions,
            "resolution_text": item.resolution_text,
            "dissent": item.dissent,
        }
    )
