"""Choosing one of many by typing its name: a text field with suggestions that works without JavaScript."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.doors.office.fields import Chosen

HOW = gettext_lazy("Tippen Sie einen Teil des Namens und wählen Sie aus.")
SHOWN = 4
"""So many names are proposed where several fit."""


def named(choices: Any) -> dict[str, str]:
    """Pairs of key and label → key: name, without the empty one; names that are the same get their number behind."""
    rows = [(str(key), str(label)) for key, label in choices if str(key)]
    often = Counter(label for _key, label in rows)
    return {key: f"{label} (Nr. {key})" if often[label] > 1 else label for key, label in rows}


def key_of(said: str, names: Mapping[str, str]) -> str:
    """The key of what was typed: a key, a whole name, or the only name with these letters in it; else an error."""
    typed = " ".join(said.split()).casefold()
    if not typed or typed in names:
        return typed
    plain = {key: " ".join(name.split()).casefold() for key, name in names.items()}
    whole = [key for key, name in plain.items() if name == typed]
    found = whole or [key for key, name in plain.items() if typed in name]
    if len(found) == 1:
        return found[0]
    raise ValidationError(_not_one([names[key] for key in found]), code="invalid_choice")


def _not_one(found: list[str]) -> str:
    if not found:
        return _("Diesen Namen finden wir nicht. Prüfen Sie die Schreibweise.")
    some = " · ".join(found[:SHOWN])
    more = len(found) - SHOWN
    if more > 0:
        return _(
            "Das passt auf mehrere: %(some)s und %(n)s weitere. Schreiben Sie mehr vom Namen."
        ) % {
            "some": some,
            "n": more,
        }
    return _("Das passt auf mehrere: %(some)s. Welche Angabe meinen Sie?") % {"some": some}


class NameInput(forms.TextInput):
    """The field and its suggestions; `choices` as a select has them."""

    template_name = "office/_typed.html"
    choices: Iterable[tuple[Any, Any]] = ()

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off"} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        names = named(self.choices)
        context = super().get_context(name, names.get(str(value or ""), value), attrs)
        within = context["widget"]["attrs"]
        within["list"] = f"{within.get('id', name)}_namen"
        return context | {"names": names.values()}


class TypedOne(Chosen):
    """One of many as the number of a record, or nothing; its choices are set like those of a select."""

    widget = NameInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HOW)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return key_of(super().to_python(value), named(self.choices))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _differs(self, initial, data)


class TypedRecord(forms.ModelChoiceField):
    """The same where a form works with the record itself (1 query for the suggestions)."""

    widget = NameInput

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", HOW)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(key_of(str(value or ""), named(self.choices)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _differs(self, self.prepare_value(initial), data)


def _differs(field: TypedOne | TypedRecord, initial: Any, data: Any) -> bool:
    """Whether something else was typed than what stood there; a name nobody knows is something else."""
    try:
        return key_of(str(data or ""), named(field.choices)) != str(initial or "")
    except ValidationError:
        return True
