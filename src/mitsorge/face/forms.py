"""Every Django form in KERN's markup: `{{ form }}` and `{{ form.field.as_field_group }}` need nothing more."""

from collections.abc import Iterable
from typing import Any

from django.forms.renderers import TemplatesSetting
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
        (field.id_for_label or field.auto_id, f"{field.label}: {error}")
        for field in fields
        for error in field.errors
    ]
