"""What an entry must not say. Every problem names its field, so that a form can show it there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mitsorge.domain.directory.rules.codes import Area, PictureKind
from mitsorge.domain.directory.rules.drafts import (
    AreaDraft,
    CapacityDraft,
    ContactDraft,
    CostDraft,
    LifeSituationDraft,
    LocationDraft,
    OrganizationDraft,
    PhoneDraft,
    PictureDraft,
    ResponsibilityDraft,
    ServiceDraft,
    TermDraft,
)
from mitsorge.domain.directory.rules.hours import Slot, is_valid_rrule, spans_in_order
from mitsorge.domain.directory.rules.phones import read_number
from mitsorge.domain.directory.rules.places import are_postcodes
from mitsorge.domain.directory.rules.slugs import slug


class Fault(StrEnum):
    """Why something is refused; `wording.FAULT` says it in German."""

    NAME_MISSING = "NAME_MISSING"
    PERIOD_REVERSED = "PERIOD_REVERSED"
    AGES_REVERSED = "AGES_REVERSED"
    CARE_GRADE = "CARE_GRADE"
    END_WITHOUT_RECOGNITION = "END_WITHOUT_RECOGNITION"
    PHONE = "PHONE"
    RULE = "RULE"
    HOURS_REVERSED = "HOURS_REVERSED"
    HOURS_EMPTY = "HOURS_EMPTY"
    SEVERAL_MAIN_KINDS = "SEVERAL_MAIN_KINDS"
    TWICE = "TWICE"
    AREA = "AREA"
    PRICE = "PRICE"
    MORE_FREE_THAN_PLACES = "MORE_FREE_THAN_PLACES"
    POSTCODE = "POSTCODE"
    HALF_A_POINT = "HALF_A_POINT"
    SITE = "SITE"
    OWN_PARENT = "OWN_PARENT"
    CODE = "CODE"
    CODE_TAKEN = "CODE_TAKEN"
    TEXT_MISSING = "TEXT_MISSING"
    CONSENT_AHEAD = "CONSENT_AHEAD"
    LOGO_TAKEN = "LOGO_TAKEN"


@dataclass(frozen=True)
class Problem:
    """A fault at a field; `row` counts from 0 where the field is a list."""

    field: str
    fault: Fault
    row: int | None = None


def problems_of_service(draft: ServiceDraft) -> list[Problem]:
    """Everything wrong with an offer as typed, in the order of its fields."""
    return [*_service(draft), *_children(draft), *_reach(draft.phones, draft.contacts)]


def problems_of_organization(draft: OrganizationDraft) -> list[Problem]:
    """Everything wrong with an organization as typed."""
    return [*_dated(draft), *_reach(draft.phones, draft.contacts)]


def problems_of_picture(draft: PictureDraft, *, on: date, has_logo: bool) -> list[Problem]:
    """No picture without words, source and consent; and one logo at a time."""
    required = ("alt", "credit", "consent_by", "consent_scope")
    found = [Problem(name, Fault.TEXT_MISSING) for name in required if not getattr(draft, name)]
    if draft.consent_on > on:
        found.append(Problem("consent_on", Fault.CONSENT_AHEAD))
    if has_logo and draft.kind == PictureKind.LOGO:
        found.append(Problem("kind", Fault.LOGO_TAKEN))
    return found


def problems_of_location(draft: LocationDraft) -> list[Problem]:
    """Everything wrong with a location as typed."""
    return list(_location(draft))


def problems_of_capacity(draft: CapacityDraft) -> list[Problem]:
    """Everything wrong with one report of free places."""
    return list(_capacity(draft, None))


def problems_of_responsibility(draft: ResponsibilityDraft) -> list[Problem]:
    """Everything wrong with a responsibility as typed."""
    texts = [
        Problem(name, Fault.TEXT_MISSING)
        for name in ("office", "function")
        if not getattr(draft, name).strip()
    ]
    phones = [
        Problem(name, Fault.PHONE)
        for name in ("phone", "deputy_phone")
        if (name == "phone" or getattr(draft, name)) and read_number(getattr(draft, name)) is None
    ]
    both = draft.municipality_id is not None and draft.planning_area_id is not None
    return [*texts, *phones, *([Problem("planning_area_id", Fault.AREA)] if both else [])]


def problems_of_words(draft: TermDraft | LifeSituationDraft) -> list[Problem]:
    """Everything wrong with a term or a Lebenslage as typed, its code aside."""
    key = "code" if isinstance(draft, TermDraft) else "slug"
    problems = [] if draft.name.strip() else [Problem("name", Fault.NAME_MISSING)]
    if getattr(draft, key) != slug(getattr(draft, key)) or not getattr(draft, key):
        problems.append(Problem(key, Fault.CODE))
    return problems


def _dated(draft: ServiceDraft | OrganizationDraft) -> Iterator[Problem]:
    if not draft.name.strip():
        yield Problem("name", Fault.NAME_MISSING)
    if not _in_order(draft.visible_from, draft.visible_to):
        yield Problem("visible_to", Fault.PERIOD_REVERSED)


def _service(draft: ServiceDraft) -> Iterator[Problem]:
    yield from _dated(draft)
    if draft.care_grade_from is not None and not 0 <= draft.care_grade_from <= 5:
        yield Problem("care_grade_from", Fault.CARE_GRADE)
    youngest, oldest = draft.minimum_age, draft.maximum_age
    if youngest is not None and oldest is not None and youngest > oldest:
        yield Problem("maximum_age", Fault.AGES_REVERSED)
    if draft.recognized_until and not draft.recognized_45a:
        yield Problem("recognized_until", Fault.END_WITHOUT_RECOGNITION)
    if not _in_order(draft.closed_from, draft.closed_to):
        yield Problem("closed_to", Fault.PERIOD_REVERSED)


def _children(draft: ServiceDraft) -> Iterator[Problem]:
    if sum(attribute.is_main for attribute in draft.attributes) > 1:
        yield Problem("attributes", Fault.SEVERAL_MAIN_KINDS)
    yield from _twice("attributes", [attribute.term_id for attribute in draft.attributes])
    for row, site in enumerate(draft.sites):
        if (site.location_id is None) == (site.location is None):
            yield Problem("sites", Fault.SITE, row)
        elif site.location is not None:
            yield from (Problem("sites", p.fault, row) for p in _location(site.location))
    yield from _twice("sites", [site.location_id for site in draft.sites if site.location_id])
    for row, slot in enumerate(draft.schedules):
        yield from _slot(slot, row)
    for row, area in enumerate(draft.areas):
        if not _is_whole(area):
            yield Problem("areas", Fault.AREA, row)
    for row, cost in enumerate(draft.costs):
        yield from _cost(cost, row)
    for row, capacity in enumerate(draft.capacities):
        yield from _capacity(capacity, row)
    yield from _twice("capacities", [capacity.unit for capacity in draft.capacities])


def _slot(slot: Slot, row: int) -> Iterator[Problem]:
    if slot.rrule and not is_valid_rrule(slot.rrule):
        yield Problem("schedules", Fault.RULE, row)
    if not (slot.rrule or slot.by_appointment or slot.description):
        yield Problem("schedules", Fault.HOURS_EMPTY, row)
    if not spans_in_order(slot.opens_at, slot.closes_at):
        yield Problem("schedules", Fault.HOURS_REVERSED, row)
    if not _in_order(slot.valid_from, slot.valid_to):
        yield Problem("schedules", Fault.PERIOD_REVERSED, row)


def _is_whole(area: AreaDraft) -> bool:
    """Exactly the one value its kind needs, the check constraint of the record."""
    given = (area.municipality_id, area.planning_area_id, area.radius_km)
    needed = {Area.MUNICIPALITY: 0, Area.PLANNING_AREA: 1, Area.RADIUS: 2}.get(area.kind)
    return all((value is not None) == (at == needed) for at, value in enumerate(given))


def _cost(cost: CostDraft, row: int) -> Iterator[Problem]:
    if not cost.option.strip():
        yield Problem("costs", Fault.TEXT_MISSING, row)
    if cost.amount is not None and cost.amount < 0:
        yield Problem("costs", Fault.PRICE, row)
    if not _in_order(cost.valid_from, cost.valid_to):
        yield Problem("costs", Fault.PERIOD_REVERSED, row)


def _capacity(capacity: CapacityDraft, row: int | None) -> Iterator[Problem]:
    if not capacity.unit.strip():
        yield Problem("capacities", Fault.TEXT_MISSING, row)
    if capacity.maximum is not None and (capacity.available or 0) > capacity.maximum:
        yield Problem("capacities", Fault.MORE_FREE_THAN_PLACES, row)
    if capacity.free_from and capacity.free_to and capacity.free_to < capacity.free_from:
        yield Problem("capacities", Fault.PERIOD_REVERSED, row)
    if capacity.care_grade_from is not None and not 0 <= capacity.care_grade_from <= 5:
        yield Problem("capacities", Fault.CARE_GRADE, row)
    if not are_postcodes(capacity.postcodes):
        yield Problem("capacities", Fault.POSTCODE, row)


def _location(draft: LocationDraft) -> Iterator[Problem]:
    if draft.postcode and not (len(draft.postcode) == 5 and draft.postcode.isdecimal()):
        yield Problem("postcode", Fault.POSTCODE)
    if (draft.latitude is None) != (draft.longitude is None):
        yield Problem("latitude", Fault.HALF_A_POINT)
    yield from _twice("accessibility", [line.term_id for line in draft.accessibility])


def _reach(phones: Iterable[PhoneDraft], contacts: Iterable[ContactDraft]) -> Iterator[Problem]:
    for row, phone in enumerate(phones):
        if read_number(phone.number) is None:
            yield Problem("phones", Fault.PHONE, row)
    for row, contact in enumerate(contacts):
        if not contact.function.strip():
            yield Problem("contacts", Fault.TEXT_MISSING, row)
        if any(read_number(phone.number) is None for phone in contact.phones):
            yield Problem("contacts", Fault.PHONE, row)


def _twice(field: str, keys: list) -> Iterator[Problem]:
    for row, key in enumerate(keys):
        if key in keys[:row]:
            yield Problem(field, Fault.TWICE, row)


def _in_order(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start < end
