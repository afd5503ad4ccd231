"""Two entries beside each other, in words: why they may be one, where they differ, what would move."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from mitsorge.domain.directory import queries as directory
from mitsorge.domain.directory.actions.labels import in_words
from mitsorge.domain.directory.actions.versions import as_json
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.duplicates.queries import Entry, Plan, kind_of, pointers
from mitsorge.domain.duplicates.rules.merging import FIELDS, ONE_TRUTH, PARTS, Side
from mitsorge.face.history import change_in_words


@dataclass(frozen=True)
class Line:
    """One thing that can be chosen, as it stands in both entries; `side`: what is ticked."""

    name: str
    title: str
    kept: str
    gone: str
    side: Side
    is_list: bool = False

    @property
    def differs(self) -> bool:
        return self.kept != self.gone


def lines(kept: Entry, gone: Entry, asked: Mapping[str, Side]) -> list[Line]:
    """Every field and list of both; `asked` is what was ticked, else the kept one's, or what is not empty.

    10 queries at most for organizations, 20 for offers.
    """
    kind, model = kind_of(kept), type(kept)
    pairs = _pairs(kept, gone)
    found = []
    for name, columns in FIELDS[kind].items():
        changes = [change_in_words(model, column, pairs[column]) for column in columns]
        side = Side.GONE if _is_empty(pairs, columns) else Side.KEPT
        here, there = (_joined(changes, which) for which in ("before", "after"))
        found.append(Line(name, changes[0].name, here, there, asked.get(name, side)))
    for name in sorted(PARTS & pairs.keys() & {pointer.name for pointer in pointers(model)}):
        change = change_in_words(model, name, pairs[name])
        both = bool(pairs[name][0]) and name in ONE_TRUTH
        side = asked.get(name, Side.KEPT if both else Side.GONE)
        found.append(Line(name, change.name, change.before, change.after, side, is_list=True))
    return found


def _pairs(kept: Entry, gone: Entry) -> dict[str, list[Any]]:
    """Field or list → what stands in both, parts as sentences."""
    read: Any = (
        directory.draft_of_organization
        if isinstance(kept, Organization)
        else directory.draft_of_service
    )
    one, other = vars(read(kept)), vars(read(gone))
    found = as_json(in_words({name: [one[name], other[name]] for name in one}))
    if isinstance(kept, Organization) and isinstance(gone, Organization):
        parents = [kept.parent_organization, gone.parent_organization]
        found["parent_organization_id"] = [str(parent or "") for parent in parents]
    return found


def _is_empty(pairs: Mapping[str, list[Any]], columns: Iterable[str]) -> bool:
    """Only the other entry says something."""
    here, there = (any(pairs[name][at] for name in columns) for at in (0, 1))
    return there and not here


def _joined(changes: Iterable[Any], which: str) -> str:
    empty = change_in_words(None, "", ["", ""]).before
    said = [getattr(change, which) for change in changes]
    return " · ".join(one for one in said if one != empty) or empty


def counted(plan: Plan) -> tuple[list[str], list[str]]:
    """What would move and what would stay: "3 Angebote"."""
    return (
        in_numbers(type(row.record) for row in plan.moves),
        in_numbers(type(row.record) for row in plan.stays),
    )


def counted_rows(rows: Iterable[list[Any]]) -> list[str]:
    """The same of the rows a merger remembers; a date of change is no row of its own."""
    return in_numbers(apps.get_model(row[0]) for row in rows if row[2] != "modified_at")


def in_numbers(models: Iterable[type[Model]]) -> list[str]:
    """How many of which kind, most first."""
    return [f"{n} {_named(model, n)}" for model, n in Counter(models).most_common()]


def _named(model: type[Model], n: int) -> str:
    owner = model._meta.auto_created
    names = (owner if isinstance(owner, type) else model)._meta
    return str(names.verbose_name if n == 1 else names.verbose_name_plural)
