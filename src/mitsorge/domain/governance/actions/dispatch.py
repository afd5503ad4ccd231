"""How a meeting reaches those who sit there: rows of those invited, letters, whether it was in time.

Called inside the transactions of the deeds in `meetings` and `invitations`.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.letters import invitations as letters
from mitsorge.domain.governance.letters.calendar import Mailbox
from mitsorge.domain.governance.letters.sheet import Sheet, sheet
from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.queries import meetings as queries
from mitsorge.domain.governance.rules import MemberRole, Reply
from mitsorge.domain.governance.rules.composition import Deputy, Seat
from mitsorge.domain.governance.rules.planning import Shift, hears
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post import actions as post
from mitsorge.foundation.post.rules import Draft


class TooLate(Refused):
    """The period of invitation is over. Whoever confirms may invite all the same; it is written down."""

    def __init__(self, notice: queries.Notice) -> None:
        self.notice = notice
        super().__init__(
            _(
                "Die Frist ist vorbei: Spätester Versand war am %(day)s (%(days)s Tage, %(source)s). "
                "Bestätigen Sie, wenn Sie trotzdem einladen."
            )
            % {
                "day": date_format(notice.latest, "j. F Y"),
                "days": notice.days,
                "source": notice.source,
            }
        )


def check_in_time(meeting: Meeting, *, even_late: bool, by: Account | None, at: datetime) -> None:
    """Raises `TooLate` unless in time or confirmed; a confirmed lateness goes into the journal."""
    today = timezone.localdate(at)
    meeting.invited_at = at
    found = queries.notice(meeting, on=today)
    if not found.is_late:
        return
    if not even_late:
        raise TooLate(found)
    why = ngettext(
        "%(days)s Tag nach dem spätesten Versand am %(day)s (%(source)s)",
        "%(days)s Tage nach dem spätesten Versand am %(day)s (%(source)s)",
        found.late_by,
    ) % {
        "days": found.late_by,
        "day": date_format(found.latest, "j. F Y"),
        "source": found.source,
    }
    journal.record(event="governance.meeting.invited_late", subject=meeting, by=by, at=at, why=why)


def sheet_of(meeting: Meeting) -> Sheet | None:
    """What letters say of a meeting; None before the network is founded: nobody to write in its name."""
    ours = network()
    fresh = queries.meeting_by_uid(meeting.uid)
    return sheet(fresh, ours) if ours and fresh else None


def seat_everyone(meeting: Meeting) -> list[Attendee]:
    """Writes a row per seat that has none yet and returns the new ones; who stays keeps row and answer."""
    known = {queries.seat_key(row) for row in meeting.attendees.all()}
    seats = queries.seat_keys(queries.seats_of(meeting))
    new = [_row(meeting, seat) for key, seat in seats.items() if key not in known]
    return Attendee.objects.bulk_create(new)


def _row(meeting: Meeting, seat: Seat) -> Attendee:
    return Attendee(
        meeting=meeting,
        person_id=seat.person_id,
        organization_id=seat.organization_id,
        name=seat.name[:160],
        organization_name=seat.organization_name[:200],
        role=seat.role,
        votes=seat.votes,
    )


def send_invitations(meeting: Meeting, rows: Collection[Attendee], *, at: datetime) -> int:
    """Invites these seats and informs who is named to stand in; how many got a letter."""
    words = sheet_of(meeting)
    if words is None or not rows:
        return 0
    addresses = queries.addresses_of(rows)
    reached = [(row, addresses[row.pk]) for row in rows if row.pk in addresses]
    post.enqueue_many((letters.invitation(words, row, to, at=at) for row, to in reached), at=at)
    post.enqueue_many(_to_deputies(words, rows), at=at)
    return len(reached)


def _to_deputies(words: Sheet, rows: Iterable[Attendee]) -> list[Draft]:
    seats = queries.seat_keys(queries.seats_of(words.meeting))
    pairs = [
        (row, deputy) for row in rows for deputy in _deputies(seats.get(queries.seat_key(row)))
    ]
    accounts, channels = queries.addresses_of_people(deputy.person_id for _row, deputy in pairs)
    return [
        letters.deputy_informed(words, row, Mailbox(deputy.name, to))
        for row, deputy in pairs
        if (to := _address(deputy, accounts) or _address(deputy, channels))
    ]


def _deputies(seat: Seat | None) -> tuple[Deputy, ...]:
    return seat.deputies if seat else ()


def _address(deputy: Deputy, known: dict[int, str]) -> str:
    return known.get(deputy.person_id or 0, "")


def send_moved(meeting: Meeting, shift: frozenset[Shift], *, new_day: bool, at: datetime) -> None:
    """Updates for those concerned; on a new day seats that are new are invited, those that ended are told."""
    new = seat_everyone(meeting) if new_day else []
    ended = _ended_seats(meeting) if new_day else []
    rows = [row for row in queries.attendees_of(meeting) if row not in new and row not in ended]
    again = Shift.BEGIN in shift
    told = [row for row in rows if hears(Reply(row.reply), shift)]
    words = sheet_of(meeting)
    if words is not None:
        addresses = queries.addresses_of([*rows, *ended])
        _send_moved(words, told, addresses, again, at)
        _send_ended(words, ended, addresses, at)
        send_invitations(meeting, new, at=at)
    Attendee.objects.filter(pk__in=[row.pk for row in ended]).delete()
    if again:
        meeting.attendees.update(reply=Reply.NONE, replied_at=None, deputy_name="", deputy_email="")


def _ended_seats(meeting: Meeting) -> list[Attendee]:
    seats = queries.seat_keys(queries.seats_of(meeting))
    return [
        row
        for row in queries.attendees_of(meeting)
        if queries.seat_key(row) not in seats and row.role != MemberRole.GUEST
    ]


def _send_moved(
    words: Sheet, told: list[Attendee], addresses: dict[int, str], again: bool, at: datetime
) -> None:
    drafts = [
        letters.moved(words, row, addresses[row.pk], ask_again=again, at=at)
        for row in told
        if row.pk in addresses
    ]
    for row in told:
        if row.deputy_email:
            drafts.append(
                released(words, row, at) if again else letters.deputy_asked(words, row, at=at)
            )
    post.enqueue_many(drafts, at=at)


def _send_ended(
    words: Sheet, ended: list[Attendee], addresses: dict[int, str], at: datetime
) -> None:
    drafts = [
        letters.seat_ended(words, row, addresses[row.pk], at=at)
        for row in ended
        if row.pk in addresses
    ]
    drafts += [released(words, row, at) for row in ended if row.deputy_email]
    post.enqueue_many(drafts, at=at)


def released(words: Sheet, row: Attendee, at: datetime) -> Draft:
    """Tells the deputy of a seat, as the row names her, that she is not needed."""
    deputy = Mailbox(row.deputy_name, row.deputy_email)
    return letters.deputy_released(words, row, deputy, at=at)


def send_cancelled(meeting: Meeting, *, at: datetime) -> None:
    """Cancellations for everybody invited, and for those who were to stand in."""
    words = sheet_of(meeting)
    if words is None:
        return
    rows = queries.attendees_of(meeting)
    addresses = queries.addresses_of(rows)
    drafts = [
        letters.cancelled(words, row, addresses[row.pk], at=at)
        for row in rows
        if row.pk in addresses
    ]
    drafts += [released(words, row, at) for row in rows if row.deputy_email]
    post.enqueue_many(drafts, at=at)
