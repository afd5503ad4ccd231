"""Where an organization can report free places."""

import uuid
from collections.abc import Collection
from dataclasses import fields
from datetime import date
from typing import Any

from mitsorge.domain.directory import rules, wording
from mitsorge.domain.directory.models import Attribute, ServiceCapacity
from mitsorge.domain.directory.queries.visible import visible_services


def places_slots(organizations: Collection[uuid.UUID], *, on: date) -> list[rules.PlacesSlot]:
    """Every report of their public offers, and one empty slot per offer whose kind has places (3 queries).

    A report without a kind of its own (from an import) has that of its offer.
    """
    offers = visible_services(on).filter(organization__uid__in=organizations).order_by("name", "pk")
    named = {pk: (slug, name) for pk, slug, name in offers.values_list("pk", "slug", "name")}
    main = Attribute.objects.filter(service__in=named, is_main=True)
    kinds = {
        pk: rules.KIND_OF_TERM.get(code, rules.PlaceKind.OTHER)
        for pk, code in main.values_list("service_id", "term__code")
    }
    reports: dict[int, list[ServiceCapacity]] = {}
    for report in ServiceCapacity.objects.filter(service__in=named).order_by("pk"):
        reports.setdefault(report.service_id, []).append(report)
    return [slot for pk in named for slot in _of_offer(pk, *named[pk], kinds.get(pk, ""), reports)]


def draft_of_report(service_id: int, unit: str) -> rules.CapacityDraft | None:
    """A report as a draft (1 query); None where there is none yet."""
    names = [field.name for field in fields(rules.CapacityDraft)]
    row = ServiceCapacity.objects.filter(service_id=service_id, unit=unit).values(*names).first()
    return rules.CapacityDraft(**row) if row else None


def _of_offer(
    pk: int, slug: str, name: str, kind: str, reports: dict[int, list[ServiceCapacity]]
) -> list[rules.PlacesSlot]:
    known: dict[str, Any] = {"service_id": pk, "slug": slug, "service": name}
    if pk not in reports and kind not in ("", rules.PlaceKind.OTHER):
        unit = str(wording.PLACE_UNIT[rules.PlaceKind(kind)])
        return [rules.PlacesSlot(**known, kind=kind, unit=unit)]
    return [_slot(known, kind, report) for report in reports.get(pk, ())]


def _slot(known: dict[str, Any], kind: str, report: ServiceCapacity) -> rules.PlacesSlot:
    own = report.kind if report.kind != rules.PlaceKind.OTHER else kind
    return rules.PlacesSlot(
        **known,
        kind=own or rules.PlaceKind.OTHER,
        unit=report.unit,
        available=report.available,
        on_request=report.on_request,
        waiting_list=report.waiting_list,
        free_to=report.free_to,
        updated_at=report.updated_at,
    )
