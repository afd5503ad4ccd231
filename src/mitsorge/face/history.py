"""The journal in words: entries as lines that a coordinator can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst

from mitsorge.foundation.journal import wording
from mitsorge.foundation.journal.models import Entry

LONGEST = 160


@dataclass(frozen=True)
class Change:
    """One field in words: what stood there, what stands there now."""

    name: str
    before: str
    after: str

    @property
    def is_new(self) -> bool:
        """Nothing stood there before."""
        return self.before == str(wording.EMPTY)


@dataclass(frozen=True)
class Line:
    """One entry in words; `at` stays a moment, the template prints it."""

    at: datetime
    who: str
    what: str
    why: str
    changes: tuple[Change, ...]


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Entries as readable lines, in the given order (0 queries beyond reading the entries)."""
    return [_line(entry) for entry in entries]


def _line(entry: Entry) -> Line:
    model = _model(entry.subject_type)
    order = [field.name for field in model._meta.get_fields()] if model else []
    pairs = sorted(entry.changes.items(), key=lambda pair: _place(order, pair[0]))
    changes = (change_in_words(model, name, pair) for name, pair in pairs)
    who = entry.by_label or str(wording.AUTOMATIC)
    return Line(entry.at, who, event_words(entry.event, model), entry.why, tuple(changes))


def _place(order: list[str], name: str) -> tuple[int, str]:
    """Fields stand as in their model (PostgreSQL keeps no order of keys), unknown names last."""
    return (order.index(name) if name in order else len(order), name)


def event_words(event: str, model: type[models.Model] | None = None) -> str:
    """The German words of an event; an unknown one is shown as it is."""
    if own := _own_words().get(event):
        return str(own)
    verb = wording.VERB.get(event.rpartition(".")[2])
    if verb is None or model is None:
        return str(capfirst(verb)) if verb else event
    return f"{capfirst(model._meta.verbose_name)} {verb}"


@cache
def _own_words() -> dict[str, Any]:
    """The sentences that packages keep in `wording.EVENT`."""
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.wording"
        if config.name.startswith("mitsorge.") and find_spec(name):
            found |= getattr(import_module(name), "EVENT", {})
    return found


def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _field(model: type[models.Model] | None, name: str) -> Any:
    known = {field.name: field for field in model._meta.get_fields()} if model else {}
    return known.get(name) or known.get(name.removesuffix("_id"))


def change_in_words(model: type[models.Model] | None, name: str, pair: list[Any]) -> Change:
    """One change of a field or of the rows that hang on a record."""
    field = _field(model, name)
    title = getattr(field, "verbose_name", None) or _rows_name(field) or name
    before, after = (_value(field, value) for value in (*pair, None, None)[:2])
    return Change(str(capfirst(title)), before, after)


def _rows_name(field: Any) -> Any:
    """What the rows of a reverse relation are called."""
    related = getattr(field, "related_model", None)
    return related._meta.verbose_name_plural if related else None


def _value(field: Any, value: Any) -> str:
    if value is None or value in ("", [], {}):
        return str(wording.EMPTY)
    if isinstance(value, bool):
        return str(wording.YES if value else wording.NO)
    if isinstance(value, list):
        return ", ".join(_value(field, part) for part in value)
    choices = dict(getattr(field, "flatchoices", None) or ())
    if not isinstance(value, dict) and value in choices:
        return str(choices[value])
    return Truncator(_moment(value) or str(value)).chars(LONGEST)


def _moment(value: Any) -> str:
    """An ISO date or time as people write it; empty for anything else."""
    if not isinstance(value, str) or len(value) < 10 or not value[:4].isdigit():
        return ""
    try:
        moment = parse_date(value) if len(value) == 10 else parse_datetime(value)
    except ValueError:
        return ""
    return _written(moment) if moment else ""


def _written(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return date_format(moment, "DATE_FORMAT")
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return date_format(local, "DATETIME_FORMAT")
