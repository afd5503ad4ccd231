"""Rows of a form that grow without JavaScript: "weitere Zeile" posts everything, nothing typed is lost."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

Draft = TypeVar("Draft")
MORE = "weitere"
"""Name of the button; its value says which rows get one more."""
MOST = 60
BLANK: tuple[Any, ...] = (None, "", [], ())


class Row(forms.Form, Generic[Draft]):
    """One row. A row in which nothing is typed does not exist."""

    use_required_attribute = False
    wide: ClassVar[tuple[str, ...]] = ()
    folded: ClassVar[tuple[str, ...]] = ()
    folded_words: ClassVar[Any] = _("Zeitraum")
    unseen: ClassVar[tuple[str, ...]] = ()
    """Fields that take the whole width, that are folded away, and hidden ones that alone make no row."""
    fault_fields: ClassVar[Mapping[str, str]] = {}
    """Fault of the rules → the field that shows it; others stand above the row."""

    remove = forms.BooleanField(label=_("Zeile streichen"), required=False)

    @classmethod
    def initial_of(cls, draft: Draft) -> dict[str, Any]:
        """The values a stored part shows in the row."""
        return dict(vars(draft))

    def draft(self) -> Draft:
        """What was typed, as the deed takes it; only for a valid row."""
        raise NotImplementedError

    def has_content(self) -> bool:
        """Whether something stands in the row and it is not struck out; for a bound row."""
        typed = (
            self[name].data
            for name, field in self.fields.items()
            if name not in (*self.unseen, "remove") and not isinstance(field, forms.BooleanField)
        )
        ticked = any(
            self[name].data
            for name, field in self.fields.items()
            if isinstance(field, forms.BooleanField) and name != "remove"
        )
        return not self["remove"].data and (ticked or any(v not in BLANK for v in typed))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "remove"}

    def open_fields(self) -> list[forms.BoundField]:
        return [
            f for f in self.visible_fields() if f.name not in self.folded and f.name != "remove"
        ]

    def folded_fields(self) -> list[forms.BoundField]:
        return [f for f in self.visible_fields() if f.name in self.folded]

    def is_unfolded(self) -> bool:
        """A new row shows everything, and so does a row with a problem or a value in the folded part."""
        return any(field.errors or field.value() for field in self.folded_fields())


class Rows(Generic[Draft]):
    """All rows of one kind. `options` go to every row."""

    def __init__(
        self,
        row: type[Row[Draft]],
        prefix: str,
        title: Any,
        more: Any,
        *,
        data: Mapping[str, Any] | None,
        drafts: Iterable[Draft] = (),
        **options: Any,
    ) -> None:
        self.prefix, self.title, self.more = prefix, title, more
        initial = [row.initial_of(draft) for draft in drafts]
        count = max(len(initial), 1) if data is None else _count(data, prefix)
        self.forms = [
            row(
                data,
                prefix=f"{prefix}-{at}",
                initial=initial[at] if at < len(initial) else {},
                **options,
            )
            for at in range(count)
        ]

    def filled(self) -> list[Row[Draft]]:
        return [form for form in self.forms if form.has_content()]

    def is_valid(self) -> bool:
        verdicts = [form.is_valid() for form in self.filled()]
        return all(verdicts)

    def drafts(self) -> tuple[Draft, ...]:
        return tuple(form.draft() for form in self.filled())

    def show(self, at: int | None, fault: str, sentence: str) -> None:
        """Puts a problem of the rules to the row it was found in."""
        filled = self.filled()
        if filled:
            form = filled[at or 0]
            form.add_error(form.fault_fields.get(fault), sentence)

    def without_judgement(self) -> None:
        """Shows what was typed and no problems: someone only asked for one more row."""
        for form in self.forms:
            without_judgement(form)

    def lock(self) -> None:
        """For who only reads: rows that say something, and no way to change them."""
        self.forms = [form for form in self.forms if form.initial]
        for form in self.forms:
            lock(form)

    def __iter__(self) -> Iterator[Row[Draft]]:
        return iter(self.forms)


def without_judgement(form: forms.Form) -> None:
    """Shows what was typed and no problems."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]  # Django knows no other way to skip the check


def lock(form: forms.Form) -> None:
    for field in form.fields.values():
        field.disabled = True


def wants_more(data: Mapping[str, Any]) -> bool:
    """Whether the button "weitere Zeile" was pressed rather than "Speichern"."""
    return MORE in data


def _count(data: Mapping[str, Any], prefix: str) -> int:
    typed = str(data.get(f"{prefix}-zeilen", "0"))
    count = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
    return min(count + (data.get(MORE) == prefix), MOST)
