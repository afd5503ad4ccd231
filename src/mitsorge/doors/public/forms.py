"""What citizens write to us. The shape is checked here; what becomes of it is decided in the directory."""

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

TEXT_LIMIT = 4000


class ReportForm(forms.Form):
    """A text, an address for the answer if wanted, and a key: sent twice, it is one report."""

    text = forms.CharField(
        max_length=TEXT_LIMIT,
        error_messages={
            "required": _("Schreiben Sie in ein paar Worten, was Ihnen aufgefallen ist."),
            "max_length": _("Bitte kürzen Sie Ihren Text auf 4.000 Zeichen."),
        },
    )
    reply_to = forms.EmailField(
        required=False,
        error_messages={
            "invalid": _("Geben Sie eine E-Mail-Adresse wie name@anbieter.example ein.")
        },
    )
    page = forms.CharField(max_length=300, required=False)
    key = forms.CharField(max_length=40, required=False)

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or new_key()


def new_key() -> str:
    """A key nobody can guess; it comes with the form, so that a double click is one report."""
    return str(uuid.uuid4())
