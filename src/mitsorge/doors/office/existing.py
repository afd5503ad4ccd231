""" "Gibt es das schon?": what a new entry may be the same as, before it is saved."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.models import Location, TaxonomyTerm
from mitsorge.domain.duplicates.queries import MODELS, Entry, likely_same
from mitsorge.domain.duplicates.queries.records import of_place
from mitsorge.domain.duplicates.rules import Record
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.duplicates.wording import Told, told

MOST = 5
ANYWAY = "trotzdem"


@dataclass(frozen=True)
class Known:
    """An entry that stands already, and why it may be the one just typed."""

    entry: Entry
    told: Told


def asks_first(request: HttpRequest, kind: Kind, record: Record, key: UUID) -> list[Known]:
    """Entries to look at before this one is made, likeliest first; none after "Trotzdem anlegen" or a second click.

    1 query; 3 more where it is asked, 6 more after a change of the directory.
    """
    model = MODELS[kind]
    if ANYWAY in request.POST or model._default_manager.filter(uid=key).exists():
        return []
    pairs = likely_same(kind, record)[:MOST]
    found = model._default_manager.in_bulk([pair.second for pair in pairs])
    return [Known(found[pair.second], told(pair.evidence)) for pair in pairs]


def of_organization(draft: rules.OrganizationDraft) -> Record:
    """What was typed, as the engine compares it."""
    contacts = draft.contacts
    phones = [*draft.phones, *(phone for contact in contacts for phone in contact.phones)]
    mails = [draft.email, *(contact.email for contact in contacts)]
    return Record(
        key=0,
        name=draft.name,
        alternate_name=draft.alternate_name,
        phones=tuple(phone.number for phone in phones),
        emails=tuple(mail for mail in mails if mail),
        websites=(draft.website,) if draft.website else (),
    )


def of_offer(draft: rules.ServiceDraft) -> Record:
    """The same of an offer, with its first place and its main kind (2 queries)."""
    phones = [*draft.phones, *(phone for contact in draft.contacts for phone in contact.phones)]
    return Record(
        key=0,
        name=draft.name,
        alternate_name=draft.alternate_name,
        phones=tuple(phone.number for phone in phones),
        emails=(draft.email,) if draft.email else (),
        websites=(draft.url,) if draft.url else (),
        kinds=_kinds(draft),
        **of_place(_place(draft)),
    )


def _kinds(draft: rules.ServiceDraft) -> tuple[str, ...]:
    main = [attribute.term_id for attribute in draft.attributes if attribute.is_main]
    return tuple(TaxonomyTerm.objects.filter(pk__in=main).values_list("name", flat=True))


def _place(draft: rules.ServiceDraft) -> Location | rules.LocationDraft | None:
    first = draft.sites[0] if draft.sites else None
    if first is None or first.location_id is None:
        return first.location if first else None
    return Location.objects.filter(pk=first.location_id).first()
