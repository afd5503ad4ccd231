"""Fields that several forms of the office share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitsorge.face.forms import offer

MISSING = _("Füllen Sie dieses Feld bitte aus.")


class Day(forms.DateField):
    """A day, chosen with the browser's own calendar."""

    default_error_messages = {"required": MISSING}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class Clock(forms.TimeField):
    """A time of day to the minute."""

    default_error_messages = {"required": MISSING}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(**kwargs)


SHORT = 8
"""A list of ticks up to this length is not folded."""


@dataclass(frozen=True)
class Branch:
    """Ticks that fold together; `options` as Django's widgets make them. `name` is empty for those in no group."""

    name: str
    options: list[dict[str, Any]]

    @property
    def ticked(self) -> list[str]:
        return [str(option["label"]) for option in self.options if option["selected"]]

    @property
    def folds(self) -> bool:
        return bool(self.name) or len(self.options) > SHORT


class FoldedTicks(forms.CheckboxSelectMultiple):
    """A long list of ticks, folded by branch; every summary says how many are ticked, and which."""

    template_name = "office/_ticks.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        grouped: dict[str, list[dict[str, Any]]] = {}
        for group, options, _at in context["widget"]["optgroups"]:
            grouped.setdefault(group or "", []).extend(options)
        return context | {"branches": [Branch(*pair) for pair in grouped.items()]}


class Lines(forms.CharField):
    """One entry per line; empty lines and repetitions fall away. Its value is a tuple of texts."""

    def __init__(self, *, rows: int = 6, longest: int = 120, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Line by line: browsers send other line ends."""
        before, now = (str(self.prepare_value(one) or "").splitlines() for one in (initial, data))
        return before != now

    def clean(self, value: Any) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in str(super().clean(value)).splitlines())
        found = tuple(dict.fromkeys(line for line in lines if line))
        if any(len(line) > self.longest for line in found):
            raise forms.ValidationError(_("Eine Zeile ist zu lang. Kürzen Sie sie bitte."))
        return found


class Text(forms.CharField):
    """A line of text nobody has to fill in, unless a form says so."""

    default_error_messages = {"required": MISSING}

    def __init__(self, label: Any, longest: int = 200, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(label=label, max_length=longest, **kwargs)


class Paragraphs(Text):
    """Several lines of text."""

    def __init__(self, label: Any, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(label, 20000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> str:
        """Line ends as we store them: browsers send two characters."""
        return str(super().clean(value)).replace("\r\n", "\n")


class Chosen(forms.TypedChoiceField):
    """One of the choices as the number of a record, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(coerce=int, empty_value=None, **kwargs)


def offer_choices(form: forms.Form, name: str, choices: Iterable[Any], empty: Any = "") -> None:
    """Sets the choices of a field, with a first line that says what choosing nothing means."""
    offer(form, name, [("", empty or _("bitte wählen")), *choices])
