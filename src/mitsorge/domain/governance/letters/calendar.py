"""Calendar files (RFC 5545, 5546). Pure functions from values to text with CRLF; the clock comes in as `at`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCalAddress, vText

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.rules import MeetingStatus

ZONE = ZoneInfo("Europe/Berlin")
PRODUCT = "-//Mitsorge//Sitzungen//DE"
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
"""Summer time since the directive of 1996, as a rule and not as a list that ends."""
STATUS = {MeetingStatus.DRAFT: "TENTATIVE", MeetingStatus.CANCELLED: "CANCELLED"}


@dataclass(frozen=True)
class Mailbox:
    """A name with its address."""

    name: str
    address: str


@dataclass(frozen=True)
class Entry:
    """A meeting as a calendar shows it. `sequence` grows with every version, `uid` never changes."""

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    modified_at: datetime
    status: str = "CONFIRMED"
    place: str = ""
    url: str = ""
    text: str = ""


def entry_of(meeting: Meeting, *, text: str = "", url: str = "") -> Entry:
    """The entry of a meeting whose committee is loaded (0 queries). `url`: a page about it, else the video link."""
    title = f"{meeting.committee}: {meeting.title}" if meeting.title else str(meeting)
    return Entry(
        uid=str(meeting.uid),
        sequence=meeting.sequence,
        title=title,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        modified_at=meeting.modified_at,
        status=STATUS.get(MeetingStatus(meeting.status), "CONFIRMED"),
        place=meeting.place or meeting.online_url,
        url=url or meeting.online_url,
        text=text,
    )


def request(entry: Entry, *, organizer: Mailbox, attendee: Mailbox, at: datetime) -> str:
    """Asks somebody to a meeting, or tells of its newest version (METHOD:REQUEST, RFC 5546 3.2.2)."""
    return _to_one("REQUEST", entry, organizer, attendee, at)


def cancellation(entry: Entry, *, organizer: Mailbox, attendee: Mailbox, at: datetime) -> str:
    """Takes a meeting out of somebody's calendar (METHOD:CANCEL, RFC 5546 3.2.5)."""
    return _to_one("CANCEL", entry, organizer, attendee, at)


def published(entries: Iterable[Entry], *, name: str, at: datetime) -> str:
    """Many meetings to subscribe to (METHOD:PUBLISH, RFC 7986 for name and refresh)."""
    calendar = _calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, at))
    return _text(calendar)


def _to_one(method: str, entry: Entry, organizer: Mailbox, attendee: Mailbox, at: datetime) -> str:
    calendar = _calendar(method)
    event = _event(entry, at, cancelled=method == "CANCEL")
    event.add("organizer", _address(organizer))
    guest = _address(attendee)
    guest.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event.add("attendee", guest)
    calendar.add_component(event)
    return _text(calendar)


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


@cache
def _zone() -> Component:
    return Component.from_ical(BERLIN)


def _event(entry: Entry, at: datetime, *, cancelled: bool = False) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("last-modified", entry.modified_at.astimezone(UTC))
    event.add("dtstart", _moment(entry.starts_at))
    event.add("dtend", _moment(entry.ends_at))
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if cancelled else entry.status)
    for name, value in (("location", entry.place), ("url", entry.url), ("description", entry.text)):
        if value:
            event.add(name, value)
    return event


def _moment(moment: datetime) -> datetime:
    """Local time; the second of the two hours in October in UTC, for a local time would mean the first."""
    local = moment.astimezone(ZONE)
    return local if local.fold == 0 else moment.astimezone(UTC)


def _address(mailbox: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{mailbox.address}")
    address.params["CN"] = vText(mailbox.name)
    return address


def _text(calendar: Calendar) -> str:
    return calendar.to_ical().decode()
