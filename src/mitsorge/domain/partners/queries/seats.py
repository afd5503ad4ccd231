"""The seats partners have by themselves: one per partner, on that day, spoken for by its first representative."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import starmap
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.governance.rules.composition import Deputy, Seat
from mitsorge.domain.partners.models import Partnership, Representative
from mitsorge.domain.partners.rules import Participation
from mitsorge.foundation.journal.models import Entry

PARTNERSHIP = Partnership._meta.label_lower


def seats_of_all(committee: Committee, on: date) -> list[Seat]:
    """A seat for every partner of a day, active or informed (2 queries)."""
    return _seats(_partners(on), committee, on)


def seats_of_active(committee: Committee, on: date) -> list[Seat]:
    """A seat for every partner that was active on that day (3 queries)."""
    then = participation_on(on)
    active = [
        row for row in _partners(on) if then.get(row.pk, row.participation) == Participation.ACTIVE
    ]
    return _seats(active, committee, on)


def participation_on(on: date) -> dict[int, str]:
    """How partners that switched after a day took part on it; all others do so still (1 query).

    A partnership keeps only how it takes part now; what it was before stands in the journal.
    """
    end = timezone.make_aware(datetime.combine(on + timedelta(1), time.min))
    later = Entry.objects.filter(
        subject_type=PARTNERSHIP, at__gte=end, changes__has_key="participation"
    )
    rows = later.order_by("-at", "-pk").values_list("subject_id", "changes")
    return {key: changes["participation"][0] for key, changes in rows}


class _Partner(NamedTuple):
    """What of a partnership makes a seat."""

    pk: int
    participation: str
    organization_id: int
    house: str


def _partners(on: date) -> list[_Partner]:
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    rows = Partnership.objects.filter(lasting, active_from__lte=on)
    ordered = rows.order_by("organization__name", "pk")
    read = ordered.values_list("pk", "participation", "organization_id", "organization__name")
    return list(starmap(_Partner, read))


def _seats(partners: list[_Partner], committee: Committee, on: date) -> list[Seat]:
    speakers = _speakers(committee, on)
    return [_seat(row, speakers.get(row.pk, ())) for row in partners]


def _speakers(committee: Committee, on: date) -> dict[int, list[Representative]]:
    """Who speaks for each partner in a committee, in order: those named for it before those named for all."""
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    here = Q(committee=None) | Q(committee=committee)
    rows = Representative.objects.filter(lasting, here, active_from__lte=on)
    found: dict[int, list[Representative]] = defaultdict(list)
    for row in rows.select_related("person").order_by("rank", "pk"):
        found[row.partnership_id].append(row)
    for mine in found.values():
        mine.sort(key=lambda row: row.committee_id is None)
    return found


def _seat(partner: _Partner, speakers: Sequence[Representative]) -> Seat:
    people = list({row.person_id: row.person for row in speakers}.values())
    first = people[0] if people else None
    house = partner.house
    return Seat(
        person_id=first.pk if first else None,
        organization_id=partner.organization_id,
        name=first.name if first else house,
        organization_name=house,
        role=MemberRole.MEMBER,
        votes=True,
        deputies=tuple(Deputy(person.pk, person.name, house) for person in people[1:]),
    )
