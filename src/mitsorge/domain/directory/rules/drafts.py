"""Entries as they are typed, before they are records. Names are those of the model's fields."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mitsorge.domain.directory.rules.codes import (
    Access,
    Area,
    PhoneKind,
    PictureKind,
    Status,
    TermKind,
)
from mitsorge.domain.directory.rules.hours import Slot
from mitsorge.domain.directory.rules.places import PlaceKind


@dataclass(frozen=True)
class PhoneDraft:
    """A number as typed; without a kind its range decides."""

    number: str
    kind: PhoneKind | None = None
    hours: str = ""


@dataclass(frozen=True)
class ContactDraft:
    """A function ("Pflegedienstleitung"), never a person."""

    function: str
    email: str = ""
    phones: tuple[PhoneDraft, ...] = ()


@dataclass(frozen=True)
class AccessDraft:
    """One statement about getting in; `term_id` is a term of kind ACCESSIBILITY."""

    term_id: int
    access: Access
    details: str = ""


@dataclass(frozen=True)
class LocationDraft:
    """A location of an organization. Latitude and longitude in degrees (WGS 84), both or none."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    municipality_id: int | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    precision: str = ""
    is_protected: bool = False
    transportation: str = ""
    accessibility: tuple[AccessDraft, ...] = ()


@dataclass(frozen=True)
class PictureDraft:
    """A picture as described beside its file. `consent_on` is the day those concerned agreed."""

    kind: PictureKind
    alt: str
    credit: str
    consent_by: str
    consent_on: date
    consent_scope: str
    consent_proof: str = ""


@dataclass(frozen=True)
class SiteDraft:
    """An offer at a location: an existing one by its number, or a new one."""

    location_id: int | None = None
    description: str = ""
    location: LocationDraft | None = None


@dataclass(frozen=True)
class AttributeDraft:
    """A term said of an offer: kind, target group, payer or language."""

    term_id: int
    is_main: bool = False
    note: str = ""


@dataclass(frozen=True)
class AreaDraft:
    """Where an offer comes to; exactly what its kind needs."""

    kind: Area
    municipality_id: int | None = None
    planning_area_id: int | None = None
    radius_km: int | None = None


@dataclass(frozen=True)
class CostDraft:
    """One price in euros, or a sentence about it."""

    option: str
    amount: Decimal | None = None
    per: str = ""
    amount_description: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class CapacityDraft:
    """Free places of one kind, as reported. `weekdays` as `rules.weekdays_code` makes them, `free_to` is the last day."""

    unit: str
    available: int | None = None
    maximum: int | None = None
    on_request: bool = False
    waiting_list: bool = False
    free_from: date | None = None
    conditions: str = ""
    kind: str = PlaceKind.OTHER
    weekdays: str = ""
    hours_per_week: int | None = None
    postcodes: str = ""
    free_to: date | None = None
    care_grade_from: int | None = None
    dementia_fit: bool = False
    single_room: bool = False
    sex: str = ""


@dataclass(frozen=True)
class OrganizationDraft:
    """An organization with its numbers and functions."""

    name: str
    alternate_name: str = ""
    legal_form: str = ""
    description: str = ""
    email: str = ""
    website: str = ""
    parent_organization_id: int | None = None
    status: Status = Status.ACTIVE
    visible_from: date | None = None
    visible_to: date | None = None
    source: str = ""
    phones: tuple[PhoneDraft, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()


@dataclass(frozen=True)
class ServiceDraft:
    """An offer with everything that hangs on it."""

    organization_id: int
    name: str
    alternate_name: str = ""
    summary: str = ""
    description: str = ""
    email: str = ""
    url: str = ""
    eligibility: str = ""
    care_grade_from: int | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    application_process: str = ""
    fees_description: str = ""
    funding_description: str = ""
    transport_description: str = ""
    recognized_45a: bool = False
    recognized_until: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    closed_reason: str = ""
    status: Status = Status.ACTIVE
    visible_from: date | None = None
    visible_to: date | None = None
    source: str = ""
    attributes: tuple[AttributeDraft, ...] = ()
    sites: tuple[SiteDraft, ...] = ()
    schedules: tuple[Slot, ...] = ()
    areas: tuple[AreaDraft, ...] = ()
    costs: tuple[CostDraft, ...] = ()
    capacities: tuple[CapacityDraft, ...] = ()
    phones: tuple[PhoneDraft, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()


CHILDREN = frozenset(
    {"attributes", "sites", "schedules", "areas", "costs", "capacities", "phones", "contacts"}
)
"""Parts of a draft that are records of their own."""


@dataclass(frozen=True)
class ResponsibilityDraft:
    """Who answers for a topic: in one municipality, one planning area, or (neither) everywhere."""

    topic_id: int
    office: str
    function: str
    phone: str
    municipality_id: int | None = None
    planning_area_id: int | None = None
    deputy: str = ""
    deputy_phone: str = ""
    email: str = ""
    hours: str = ""
    address: str = ""


@dataclass(frozen=True)
class TermDraft:
    """A word of a vocabulary with the everyday words that lead to it."""

    kind: TermKind
    code: str
    name: str
    description: str = ""
    law: str = ""
    parent_id: int | None = None
    review_months: int | None = None
    position: int = 0
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class LifeSituationDraft:
    """A Lebenslage; its terms in the order in which they help most."""

    slug: str
    name: str
    summary: str
    icon: str
    phrases: tuple[str, ...] = ()
    position: int = 0
    on_start_page: bool = False
    terms: tuple[int, ...] = ()
