"""What the office types about a new survey."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.planning.actions.surveys import Draft
from mitsorge.domain.planning.rules.surveys import Ask
from mitsorge.domain.planning.wording.surveys import ASK
from mitsorge.doors.office.fields import MISSING, Day, FoldedTicks, Paragraphs, Text
from mitsorge.face.forms import offer

DAYS_TO_ANSWER = 28
"""Proposed; the office may choose another day."""


class Ticks(forms.MultipleChoiceField):
    """Several of a list that may be long."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=FoldedTicks, **kwargs)


class NewSurveyForm(forms.Form):
    """Whom to ask what, for which day. `draft()` is it once the form is valid."""

    title = Text(
        _("Titel"),
        100,
        required=True,
        help_text=_("Steht im Betreff des Briefs, zum Beispiel: Plätze in der Tagespflege 2026."),
    )
    terms = Ticks(
        label=_("Welche Angebote?"),
        help_text=_("Gefragt werden alle Organisationen mit solchen Angeboten im Verzeichnis."),
        error_messages={"required": _("Wählen Sie mindestens eine Art von Angebot.")},
    )
    areas = Ticks(
        label=_("Nur in bestimmten Planungsräumen?"),
        required=False,
        help_text=_("Nichts gewählt: überall."),
    )
    asks = forms.MultipleChoiceField(
        label=_("Was möchten Sie wissen?"),
        choices=list(ASK.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Je weniger Fragen, desto mehr Antworten."),
        error_messages={"required": _("Wählen Sie mindestens eine Frage.")},
    )
    as_of = Day(
        label=_("Stichtag"),
        required=True,
        help_text=_("Für diesen Tag sollen die Zahlen gelten."),
        error_messages={"required": MISSING},
    )
    due_on = Day(label=_("Antwort bis"), required=True, error_messages={"required": MISSING})
    greeting = Paragraphs(
        _("Warum Sie fragen"),
        help_text=_("Ein, zwei Sätze. Sie stehen im Brief und über dem Fragebogen."),
    )

    def __init__(
        self, *args: Any, kinds: Iterable[TaxonomyTerm], areas: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "terms", _grouped(kinds))
        offer(self, "areas", areas.items())
        today = timezone.localdate()
        self.initial.setdefault("as_of", today)
        self.initial.setdefault("due_on", today + timedelta(DAYS_TO_ANSWER))
        self.initial.setdefault("asks", [ask.value for ask in Ask])

    def draft(self) -> Draft:
        """Raises `KeyError` before the form is valid."""
        given = self.cleaned_data
        names = ("title", "terms", "areas", "as_of", "due_on", "greeting")
        asks = [Ask(ask) for ask in given["asks"]]
        return Draft(**{name: given[name] for name in names}, asks=asks)


def _grouped(kinds: Iterable[TaxonomyTerm]) -> list[Any]:
    """By the kind above them; those that have kinds below them, or stand alone, before."""
    alone: list[tuple[str, str]] = []
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in kinds:
        rows = groups.setdefault(kind.parent.name, []) if kind.parent else alone
        rows.append((kind.code, kind.name))
    return [(_now("Ganze Bereiche"), alone), *groups.items()] if groups else list(alone)
