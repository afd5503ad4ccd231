"""Forms around partners. Their shape is checked here, what may be in the domain."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.partners import wording
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.partners.queries.applications import (
    joinable_committees,
    open_groups,
    standing,
)
from mitsorge.domain.partners.rules import Bank
from mitsorge.doors.office.fields import Chosen, Day, Paragraphs, Text, offer_choices
from mitsorge.doors.office.typed import TypedOne
from mitsorge.face.forms import offer


class GroupsForm(forms.Form):
    """The working groups a partner sits in."""

    committees = forms.MultipleChoiceField(
        label=_("Arbeitsgruppen"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committees", joinable_committees(on).values_list("pk", "name"))


class SpeakerForm(forms.Form):
    """Somebody who speaks for a partner."""

    name = Text(_("Name"), 120, required=True)
    email = forms.EmailField(label=_("E-Mail"), required=False)
    phone = Text(_("Telefon"), 40)
    committee_id = Chosen(label=_("Wofür?"))
    is_first = forms.BooleanField(label=_("spricht an erster Stelle"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = standing(on).values_list("pk", "name")
        offer_choices(self, "committee_id", rows, _("überall im Netzwerk"))


class LeaveForm(forms.Form):
    """When and why a partner leaves."""

    on = Day(label=_("Ab wann? (erster Tag ohne Partnerschaft)"), required=True)
    why = Text(_("Grund"), 300)


class SucceedForm(LeaveForm):
    """Who takes over, when and why."""

    successor_id = TypedOne(
        label=_("Nachfolge"),
        required=True,
        error_messages={"required": _("Wählen Sie die Organisation, die übernimmt.")},
    )
    field_order = ("successor_id", "on", "why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Ab wann?")
        offer_choices(self, "successor_id", Organization.objects.values_list("pk", "name"))


class AcceptForm(forms.Form):
    """What the office adds to an application: the entry it recognized, the group, the vote."""

    organization_id = TypedOne(
        label=_("Eintrag im Verzeichnis"),
        help_text=_("Tippen Sie einen Teil des Namens. Leer lassen: Wir legen den Eintrag neu an."),
    )
    member_group_id = Chosen(label=_("Mitgliedergruppe"))
    item_id = Chosen(
        label=_("Beschluss"),
        required=True,
        error_messages={"required": _("Wählen Sie den Beschluss über die Aufnahme.")},
    )

    def __init__(self, *args: Any, items: list[tuple[int, str]] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses = Organization.objects.values_list("pk", "name")
        offer_choices(self, "organization_id", houses, _("neu anlegen"))
        groups = open_groups().values_list("pk", "name")
        offer_choices(self, "member_group_id", groups, _("keine"))
        if items is None:
            del self.fields["item_id"]
        else:
            offer_choices(self, "item_id", items)


class DeclineForm(forms.Form):
    """Why an application is declined; the applicant reads it."""

    reason = forms.CharField(
        label=_("Begründung"),
        max_length=500,
        help_text=_("Der Satz geht als Brief an die Organisation."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Begründen Sie die Ablehnung: der Satz geht an die Organisation.")
        },
    )


class GroupForm(forms.Form):
    """A member group."""

    name = Text(_("Name"), 160, required=True)
    bank = forms.ChoiceField(
        label=_("Bank nach § 4 NPflegeG"), choices=tuple(wording.BANK.items()), required=False
    )
    target_percent = forms.IntegerField(
        label=_("Angestrebter Anteil in Prozent"), required=False, min_value=0, max_value=100
    )
    is_closed = forms.BooleanField(label=_("nimmt keine neuen Partner auf"), required=False)

    def clean_bank(self) -> Bank:
        return Bank(self.cleaned_data["bank"])


class AgreementForm(forms.Form):
    """A new text to agree to."""

    title = Text(_("Titel"), required=True)
    text = Paragraphs(_("Wortlaut"), 16, required=True)
    valid_from = Day(label=_("Gilt ab"), required=True)


def member_group_choices(partnership: Partnership) -> list[tuple[int, str, bool]]:
    """(number, name, is its own) of the groups a partner can be counted in (1 query)."""
    own = partnership.member_group_id
    return [
        (group.pk, group.name, group.pk == own)
        for group in MemberGroup.objects.all()
        if not group.is_closed or group.pk == own
    ]
