"""Every Django form in KERN's markup: `{{ form }}` and `{{ form.field.as_field_group }}` need nothing more."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.renderers import TemplatesSetting
from django.http import QueryDict
from django.utils.safestring import SafeString

OWN_WIDGETS = {
    f"django/forms/widgets/{name}.html": f"mitsorge/forms/widgets/{own}.html"
    for own, names in {
        "input": (
            "text",
            "number",
            "email",
            "url",
            "tel",
            "search",
            "password",
            "date",
            "datetime",
            "time",
            "file",
            "clearable_file_input",
        ),
        "textarea": ("textarea",),
        "select": ("select",),
        "checkbox": ("checkbox",),
        "choices": ("radio", "checkbox_select"),
    }.items()
    for name in names
}


class KernRenderer(TemplatesSetting):
    """Renders fields and widgets with our templates; everything else stays Django's."""

    form_template_name = "mitsorge/forms/form.html"
    field_template_name = "mitsorge/forms/field.html"

    def render(
        self, template_name: str, context: dict[str, Any], request: Any = None
    ) -> SafeString:
        return SafeString(
            super().render(OWN_WIDGETS.get(template_name, template_name), context, request)
        )


def problem_summary(form: Any) -> list[tuple[str, str]]:
    """(anchor, sentence) of every problem, for the list above a form."""
    general = [("", str(error)) for error in form.non_field_errors()]
    fields: Iterable[Any] = (field for field in form if field.errors)
    return general + [
        (field.id_for_label or field.auto_id, _sentence(str(field.label), str(error)))
        for field in fields
        for error in field.errors
    ]


def offer(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """What a field lets choose from: pairs of value and words, or groups of such pairs."""
    cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def offer_records(form: forms.BaseForm, name: str, records: QuerySet[Any]) -> None:
    """The records a field lets choose from."""
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = records


def save_over(form: forms.BaseForm, version: int | str) -> None:
    """A form that somebody overtook names the newer version from now on: sent once more, it saves over it on purpose."""
    typed = cast(QueryDict, form.data).copy()
    typed[form.add_prefix("version")] = str(version)
    form.data = typed


def _sentence(label: str, error: str) -> str:
    """A label that asks needs no colon."""
    return f"{label} {error}" if label.endswith("?") else f"{label}: {error}"
