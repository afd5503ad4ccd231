"""The whole form of an entry: its own fields and the rows that hang on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from mitsorge.domain.directory import actions
from mitsorge.doors.office.rows import Row, Rows, lock, wants_more, without_judgement


class EntryPage:
    """Reads like a form where a page lists its problems."""

    def __init__(
        self, data: Mapping[str, Any] | None, main: forms.Form, rows: dict[str, Rows[Any]]
    ) -> None:
        self.data, self.main, self.rows = data, main, rows
        if self.wants_more():
            without_judgement(main)
            for each in rows.values():
                each.without_judgement()

    def wants_more(self) -> bool:
        """Whether only one more row was asked for; then nothing is judged and nothing saved."""
        return self.data is not None and wants_more(self.data)

    def is_valid(self) -> bool:
        verdicts = [self.main.is_valid(), *(rows.is_valid() for rows in self.rows.values())]
        return not self.wants_more() and all(verdicts)

    def parts(self) -> dict[str, Any]:
        """The rows as the parts of a draft; call it when everything is valid."""
        return {name: rows.drafts() for name, rows in self.rows.items()}

    def show(self, refused: actions.EntryRefused) -> None:
        """Puts every problem to its field or row."""
        for problem, sentence in zip(refused.problems, refused.sentences, strict=True):
            if problem.field in self.rows:
                self.rows[problem.field].show(problem.row, problem.fault, sentence)
            else:
                known = problem.field in self.main.fields
                self.main.add_error(problem.field if known else None, sentence)

    def lock(self) -> None:
        """For who only reads."""
        lock(self.main)
        for rows in self.rows.values():
            rows.lock()

    def non_field_errors(self) -> list[str]:
        judged = [self.main, *self._filled()]
        return [str(error) for form in judged for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[forms.BoundField]:
        yield from self.main
        for form in self._filled():
            yield from form

    def _filled(self) -> list[Row[Any]]:
        if self.data is None or self.wants_more():
            return []
        return [form for rows in self.rows.values() for form in rows.filled()]
