"""Where letters to people in a committee go."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.models import Attendee
from mitsorge.foundation.people.models import Account, ContactChannel
from mitsorge.foundation.people.rules import ChannelKind


def mail_addresses(attendees: Iterable[Attendee], on: date) -> dict[int, str]:
    """A mail address per attendee id; who has none is left out (3 queries).

    A person's own channel first, then the account she signs in with, then her organization's.
    """
    seats = list(attendees)
    people = {one.person_id for one in seats if one.person_id}
    channels = _channels(people, on)
    accounts: dict[int | None, str] = dict(
        Account.objects.filter(person__in=people, is_active=True).values_list("person_id", "email")
    )
    houses: dict[int | None, str] = dict(
        Organization.objects.filter(pk__in={one.organization_id for one in seats})
        .exclude(email="")
        .values_list("pk", "email")
    )
    found = {
        one.pk: channels.get(one.person_id)
        or accounts.get(one.person_id)
        or houses.get(one.organization_id)
        for one in seats
    }
    return {pk: address for pk, address in found.items() if address}


def _channels(people: set[int], on: date) -> dict[int | None, str]:
    """The first open mail channel of each."""
    open_ones = ContactChannel.objects.filter(
        Q(ended=None) | Q(ended__gt=on), person__in=people, kind=ChannelKind.EMAIL
    )
    return dict(open_ones.order_by("-pk").values_list("person_id", "address"))
