"""What an organization answers to a round. Whoever calls for a link has proved it (`letters.inquiries.opened`)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory import actions as directory
from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep import permissions
from mitsorge.domain.upkeep.actions.change_steps import take_back
from mitsorge.domain.upkeep.actions.endings import end_inquiry, end_running, hold_running
from mitsorge.domain.upkeep.models import Change, Inquiry
from mitsorge.domain.upkeep.queries.changes import OPEN
from mitsorge.domain.upkeep.queries.houses import Entry, House, houses
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Ending, Via
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


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
    left alone. Raises `AlreadyDone` the second time, but not after a change: then it is the rest that is confirmed.
    `Refused` where nothing of theirs is public, `NotAllowed` for a stranger. About 8 queries per entry.
    """
    inquiry = held(inquiry_id)
    permissions.check_may_answer(by, inquiry.organization.uid, via=via)
    ending = Ending.CALLED if via == Via.PHONE else Ending.CONFIRMED
    if not end_inquiry(inquiry.pk, ending, via=via, by=by, at=at):
        raise AlreadyDone(_("Darauf haben Sie schon geantwortet. Danke."))
    return _assure_all(inquiry.organization, seen, by, at)


@transaction.atomic
def confirm_anew(*, inquiry_id: int, via: Via, by: Account | None, at: datetime) -> int:
    """`confirm` after the round has ended: what is public, as it stands; how many, 0 where all waits at the office."""
    inquiry = held(inquiry_id)
    permissions.check_may_answer(by, inquiry.organization.uid, via=via)
    return _assure_all(inquiry.organization, None, by, at)


@transaction.atomic
def confirm_own(
    *,
    organization_id: int,
    seen: Mapping[str, datetime] | None,
    by: Account | None,
    at: datetime,
) -> int:
    """`confirm` from an account, at any time and without a letter; ends the round that runs, if one does."""
    organization = Organization.objects.get(pk=organization_id)
    permissions.check_may_answer(by, organization.uid, via=Via.ACCOUNT)
    end_running(organization_id, Ending.CONFIRMED, via=Via.ACCOUNT, by=by, at=at)
    return _assure_all(organization, seen, by, at)


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
    entry = _entry(house_of(inquiry.organization_id, at), service_id)
    if inquiry.ended_at:
        raise AlreadyDone(_("Darauf haben Sie schon geantwortet. Danke."))
    change = write_gone(inquiry.organization, entry, message=message, via=via, by=by, at=at)
    if _nothing_due(inquiry.organization_id, at):
        end_inquiry(inquiry.pk, Ending.GONE, via=via, by=by, at=at)
    return change


@transaction.atomic
def gone_own(
    *, organization_id: int, service_id: int | None, message: str, by: Account | None, at: datetime
) -> Change:
    """`gone` from an account, at any time and without a letter; ends the round that runs, where nothing is left."""
    organization = Organization.objects.get(pk=organization_id)
    permissions.check_may_answer(by, organization.uid, via=Via.ACCOUNT)
    hold_running(organization_id)
    entry = _entry(house_of(organization_id, at), service_id)
    change = write_gone(organization, entry, message=message, via=Via.ACCOUNT, by=by, at=at)
    if _nothing_due(organization_id, at):
        end_running(organization_id, Ending.GONE, via=Via.ACCOUNT, by=by, at=at)
    return change


def held(inquiry_id: int) -> Inquiry:
    """The round, held until the end of the deed, so that two answers come one after the other."""
    rows = Inquiry.objects.select_related("organization").select_for_update(of=("self",))
    return rows.get(pk=inquiry_id)


def house_of(organization_id: int, at: datetime) -> House | None:
    """An organization with its public entries (4 queries); None where it is not public."""
    found = houses(timezone.localdate(at), [organization_id])
    return found[0] if found else None


def write_gone(
    organization: Organization,
    entry: Entry,
    *,
    message: str,
    via: Via,
    by: Account | None,
    at: datetime,
) -> Change:
    """The change the office decides on (4 queries, 2 more where one was begun)."""
    mine = Change.objects.filter(
        organization=organization, service=entry.service_id, state__in=OPEN
    )
    if mine.filter(kind=ChangeKind.GONE, state=ChangeState.SUBMITTED).exists():
        raise AlreadyDone(_("Das haben Sie uns schon gesagt. Wir melden uns bei Ihnen."))
    for begun in mine.select_for_update():
        take_back(begun, by=by, at=at)
    change = Change.objects.create(
        organization=organization,
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


def _nothing_due(organization_id: int, at: datetime) -> bool:
    house = house_of(organization_id, at)
    return house is None or house.due is None


def _entry(house: House | None, service_id: int | None) -> Entry:
    for entry in house.entries if house else ():
        if entry.service_id == service_id:
            return entry
    raise Refused(_("Diesen Eintrag gibt es hier nicht mehr. Vielleicht ist er schon beendet."))


def _assure_all(
    organization: Organization,
    seen: Mapping[str, datetime] | None,
    by: Account | None,
    at: datetime,
) -> int:
    house = house_of(organization.pk, at)
    if house is None:
        raise Refused(_("Von Ihnen steht zurzeit nichts öffentlich im Verzeichnis."))
    wanted = [entry for entry in house.entries if not entry.said]
    chosen = [entry for entry in wanted if seen is None or entry.uid in seen]
    for entry in chosen:
        _assure(entry, organization, (seen or {}).get(entry.uid), by, at)
    return len(chosen)


def _assure(
    entry: Entry,
    organization: Organization,
    seen: datetime | None,
    by: Account | None,
    at: datetime,
) -> None:
    what: dict[str, Any] = {"seen": seen, "by": by, "at": at, "vouched_by": organization.uid}
    if entry.service_id:
        directory.assure_service(service_id=entry.service_id, **what)
    else:
        directory.assure_organization(organization_id=organization.pk, **what)
