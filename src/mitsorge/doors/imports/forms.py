from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.doors.imports import wording
from mitsorge.doors.imports.parsing.columns import FIELDS, Layout
from mitsorge.doors.imports.reading.sheet import MAX_BYTES


class UploadForm(forms.Form):
    """A file and, where it cannot be seen from the file, what it is."""

    file = forms.FileField(
        label=_("Datei"),
        help_text=_("XLSX, ODS oder CSV; auch HSDS als JSON oder ZIP. Höchstens 10 MB."),
        error_messages={
            "required": _("Wählen Sie eine Datei."),
            "empty": _("Die Datei ist leer."),
            "missing": _("Wählen Sie eine Datei."),
            "invalid": _("Wählen Sie eine Datei."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Was steht darin?"),
        choices=[("", _("selbst erkennen")), *wording.KIND.items()],
        required=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Die Datei ist größer als 10 MB. Teilen Sie sie bitte auf.")
            )
        return file


class ColumnsForm(forms.Form):
    """One choice per column of the file."""

    def __init__(self, *args: Any, layout: Layout, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("nicht übernehmen")), *FIELDS.items()]
        for column in layout.columns:
            self.fields[f"spalte-{column.index}"] = forms.ChoiceField(
                label=column.heading
                or _("Spalte %(number)s ohne Überschrift") % {"number": column.index + 1},
                choices=choices,
                initial=column.field,
                required=False,
            )

    def clean(self) -> dict[str, str]:
        """Without a name or an organization no row could become an offer."""
        cleaned = super().clean() or {}
        if not {"name", "organization"} & set(cleaned.values()):
            self.add_error(
                None, _("Ordnen Sie mindestens den Träger oder den Namen des Angebots zu.")
            )
        return cleaned

    def mapping(self) -> dict[int, str]:
        """{column number: field or ""}."""
        return {
            int(name.removeprefix("spalte-")): field for name, field in self.cleaned_data.items()
        }
