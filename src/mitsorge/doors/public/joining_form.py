"""The application as a form: one calm page in sections. What it must say is checked in `partners.rules`."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.queries import visible_organizations
from mitsorge.domain.partners import rules, wording
from mitsorge.domain.partners.queries import applications as queries
from mitsorge.domain.partners.rules.applications import LONGEST
from mitsorge.doors.public.forms import new_key
from mitsorge.face.forms import offer

SHOWN = 8
NEW = "neu"
HOW = (
    (
        rules.Participation.ACTIVE,
        _("Aktiv: wir arbeiten in einer Arbeitsgruppe oder an Empfehlungen mit"),
    ),
    (
        rules.Participation.INACTIVE,
        _("Informiert: wir erhalten Einladungen und Neuigkeiten und arbeiten gerade nicht mit"),
    ),
)


def _line(label: Any, name: str, **more: Any) -> forms.CharField:
    more = {"required": False, "max_length": LONGEST[name]} | more
    if complete := more.pop("complete", ""):
        more["widget"] = forms.TextInput(attrs={"autocomplete": complete})
    return forms.CharField(label=label, **more)


class JoinForm(forms.Form):
    """`organization` is the number of an entry of the directory, "neu", or empty where nobody searched."""

    organization_name = _line(
        _("Name Ihrer Organisation"),
        "organization_name",
        required=True,
        complete="organization",
        error_messages={"required": wording.FAULT[rules.Fault.ORGANIZATION_MISSING]},
    )
    organization = forms.CharField(required=False, max_length=18)
    street = _line(_("Straße und Hausnummer"), "street", complete="street-address")
    postcode = _line(_("Postleitzahl"), "postcode", complete="postal-code")
    town = _line(_("Ort"), "town", complete="address-level2")
    website = forms.URLField(
        label=_("Internetseite"), required=False, max_length=200, assume_scheme="https"
    )
    participation = forms.ChoiceField(
        label=_("Wie möchten Sie mitmachen?"),
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie, wie Sie mitmachen möchten.")},
    )
    committees = forms.MultipleChoiceField(
        label=_("Wo möchten Sie mitarbeiten?"),
        help_text=_("Nur für aktive Partner. Sie können später wechseln."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics = _line(
        _("Welche Themen sind Ihnen wichtig?"),
        "topics",
        help_text=_("Ein paar Stichworte genügen, zum Beispiel: Demenz, Kurzzeitpflege."),
    )
    member_group = forms.ChoiceField(
        label=_("Zu welcher Gruppe gehören Sie?"),
        required=False,
        help_text=_("Wenn keine passt, lassen Sie das Feld frei."),
    )
    speaker_name = _line(
        _("Wer spricht für Ihre Organisation?"),
        "speaker_name",
        required=True,
        complete="name",
        error_messages={"required": wording.FAULT[rules.Fault.SPEAKER_MISSING]},
    )
    speaker_email = forms.EmailField(
        label=_("E-Mail"),
        help_text=_(
            "Dorthin schicken wir einen Link. Erst wenn Sie ihn öffnen, sehen wir den Antrag."
        ),
        error_messages={
            "required": wording.FAULT[rules.Fault.EMAIL_MISSING],
            "invalid": wording.FAULT[rules.Fault.EMAIL_MISSING],
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    speaker_phone = _line(_("Telefon"), "speaker_phone", complete="tel")
    agreed = forms.BooleanField(
        label=_("Wir haben die Erklärung gelesen und stimmen ihr für unsere Organisation zu."),
        error_messages={"required": wording.FAULT[rules.Fault.NOT_AGREED]},
    )
    agreement = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    is_limited = False
    """Whether its sender sent too much."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = queries.open_groups().values_list("pk", "name")
        offer(self, "member_group", [("", _("bitte wählen")), *groups])
        committees = queries.joinable_committees(on).values_list("pk", "name")
        offer(self, "committees", committees)
        self.on = on

    def clean_key(self) -> str:
        return self.cleaned_data["key"] or new_key()

    def clean(self) -> dict[str, Any]:
        """The same sentences as the rules', each at its field."""
        said = super().clean() or {}
        if not self.errors:
            for problem in rules.problems_of(self.draft()):
                self.add_error(problem.field, wording.FAULT[problem.fault])
        return said

    def draft(self) -> rules.ApplicationDraft:
        said = self.cleaned_data
        texts = {name: said.get(name, "") for name in LONGEST}
        return rules.ApplicationDraft(
            **texts,
            agreed=said["agreed"],
            organization_id=self._organization(),
            member_group_id=int(said["member_group"] or 0) or None,
            participation=rules.Participation(said["participation"]),
            committee_ids=tuple(int(number) for number in said["committees"]),
        )

    def _organization(self) -> int | None:
        """What was chosen; else the one entry of exactly this name."""
        chosen = self.cleaned_data["organization"]
        if chosen == NEW:
            return None
        if chosen.isdecimal():
            return int(chosen)
        same = [
            pk
            for pk, name in matching(self.cleaned_data["organization_name"], on=self.on)
            if name.casefold() == self.cleaned_data["organization_name"].casefold()
        ]
        return same[0] if len(same) == 1 else None


def matching(text: str, *, on: date) -> list[tuple[int, str]]:
    """(number, name) of organizations of the directory that hold the text in their name; at most 8 (1 query)."""
    wanted = text.strip().casefold()
    if len(wanted) < 3:
        return []
    names = visible_organizations(on).order_by("name", "pk").values_list("pk", "name")
    return [(pk, name) for pk, name in names if wanted in name.casefold()][:SHOWN]
