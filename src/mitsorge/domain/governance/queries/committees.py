from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from mitsorge.domain.governance.models import Committee, Meeting, Membership, Paper
from mitsorge.domain.governance.queries.meetings import upcoming
from mitsorge.domain.governance.queries.seats import Seat, seats_of
from mitsorge.domain.governance.rules import Classification, MeetingStatus, Result
from mitsorge.domain.governance.rules.composition import runs


def committees_by_kind() -> list[tuple[Classification, list[Committee]]]:
    """All committees, grouped by kind in the order of the kinds (1 query)."""
    groups: dict[Classification, list[Committee]] = {kind: [] for kind in Classification}
    for committee in Committee.objects.select_related("planning_area"):
        groups[Classification(committee.classification)].append(committee)
    return [(kind, found) for kind, found in groups.items() if found]


@dataclass(frozen=True)
class Branch:
    """A committee in the tree; `depth` 0 stands for itself. `next_meeting` is the next that is planned."""

    committee: Committee
    depth: int
    seats: tuple[Seat, ...]
    next_meeting: Meeting | None
    is_over: bool


def tree(*, at: datetime) -> list[Branch]:
    """All committees, each below the one it belongs to, by kind; ended ones last (4 queries, and those of
    the sources of partners' seats).
    """
    on = timezone.localdate(at)
    found = list(Committee.objects.select_related("planning_area", "led_by_organization"))
    seats, meetings = seats_of(found, on), _next_meetings(at)
    kinds = list(Classification)
    found.sort(key=lambda one: kinds.index(Classification(one.classification)))
    over = {one.pk: one.active_to is not None and one.active_to <= on for one in found}

    def branch(one: Committee, depth: int) -> Branch:
        return Branch(
            one,
            depth,
            tuple(seats[one.pk]),
            meetings.get(one.pk),
            over[one.pk],
        )

    standing = [one for one in found if not over[one.pk]]
    ended = [branch(one, 0) for one in found if over[one.pk]]
    return [branch(one, depth) for one, depth in _walk(standing)] + ended


def _walk(found: Sequence[Committee]) -> Iterable[tuple[Committee, int]]:
    """Depth first; whose parent is not among them stands at the top."""
    keys = {one.pk for one in found}
    below: dict[int | None, list[Committee]] = {}
    for one in found:
        below.setdefault(one.parent_id if one.parent_id in keys else None, []).append(one)

    def walk(parent: int | None, depth: int) -> Iterable[tuple[Committee, int]]:
        for one in below.get(parent, ()):
            yield one, depth
            yield from walk(one.pk, depth + 1)

    return walk(None, 0)


def _next_meetings(at: datetime) -> dict[int, Meeting]:
    """The next meeting by committee, joint ones included (2 queries)."""
    found: dict[int, Meeting] = {}
    for meeting in upcoming(at):
        for committee in (meeting.committee, *meeting.joint_with.all()):
            found.setdefault(committee.pk, meeting)
    return found


def by_code(code: str) -> Committee | None:
    """One committee with what it belongs to (1 query)."""
    around = ("parent", "planning_area", "led_by_organization")
    return Committee.objects.filter(code=code).select_related(*around).first()


@dataclass(frozen=True)
class Counts:
    """How much there is of each kind, for the tabs of a committee's page."""

    meetings: int
    papers: int
    decisions: int


def counts(committee: Committee) -> Counts:
    """Meetings that were not cancelled, papers, decisions taken (1 query)."""
    row = Committee.objects.filter(pk=committee.pk).aggregate(
        meetings=Count("meetings", ~Q(meetings__status=MeetingStatus.CANCELLED), distinct=True),
        papers=Count("papers", distinct=True),
        decisions=Count("items", ~Q(items__result=Result.NONE), distinct=True),
    )
    return Counts(**row)


def children(committee: Committee, *, at: datetime) -> list[Committee]:
    """Those that belong to it today (1 query)."""
    on = timezone.localdate(at)
    return [one for one in committee.children.all() if runs(one.active_from, one.active_to, on)]


def memberships(committee: Committee) -> QuerySet[Membership]:
    """Every entry ever made, principals and deputies, the newest first (1 query)."""
    rows = Membership.objects.filter(committee=committee)
    around = ("person", "organization", "deputy_of__person", "deputy_of__organization")
    return rows.select_related(*around).order_by("-active_from", "-pk")


def membership_by_pk(committee: Committee, pk: int) -> Membership | None:
    """One entry of a committee (1 query)."""
    return memberships(committee).filter(pk=pk).first()


def papers(committee: Committee) -> QuerySet[Paper]:
    """Its documents with file and meeting, the newest first (1 query)."""
    return Paper.objects.filter(committee=committee).select_related("file", "meeting__committee")


def next_meeting(committee: Committee, *, at: datetime) -> Meeting | None:
    """The next that is planned, its own or joint (2 queries)."""
    own = upcoming(at).filter(Q(committee=committee) | Q(joint_with=committee))
    return own.distinct().first()
