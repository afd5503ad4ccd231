"""What the office types about answers, measures, readings and papers. Rules are checked by the deeds."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.recommendations import wording
from mitsorge.domain.recommendations.models import Indicator, Measure
from mitsorge.doors.office.fields import Chosen, Day, Lines, Paragraphs, Text

NEEDED = {"required": _("Füllen Sie dieses Feld bitte aus.")}


class PartnerNames(Lines):
    """Organizations of the directory by name, one a line; its value is a tuple of their ids."""

    def clean(self, value: Any) -> tuple[int, ...]:  # type: ignore[override]  # ids, not names
        names = super().clean(value)
        known = dict(Organization.objects.filter(name__in=names).values_list("name", "pk"))
        missing = [name for name in names if name not in known]
        if missing:
            raise forms.ValidationError(
                _("Nicht im Verzeichnis: %(names)s. Schreiben Sie die Namen wie dort."),
                params={"names": ", ".join(missing)},
            )
        return tuple(known[name] for name in names)


class MeasureForm(forms.Form):
    """A measure; with `status`, progress and obstacles once it exists."""

    title = Text(_("Was ist die Maßnahme?"), required=True, error_messages=NEEDED)
    owner = Text(_("Wer ist verantwortlich?"), required=True, error_messages=NEEDED)
    text = Paragraphs(_("Was wird getan?"))
    starts_on = Day(label=_("ab"))
    ends_on = Day(label=_("bis"))
    cost = Text(_("Kosten"), 300)
    partners = PartnerNames(
        label=_("Partner"),
        rows=3,
        longest=200,
        help_text=_("Namen aus dem Verzeichnis, einer je Zeile."),
    )
    is_public = forms.BooleanField(
        label=_("Auf „Was wurde daraus?“ zeigen"), required=False, initial=True
    )


class MeasureChangeForm(MeasureForm):
    status = forms.ChoiceField(label=_("Stand"), choices=list(wording.MEASURE_STATUS.items()))
    progress = forms.IntegerField(
        label=_("Fortschritt in Prozent"), min_value=0, max_value=100, initial=0
    )
    obstacles = Paragraphs(_("Was hindert?"), rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)


class OriginForm(MeasureForm):
    """Where a new measure comes from: a recommendation, or a topic the table agreed on."""

    recommendation_id = Chosen(label=_("Zu welcher Empfehlung?"))
    topic_id = Chosen(label=_("oder zu welchem Thema?"))
    field_order = ("recommendation_id", "topic_id", "title")


class StepForm(forms.Form):
    text = Text(_("Nächster Schritt"), 300, required=True, error_messages=NEEDED)
    due_on = Day(label=_("bis wann"))


class IndicatorForm(forms.ModelForm):
    """An indicator as its definition says; percent needs numerator and denominator."""

    target_on = Day(label=_("Ziel bis"))
    next_reading_on = Day(label=_("nächste Messung"))

    class Meta:
        model = Indicator
        fields = (
            *("name", "definition", "unit", "numerator", "denominator", "source"),
            *("target_value", "target_on", "next_reading_on", "lower_is_better", "suppress_below"),
        )
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "unit": _("Zum Beispiel: Plätze, Minuten, %"),
            "suppress_below": _(
                "Bei Zahlen über Menschen meist 5: kleinere Zahlen zeigen wir nicht. 0: alle zeigen."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The target without the zeros of its column: 4000, not 4000.000."""
        super().__init__(*args, **kwargs)
        target = self.initial.get("target_value")
        if target is not None:
            self.initial["target_value"] = Decimal(f"{target.normalize():f}")


class ReadingForm(forms.Form):
    """A value, or numerator and denominator, or "keine Messung" with its reason."""

    on = Day(label=_("Stand"), required=True, error_messages=NEEDED)
    value = forms.DecimalField(
        label=_("Wert"), required=False, max_digits=14, decimal_places=3, localize=True
    )
    numerator = forms.IntegerField(label=_("Zähler"), required=False, min_value=0)
    denominator = forms.IntegerField(label=_("Nenner"), required=False, min_value=0)
    is_baseline = forms.BooleanField(
        label=_("Das ist der Ausgangswert, vor der Maßnahme"), required=False
    )
    quality = forms.ChoiceField(
        label=_("Wie sicher ist der Wert?"),
        choices=list(wording.QUALITY.items()),
        initial="LIKELY",
    )
    note = Text(
        _("Anmerkung"), 300, help_text=_("Ohne Wert: Warum gab es keine Messung? Sonst freiwillig.")
    )
    next_reading_on = Day(label=_("nächste Messung"), help_text=_("Leer: keine weitere Messung."))

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gone = ("value",) if indicator.denominator else ("numerator", "denominator")
        for name in gone:
            del self.fields[name]
        if indicator.denominator:
            self.fields["numerator"].label = indicator.numerator
            self.fields["denominator"].label = indicator.denominator


class CorrectionForm(ReadingForm):
    why = Text(_("Warum war der Wert falsch?"), 300, required=True, error_messages=NEEDED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("on", "is_baseline", "next_reading_on"):
            del self.fields[name]


class AskForm(forms.Form):
    email = forms.EmailField(label=_("An welche E-Mail-Adresse?"), error_messages=NEEDED)
    due_on = Day(label=_("Antwort erbeten bis"), required=True, error_messages=NEEDED)


class AnswerForm(forms.Form):
    """What the office heard."""

    kind = forms.ChoiceField(label=_("Antwort"), choices=list(wording.ANSWER_KIND.items()))
    text = Paragraphs(_("Wortlaut"), help_text=_("Steht öffentlich. Bei einem Nein mit Grund."))
    by_office = Text(_("Wer hat geantwortet?"), required=True, error_messages=NEEDED)
    answered_on = Day(label=_("am"), required=True, error_messages=NEEDED)


class PaperForm(forms.Form):
    number = Text(_("Drucksache"), 60)
    title = Text(_("Betreff"), required=True, error_messages=NEEDED)
    facts = Paragraphs(_("Sachverhalt"), rows=8, required=True)
    proposal = Paragraphs(_("Beschlussvorschlag"), rows=6, required=True)
    reasons = Paragraphs(_("Begründung"), rows=8, required=True)
    finances = Paragraphs(_("Finanzielle Auswirkungen"), rows=4, required=True)
    seen = forms.CharField(widget=forms.HiddenInput)


class StationResultForm(forms.Form):
    """How a session ended; its decision may be the answer at the same time."""

    held_on = Day(label=_("Sitzung am"), required=True, error_messages=NEEDED)
    result = Text(_("Ergebnis"), 160, required=True, error_messages=NEEDED)
    note = Paragraphs(_("Wortlaut oder Anmerkung"), rows=3)
    answer = forms.ChoiceField(
        label=_("Gilt das zugleich als Antwort auf die Empfehlung?"),
        choices=[("", _("Nein")), *wording.ANSWER_KIND.items()],
        required=False,
    )


def measure_values(measure: Measure) -> dict[str, Any]:
    """A measure as its form shows it (1 query for the partners)."""
    names = MeasureChangeForm.base_fields
    values = {name: getattr(measure, name) for name in names if name != "partners"}
    return values | {"partners": [org.name for org in measure.partners.all()]}
