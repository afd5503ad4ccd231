"""What a telephone call with an organization brought."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep import permissions
from mitsorge.domain.upkeep.actions import answers
from mitsorge.domain.upkeep.actions.endings import end_inquiry
from mitsorge.domain.upkeep.models import Call, Inquiry
from mitsorge.domain.upkeep.queries.houses import Entry
from mitsorge.domain.upkeep.rules import CallResult, Ending, Via
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def record_call(
    *,
    inquiry_id: int,
    result: CallResult,
    note: str = "",
    again_on: date | None = None,
    by: Account | None,
    at: datetime,
    uid: UUID | None = None,
) -> Call:
    """Notes a call. CONFIRMED confirms the entries; CHANGED and GONE end the round too, the office does the rest.

    With the `uid` of a form a second click gets the call that the first one noted. Raises `AlreadyDone` where the
    round has ended meanwhile, and `Refused` for a day that is not ahead.
    """
    permissions.check_may_call(by)
    inquiry = answers.held(inquiry_id)
    if uid and (made := Call.objects.filter(uid=uid).first()):
        return made
    if inquiry.ended_at:
        raise AlreadyDone(_("Diese Nachfrage ist schon beantwortet. Hier ist nichts mehr zu tun."))
    _check_day(result, again_on, timezone.localdate(at))
    call = Call.objects.create(
        uid=uid or uuid4(),
        inquiry=inquiry,
        result=result,
        note=note.strip()[:500],
        again_on=again_on if result == CallResult.CALL_AGAIN else None,
        called_at=at,
        by=by,
    )
    changes = {"result": ["", str(result)]}
    journal.record(event="upkeep.call.made", subject=call, by=by, at=at, changes=changes)
    _carry_out(inquiry, result, note, by, at)
    return call


def _check_day(result: CallResult, again_on: date | None, on: date) -> None:
    if result != CallResult.CALL_AGAIN:
        return
    if again_on is None or again_on <= on:
        raise Refused(_("Nennen Sie einen Tag nach heute, an dem Sie wieder anrufen."))


def _carry_out(
    inquiry: Inquiry, result: CallResult, note: str, by: Account | None, at: datetime
) -> None:
    """What follows from the result; the others leave the organization on the list."""
    if result == CallResult.CONFIRMED:
        answers.confirm(inquiry_id=inquiry.pk, seen=None, via=Via.PHONE, by=by, at=at)
    elif result == CallResult.GONE:
        if entry := _gone_entry(inquiry, at):
            answers.write_gone(
                inquiry.organization, entry, message=note, via=Via.PHONE, by=by, at=at
            )
        end_inquiry(inquiry.pk, Ending.CALLED, via=Via.PHONE, by=by, at=at)
    elif result == CallResult.CHANGED:
        end_inquiry(inquiry.pk, Ending.CALLED, via=Via.PHONE, by=by, at=at)


def _gone_entry(inquiry: Inquiry, at: datetime) -> Entry | None:
    """The only thing a letter asked about, else the whole organization; None where it is not public any more."""
    house = answers.house_of(inquiry.organization_id, at)
    if house is None:
        return None
    return house.asked[0] if len(house.asked) == 1 else house.entries[0]
