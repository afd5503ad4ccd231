"""A running partnership: how it takes part, in which groups."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Membership
from mitsorge.domain.partners import letters
from mitsorge.domain.partners.actions.rows import Changes, note, running_row, write
from mitsorge.domain.partners.actions.seating import end_seats, seats_of, take_seats
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.partners.permissions import check_may_decide, may_decide
from mitsorge.domain.partners.queries.applications import OPEN_TO_JOIN, joinable_committees
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.partners.wording import PARTICIPATION
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.people.models import Account, Person
from mitsorge.foundation.post import actions as post


@transaction.atomic
def switch_participation(
    *, partnership_id: int, participation: Participation, by: Account, at: datetime
) -> Partnership:
    """Active or informed. Who is only informed leaves the working groups today. Raises `AlreadyDone`."""
    partnership = running_row(partnership_id, by)
    today, before = timezone.localdate(at), partnership.participation
    if before == participation:
        raise AlreadyDone(
            _("%(name)s ist schon %(how)s.")
            % {"name": partnership, "how": PARTICIPATION[participation]}
        )
    write(partnership, participation=participation)
    if participation == Participation.INACTIVE:
        end_seats(_group_seats(partnership, today), on=today, by=by, at=at)
    changes: Changes = {"participation": [before, str(participation)]}
    note("switched", partnership, by=by, at=at, changes=changes)
    words = {"how": PARTICIPATION[participation]}
    _tell_office(partnership, _("ist jetzt %(how)s.") % words, by=by, at=at)
    return partnership


@transaction.atomic
def change_groups(
    *, partnership_id: int, committee_ids: Collection[int], by: Account, at: datetime
) -> Partnership:
    """Sits from today in exactly these working groups; who works in one becomes an active partner.

    A seat in a group that was left ends today, whatever its role. Seats that follow from a rule stay as they are.
    Raises `Refused` where nobody speaks for the partner yet.
    """
    partnership = running_row(partnership_id, by)
    today = timezone.localdate(at)
    wanted = list(joinable_committees(today).filter(pk__in=committee_ids))
    person = _first_speaker(partnership, today)
    if wanted and person is None:
        raise Refused(_("Benennen Sie zuerst, wer für Sie spricht."))
    left = end_seats(
        _group_seats(partnership, today).exclude(committee__in=wanted), on=today, by=by, at=at
    )
    new = [row.name for row in take_seats(partnership, person, wanted, on=today, by=by, at=at)]
    becomes_active = bool(wanted) and partnership.participation == Participation.INACTIVE
    if not (left or new or becomes_active):
        return partnership
    changes: Changes = {"committees": [", ".join(left), ", ".join(new)]}
    if becomes_active:
        changes["participation"] = [str(Participation.INACTIVE), str(Participation.ACTIVE)]
    write(partnership, **({"participation": Participation.ACTIVE} if becomes_active else {}))
    note("groups_changed", partnership, by=by, at=at, changes=changes)
    _tell_office(partnership, _("hat die Arbeitsgruppen gewechselt."), by=by, at=at)
    return partnership


@transaction.atomic
def change_member_group(
    *, partnership_id: int, member_group_id: int | None, by: Account, at: datetime
) -> Partnership:
    """Counts the partner in another member group, or in none: the coordination's. Raises `Refused` for a closed one."""
    check_may_decide(by)
    partnership = running_row(partnership_id, by)
    before = partnership.member_group
    group = MemberGroup.objects.filter(pk=member_group_id or 0).first()
    if group == before:
        return partnership
    if group and group.is_closed:
        raise Refused(
            _("„%(name)s“ ist geschlossen. Wählen Sie eine andere Gruppe.") % {"name": group}
        )
    write(partnership, member_group=group)
    changes: Changes = {"member_group": [before and before.name, group and group.name]}
    note("group_changed", partnership, by=by, at=at, changes=changes)
    return partnership


def _tell_office(partnership: Partnership, what: str, *, by: Account, at: datetime) -> None:
    """The office hears what a partner did by itself, not what it did."""
    ours = network()
    if ours and not may_decide(by):
        post.enqueue(letters.changed_for_office(partnership, ours, what=what, at=at), at=at)


def _group_seats(partnership: Partnership, on: date) -> QuerySet[Membership]:
    return seats_of(partnership, on).filter(committee__classification__in=OPEN_TO_JOIN)


def _first_speaker(partnership: Partnership, on: date) -> Person | None:
    rows = partnership.representatives.filter(active_from__lte=on, active_to=None, committee=None)
    first = rows.select_related("person").order_by("rank", "pk").first()
    return first.person if first else None
