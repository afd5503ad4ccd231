"""The forms of figures: a file, the passport of a series, the filter of its table."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.domain.planning import wording
from mitsorge.domain.planning.queries.series import Reach
from mitsorge.domain.planning.rules import Quality, Subject
from mitsorge.domain.planning.rules.passport import Passport
from mitsorge.doors.imports.figures.actions import Wanted
from mitsorge.doors.imports.figures.opened import MAX_BYTES

SHARE, PERCENT = "Anteil", "Prozent"
UNITS = {
    "Personen": _("Personen"),
    "Plätze": _("Plätze"),
    "Vollzeitstellen": _("Vollzeitstellen"),
    SHARE: _("Anteil von 0 bis 1"),
    PERCENT: _("Prozent"),
}
SURE = ("subject", "unit", "quality")
"""What a file of a published format says for certain: it is shown, not asked."""


class FileForm(forms.Form):
    """A file of figures."""

    file = forms.FileField(
        label=_("Datei"),
        help_text=_(
            "CSV, XLSX, GPKG oder das Gemeindeverzeichnis (TXT), auch gepackt (GZ, XZ, ZIP). Höchstens 25 MB."
        ),
        error_messages={
            "required": _("Wählen Sie eine Datei."),
            "empty": _("Die Datei ist leer."),
            "missing": _("Wählen Sie eine Datei."),
            "invalid": _("Wählen Sie eine Datei."),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _(
                    "Die Datei ist größer als 25 MB. Laden Sie bitte nur Ihr Land oder Ihren Kreis hoch, oder packen Sie sie (.gz, .xz)."
                )
            )
        return file


class PassportForm(forms.Form):
    """The passport of one series of a file, filled with what the file says."""

    wanted = forms.BooleanField(label=_("Diese Zahlen übernehmen"), required=False, initial=True)
    title = forms.CharField(label=_("Titel"), max_length=200)
    subject = forms.ChoiceField(
        label=_("Was wird gezählt?"), choices=[("", ""), *wording.SUBJECT.items()]
    )
    unit = forms.ChoiceField(label=_("Einheit"), choices=[("", ""), *UNITS.items()])
    publisher = forms.CharField(label=_("Herausgeber"), max_length=200)
    licence = forms.CharField(
        label=_("Lizenz"),
        max_length=80,
        help_text=_("Zum Beispiel dl-de/by-2-0 oder „eigene Zahlen“."),
    )
    as_of = forms.DateField(
        label=_("Stand"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    quality = forms.ChoiceField(label=_("Güte"), choices=[("", ""), *wording.QUALITY.items()])
    table_number = forms.CharField(label=_("Tabelle"), max_length=60, required=False)
    variant = forms.CharField(label=_("Variante"), max_length=40, required=False)
    method = forms.CharField(
        label=_("Wie die Zahlen entstanden sind"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    replace = forms.BooleanField(
        label=_("Die vorhandenen Zahlen mit diesem Pass ersetzen"), required=False
    )

    def __init__(self, *args: Any, told: Mapping[str, object], alone: bool, **kwargs: Any) -> None:
        """`told`: what the file says; `alone`: its only series."""
        super().__init__(*args, **{**kwargs, "initial": dict(told)})
        for name in SURE:
            if name in told:
                self.fields[name].disabled = True
        if alone:
            del self.fields["wanted"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_rate = cleaned.get("subject") == Subject.RATE
        if (
            cleaned.get("subject")
            and cleaned.get("unit")
            and is_rate != (cleaned["unit"] in (SHARE, PERCENT))
        ):
            self.add_error(
                "unit",
                _("Eine Pflegequote ist ein Anteil oder Prozent, alles andere wird gezählt."),
            )
        return cleaned

    def decision(self) -> Wanted | None:
        """What was decided; None: left out."""
        said = dict(self.cleaned_data)
        replace, wanted = said.pop("replace", False), said.pop("wanted", True)
        percent = said["unit"] == PERCENT
        said["unit"] = SHARE if percent else said["unit"]
        said["subject"], said["quality"] = Subject(said["subject"]), Quality(said["quality"])
        return Wanted(Passport(**said), replace, percent) if wanted else None


class FilterForm(forms.Form):
    """Which area and which year of a series are shown."""

    def __init__(self, *args: Any, reach: Reach, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = {str(year): str(year) for year in reach.years}
        for name, label, choices in (
            ("gebiet", _("Gebiet"), reach.places),
            ("jahr", _("Jahr"), years),
        ):
            pairs = [("", _("alle")), *choices.items()]
            self.fields[name] = forms.ChoiceField(label=label, choices=pairs, required=False)

    @property
    def asked(self) -> dict[str, Any]:
        """For `figures_of`; what is not in the series is not asked."""
        said = self.cleaned_data if self.is_valid() else {}
        year = said.get("jahr") or ""
        return {"place": said.get("gebiet") or "", "year": int(year) if year else None}
