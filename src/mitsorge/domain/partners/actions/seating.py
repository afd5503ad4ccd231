"""Seats of a partner's people in working groups. The calling deed has checked who may."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from mitsorge.domain.governance.actions.member_rows import create, end, words
from mitsorge.domain.governance.models import Committee, Membership
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.governance.rules.composition import Stint
from mitsorge.domain.partners.models import Partnership, Representative
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account, Person


def seats_of(partnership: Partnership, on: date) -> QuerySet[Membership]:
    """Memberships, running on a day or later, that belong to a partner or to its people only as its people."""
    people = partnership.representatives.values("person")
    elsewhere = (
        Representative.objects.filter(Q(active_to=None) | Q(active_to__gt=on), person__in=people)
        .exclude(partnership=partnership)
        .values("person")
    )
    own = Q(organization=partnership.organization_id) | Q(organization=None, person__in=people)
    lasting = Q(active_to=None) | Q(active_to__gt=on)
    return Membership.objects.filter(own, lasting).exclude(organization=None, person__in=elsewhere)


def take_seats(
    partnership: Partnership,
    person: Person | None,
    committees: Iterable[Committee],
    *,
    on: date,
    by: Account | None,
    at: datetime,
) -> list[Committee]:
    """A seat in each committee where the partner has none yet; returns those that are new."""
    sits = set(seats_of(partnership, on).values_list("committee_id", flat=True))
    new = [committee for committee in committees if committee.pk not in sits]
    for committee in new:
        seat = create(
            Stint(
                pk=0,
                committee_id=committee.pk,
                person_id=person.pk if person else None,
                organization_id=partnership.organization_id,
                role=MemberRole.MEMBER,
                active_from=on,
            )
        )
        _note("added", seat, [[], [words(seat)]], by=by, at=at)
    return new


def end_seats(
    seats: QuerySet[Membership], *, on: date, by: Account | None, at: datetime
) -> list[str]:
    """Ends them on a day, in any role; a seat that would not last a day goes. Returns the committees' names."""
    found = list(seats.select_related("committee", "person", "organization"))
    for seat in found:
        before = words(seat)
        if seat.active_from < on:
            end(seat, on)
            _note("ended", seat, [[before], [words(seat)]], by=by, at=at)
        else:
            _note("removed", seat, [[before], []], by=by, at=at)
            Membership.objects.filter(pk=seat.pk).delete()
    return list(dict.fromkeys(seat.committee.name for seat in found))


def hand_over(
    seats: Iterable[Membership], *, to: Partnership, on: date, by: Account | None, at: datetime
) -> None:
    """The same seats from a day on, in the same roles, for the successor; deputies go along.

    Call it after the old ones ended. A seat the successor has already is not made twice.
    """
    made: dict[int, Membership] = {}
    for seat in sorted(seats, key=lambda seat: (seat.deputy_of_id is not None, seat.pk)):
        made[seat.pk] = _copy(seat, to, made.get(seat.deputy_of_id or 0), on, by=by, at=at)


def _copy(
    seat: Membership,
    to: Partnership,
    deputy_of: Membership | None,
    on: date,
    *,
    by: Account | None,
    at: datetime,
) -> Membership:
    organization = to.organization if seat.organization_id else None
    copy, created = Membership.objects.get_or_create(
        committee=seat.committee,
        person=seat.person,
        organization=organization,
        role=seat.role,
        deputy_of=deputy_of,
        active_to=None,
        defaults={"votes": seat.votes, "delegated_by": seat.delegated_by, "active_from": on},
    )
    if created:
        _note("added", copy, [[], [words(copy)]], by=by, at=at)
    return copy


def _note(
    what: str, seat: Membership, pair: list[list[str]], *, by: Account | None, at: datetime
) -> None:
    """The journal of the committee tells it, as for any other membership."""
    journal.record(
        event=f"governance.membership.{what}",
        subject=seat.committee,
        by=by,
        at=at,
        changes={"memberships": list(pair)},
    )
