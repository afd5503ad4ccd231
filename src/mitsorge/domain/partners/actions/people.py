"""People who speak for a partner, and how we reach them. The calling deed has checked who may."""

from datetime import datetime

from django.utils import timezone

from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account, ContactChannel, Person
from mitsorge.foundation.people.rules import ChannelKind, LegalBasis, normal_address

PURPOSE = "Zusammenarbeit im Netzwerk"


def known_person(
    *, name: str, email: str, phone: str, source: str, by: Account | None, at: datetime
) -> Person:
    """The person of this name at this address, or a new one, with purpose, basis, source and date.

    One address may serve many people ("info@…"), so the name must be the same too.
    """
    channels = {ChannelKind.EMAIL: normal_address(email), ChannelKind.PHONE: phone.strip()}
    person = _same_person(name, channels[ChannelKind.EMAIL]) or _new_person(name, by, at)
    for kind, address in channels.items():
        if address:
            _record(person, kind, address, source=source, by=by, at=at)
    return person


def end_channels(person: Person, *, by: Account | None, at: datetime) -> None:
    """From today the ways we had for the network are not used any more; they stay as evidence."""
    today = timezone.localdate(at)
    running = ContactChannel.objects.filter(person=person, purpose=PURPOSE, ended=None)
    if running.update(ended=today):
        changes = {"ended": [None, today.isoformat()]}
        journal.record(event="people.channel.ended", subject=person, by=by, at=at, changes=changes)


def addresses_of(person_ids: list[int]) -> list[str]:
    """The mail addresses we may use for the network, each once (1 query)."""
    rows = ContactChannel.objects.filter(
        person_id__in=person_ids, kind=ChannelKind.EMAIL, purpose=PURPOSE, ended=None
    )
    return list(dict.fromkeys(rows.values_list("address", flat=True)))


def _same_person(name: str, address: str) -> Person | None:
    if not address:
        return None
    found = Person.objects.filter(
        channels__kind=ChannelKind.EMAIL, channels__address__iexact=address, channels__ended=None
    ).distinct()
    wanted = name.strip().casefold()  # here, because SQLite folds no umlauts
    return next((person for person in found if person.name.casefold() == wanted), None)


def _new_person(name: str, by: Account | None, at: datetime) -> Person:
    person = Person.objects.create(name=name.strip(), created_at=at)
    journal.record(event="people.person.added", subject=person, by=by, at=at)
    return person


def _record(
    person: Person,
    kind: ChannelKind,
    address: str,
    *,
    source: str,
    by: Account | None,
    at: datetime,
) -> None:
    """Art. 5 (1) b, Art. 14 (2) f GDPR: no way to reach someone without purpose, basis, source and date."""
    _channel, created = ContactChannel.objects.get_or_create(
        person=person,
        kind=kind,
        address=address,
        purpose=PURPOSE,
        ended=None,
        defaults={
            "legal_basis": LegalBasis.PUBLIC_TASK,
            "source": source,
            "since": timezone.localdate(at),
        },
    )
    if created:
        changes: dict[str, list[object]] = {"kind": [None, str(kind)], "purpose": [None, PURPOSE]}
        journal.record(
            event="people.channel.recorded", subject=person, by=by, at=at, changes=changes
        )
