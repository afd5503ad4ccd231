"""The questionnaire of a survey as a form, for the link of a letter and for the office at the telephone."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.planning.rules.surveys import (
    LONGEST_REMARK,
    NUMBERS,
    Answers,
    Ask,
    Fault,
    Offer,
    Served,
)
from mitsorge.domain.planning.wording.surveys import ASK, fault_words, number_words, question

EVERYWHERE = "*"
TYPED = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
"""A number as people write it: 1.200 or 12,5."""


class TypedNumber(forms.CharField):
    """A number with comma; empty is unknown. What was typed stays as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(required=False, max_length=12, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return number_words(value) if isinstance(value, int | float) else value

    def clean(self, value: Any) -> float | None:
        text = "".join(str(super().clean(value)).split())
        if not text:
            return None
        if not TYPED.fullmatch(text):
            raise forms.ValidationError(_("Schreiben Sie eine Zahl, zum Beispiel 12 oder 12,5."))
        return float(text.replace(".", "").replace(",", "."))


@dataclass(frozen=True)
class Part:
    """The fields of one offer; `served` None where that is not asked. `chosen`: the areas ticked, in words."""

    offer: Offer
    kind: str
    numbers: Sequence[Any]
    served: Any | None
    chosen: str


class SurveyForm(forms.Form):
    """What an organization says about its offers. `answers()` is it once the form is valid."""

    remark = forms.CharField(
        label=gettext_lazy("Was wir noch wissen sollten"),
        help_text=gettext_lazy("Bitte keine Namen und nichts über einzelne Menschen."),
        required=False,
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        asked: Answers,
        shown: Answers,
        asks: Sequence[Ask],
        areas: Mapping[str, str],
        kinds: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """`asked`: the questionnaire; `shown`: what stands in the fields at first."""
        super().__init__(*args, **kwargs)
        self.asked, self.asks, self.areas, self.kinds = asked, asks, areas, kinds
        known = {offer.key: offer for offer in shown.offers}
        for number, offer in enumerate(asked.offers):
            self._add(number, offer, known.get(offer.key, offer))
        self.initial.setdefault("remark", shown.remark)

    def _add(self, number: int, offer: Offer, known: Offer) -> None:
        for ask in self.asks:
            name = _name(number, ask)
            label = question(ask, visited=offer.visited)
            if ask in NUMBERS:
                self.fields[name] = TypedNumber(label=label)
                self.initial.setdefault(name, known.number(ask))
            else:
                choices = [(EVERYWHERE, _("alle Planungsräume")), *self.areas.items()]
                self.fields[name] = forms.MultipleChoiceField(
                    label=label,
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )
                self.initial.setdefault(name, _ticked(known.served, self.areas))

    def parts(self) -> Iterator[Part]:
        """Offer by offer, for the page."""
        for number, offer in enumerate(self.asked.offers):
            numbers = [self[_name(number, ask)] for ask in self.asks if ask in NUMBERS]
            served = self[_name(number, Ask.SERVED)] if Ask.SERVED in self.asks else None
            kind = self.kinds.get(offer.term, "")
            yield Part(offer, kind, numbers, served, self._chosen(served))

    def _chosen(self, served: Any | None) -> str:
        ticked = (served.value() or []) if served else []
        if EVERYWHERE in ticked:
            return _("alle Planungsräume")
        return ", ".join(self.areas[code] for code in ticked if code in self.areas)

    def answers(self) -> Answers:
        """Raises `KeyError` before the form is valid."""
        offers = tuple(self._said(number, offer) for number, offer in enumerate(self.asked.offers))
        return Answers(offers, self.cleaned_data["remark"])

    def _said(self, number: int, offer: Offer) -> Offer:
        told: dict[str, Any] = {ask.lower(): None for ask in Ask}
        for ask in self.asks:
            value = self.cleaned_data[_name(number, ask)]
            told[ask.lower()] = _served(value) if ask == Ask.SERVED else value
        return replace(offer, **told)

    def add_faults(self, faults: Sequence[Fault]) -> None:
        """Puts every fault beside its field."""
        at = {offer.key: number for number, offer in enumerate(self.asked.offers)}
        for fault in faults:
            name = _name(at[fault.key], fault.ask) if fault.ask and fault.key in at else None
            self.add_error(name if name in self.fields else None, fault_words(fault))


def _name(number: int, ask: Ask) -> str:
    return f"o{number}-{ask.lower()}"


def _ticked(served: Served | None, areas: Mapping[str, str]) -> list[str]:
    if served is None:
        return []
    return [EVERYWHERE] if served.everywhere else [code for code in served.areas if code in areas]


def _served(ticked: Sequence[str]) -> Served | None:
    """Nothing ticked says nothing."""
    if EVERYWHERE in ticked:
        return Served(everywhere=True)
    return Served(areas=tuple(ticked)) if ticked else None


@dataclass(frozen=True)
class Line:
    """One question about one offer, in words."""

    label: str
    words: str
    is_known: bool


def answer_lines(
    answers: Answers, asks: Sequence[Ask], areas: Mapping[str, str]
) -> list[tuple[Offer, list[Line]]]:
    """What was said, offer by offer."""
    return [(offer, [_line(offer, ask, areas) for ask in asks]) for offer in answers.offers]


def _line(offer: Offer, ask: Ask, areas: Mapping[str, str]) -> Line:
    is_known = getattr(offer, ask.lower()) is not None
    return Line(str(ASK[ask]), said_words(offer, ask, areas), is_known)


def offer_words(offer: Offer) -> str:
    """Its name and its place."""
    return f"{offer.name}, {offer.place}" if offer.place else offer.name


def said_words(offer: Offer, ask: Ask, areas: Mapping[str, str]) -> str:
    """One answer in words; "keine Angabe" where unknown."""
    if ask in NUMBERS:
        return number_words(offer.number(ask))
    if offer.served is None:
        return _("keine Angabe")
    if offer.served.everywhere:
        return _("alle Planungsräume")
    return ", ".join(areas.get(code, code) for code in offer.served.areas)


@dataclass(frozen=True)
class Difference:
    """Where two answers differ."""

    what: str
    theirs: str
    yours: str


def differences(
    theirs: Answers, yours: Answers, asks: Sequence[Ask], areas: Mapping[str, str]
) -> list[Difference]:
    """Question by question, and the remark."""
    mine = {offer.key: offer for offer in yours.offers}
    found = []
    for offer in theirs.offers:
        for ask in asks:
            pair = [said_words(each, ask, areas) for each in (offer, mine.get(offer.key, offer))]
            if pair[0] != pair[1]:
                found.append(Difference(f"{offer_words(offer)}: {ASK[ask]}", *pair))
    if theirs.remark != yours.remark:
        found.append(Difference(_("Bemerkung"), theirs.remark, yours.remark))
    return found
