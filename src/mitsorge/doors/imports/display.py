"""Values of a preview in words: codes become names, phones what was written, areas their places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mitsorge.domain.directory.rules.offer_rows import TERM_FIELDS
from mitsorge.domain.directory.wording import costs_words
from mitsorge.domain.partners.wording import PARTICIPATION
from mitsorge.doors.imports.findings import Candidate, PlannedRow, Weight
from mitsorge.doors.imports.parsing.columns import FIELDS
from mitsorge.doors.imports.parsing.lexicon import Lexicon
from mitsorge.face.templatetags.face import long_date
from mitsorge.foundation.places.models import Municipality, PlanningArea

LABELS = {
    **FIELDS,
    "recognized_45a": gettext_lazy("Anerkannt nach § 45a SGB XI"),
    "alternate_name": gettext_lazy("Anderer Name"),
    "application_process": gettext_lazy("Anmeldung"),
    "minimum_age": gettext_lazy("Alter ab"),
    "maximum_age": gettext_lazy("Alter bis"),
    "costs": gettext_lazy("Preise"),
    "contacts": gettext_lazy("Kontakte"),
    "more_places": gettext_lazy("Weitere Standorte"),
}
DAYS = {"MO": "Mo", "TU": "Di", "WE": "Mi", "TH": "Do", "FR": "Fr", "SA": "Sa", "SU": "So"}
SUMMARY = ("organization", "kinds", "town", "phones")


@dataclass(frozen=True)
class ShownChange:
    """One field before and after, in words."""

    label: str
    old: str
    new: str
    by_hand: bool


@dataclass(frozen=True)
class ShownRow:
    """A row as the page shows it. `reasons`: (sentence, weighs on the outcome)."""

    number: int
    label: str
    summary: str
    reasons: list[tuple[str, bool]]
    changes: list[ShownChange]
    details: list[tuple[str, str]]
    service_id: int | None
    is_ticked: bool
    candidates: list[Candidate]


class Display:
    """Turns rows into what the page shows; names of terms and areas are looked up once (at most 10 queries)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._names: dict[str, str] = {}
        self._special: dict[str, Callable[[Any], str]] = {
            "phones": lambda value: ", ".join(written for _kind, _number, written in value),
            "hours": lambda value: "; ".join(map(hours_words, value)),
            "costs": lambda value: "; ".join(map(cost_words, value)),
            "contacts": lambda value: "; ".join(map(contact_words, value)),
            "areas": lambda value: ", ".join(map(self._area, value)),
            "more_places": lambda value: "; ".join(
                ", ".join(filter(None, place)) for place in value
            ),
            "recognized_until": lambda value: long_date(date.fromisoformat(value)),
            "participation": lambda value: str(dict(PARTICIPATION).get(value, value)),
            "member_group": lambda value: lexicon.group_names.get(value, value),
        }

    def row(self, row: PlannedRow, ticked: frozenset[int]) -> ShownRow:
        """One row in words."""
        summary = [self.words(name, row.values[name]) for name in SUMMARY if name in row.values]
        return ShownRow(
            row.number,
            row.label,
            " · ".join(filter(None, dict.fromkeys(summary))),
            [(finding.sentence, finding.weight > Weight.REMARK) for finding in row.findings],
            [
                ShownChange(
                    str(LABELS.get(c.field, c.field)),
                    self.words(c.field, c.old),
                    self.words(c.field, c.new),
                    c.by_hand,
                )
                for c in row.changes
            ],
            [
                (str(LABELS.get(name, name)), self.words(name, value))
                for name, value in row.values.items()
            ],
            row.service_id,
            row.number in ticked,
            row.candidates,
        )

    def words(self, name: str, value: Any) -> str:
        """A value of a field in words; "" for nothing."""
        if value is None or value in ("", []):
            return ""
        if isinstance(value, bool):
            return _("ja") if value else _("nein")
        if name in TERM_FIELDS:
            names = self.lexicon.vocabulary(TERM_FIELDS[name]).names
            return ", ".join(names.get(code, code) for code in value)
        return self._special.get(name, str)(value)

    def _area(self, code: str) -> str:
        kind, _colon, number = code.partition(":")
        if kind == "R":
            return f"{number} km"
        if kind == "BODY":
            return _("ganzes Gebiet")
        if not self._names:
            places = Municipality.objects.values_list("pk", "name")
            areas = PlanningArea.objects.values_list("pk", "name")
            self._names = {f"M:{pk}": name for pk, name in places} | {
                f"P:{pk}": name for pk, name in areas
            }
        return self._names.get(code, code)


def hours_words(text: str) -> str:
    """A stored opening in short words: "Mo, Di 8:00 bis 16:00"."""
    rrule, opens, closes, words, *period = text.split("|", 5)
    held = period_words(*period) if period else ""
    if not rrule:
        return " ".join(filter(None, (words, held)))
    days = rrule.partition("BYDAY=")[2].partition(";")[0]
    named = ", ".join(DAYS.get(day, day) for day in days.split(",")) if days else _("täglich")
    span = f"{opens} bis {closes.replace('00:00', '24:00')}" if opens and closes else ""
    return " ".join(filter(None, (named, span, f"({words})" if words else "", held)))


def period_words(valid_from: str, valid_to: str) -> str:
    """ "ab 1. März 2026, bis 30. April 2026"; the last day is named, stored is the day after. "" for always."""
    start = (
        _("ab %(day)s") % {"day": long_date(date.fromisoformat(valid_from))} if valid_from else ""
    )
    last = date.fromisoformat(valid_to) - timedelta(days=1) if valid_to else None
    end = _("bis %(day)s") % {"day": long_date(last)} if last else ""
    return ", ".join(filter(None, (start, end)))


def cost_words(value: Sequence[str]) -> str:
    """A price in short words."""
    option, amount, per, words, *period = value
    price = costs_words(Decimal(amount) if amount else None, per)
    return ", ".join(filter(None, (option, price, words, period_words(*period))))


def contact_words(value: Sequence[Any]) -> str:
    """A function with the ways to reach it."""
    function, email, phones = value
    return ", ".join(filter(None, (function, email, *(written for _k, _n, written in phones))))
