"""The year of all committees: what is planned, what the rhythm still wants, what falls silent, which reports are due."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.queries.all_seats import EMPTY, PLENUMS, Seats, all_seats
from mitsorge.domain.governance.queries.rule_sets import rules_of_all
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.rules.procedure import USUAL, Rules
from mitsorge.domain.governance.rules.rhythm import (
    Report,
    Silence,
    Slot,
    Table,
    reports,
    silence,
)
from mitsorge.domain.governance.rules.year_plan import Clash, clashes_on_days

YEARS_BACK = 5
"""Far enough for a rhythm of two years that was missed once."""
READ = ("uid", "committee_id", "starts_at", "ends_at", "status", "is_extraordinary")
HELD = frozenset(
    {MeetingStatus.MINUTES_OPEN, MeetingStatus.OBJECTION_PERIOD, MeetingStatus.APPROVED}
)


@dataclass(frozen=True)
class Due:
    committee: Committee
    report: Report


@dataclass(frozen=True)
class Silent:
    committee: Committee
    silence: Silence


@dataclass(frozen=True)
class Year:
    """What `year_of` read; everything else follows from it without another query."""

    year: int
    committees: list[Committee]
    meetings: Mapping[int, list[Meeting]]
    """By committee id, earliest first, of `YEARS_BACK` years and everything ahead; nothing cancelled."""
    rules: Mapping[int, Rules]
    seats: Mapping[int, Seats]

    @cached_property
    def tables(self) -> list[Table]:
        return [self._table(committee) for committee in self.committees]

    def _table(self, committee: Committee) -> Table:
        return Table(
            committee.pk,
            self.rules.get(committee.pk, USUAL).meetings_per_year,
            tuple(slot_of(meeting) for meeting in self.meetings.get(committee.pk, ())),
            frozenset(self.seats.get(committee.pk, EMPTY).people),
            committee.composition in PLENUMS,
            committee.active_from,
            committee.active_to,
        )

    def in_year(self, committee: Committee) -> list[Meeting]:
        found = self.meetings.get(committee.pk, ())
        return [meeting for meeting in found if local_day(meeting).year == self.year]

    @cached_property
    def clashes(self) -> dict[tuple[int, date], tuple[Clash, ...]]:
        return clashes_on_days(self.tables, self.year)

    def silent(self, on: date) -> list[Silent]:
        """Committees that miss their rhythm today, the longest silence first."""
        pairs = zip(self.committees, self.tables, strict=True)
        found = [Silent(one, seen) for one, table in pairs if (seen := silence(table, on=on))]
        return sorted(found, key=lambda each: (-each.silence.months, each.committee.pk))

    def reports_due(self) -> list[Due]:
        """Reports of the year by day."""
        return sorted(self._reports(), key=lambda each: (each.report.day, each.committee.pk))

    def _reports(self) -> Iterator[Due]:
        for committee in self.committees:
            held = [
                local_day(meeting)
                for meeting in self.meetings.get(committee.pk, ())
                if meeting.status in HELD
            ]
            for report in reports(self.year, self.rules.get(committee.pk, USUAL), held):
                yield Due(committee, report)


def year_of(year: int, *, on: date) -> Year:
    """Committees that exist in the year, their meetings, rules and seats (5 queries).

    Rules and seats are those of today, or of the first day of a year that is still to come.
    """
    day = max(on, date(year, 1, 1))
    committees = list(existing_in(year))
    meetings = _meetings(date(year - YEARS_BACK, 1, 1))
    return Year(year, committees, meetings, rules_of_all(day), all_seats(committees, day))


def existing_in(year: int) -> QuerySet[Committee]:
    """Those that exist on at least one day of the year; without a date of founding they always did."""
    begun = Q(active_from=None) | Q(active_from__lt=date(year + 1, 1, 1))
    going_on = Q(active_to=None) | Q(active_to__gt=date(year, 1, 1))
    return Committee.objects.filter(begun, going_on)


def slot_of(meeting: Meeting) -> Slot:
    starts = timezone.localtime(meeting.starts_at)
    minutes = int((meeting.ends_at - meeting.starts_at) / timedelta(minutes=1))
    return Slot(starts.date(), starts.time(), minutes, meeting.is_extraordinary, meeting.pk)


def local_day(meeting: Meeting) -> date:
    """The day on the wall on which it begins."""
    return timezone.localtime(meeting.starts_at).date()


def _meetings(since: date) -> dict[int, list[Meeting]]:
    """2 queries; a meeting of several committees stands with each of them."""
    found: dict[int, list[Meeting]] = defaultdict(list)
    begun = datetime(since.year, 1, 1, tzinfo=UTC)
    rows = Meeting.objects.exclude(status=MeetingStatus.CANCELLED).filter(starts_at__gte=begun)
    joined: dict[int, list[int]] = defaultdict(list)
    links = rows.exclude(joint_with=None).values_list("pk", "joint_with").order_by()
    for meeting_id, committee_id in links:
        joined[meeting_id].append(committee_id)
    for meeting in rows.only(*READ).order_by("starts_at", "pk"):
        for committee_id in [meeting.committee_id, *joined[meeting.pk]]:
            found[committee_id].append(meeting)
    return found
