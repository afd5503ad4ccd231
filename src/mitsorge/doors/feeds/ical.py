"""Meetings as iCalendar: pure functions from records to documents (RFC 5545), text with CRLF.

The files in letters (REQUEST, CANCEL) come from the same place: `governance.letters.calendar`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from mitsorge.domain.governance.letters.calendar import entry_of, published
from mitsorge.domain.governance.models import Meeting

MEDIA_TYPE = "text/calendar; charset=utf-8"
Address = Callable[[Meeting], str]


def no_address(_meeting: Meeting) -> str:
    return ""


def feed(
    meetings: Iterable[Meeting],
    *,
    name: str,
    at: datetime,
    address: Address = no_address,
) -> str:
    """A calendar to subscribe to. `meetings` with their committees loaded; drafts are TENTATIVE, so leave them out
    where nobody shall know of them. Cancelled ones stay in, as CANCELLED: a calendar that drops them says nothing.

    `address`: the page of a meeting. 0 queries beside those of `meetings`.
    """
    entries = (entry_of(meeting, url=address(meeting)) for meeting in meetings)
    return published(entries, name=name, at=at)


def meeting_file(meeting: Meeting, *, at: datetime, address: Address = no_address) -> str:
    """One meeting to put into a calendar of one's own (METHOD:PUBLISH)."""
    return feed([meeting], name=str(meeting), at=at, address=address)
