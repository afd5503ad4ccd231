"""How to reach an offer or an organization: functions, addresses, numbers. No person."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from mitsorge.domain.directory.models import Contact, Phone


@dataclass(frozen=True)
class PhoneLine:
    """A number: `display` to read, `number` (E.164) to call; `kind` is a `rules.PhoneKind`."""

    display: str
    number: str
    kind: str
    hours: str


@dataclass(frozen=True)
class ContactLine:
    """A function with its address and numbers."""

    function: str
    email: str
    phones: tuple[PhoneLine, ...]


@dataclass(frozen=True)
class Reach:
    """Own numbers and functions, and those of the organization behind an offer."""

    phones: tuple[PhoneLine, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    organization_phones: tuple[PhoneLine, ...] = ()


def reach_of_service(service_id: int, organization_id: int) -> Reach:
    """Numbers and functions of an offer; the organization's numbers beside them (2 queries)."""
    contacts = list(Contact.objects.filter(service_id=service_id))
    phones = list(
        Phone.objects.filter(
            Q(service_id=service_id)
            | Q(organization_id=organization_id)
            | Q(contact__service_id=service_id)
        )
    )
    return Reach(
        phones=_lines(phone for phone in phones if phone.service_id == service_id),
        contacts=_contacts(contacts, phones),
        organization_phones=_lines(
            phone for phone in phones if phone.organization_id == organization_id
        ),
    )


def reach_of_organization(organization_id: int) -> Reach:
    """Numbers and functions of an organization (2 queries)."""
    contacts = list(Contact.objects.filter(organization_id=organization_id))
    phones = list(
        Phone.objects.filter(
            Q(organization_id=organization_id) | Q(contact__organization_id=organization_id)
        )
    )
    own = _lines(phone for phone in phones if phone.organization_id == organization_id)
    return Reach(phones=own, contacts=_contacts(contacts, phones))


def _contacts(contacts: Iterable[Contact], phones: list[Phone]) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(
            contact.function,
            contact.email,
            _lines(phone for phone in phones if phone.contact_id == contact.pk),
        )
        for contact in contacts
    )


def _lines(phones: Iterable[Phone]) -> tuple[PhoneLine, ...]:
    return tuple(
        PhoneLine(phone.display, phone.number, phone.kind, phone.hours) for phone in phones
    )
