"""What an organization answers to a round. Whoever calls for a link has proved it (`letters.inquiries.opened`)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory import actions as directory
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep import permissions
from mitsorge.domain.upkeep.actions.rounds import end_inquiry
from mitsorge.domain.upkeep.models import Change, Inquiry
from mitsorge.domain.upkeep.queries.houses import Entry, House, houses
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Ending, Via
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

OPEN = (ChangeState.DRAFT, ChangeState.SUBMITTED, ChangeState.RETURNED)


@transaction.atomic
def confirm(
    *,
    inquiry_id: int,
    seen: Mapping[str, datetime] | None,
    via: Via,
    by: Account | None,
    at: datetime,
) -> int:
    """Everything is still correct: confirms the public entries of the organization, ends the round, returns how many.

    `seen`: uid of an entry → `modified_at` of the version that was shown; only these are confirmed, and only
    unchanged (`ChangedMeanwhile`). None: all as they stand. An entry about which an answer waits at the office is
    left alone. Raises `AlreadyDone` the second time, `NotAllowed` for a stranger. About 8 queries per entry.
    """
    inquiry = held(inquiry_id)
    permissions.check_may_answer(by, inquiry.organization.uid, via=via)
    ending = Ending.CALLED if via == Via.PHONE else Ending.CONFIRMED
    if not end_inquiry(inquiry.pk, ending, via=via, by=by, at=at):
        raise AlreadyDone(_("Darauf haben Sie schon geantwortet. Danke."))
    house = house_of(inquiry, at)
    wanted = [entry for entry in house.entries if not entry.said] if house else []
    chosen = [entry for entry in wanted if seen is None or entry.uid in seen]
    for entry in chosen:
        _assure(entry, inquiry, (seen or {}).get(entry.uid), by, at)
    return len(chosen)


@transaction.atomic
def gone(
    *,
    inquiry_id: int,
    service_id: int | None,
    message: str,
    via: Via,
    by: Account | None,
    at: datetime,
) -> Change:
    """An entry is no more (without `service_id`: the whole organization). Nothing disappears: the office asks first.

    What they had begun to change in it is withdrawn. Ends the round where nothing else is left to ask.
    Raises `AlreadyDone` where they have said so before, `Refused` for an entry of somebody else.
    """
    inquiry = held(inquiry_id)
    permissions.check_may_answer(by, inquiry.organization.uid, via=via)
    entry = _entry(house_of(inquiry, at), service_id)
    if inquiry.ended_at:
        raise AlreadyDone(_("Darauf haben Sie schon geantwortet. Danke."))
    change = write_gone(inquiry, entry, message=message, via=via, by=by, at=at)
    house = house_of(inquiry, at)
    if house is None or house.due is None:
        end_inquiry(inquiry.pk, Ending.GONE, via=via, by=by, at=at)
    return change


def held(inquiry_id: int) -> Inquiry:
    """The round, held until the end of the deed, so that two answers come one after the other."""
    rows = Inquiry.objects.select_related("organization").select_for_update(of=("self",))
    return rows.get(pk=inquiry_id)


def house_of(inquiry: Inquiry, at: datetime) -> House | None:
    """The organization of a round with its public entries (4 queries); None where it is not public."""
    found = houses(timezone.localdate(at), [inquiry.organization_id])
    return found[0] if found else None


def write_gone(
    inquiry: Inquiry, entry: Entry, *, message: str, via: Via, by: Account | None, at: datetime
) -> Change:
    """The change the office decides on (4 queries)."""
    mine = Change.objects.filter(
        organization=inquiry.organization_id, service=entry.service_id, state__in=OPEN
    )
    if mine.filter(kind=ChangeKind.GONE, state=ChangeState.SUBMITTED).exists():
        raise AlreadyDone(_("Das haben Sie uns schon gesagt. Wir melden uns bei Ihnen."))
    mine.update(state=ChangeState.WITHDRAWN)
    change = Change.objects.create(
        organization_id=inquiry.organization_id,
        service_id=entry.service_id,
        kind=ChangeKind.GONE,
        state=ChangeState.SUBMITTED,
        via=via,
        seen=entry.modified_at,
        message=message.strip()[:500],
        written_by=by,
        written_at=at,
        submitted_at=at,
    )
    journal.record(event="upkeep.change.gone", subject=change, by=by, at=at, why=change.message)
    return change


def _entry(house: House | None, service_id: int | None) -> Entry:
    for entry in house.entries if house else ():
        if entry.service_id == service_id:
            return entry
    raise Refused(_("Diesen Eintrag gibt es hier nicht mehr. Vielleicht ist er schon beendet."))


def _assure(
    entry: Entry, inquiry: Inquiry, seen: datetime | None, by: Account | None, at: datetime
) -> None:
    vouched_by: UUID = inquiry.organization.uid
    if entry.service_id:
        directory.assure_service(
            service_id=entry.service_id, seen=seen, by=by, at=at, vouched_by=vouched_by
        )
    else:
        directory.assure_organization(
            organization_id=inquiry.organization_id, seen=seen, by=by, at=at, vouched_by=vouched_by
        )
