"""What a partner fills in about itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.partners import wording
from mitsorge.domain.partners.queries.applications import joinable_committees
from mitsorge.domain.partners.rules import Fault
from mitsorge.face.forms import offer


class GroupsForm(forms.Form):
    """The working groups we want to sit in."""

    committees = forms.MultipleChoiceField(
        label=_("Wir arbeiten mit in"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, on: date, sits: Iterable[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"committees": list(sits)}
        offer(self, "committees", joinable_committees(on).values_list("pk", "name"))


class SpeakerForm(forms.Form):
    """Somebody who speaks for us, or stands in."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": wording.FAULT[Fault.SPEAKER_MISSING]},
    )
    email = forms.EmailField(
        label=_("E-Mail"),
        required=False,
        error_messages={"invalid": wording.FAULT[Fault.EMAIL_MISSING]},
    )
    phone = forms.CharField(label=_("Telefon"), max_length=40, required=False)
    is_first = forms.BooleanField(label=_("spricht an erster Stelle"), required=False)
