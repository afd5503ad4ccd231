"""What the directory holds, in the same flat form as a row of a file. Reads only."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Q, QuerySet
from django.db.models.functions import Cast

from mitsorge.domain.directory.models import (
    Attribute,
    DirectoryRevision,
    Phone,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.partners.models import Partnership
from mitsorge.doors.imports.parsing.text import fold
from mitsorge.doors.imports.planning import children, merged
from mitsorge.doors.imports.planning.merged import Merged
from mitsorge.foundation.journal.models import Entry

Key = tuple[str, str, frozenset[str]]
"""Folded name, folded place, kinds."""
COLUMNS: dict[str, str | Cast] = {
    "organization": "organization__name",
    "name": "name",
    "email": "email",
    "website": "url",
    "description": "description",
    "eligibility": "eligibility",
    "fees": "fees_description",
    "care_grade_from": "care_grade_from",
    "recognized_45a": "recognized_45a",
    "recognized_until": Cast("recognized_until", CharField()),
    "alternate_name": "alternate_name",
    "application_process": "application_process",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
}
"""Fields that are columns of the service; a day in ISO form, as both databases write it."""
TERMS = {"kinds": "CARE", "targets": "TARGET_GROUP", "languages": "LANGUAGE", "payers": "PAYER"}
BY_KIND = {kind: name for name, kind in TERMS.items()}
PLACE = ("street", "postcode", "town", "protected")
JOURNAL_NAMES = {
    "website": {"url"},
    "fees": {"fees_description"},
    "hours": {"schedules"},
    "places_total": {"capacities"},
    "organization": {"organization_id"},
    **{key: {"attributes", "terms"} for key in TERMS},
    **{key: {"sites", "locations", "location"} for key in PLACE},
}
"""What the journal calls a field where it is not called as here."""


@dataclass(slots=True)
class Holdings:
    """The directory by its matching keys; `by_hand` names the fields typed here since the last import.

    None in `by_hand` means: nobody knows which fields, so all of them. `by_old_name`: folded name of an offer that
    has gone into another, folded place of either.
    """

    revision: int = 0
    by_uid: dict[str, int] = field(default_factory=dict)
    by_key: dict[Key, list[int]] = field(default_factory=dict)
    organizations: dict[int, str] = field(default_factory=dict)
    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    by_hand: dict[int, frozenset[str] | None] = field(default_factory=dict)
    merged: Merged = field(default_factory=Merged)
    by_old_name: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def typed_here(self, service_id: int, name: str) -> bool:
        """Someone typed this field here since it was last imported."""
        if service_id not in self.by_hand:
            return False
        names = self.by_hand[service_id]
        return names is None or name in names or bool(names & JOURNAL_NAMES.get(name, set()))


def revision() -> int:
    """The number of changes of the directory so far (1 query)."""
    return DirectoryRevision.objects.values_list("revision", flat=True).first() or 0


def load(fields: Collection[str]) -> Holdings:
    """Every offer with the named fields (at most 19 queries, however many offers)."""
    held = Holdings(revision=revision(), merged=merged.load())
    columns = [name for name in COLUMNS if name in fields or name in ("organization", "name")]
    rows = Service.objects.order_by().values_list("pk", *(COLUMNS[name] for name in columns))
    for pk, *cells in rows.iterator(chunk_size=5000):
        held.values[pk] = dict(zip(columns, cells, strict=True))
    if not held.values:
        return held
    if "id" in fields:
        held.by_uid = {str(uid): pk for pk, uid in Service.objects.values_list("pk", "uid")}
    _add_terms(held)
    towns = _add_places(held)
    _add_children(held, fields)
    _index(held, towns)
    _mark_by_hand(held)
    return held


def _add_terms(held: Holdings) -> None:
    terms = {
        pk: (BY_KIND.get(kind, kind), code)
        for pk, kind, code in TaxonomyTerm.objects.order_by().values_list("pk", "kind", "code")
    }
    rows = Attribute.objects.order_by("pk").values_list("service_id", "term_id")
    for service, term in rows.iterator(chunk_size=5000):
        name, code = terms[term]
        held.values[service].setdefault(name, []).append(code)


def _add_places(held: Holdings) -> dict[int, list[str]]:
    """Sets the first place of each offer and its further ones; answers the towns of all of them by offer."""
    rows = ServiceAtLocation.objects.order_by("pk").values_list(
        "service_id",
        *(f"location__{name}" for name in ("street", "postcode", "town", "is_protected")),
    )
    towns: dict[int, list[str]] = defaultdict(list)
    for service, street, postcode, town, protected in rows.iterator(chunk_size=5000):
        values = held.values[service]
        if service not in towns:
            values["street"], values["postcode"] = street, postcode
            values["town"], values["protected"] = town, protected
        else:
            values.setdefault("more_places", []).append([street, postcode, town])
        towns[service].append(town)
    return towns


def _add_children(held: Holdings, fields: Collection[str]) -> None:
    if "phones" in fields or "faxes" in fields:
        phones = Phone.objects.filter(service__isnull=False).order_by("pk")
        _collect(
            held,
            "phones",
            (
                (s, [k, n, d])
                for s, k, n, d in phones.values_list("service_id", "kind", "number", "display")
            ),
        )
    if "hours" in fields:
        _collect(held, "hours", children.hours())
    if "costs" in fields:
        _collect(held, "costs", children.costs())
    if "contacts" in fields:
        _collect(held, "contacts", children.contacts())
    if "areas" in fields:
        areas = ServiceArea.objects.order_by("pk").values_list(
            "service_id", "kind", "municipality_id", "planning_area_id", "radius_km"
        )
        _collect(held, "areas", ((s, area_code(k, m, p, r)) for s, k, m, p, r in areas))
    if "places_total" in fields:
        for service, maximum in ServiceCapacity.objects.order_by("-pk").values_list(
            "service_id", "maximum"
        ):
            held.values[service]["places_total"] = maximum
    if "participation" in fields or "member_group" in fields:
        _add_partnerships(held)


def _collect(held: Holdings, name: str, found: Iterable[tuple[int, Any]]) -> None:
    for service, value in found:
        held.values[service].setdefault(name, []).append(value)


def area_code(
    kind: str, municipality: int | None, planning_area: int | None, radius: int | None
) -> str:
    """The stored form of an area: "BODY", "M:<id>", "P:<id>", "R:<km>"."""
    if municipality is not None:
        return f"M:{municipality}"
    if planning_area is not None:
        return f"P:{planning_area}"
    return kind if radius is None else f"R:{radius}"


def _add_partnerships(held: Holdings) -> None:
    running = {
        name: (participation, group or "")
        for name, participation, group in Partnership.objects.filter(active_to=None).values_list(
            "organization__name", "participation", "member_group__code"
        )
    }
    for values in held.values.values():
        if values["organization"] in running:
            values["participation"], values["member_group"] = running[values["organization"]]


def _index(held: Holdings, towns: Mapping[int, list[str]]) -> None:
    for pk, values in held.values.items():
        kinds = frozenset(values.get("kinds", ()))
        name = fold(values["name"])
        for town in {"", *towns.get(pk, ())}:
            held.by_key.setdefault((name, fold(town), kinds), []).append(pk)
    for gone, kept in held.merged.services.items():
        name = fold(held.values[gone]["name"])
        for town in {"", *towns.get(gone, ()), *towns.get(kept, ())}:
            held.by_old_name.setdefault((name, fold(town)), []).append(gone)


def _mark_by_hand(held: Holdings) -> None:
    """Offers changed here since their import, and those whose location was (4 queries, 2 where nothing was)."""
    touched = Service.objects.filter(Q(imported_at=None) | Q(modified_at__gt=F("imported_at")))
    since = dict(touched.order_by().values_list("pk", "imported_at"))
    found: dict[int, set[str]] = defaultdict(set)
    if since:
        for pk, at, changes in _typed("directory.service").values_list(
            "subject_id", "at", "changes"
        ):
            last = since.get(pk)
            if pk in since and (last is None or at > last):
                found[pk].update(changes)
    held.by_hand = {
        pk: frozenset(found[pk]) if since[pk] and found.get(pk) else None for pk in since
    }
    for pk in _moved_by_hand():
        names = held.by_hand.get(pk, frozenset())
        held.by_hand[pk] = None if names is None else names | {"sites"}


def _typed(subject_type: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject_type=subject_type).exclude(event__endswith=".imported")


def _moved_by_hand() -> set[int]:
    """Offers at a location that was changed here after the offer was imported."""
    moved: dict[int, datetime] = {}
    for pk, at in _typed("directory.location").values_list("subject_id", "at"):
        moved[pk] = max(at, moved.get(pk, at))
    if not moved:
        return set()
    sites = ServiceAtLocation.objects.filter(
        location_id__in=moved, service__imported_at__isnull=False
    )
    rows = sites.values_list("service_id", "location_id", "service__imported_at")
    return {
        service for service, location, imported in rows if imported and moved[location] > imported
    }
