"""The sections of an offer's form: folded, each saying in a few words what is in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.directory import wording
from mitsorge.doors.office.rows import MORE, Rows

NAMED = 2
"""So many of several things are named in a summary; the rest is counted."""


@dataclass(frozen=True)
class Section:
    """One part of the page; its parts are fields and rows in their order. `words`: what is in it."""

    anchor: str
    title: str
    parts: tuple[Any, ...]
    words: str
    is_open: bool


def is_open(parts: tuple[Any, ...], data: Mapping[str, Any] | None) -> bool:
    """Whether something in a section wants to be seen: a problem, a new row, what is typed and not yet saved."""
    return data is not None and any(
        _row_wants(part, data) if isinstance(part, Rows) else _field_wants(part) for part in parts
    )


def _field_wants(field: forms.BoundField) -> bool:
    return bool(field.errors) or field.name in field.form.changed_data


def _row_wants(rows: Rows[Any], data: Mapping[str, Any]) -> bool:
    return data.get(MORE) == rows.prefix or any(
        form.has_changed() or (form.has_content() and form.errors) for form in rows
    )


def words_of(anchor: str, main: forms.Form, rows: Mapping[str, Rows[Any]], draft: Any) -> str:
    """What stands in a section, as typed; "noch leer" where nothing does."""
    found = [part for part in SUMMARIES[anchor](Told(main, rows, draft)) if part]
    return " · ".join(found) or _("noch leer")


@dataclass(frozen=True)
class Told:
    """The values of the form in words."""

    main: forms.Form
    rows: Mapping[str, Rows[Any]]
    draft: Any

    def text(self, name: str) -> str:
        return str(self.main[name].value() or "").strip()

    def chosen(self, name: str) -> str:
        """The labels of what is chosen or ticked, the first ones by name."""
        value = self.main[name].value()
        wanted = {str(one) for one in (value if isinstance(value, (list, tuple)) else [value])}
        return several(
            [words for key, words in _flat(self.main.fields[name]) if str(key) in wanted]
        )

    def row_words(self, prefix: str, name: str) -> str:
        """The first rows by one of their fields, which may be a choice."""
        values = (form[name] for form in self.filled(prefix))
        return several([label for label in map(_label, values) if label])

    def filled(self, prefix: str) -> list[Any]:
        rows = self.rows[prefix]
        return [form for form in rows if (form.has_content() if form.is_bound else form.initial)]

    def hours(self) -> list[str]:
        """The stored hours as the public reads them; typed ones are only counted."""
        filled = self.filled("schedules")
        if self.main.is_bound:
            n = len(filled)
            return [ngettext("%(n)s Zeit", "%(n)s Zeiten", n) % {"n": n}] if n else []
        return wording.opening_lines(self.draft.schedules, on=timezone.localdate())[:NAMED]


def several(words: list[str]) -> str:
    """ "Demenz, Sehbehinderung und 3 weitere"."""
    named = ", ".join(words[:NAMED])
    more = len(words) - NAMED
    return _("%(named)s und %(n)s weitere") % {"named": named, "n": more} if more > 0 else named


def _flat(field: forms.Field) -> list[tuple[Any, str]]:
    """The choices of a field without their groups; none for a field without choices."""
    if not isinstance(field, forms.ChoiceField):
        return []
    pairs: list[tuple[Any, str]] = []
    for key, words in cast("Iterable[tuple[Any, Any]]", field.choices):
        inside = words if isinstance(words, (list, tuple)) else [(key, words)]
        pairs += [(pk, str(name)) for pk, name in inside]
    return [(key, words) for key, words in pairs if key not in ("", None)]


def _label(field: forms.BoundField) -> str:
    value = field.value()
    if isinstance(field.field, forms.ChoiceField):
        return {str(key): words for key, words in _flat(field.field)}.get(str(value), "")
    return str(value or "").strip()


def _visibility(told: Told) -> list[str]:
    closed = _("Schließung eingetragen") if told.main["closed_from"].value() else ""
    recognized = _("anerkannt nach § 45a") if told.main["recognized_45a"].value() else ""
    return [told.chosen("status"), recognized, closed]


SUMMARIES: Mapping[str, Callable[[Told], list[str]]] = {
    "was": lambda told: [told.chosen("main_kind"), told.text("name")],
    "wer": lambda told: [told.chosen("targets") or Truncator(told.text("eligibility")).words(8)],
    "wo": lambda told: [told.row_words("sites", "location_id"), told.row_words("areas", "place")],
    "wann": lambda told: told.hours(),
    "kosten": lambda told: [told.row_words("costs", "option"), told.chosen("payers")],
    "kontakt": lambda told: [told.row_words("phones", "number"), told.text("email")],
    "sprachen": lambda told: [told.chosen("languages")],
    "plaetze": lambda told: [told.row_words("capacities", "unit")],
    "sichtbar": _visibility,
}
