"""An offer as a form: its own fields in sections, its parts as rows, and back to a draft."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.rules import TermKind
from mitsorge.doors.office.fields import (
    Chosen,
    Day,
    FoldedTicks,
    Paragraphs,
    Text,
    offer_choices,
)
from mitsorge.face.forms import offer

GRADES = [("", _("keine Angabe")), (0, _("auch ohne Pflegegrad"))] + [(n, n) for n in range(1, 6)]
SAID = {
    "targets": TermKind.TARGET_GROUP,
    "payers": TermKind.PAYER,
    "languages": TermKind.LANGUAGE,
}
"""Fields of ticks and the vocabulary each chooses from."""


class Ticks(forms.TypedMultipleChoiceField):
    """Any number of terms."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, widget=FoldedTicks, **kwargs)


class OfferForm(forms.Form):
    """What stands in the offer itself. Every field says in a sentence what it is for."""

    name = Text(_("Name des Angebots"), required=True)
    alternate_name = Text(
        _("Anderer Name"),
        help_text=_("Ein früherer oder kürzerer Name. Die Suche findet ihn auch."),
    )
    main_kind = Chosen(
        label=_("Wichtigste Angebotsart"),
        help_text=_("Steht auf der Karte über dem Namen und entscheidet, wo es gefunden wird."),
    )
    summary = Text(
        _("In einem Satz"),
        300,
        help_text=_("Was bekommt man hier? So, wie Sie es am Telefon sagen."),
    )
    description = Paragraphs(_("Beschreibung"), 6, help_text=_("Was man noch wissen sollte."))
    targets = Ticks(label=_("Zielgruppen"))
    eligibility = Paragraphs(
        _("Für wen"), 3, help_text=_("Voraussetzungen in ganzen Sätzen, wenn es welche gibt.")
    )
    care_grade_from = forms.TypedChoiceField(
        label=_("Pflegegrad ab"), choices=GRADES, coerce=int, empty_value=None, required=False
    )
    minimum_age = forms.IntegerField(
        label=_("Alter ab"), required=False, min_value=0, max_value=120
    )
    maximum_age = forms.IntegerField(
        label=_("Alter bis"), required=False, min_value=0, max_value=120
    )
    transport_description = Paragraphs(
        _("Fahrdienst"), 2, help_text=_("Wer fährt, wohin, und was kostet es?")
    )
    fees_description = Paragraphs(
        _("Was es kostet"), 3, help_text=_("In Worten. Einzelne Preise stehen darunter.")
    )
    payers = Ticks(label=_("Kostenträger"), help_text=_("Wer kann die Kosten übernehmen?"))
    funding_description = Paragraphs(
        _("Wer zahlt"), 3, help_text=_("Was die Kasse übernimmt und was bleibt.")
    )
    email = forms.EmailField(label=_("E-Mail"), required=False)
    url = forms.URLField(
        label=_("Internetseite"), required=False, max_length=500, assume_scheme="https"
    )
    application_process = Paragraphs(
        _("So melden Sie sich an"), 3, help_text=_("Der erste Schritt: anrufen, schreiben, kommen?")
    )
    languages = Ticks(
        label=_("Sprachen"), help_text=_("In welchen Sprachen kann man hier sprechen?")
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=tuple(wording.STATUS.items()),
        initial=rules.Status.ACTIVE,
        help_text=_("Nur „öffentlich“ steht in Suche und Verzeichnis."),
    )
    visible_from = Day(label=_("Sichtbar ab"))
    visible_to = Day(label=_("Sichtbar bis (ohne diesen Tag)"))
    recognized_45a = forms.BooleanField(
        label=_("Anerkannt nach § 45a SGB XI"),
        required=False,
        help_text=_("Dann zahlt die Pflegekasse aus dem Entlastungsbetrag."),
    )
    recognized_until = Day(
        label=_("Anerkennung gilt bis"), help_text=_("Wir erinnern Sie acht Wochen vorher.")
    )
    closed_from = Day(label=_("Vorübergehend geschlossen ab"))
    closed_to = Day(
        label=_("Wieder geöffnet ab"), help_text=_("Leer lassen, wenn es noch offen ist.")
    )
    closed_reason = Text(
        _("Grund der Schließung"), help_text=_("Steht öffentlich neben dem Hinweis.")
    )
    source = Text(_("Quelle"), 120, help_text=_("Woher die Angaben kommen. Bleibt im Haus."))

    def __init__(self, *args: Any, tree: Any = (), said: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "main_kind", tree)
        for name, found in (said or {}).items():
            offer(self, name, found)

    def values(self) -> dict[str, Any]:
        """The values of the draft's own fields."""
        own = dict(self.cleaned_data)
        for name in ("main_kind", *SAID):
            own.pop(name)
        return own | {"status": rules.Status(own["status"])}

    def terms(self) -> list[int]:
        """Everything ticked, in the order of the form."""
        return [term for name in SAID for term in self.cleaned_data[name]]


def attributes(
    before: tuple[rules.AttributeDraft, ...],
    *,
    main: int | None,
    ticked: list[int],
    kinds: tuple[rules.AttributeDraft, ...],
) -> tuple[rules.AttributeDraft, ...]:
    """All terms of an offer: what stood there keeps its place and its note, new ones come last."""
    notes = {kind.term_id: kind.note for kind in kinds}
    known = {attribute.term_id: attribute.note for attribute in before}
    wanted = dict.fromkeys([*([main] if main else []), *notes, *ticked])
    order = [term for term in known if term in wanted]
    order += [term for term in wanted if term not in known]
    return tuple(
        rules.AttributeDraft(term, term == main, notes.get(term, known.get(term, "")))
        for term in order
    )
