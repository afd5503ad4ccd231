"""What the rhythm of all committees asks for today, without reading their meetings one by one as the plan does."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Max, QuerySet
from django.utils import timezone

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries.calendar import (
    HELD,
    YEARS_BACK,
    Due,
    Silent,
    existing_in,
)
from mitsorge.domain.governance.queries.rule_sets import rules_of_all
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.rules.procedure import USUAL, Rules
from mitsorge.domain.governance.rules.rhythm import Table, reports, silence_since


def silent_on(on: date) -> list[Silent]:
    """Committees that miss their rhythm on a day, the longest silence first: what `Year.silent` finds (3 queries)."""
    rules, last = rules_of_all(on), _last_days(date(on.year - YEARS_BACK, 1, 1))
    found = []
    for one in existing_in(on.year):
        wants = rules.get(one.pk, USUAL).meetings_per_year
        table = Table(one.pk, wants, since=one.active_from, until=one.active_to)
        if seen := silence_since(table, last.get(one.pk), on=on):
            found.append(Silent(one, seen))
    return sorted(found, key=lambda each: (-each.silence.months, each.committee.pk))


def reports_between(first: date, last: date) -> list[Due]:
    """Reports due on these days, a year apart at most: what `Year.reports_due` finds for them (3 queries for each
    calendar year, 2 where nobody reports on meetings).
    """
    years = sorted({first.year, last.year})
    found = [due for year in years for due in _reports(year, first, last)]
    return sorted(found, key=lambda each: (each.report.day, each.committee.pk))


def _reports(year: int, first: date, last: date) -> Iterator[Due]:
    """By the rules of the first day, or of the first day of a year that is still to come."""
    rules = rules_of_all(max(first, date(year, 1, 1)))
    held = _held({pk: each for pk, each in rules.items() if each.report_months is not None}, first)
    for one in existing_in(year):
        for report in reports(year, rules.get(one.pk, USUAL), held[one.pk]):
            if first <= report.day <= last:
                yield Due(one, report)


def _held(rules: Mapping[int, Rules], first: date) -> Mapping[int, list[date]]:
    """The days of meetings held whose report may be due from a day on, by the committees that owe it (1 query)."""
    found: dict[int, list[date]] = defaultdict(list)
    if not rules:
        return found
    months = max(each.report_months or 0 for each in rules.values())
    rows = _since(first - relativedelta(months=months + 1)).filter(status__in=HELD)
    for committee_id, starts_at in _with_joint(rows, rules):
        found[committee_id].append(timezone.localdate(starts_at))
    return found


def _last_days(since: date) -> dict[int, date]:
    """By committee id: the day of the last meeting held or planned, its own or joint (1 query)."""
    rows = _since(since).exclude(status=MeetingStatus.CANCELLED).order_by()
    own = rows.values_list("committee_id").annotate(last=Max("starts_at"))
    joint = (
        rows.filter(joint_with__isnull=False)
        .values_list("joint_with")
        .annotate(last=Max("starts_at"))
    )
    found: dict[int, date] = {}
    for committee_id, last in own.union(joint, all=True):
        day = timezone.localdate(last)
        found[committee_id] = max(day, found.get(committee_id, day))
    return found


def _with_joint(rows: QuerySet[Meeting], committees: Collection[int]) -> Iterable[tuple[int, Any]]:
    """Committee id and beginning, once for each committee that meets (1 query)."""
    own = rows.filter(committee__in=committees).values_list("committee_id", "starts_at")
    joint = rows.filter(joint_with__in=committees).values_list("joint_with", "starts_at")
    return own.order_by().union(joint.order_by(), all=True)


def _since(day: date) -> QuerySet[Meeting]:
    begun = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Meeting.objects.filter(starts_at__gte=begun)
