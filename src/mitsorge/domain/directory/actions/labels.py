"""Parts of an entry in words, as the journal keeps them: readable after the rows are gone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from mitsorge.domain.directory import wording
from mitsorge.domain.directory.models import Location, TaxonomyTerm
from mitsorge.foundation.places.models import Municipality, PlanningArea

Names = Callable[[type[models.Model], Iterable[int | None]], Mapping[int, str]]
"""The names of records by their numbers."""


def in_words(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The same changes with every list of rows as a list of sentences (at most 4 queries)."""
    return all_in_words([changes])[0]


def all_in_words(several: Iterable[dict[str, list[Any]]]) -> list[dict[str, list[Any]]]:
    """As `in_words` for the changes of several entries (at most 4 queries, whatever how many)."""
    given = list(several)
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)

    def note(model: type[models.Model], ids: Iterable[int | None]) -> Mapping[int, str]:
        wanted[model] |= {pk for pk in ids if pk}
        return {}

    for changes in given:
        _worded(changes, note)
    known = {model: _named(model, ids) for model, ids in wanted.items()}
    return [_worded(changes, lambda model, _ids: known[model]) for changes in given]


def _worded(changes: dict[str, list[Any]], names: Names) -> dict[str, list[Any]]:
    return {
        name: [LABELS[name](value, names) for value in pair] if name in LABELS else pair
        for name, pair in changes.items()
    }


def veiled(pair: Sequence[Any]) -> list[str]:
    """A change of a protected address: that there is one, not what it says."""
    return [_("geschützt") if value else "" for value in pair]


def _named(model: type[models.Model], ids: Iterable[int]) -> dict[int, str]:
    found = model._default_manager.in_bulk(list(ids)) if ids else {}
    return {pk: str(record) for pk, record in found.items()}


def _attributes(rows: Sequence[Any], names: Names) -> list[str]:
    found = names(TaxonomyTerm, [row.term_id for row in rows])
    return [_joined(found.get(row.term_id, ""), row.note) for row in rows]


def _sites(rows: Sequence[Any], names: Names) -> list[str]:
    found = names(Location, [row.location_id for row in rows])
    return [_site(row, found.get(row.location_id, "")) for row in rows]


def _site(row: Any, name: str) -> str:
    """Its location by name, or by the address it brings along; nothing of a protected one but the town."""
    if row.location is None:
        return _joined(name, row.description)
    note = "" if row.location.is_protected else row.description
    return _joined(wording.address_words(row.location), note)


def _areas(rows: Sequence[Any], names: Names) -> list[str]:
    municipalities = names(Municipality, [row.municipality_id for row in rows])
    areas = names(PlanningArea, [row.planning_area_id for row in rows])
    return [
        wording.area_words(
            row.kind,
            municipalities.get(row.municipality_id) or areas.get(row.planning_area_id, ""),
            row.radius_km,
        )
        for row in rows
    ]


def _schedules(rows: Sequence[Any]) -> list[str]:
    timeless = [replace(row, valid_from=None, valid_to=None) for row in rows]
    lines = [", ".join(wording.opening_lines([row], on=date.min)) for row in timeless]
    return [
        _joined(line, _period(row.valid_from, row.valid_to))
        for line, row in zip(lines, rows, strict=True)
    ]


def _period(start: date | None, end: date | None) -> str:
    return f"{start or ''}/{end or ''}" if start or end else ""


def _costs(rows: Sequence[Any]) -> list[str]:
    return [
        _joined(
            row.option,
            wording.costs_words(row.amount, row.per),
            row.amount_description,
            _period(row.valid_from, row.valid_to),
        )
        for row in rows
    ]


def capacity_words(row: Any) -> str:
    """One report of free places."""
    free = "" if row.available is None else f"{row.available}/{row.maximum or '?'}"
    period = _period(row.free_from, row.free_to)
    return _joined(row.unit, free, period, *wording.places_terms(row), row.conditions)


def _phones(rows: Sequence[Any]) -> list[str]:
    return [_joined(row.number, row.hours) for row in rows]


def _contacts(rows: Sequence[Any]) -> list[str]:
    return [_joined(row.function, row.email, *_phones(row.phones)) for row in rows]


def _access(rows: Sequence[Any], names: Names) -> list[str]:
    found = names(TaxonomyTerm, [row.term_id for row in rows])
    return [
        _joined(found.get(row.term_id, ""), str(wording.ACCESS[row.access]), row.details)
        for row in rows
    ]


def _terms(ids: Sequence[int], names: Names) -> list[str]:
    found = names(TaxonomyTerm, ids)
    return [found[pk] for pk in ids if pk in found]


def _parent(pk: int | None, names: Names) -> str:
    return names(TaxonomyTerm, [pk]).get(pk or 0, "")


def _plainly(words: Callable[[Any], Any]) -> Callable[[Any, Names], Any]:
    """Rows that name no other record."""
    return lambda rows, _names: words(rows)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


LABELS: dict[str, Callable[[Any, Names], Any]] = {
    "attributes": _attributes,
    "sites": _sites,
    "areas": _areas,
    "schedules": _plainly(_schedules),
    "costs": _plainly(_costs),
    "capacities": _plainly(lambda rows: [capacity_words(row) for row in rows]),
    "phones": _plainly(_phones),
    "contacts": _plainly(_contacts),
    "accessibility": _access,
    "parent_id": _parent,
    "terms": _terms,
    "synonyms": _plainly(list),
    "phrases": _plainly(list),
}
