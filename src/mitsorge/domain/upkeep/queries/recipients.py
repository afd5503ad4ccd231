"""To whom letters about entries go."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.partners.models import Representative
from mitsorge.domain.upkeep.models import Reach, Trouble
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.foundation.people.models import RoleGrant
from mitsorge.foundation.people.rules import ChannelKind, Role


def recipients(organization_ids: Collection[int]) -> dict[int, str]:
    """The address of each organization that has one that works (6 queries, whatever their number).

    In this order: what it named for letters (`Reach.email`), the account that speaks for it (the first that was
    given the role), the first representative of its partnership, the address in its entry. Somebody who signed up
    to speak reads more carefully than a mailbox for everything. An address from which a letter came back is left
    out until the office ends the trouble or the organization names another.
    """
    uids = dict(
        Organization.objects.filter(pk__in=organization_ids).values_list("pk", "uid").order_by()
    )
    found = _in_order(uids)
    broken = _broken(uids)
    working = {
        pk: [one for one in addresses if (pk, one.lower()) not in broken]
        for pk, addresses in found.items()
    }
    return {pk: addresses[0] for pk, addresses in working.items() if addresses}


def known_addresses(organization_ids: Collection[int]) -> set[tuple[int, str]]:
    """Every (organization, address in lower case) that a letter may go to (5 queries)."""
    rows = Organization.objects.filter(pk__in=organization_ids).order_by()
    found = _in_order(dict(rows.values_list("pk", "uid")))
    return {(pk, address.lower()) for pk, addresses in found.items() for address in addresses}


def _in_order(uids: dict[int, UUID]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for source in (_named, _accounts, _speakers, _entries):
        for pk, address in source(uids):
            found[pk].append(address)
    return found


def _named(uids: dict[int, UUID]) -> list[tuple[int, str]]:
    rows = Reach.objects.filter(organization__in=uids).exclude(email="")
    return list(rows.values_list("organization_id", "email"))


def _accounts(uids: dict[int, UUID]) -> list[tuple[int, str]]:
    by_uid = {uid: pk for pk, uid in uids.items()}
    grants = RoleGrant.objects.filter(
        role=Role.MEMBER, scope__in=list(by_uid), account__is_active=True
    )
    rows = grants.order_by("granted_at", "pk").values_list("scope", "account__email")
    return [(by_uid[scope], address) for scope, address in rows if scope]


def _speakers(uids: dict[int, UUID]) -> list[tuple[int, str]]:
    """Ways to write to representatives that may still be used."""
    speaks = Representative.objects.filter(
        active_to=None, partnership__active_to=None, partnership__organization__in=uids
    )
    ways = Q(person__channels__kind=ChannelKind.EMAIL, person__channels__ended=None)
    rows = speaks.filter(ways).order_by("rank", "pk", "person__channels__pk")
    return list(rows.values_list("partnership__organization_id", "person__channels__address"))


def _entries(uids: dict[int, UUID]) -> list[tuple[int, str]]:
    rows = Organization.objects.filter(pk__in=uids).exclude(email="")
    return list(rows.order_by().values_list("pk", "email"))


def _broken(uids: dict[int, UUID]) -> set[tuple[int, str]]:
    rows = Trouble.objects.filter(
        kind=TroubleKind.EMAIL, ended_at=None, organization__in=uids
    ).order_by()
    return {(pk, address.lower()) for pk, address in rows.values_list("organization_id", "address")}
