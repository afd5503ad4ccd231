"""The forms of recommendations: shape only; what may be is said by the domain."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models import Impulse, Recommendation, Topic, Version
from mitsorge.domain.recommendations.queries.carrying import partners_on
from mitsorge.domain.recommendations.queries.reading import (
    linkable_impulses,
    linkable_topics,
    writable_committees,
)
from mitsorge.domain.recommendations.rules.words import WORD_FIELDS, VersionWords
from mitsorge.domain.recommendations.wording.course import SECTION
from mitsorge.doors.office.typed import TypedRecord
from mitsorge.face.forms import offer_records
from mitsorge.foundation.people.models import Account

FRAME = ("title", "addressee", "addressee_email")
LINKS = ("topics", "impulses")
NO_CHANGE = _("nichts Bestimmtes")


def _area(label: Any, rows: int, help_text: Any = "", *, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Schreiben Sie, was empfohlen wird.")},
    )


class WordsForm(forms.Form):
    """The words of a recommendation, with its committee where it is new."""

    committee = forms.ModelChoiceField(
        Committee.objects.all(), label=_("Welches Gremium erarbeitet sie?"), empty_label=None
    )
    title = forms.CharField(
        label=_("Titel"),
        max_length=200,
        help_text=_("Was soll geschehen? In wenigen Worten."),
        error_messages={"required": _("Geben Sie der Empfehlung einen Titel.")},
    )
    addressee = forms.CharField(
        label=_("An wen richtet sie sich?"),
        max_length=200,
        error_messages={"required": _("Nennen Sie, an wen sich die Empfehlung richtet.")},
    )
    addressee_email = forms.EmailField(label=_("E-Mail der Adressatin"), required=False)
    situation = _area(_("Ausgangslage"), 5)
    evidence = _area(_("Woher wissen wir das?"), 4)
    gap = _area(_("Lücke"), 3, _("Was fehlt? Ein Satz genügt."))
    text = _area(_("Empfehlung"), 6, _("Wer soll was tun?"), required=True)
    cost = forms.CharField(label=_("Kosten"), max_length=300, required=False)
    target_date = forms.DateField(
        label=_("Bis wann?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Geben Sie einen Tag wie 31.12.2027 ein.")},
    )
    change_note = forms.CharField(
        label=_("Was ist an dieser Fassung neu?"), max_length=300, required=False
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), label=_("Themen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    impulses = forms.ModelMultipleChoiceField(
        Impulse.objects.none(),
        label=_("Impulse"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, by: Account, row: Recommendation | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        today = timezone.localdate()
        offer_records(self, "topics", linkable_topics(by, today, row))
        offer_records(self, "impulses", linkable_impulses(by, today, row))
        offer_records(self, "committee", writable_committees(by, today))
        if row is not None:
            del self.fields["committee"]
        else:
            del self.fields["change_note"]

    def words(self) -> VersionWords:
        return VersionWords(
            **{name: self.cleaned_data[name] for name in WORD_FIELDS if name in self.cleaned_data}
        )

    def frame(self) -> dict[str, Any]:
        """Everything beside the words."""
        return {name: self.cleaned_data[name] for name in (*FRAME, *LINKS)}


def values_of(row: Recommendation, version: Version) -> dict[str, Any]:
    """What the form shows of a stored version; a finished one is the draft of the next."""
    values = {name: getattr(row, name) for name in FRAME}
    values |= {name: getattr(version, name) for name in WORD_FIELDS}
    values |= {name: list(getattr(row, name).values_list("pk", flat=True)) for name in LINKS}
    return values | ({"change_note": ""} if version.frozen_at else {})


class EvidenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Art"), choices=list(wording.EVIDENCE_KIND.items()))
    label = forms.CharField(
        label=_("Bezeichnung"),
        max_length=300,
        error_messages={"required": _("Nennen Sie die Quelle, damit andere sie finden.")},
    )
    url = forms.URLField(
        label=_("Adresse im Netz"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Geben Sie die Adresse mit https:// am Anfang ein.")},
    )
    as_of = forms.DateField(
        label=_("Stand"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class CommentForm(forms.Form):
    """A remark, or with a section a proposal to change it."""

    field = forms.ChoiceField(
        label=_("Was soll geändert werden?"),
        required=False,
        choices=[("", NO_CHANGE), *SECTION.items()],
    )
    text = forms.CharField(
        label=_("Ihre Anmerkung oder Ihr Vorschlag"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Schreiben Sie Ihre Anmerkung.")},
    )


class CarrierForm(forms.Form):
    """What a partner said on paper or by telephone."""

    organization = TypedRecord(
        Organization.objects.none(),
        label=_("Partner"),
        error_messages={"required": _("Wählen Sie den Partner.")},
    )
    stance = forms.ChoiceField(label=_("Haltung"), choices=list(wording.STANCE.items()))
    reason = forms.CharField(
        label=_("Begründung der abweichenden Meinung"), max_length=500, required=False
    )
    note = forms.CharField(
        label=_("Woher wissen Sie es?"),
        max_length=100,
        help_text=_("Zum Beispiel: Brief vom 3. Mai."),
        error_messages={"required": _("Schreiben Sie, woher Sie es wissen.")},
    )

    def __init__(self, *args: Any, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        partners = partners_on(on).values("organization_id")
        houses = Organization.objects.filter(pk__in=partners).order_by("name", "pk")
        offer_records(self, "organization", houses)
