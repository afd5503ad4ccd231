"""Entries as the engine compares them, read in bulk."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from mitsorge.domain.directory.models import (
    Attribute,
    Contact,
    Location,
    Organization,
    Phone,
    Service,
    ServiceAtLocation,
)
from mitsorge.domain.directory.rules import PhoneKind, Status, TermKind
from mitsorge.domain.duplicates.rules import Record
from mitsorge.domain.duplicates.rules.merging import Kind

Many = dict[int, list[Any]]
PLACE = ("street", "postcode", "town", "latitude", "longitude")


def records(kind: Kind) -> list[Record]:
    """All entries of a kind that are not retired (6 queries for organizations, 5 for offers)."""
    return _organizations() if kind == Kind.ORGANIZATION else _services()


def of_place(place: Any) -> dict[str, Any]:
    """The fields of a record from anything with the fields of a location; nothing from None (0 queries)."""
    return _place([getattr(place, name) for name in PLACE] if place else None)


def _organizations() -> list[Record]:
    places = _first(Location.objects.order_by("pk"), "organization_id", *PLACE)
    phones = _phones("organization")
    mails = _lists(Contact.objects.exclude(email=""), "organization_id", "email")
    kinds = _kinds("service__organization_id")
    rows = Organization.objects.exclude(status=Status.DEFUNCT).order_by("pk")
    return [
        Record(
            key=pk,
            name=name,
            alternate_name=alternate_name,
            **_place(places.get(pk)),
            phones=tuple(phones[pk]),
            emails=_filled([email, *(mail for (mail,) in mails[pk])]),
            websites=_filled([website]),
            kinds=tuple(dict.fromkeys(kinds[pk])),
        )
        for pk, name, alternate_name, email, website in rows.values_list(
            "pk", "name", "alternate_name", "email", "website"
        )
    ]


def _services() -> list[Record]:
    sites = ServiceAtLocation.objects.order_by("pk")
    places = _first(sites, "service_id", *(f"location__{name}" for name in PLACE))
    phones, kinds = _phones("service"), _kinds("service_id")
    rows = Service.objects.exclude(status=Status.DEFUNCT).order_by("pk")
    return [
        Record(
            key=pk,
            name=name,
            alternate_name=alternate_name,
            **_place(places.get(pk)),
            phones=tuple(phones[pk]),
            emails=_filled([email]),
            websites=_filled([url]),
            kinds=tuple(dict.fromkeys(kinds[pk])),
        )
        for pk, name, alternate_name, email, url in rows.values_list(
            "pk", "name", "alternate_name", "email", "url"
        )
    ]


def _phones(owner: str) -> Many:
    """Own numbers and those of functions, no fax (2 queries)."""
    found: Many = defaultdict(list)
    for column in (f"{owner}_id", f"contact__{owner}_id"):
        rows = Phone.objects.exclude(kind=PhoneKind.FAX).exclude(**{column: None}).order_by("pk")
        for pk, number in rows.values_list(column, "number"):
            found[pk].append(number)
    return found


def _kinds(column: str) -> Many:
    found: Many = defaultdict(list)
    rows = Attribute.objects.filter(is_main=True, term__kind=TermKind.CARE).order_by("pk")
    for pk, name in rows.values_list(column, "term__name"):
        found[pk].append(name)
    return found


def _lists(rows: QuerySet[Any], column: str, *names: str) -> Many:
    found: Many = defaultdict(list)
    for pk, *values in rows.order_by("pk").values_list(column, *names):
        found[pk].append(values)
    return found


def _first(rows: QuerySet[Any], column: str, *names: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for pk, *values in rows.values_list(column, *names):
        found.setdefault(pk, values)
    return found


def _place(values: list[Any] | None) -> dict[str, Any]:
    if values is None:
        return {}
    *words, latitude, longitude = values
    point = {} if latitude is None else {"latitude": float(latitude), "longitude": float(longitude)}
    return dict(zip(PLACE, words, strict=False)) | point


def _filled(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(values) if value)
