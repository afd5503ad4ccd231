"""What the office types about a forecast: series, path of the rates, and what it assumes, each with its source."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.actions.variants import SUBJECTS, Draft
from mitsorge.domain.planning.queries.figures import series_about
from mitsorge.domain.planning.rules import CareKind, RatePath
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.doors.office.fields import Chosen, Day, Paragraphs, Text, offer_choices

KINDS = (CareKind.AMBULATORY, CareKind.DAY, CareKind.SHORT_TERM, CareKind.LONG_TERM)
HUNDRED = Decimal(100)
ASKED: Mapping[CareKind, tuple[str, ...]] = {
    CareKind.AMBULATORY: ("share", "staff"),
    CareKind.DAY: ("share", "places_per_client", "utilisation", "staff"),
    CareKind.SHORT_TERM: ("share", "days_of_stay", "utilisation", "staff"),
    CareKind.LONG_TERM: ("share", "places_per_client", "utilisation", "staff"),
}
"""Which numbers make sense for which kind of care."""
HELP = {
    "share": _("Leer: der Anteil aus der Pflegestatistik, wenn sie ihn nennt."),
    "places_per_client": _("Ein Bett: 1. Zwei von fünf Tagen in der Tagespflege: 0,4."),
}
UNITS = {"share": "%", "utilisation": "%", "days_of_stay": "Tage", "staff": "Stellen"}


class Number(forms.DecimalField):
    """A number with comma, not below zero; empty is "not said"."""

    def __init__(self, label: Any, most: int, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            localize=True,
            min_value=0,
            max_value=most,
            max_digits=8,
            decimal_places=3,
        )


class VariantForm(forms.Form):
    """A forecast. `draft()` is what it says once it is valid."""

    name = Text(_("Name der Prognose"), 120, required=True)
    population = Chosen(
        label=_("Bevölkerung der Planungsräume"),
        required=True,
        error_messages={"required": _("Wählen Sie eine Zahlenreihe.")},
    )
    structure = Chosen(
        label=_("Altersaufbau des ganzen Kreises"),
        help_text=_("Nötig, wenn die Zahlen der Räume gröbere Altersgruppen haben als die Quoten."),
    )
    projection = Chosen(
        label=_("Vorausberechnung"),
        help_text=_("Ohne sie endet die Prognose im letzten Zahlenjahr."),
    )
    rates = Chosen(
        label=_("Pflegequoten"),
        required=True,
        error_messages={"required": _("Wählen Sie eine Zahlenreihe.")},
    )
    care = Chosen(
        label=_("Pflegestatistik des Kreises"),
        help_text=_("An ihre Summe wird die Prognose angepasst."),
    )
    path = forms.ChoiceField(
        label=_("Wie gehen die Quoten weiter?"),
        choices=list(wording.RATE_PATH.items()),
        initial=RatePath.STATUS_QUO,
        widget=forms.RadioSelect,
    )
    yearly = forms.DecimalField(
        label=_("Änderung der Quoten je Jahr, in Prozent"),
        required=False,
        localize=True,
        min_value=-10,
        max_value=10,
        max_digits=5,
        decimal_places=2,
        help_text=_(
            "Zum Beispiel 0,5: aus 20 % werden im Jahr darauf 20,1 %. Für „wie heute“ leer."
        ),
    )
    yearly_source = Text(_("Woher kommt diese Änderung?"), 300)
    assumptions = Paragraphs(_("Annahmen in Ihren Worten"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            for name in ASKED[kind]:
                self.fields[_field(kind, name)] = _number(kind, name)
            self.fields[_field(kind, "source")] = Text(_("Quelle dieser Zahlen"), 300)
        found = list(series_about(*set(SUBJECTS.values())))
        for name, subject in SUBJECTS.items():
            rows = [(each.pk, _series_words(each)) for each in found if each.subject == subject]
            empty = "" if self.fields[name].required else _now("keine")
            offer_choices(self, name, rows, empty)

    def groups(self) -> Iterator[tuple[str, list[Any], bool]]:
        """(kind of care, its fields, whether one of them is filled or wrong) for the page."""
        for kind in KINDS:
            fields = [self[_field(kind, name)] for name in (*ASKED[kind], "source")]
            is_open = any(field.value() not in (None, "") or field.errors for field in fields)
            yield str(wording.CARE_KIND[kind]), fields, is_open

    def main(self) -> list[Any]:
        """The fields before the kinds of care."""
        names = ("name", "population", "structure", "projection", "rates", "care")
        return [self[name] for name in (*names, "path", "yearly", "yearly_source", "assumptions")]

    def draft(self) -> Draft:
        """Raises `KeyError` before the form is valid."""
        given = self.cleaned_data
        yearly = given["yearly"]
        value = yearly is not None and Value(
            float(yearly / HUNDRED), "je Jahr", given["yearly_source"]
        )
        care = {kind: parameters for kind in KINDS if (parameters := self._care(kind))}
        names = ("name", "population", "structure", "projection", "rates", "care", "assumptions")
        return Draft(
            **{name: given[name] for name in names},
            path=RatePath(given["path"]),
            parameters=Parameters(value or None, care),
        )

    def _care(self, kind: CareKind) -> CareParameters | None:
        source = self.cleaned_data[_field(kind, "source")]
        values = {
            name: Value(float(number / scale(name)), UNITS.get(name, ""), source)
            for name in ASKED[kind]
            if (number := self.cleaned_data[_field(kind, name)]) is not None
        }
        return CareParameters(**values) if values else None


class ChoiceForm(forms.Form):
    """Which committee chose a forecast, when and why."""

    committee = Chosen(
        label=_("Welches Gremium?"),
        required=True,
        error_messages={"required": _("Wählen Sie das Gremium.")},
    )
    on = Day(label=_("Wann?"), required=True, error_messages={"required": _("Wählen Sie den Tag.")})
    why = Paragraphs(
        _("Warum diese Prognose?"),
        required=True,
        help_text=_("Auch, was gegen die anderen sprach. Das steht später im Bericht."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def initial(draft: Draft) -> dict[str, Any]:
    """What the form shows of a stored forecast."""
    plain = ("name", "population", "structure", "projection", "rates", "care", "assumptions")
    values: dict[str, Any] = {name: getattr(draft, name) for name in plain} | {"path": draft.path}
    yearly = draft.parameters.yearly
    if yearly:
        values |= {"yearly": _decimal(yearly.number * 100), "yearly_source": yearly.source}
    for kind, each in draft.parameters.care.items():
        for name, value in each.as_json().items():
            number = value["number"] * scale(name)
            values |= {_field(kind, name): _decimal(number)}
        sources = dict.fromkeys(value["source"] for value in each.as_json().values())
        values[_field(kind, "source")] = "; ".join(sources)
    return values


def _decimal(number: float) -> Decimal:
    """Without the zeros of a float: 0.5, not 0.50."""
    return Decimal(f"{round(number, 4):g}")


def _number(kind: CareKind, name: str) -> Number:
    most = {"share": 100, "utilisation": 100, "days_of_stay": 365}.get(name, 10)
    return Number(label(kind, name), most, HELP.get(name, ""))


def label(kind: CareKind, name: str) -> Any:
    """What a number of a kind of care is called."""
    if kind == CareKind.AMBULATORY and name == "staff":
        return _("Stellen je betreutem Menschen (in Vollzeit)")
    return wording.PARAMETER[name]


def scale(name: str) -> int:
    """Shares are typed in per cent and kept from 0 to 1."""
    return 100 if name in ("share", "utilisation") else 1


def _field(kind: CareKind, name: str) -> str:
    return f"{kind.lower()}-{name}"


def _series_words(series: Any) -> str:
    variant = f", {series.variant}" if series.variant else ""
    return f"{series.title}{variant} ({series.publisher}, {series.as_of:%d.%m.%Y})"
