"""The end of a partnership: its organization leaves, or another takes over."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.partners import letters
from mitsorge.domain.partners.actions.accounts import pass_on
from mitsorge.domain.partners.actions.people import addresses_of, end_channels
from mitsorge.domain.partners.actions.rows import note, running_row, write
from mitsorge.domain.partners.actions.seating import end_seats, hand_over, seats_of
from mitsorge.domain.partners.models import Partnership, Representative
from mitsorge.domain.partners.permissions import check_may_decide
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.people.models import Account, Person
from mitsorge.foundation.post import actions as post


@transaction.atomic
def leave(
    *, partnership_id: int, on: date, by: Account, at: datetime, why: str = ""
) -> Partnership:
    """The partner leaves: from `on` it and its people sit nowhere any more; `rules.deletions` says what goes when.

    Raises `AlreadyDone` for the second time, `Refused` for a day before it joined or before today.
    """
    partnership = running_row(partnership_id, by)
    _check_day(partnership, on, at)
    people = _end(partnership, on, why, by=by, at=at)
    _say_goodbye(partnership, people, on, by=by, at=at)
    note("left", partnership, by=by, at=at, why=why, changes={"active_to": [None, on.isoformat()]})
    return partnership


@transaction.atomic
def succeed(
    *, partnership_id: int, successor_id: int, on: date, by: Account, at: datetime, why: str = ""
) -> Partnership:
    """Another organization takes over: the partnership, the people who speak, their seats. Returns the successor's.

    `successor_id`: an organization of the directory. One that is a partner already keeps its own way of taking part.
    Raises `AlreadyDone` where it has ended and `Refused` for itself and for days before it joined or before today.
    """
    check_may_decide(by)
    partnership = running_row(partnership_id, by)
    if successor_id == partnership.organization_id:
        raise Refused(_("Eine Organisation kann nicht ihre eigene Nachfolgerin sein."))
    _check_day(partnership, on, at)
    successor = _take_over(partnership, successor_id, on)
    seats = list(seats_of(partnership, on).select_related("committee", "person"))
    _move_people(partnership, successor, on, by=by, at=at)
    reason = why or _("Nachfolge: %(name)s") % {"name": successor}
    _end(partnership, on, reason, by=by, at=at, successor=successor)
    hand_over(seats, to=successor, on=on, by=by, at=at)
    changes: dict[str, list[object]] = {"succeeded_by": [None, str(successor)]}
    note("succeeded", partnership, by=by, at=at, why=why, changes=changes)
    note("taken_over", successor, by=by, at=at, why=why, changes={})
    return successor


def _check_day(partnership: Partnership, on: date, at: datetime) -> None:
    """No end lies before the beginning, nor in the past: what was decided since would be undone."""
    if on < max(partnership.active_from, timezone.localdate(at)):
        raise Refused(_("Das gilt frühestens ab heute."))


def _lasting(partnership: Partnership, on: date) -> QuerySet[Representative]:
    return partnership.representatives.filter(Q(active_to=None) | Q(active_to__gt=on))


def _end(
    partnership: Partnership,
    on: date,
    why: str,
    *,
    by: Account,
    at: datetime,
    successor: Partnership | None = None,
) -> list[Person]:
    """Ends the partnership, the seats, and who speaks for it; returns those people."""
    end_seats(seats_of(partnership, on), on=on, by=by, at=at)
    speakers = _lasting(partnership, on)
    people = list(Person.objects.filter(pk__in=speakers.values("person")))
    speakers.filter(active_from__gt=on).delete()
    speakers.update(active_to=on)
    write(partnership, active_to=on, ended_why=why.strip()[:300], succeeded_by=successor)
    return people


def _say_goodbye(
    partnership: Partnership, people: list[Person], on: date, *, by: Account, at: datetime
) -> None:
    """A letter to everybody who spoke for it; then the ways to reach those who speak for nobody else end."""
    addresses = addresses_of([person.pk for person in people])
    still = set(
        Representative.objects.filter(person__in=people, active_to=None).values_list(
            "person_id", flat=True
        )
    )
    for person in people:
        if person.pk not in still:
            end_channels(person, by=by, at=at)
    if ours := network():
        drafts = [letters.left(address, partnership, ours, on=on) for address in addresses]
        post.enqueue_many(drafts, at=at)


def _take_over(partnership: Partnership, successor_id: int, on: date) -> Partnership:
    """The successor's partnership: the one it has, or one like this."""
    running = Partnership.objects.filter(organization_id=successor_id, active_to=None)
    if known := running.first():
        return known
    successor = Partnership(
        organization_id=successor_id,
        participation=partnership.participation,
        member_group=partnership.member_group,
        topics=partnership.topics,
        active_from=on,
    )
    try:
        with transaction.atomic():
            successor.save(force_insert=True)
    except IntegrityError:  # it joined in the same moment
        return Partnership.objects.get(organization_id=successor_id, active_to=None)
    return successor


def _move_people(
    partnership: Partnership, successor: Partnership, on: date, *, by: Account, at: datetime
) -> None:
    """Who speaks goes on speaking, for the successor; accounts speak for both."""
    speakers = list(_lasting(partnership, on).select_related("person"))
    known = set(successor.representatives.filter(active_to=None).values_list("person", "committee"))
    Representative.objects.bulk_create(
        Representative(
            partnership=successor,
            person_id=row.person_id,
            committee_id=row.committee_id,
            rank=row.rank,
            active_from=on,
        )
        for row in speakers
        if (row.person_id, row.committee_id) not in known
    )
    for person in {row.person for row in speakers}:
        pass_on(person, successor.organization, by=by, at=at)
