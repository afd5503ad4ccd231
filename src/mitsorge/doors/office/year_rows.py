"""The year plan as its page shows it: a row for each committee, a cell for each month, the free days above."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mitsorge.domain.governance.models import Committee, Meeting
from mitsorge.domain.governance.queries.calendar import Year, slot_of
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.rules.holidays import FreeDays, breaks_in, public_in
from mitsorge.domain.governance.rules.rhythm import Slot
from mitsorge.domain.governance.rules.year_plan import Clash, Proposal
from mitsorge.domain.governance.wording.rhythm import reason_words

MONTHS = range(1, 13)


@dataclass(frozen=True)
class Entry:
    """A meeting (`address`) or a proposal (`value`) in a cell; `remarks` say what speaks against the day."""

    slot: Slot
    address: str = ""
    value: str = ""
    is_draft: bool = False
    remarks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the entry within its row, for links to its remarks."""
        return f"{self.slot.day:%m%d}"


@dataclass(frozen=True)
class Row:
    committee: Committee
    wanted: int
    cells: Sequence[tuple[date, Sequence[Entry]]]

    @property
    def has_remarks(self) -> bool:
        return any(entry.remarks for _first, entries in self.cells for entry in entries)


@dataclass(frozen=True)
class FreeMonth:
    """What is free in one month: `words` with names ("10.–31. Sommerferien"), the others as days only."""

    first: date
    words: Sequence[str]
    school: Sequence[str]
    """ ["10.–31."] """
    public: str
    """ "26., 29." """


def rows(year: Year, proposals: Iterable[Proposal], wanted: Mapping[int, int]) -> list[Row]:
    """A row for each committee; `wanted` says by id how many meetings its rhythm wants."""
    names = {committee.pk: committee.name for committee in year.committees}
    proposed: dict[int, list[Entry]] = defaultdict(list)
    for proposal in proposals:
        proposed[proposal.key].append(_proposed(proposal, names))
    return [
        Row(
            committee,
            wanted[committee.pk],
            _by_month(year.year, [*_planned(year, committee, names), *proposed[committee.pk]]),
        )
        for committee in year.committees
    ]


def _by_month(year: int, entries: list[Entry]) -> list[tuple[date, list[Entry]]]:
    ordered = sorted(entries, key=lambda entry: entry.slot)
    return [
        (date(year, month, 1), [entry for entry in ordered if entry.slot.day.month == month])
        for month in MONTHS
    ]


def _planned(year: Year, committee: Committee, names: Mapping[int, str]) -> Iterator[Entry]:
    for meeting in year.in_year(committee):
        slot = slot_of(meeting)
        clashes = year.clashes.get((committee.pk, slot.day), ())
        yield Entry(
            slot,
            address=_address(meeting),
            is_draft=meeting.status == MeetingStatus.DRAFT,
            remarks=tuple(_clash_words(clashes, names)),
        )


def _address(meeting: Meeting) -> str:
    return f"{reverse('office:desk')}sitzungen/{meeting.uid}/"


def _proposed(proposal: Proposal, names: Mapping[int, str]) -> Entry:
    slot = proposal.slot
    return Entry(
        slot,
        value=f"{proposal.key}@{slot.day:%Y-%m-%d}T{slot.starts:%H:%M}/{slot.minutes}",
        remarks=(*_remarks(proposal), *_clash_words(proposal.clashes, names)),
    )


def _remarks(proposal: Proposal) -> Iterator[str]:
    if proposal.reason:
        yield reason_words(proposal.reason)


def _clash_words(clashes: Iterable[Clash], names: Mapping[int, str]) -> Iterator[str]:
    for clash in clashes:
        name = names.get(clash.key, "")
        if not clash.shared:
            yield _("am selben Tag wie %(name)s") % {"name": name}
        else:
            words = ngettext(
                "am selben Tag wie %(name)s, %(n)s Mitglied sitzt in beiden",
                "am selben Tag wie %(name)s, %(n)s Mitglieder sitzen in beiden",
                clash.shared,
            )
            yield words % {"name": name, "n": clash.shared}


def free_months(year: int, free: FreeDays) -> list[FreeMonth]:
    """Holidays of each month of a year, by day."""
    return [_free_month(date(year, month, 1), free) for month in MONTHS]


def _free_month(first: date, free: FreeDays) -> FreeMonth:
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    school = [
        (max(each.first, first), min(each.last, last), each.name)
        for each in breaks_in(free, first, last)
    ]
    public = [(day, day, name) for day, name in public_in(free, first, last)]
    return FreeMonth(
        first,
        [_span(*each) for each in sorted([*school, *public])],
        [_days(first, last) for first, last, _name in school],
        ", ".join(f"{day.day}." for day, _last, _name in public),
    )


def _days(first: date, last: date) -> str:
    return f"{first.day}." if first == last else f"{first.day}.–{last.day}."


def _span(first: date, last: date, name: str) -> str:
    """Days of one month with their name: "26. Karfreitag", "10.–31. Sommerferien"."""
    return f"{_days(first, last)} {name}"
