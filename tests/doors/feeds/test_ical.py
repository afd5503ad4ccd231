"""Calendar files, read by two libraries that did not write them: vobject and ical."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from mitsorge.domain.governance.letters.calendar import (
    Entry,
    Mailbox,
    cancellation,
    entry_of,
    published,
    request,
)
from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.doors.feeds.ical import feed, meeting_file

BERLIN = ZoneInfo("Europe/Berlin")
AT = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
OFFICE = Mailbox("Koordinierungsstelle; Kreis, Süd", "office@mitsorge.example")
ANNA = Mailbox('Anna "Änne" Öhl', "anna@post.example")


def entry(begin: datetime, end: datetime | None = None, **more) -> Entry:
    values = {
        "uid": "0f5f2c7e-8f6e-4a57-9d3b-2a1c52f4a111",
        "sequence": 0,
        "title": "Steuerungsgruppe, 3. Sitzung: Übergänge, Pflege; was nun?",
        "modified_at": AT,
        "place": "Rathaus, Saal 2\nEingang Hof",
        "text": "1. Eröffnung\n2. Bericht, Aussprache; Beschluss " + "lang " * 40,
    }
    return Entry(starts_at=begin, ends_at=end or begin + timedelta(hours=2), **values | more)


def by_vobject(text: str):
    """(method, [(uid, sequence, begin, end, summary, location, status)]) as vobject reads it."""
    calendar = vobject.readOne(text)
    return calendar.method.value, [
        (
            e.uid.value, int(e.sequence.value), e.dtstart.value, e.dtend.value, e.summary.value,
            e.location.value, e.status.value,
        )
        for e in calendar.vevent_list
    ]  # fmt: skip


def by_ical(text: str):
    """The same as ical reads it."""
    calendar = IcsCalendarStream.calendar_from_ics(text)
    return calendar.method, [
        (e.uid, e.sequence, e.dtstart, e.dtend, e.summary, e.location, str(e.status.value))
        for e in calendar.events
    ]


READERS = pytest.mark.parametrize("read", [by_vobject, by_ical])


@READERS
@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        (datetime(2026, 11, 24, 14, 0, tzinfo=BERLIN), datetime(2026, 11, 24, 16, 0, tzinfo=BERLIN), 2),
        (datetime(2026, 6, 30, 14, 0, tzinfo=BERLIN), datetime(2026, 6, 30, 16, 0, tzinfo=BERLIN), 2),
        (datetime(2026, 10, 24, 23, 0, tzinfo=BERLIN), datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN), 6),
        (datetime(2027, 3, 27, 23, 0, tzinfo=BERLIN), datetime(2027, 3, 28, 4, 0, tzinfo=BERLIN), 4),
        (datetime(2026, 12, 31, 22, 0, tzinfo=BERLIN), datetime(2027, 1, 1, 1, 0, tzinfo=BERLIN), 3),
        (
            datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
            datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1),
            0.75,
        ),
    ],
)  # fmt: skip
def test_both_read_the_same_moments(read, begin, end, hours):
    """As moments, not as clock times: winter, summer, over both changes, over midnight, the hour twice."""
    _method, [found] = read(request(entry(begin, end), organizer=OFFICE, attendee=ANNA, at=AT))
    first, last = (moment.astimezone(UTC) for moment in found[2:4])
    assert (first, last) == (begin.astimezone(UTC), end.astimezone(UTC))
    assert (last - first).total_seconds() == hours * 3600


@READERS
def test_both_read_every_word(read):
    begin = datetime(2026, 11, 24, 14, 0, tzinfo=BERLIN)
    made = entry(begin)
    method, [found] = read(request(made, organizer=OFFICE, attendee=ANNA, at=AT))
    assert method == "REQUEST"
    assert (found[0], found[1], found[4], found[5], found[6]) == (
        made.uid, 0, made.title, made.place, "CONFIRMED",
    )  # fmt: skip


@READERS
def test_an_update_is_the_same_event_with_a_higher_sequence(read):
    begin = datetime(2026, 10, 24, 14, 0, tzinfo=BERLIN)
    first = read(request(entry(begin), organizer=OFFICE, attendee=ANNA, at=AT))[1][0]
    later = begin + timedelta(days=1)  # 14 o'clock on the day of the change
    second = read(request(entry(later, sequence=1), organizer=OFFICE, attendee=ANNA, at=AT))[1][0]
    assert (first[0], first[1], second[1]) == (second[0], 0, 1)
    assert second[2].astimezone(UTC) - first[2].astimezone(UTC) == timedelta(hours=25)
    assert second[2].astimezone(BERLIN).hour == 14


@READERS
def test_a_cancellation_names_the_event_it_takes_out(read):
    begin = datetime(2026, 11, 24, 14, 0, tzinfo=BERLIN)
    text = cancellation(entry(begin, sequence=2), organizer=OFFICE, attendee=ANNA, at=AT)
    method, [found] = read(text)
    assert (method, found[0], found[1], found[6]) == ("CANCEL", entry(begin).uid, 2, "CANCELLED")


def test_organizer_and_attendee_are_addresses_with_names():
    begin = datetime(2026, 11, 24, 14, 0, tzinfo=BERLIN)
    text = request(entry(begin), organizer=OFFICE, attendee=ANNA, at=AT)
    event = vobject.readOne(text).vevent
    assert event.organizer.value == "mailto:office@mitsorge.example"
    assert event.organizer.params["CN"] == ["Koordinierungsstelle; Kreis, Süd"]
    assert event.attendee.value == "mailto:anna@post.example"
    [other] = IcsCalendarStream.calendar_from_ics(text).events
    assert str(other.organizer.uri) == "mailto:office@mitsorge.example"
    assert [str(each.uri) for each in other.attendees] == ["mailto:anna@post.example"]


def test_lines_are_folded_and_end_as_the_standard_wants():
    begin = datetime(2026, 11, 24, 14, 0, tzinfo=BERLIN)
    text = request(entry(begin), organizer=OFFICE, attendee=ANNA, at=AT)
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert "TZID:Europe/Berlin" in lines


@READERS
def test_a_feed_holds_many(read):
    begin = datetime(2026, 10, 20, 18, 0, tzinfo=BERLIN)
    entries = [
        entry(begin, uid="a"),
        entry(begin + timedelta(days=7), uid="b"),
        entry(begin + timedelta(days=14), uid="c", status="CANCELLED"),
    ]
    method, found = read(published(entries, name="Termine", at=AT))
    assert method == "PUBLISH"
    assert [(f[0], f[2].astimezone(BERLIN).hour, f[6]) for f in found] == [
        ("a", 18, "CONFIRMED"), ("b", 18, "CONFIRMED"), ("c", 18, "CANCELLED"),
    ]  # fmt: skip


def a_meeting(**more) -> Meeting:
    values = {
        "committee": Committee(name="AG Demenz", code="ag"),
        "number": 3,
        "starts_at": datetime(2026, 11, 24, 13, 0, tzinfo=UTC),
        "ends_at": datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        "modified_at": AT,
        "place": "Rathaus",
    }
    return Meeting(**values | more)


@READERS
def test_records_become_entries(read):
    meetings = [
        a_meeting(title="Fahrdienst", sequence=4, status="INVITED"),
        a_meeting(status="DRAFT"),
        a_meeting(status="CANCELLED"),
        a_meeting(status="APPROVED", place="", online_url="https://konferenz.example/r"),
    ]
    _method, found = read(
        feed(meetings, name="Termine", at=AT, address=lambda m: "https://x.example/")
    )
    assert [(f[1], f[4], f[5], f[6]) for f in found] == [
        (4, "AG Demenz: Fahrdienst", "Rathaus", "CONFIRMED"),
        (0, "AG Demenz, 3. Sitzung", "Rathaus", "TENTATIVE"),
        (0, "AG Demenz, 3. Sitzung", "Rathaus", "CANCELLED"),
        (0, "AG Demenz, 3. Sitzung", "https://konferenz.example/r", "CONFIRMED"),
    ]
    assert [f[0] for f in found] == [str(meeting.uid) for meeting in meetings]


def test_the_file_of_one_meeting():
    meeting = a_meeting()
    assert by_ical(meeting_file(meeting, at=AT))[1][0][0] == str(meeting.uid)
    assert entry_of(meeting).url == ""
