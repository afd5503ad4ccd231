"""Measures, their steps and what their indicators showed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from mitsorge.domain.recommendations.actions import measures
from mitsorge.domain.recommendations.models import Measure, Recommendation
from mitsorge.domain.recommendations.rules import MeasureStatus, Quality
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.impulses import topic
from mitsorge.doors.setup.demo.life.words import Table

Source = Callable[[], Recommendation]


def note(company: Company, entry: Table, decided: int, whose: Source | None = None) -> None:
    """A measure on its day, with what follows. `whose`: the recommendation, found when it is time."""
    planned = _days(entry, decided)
    company.score.cue(
        company.score.moment(planned, 18), partial(_plan, company, entry, decided, whose)
    )


def _days(entry: Table, decided: int) -> int:
    found: int = entry["days"] if "days" in entry else decided - entry["after"]
    return found


def _plan(company: Company, entry: Table, decided: int, whose: Source | None, at: datetime) -> None:
    """Plans it and everything that followed until today; each deed carries its own day."""
    origin: dict[str, Any] = (
        {"recommendation_id": whose().pk}
        if whose
        else {"topic_id": topic(company, entry["topic"], at).pk}
    )
    partners = company.houses("measure", entry["title"], count=entry.get("houses", 2), on=at.date())
    found = measures.plan(
        title=entry["title"], text=entry.get("text", ""), owner=entry["owner"],
        cost=entry.get("cost", ""), starts_on=at.date(), ends_on=_end(entry, at),
        partners=[each.pk for each in partners], by=company.frieda, at=at, **origin,
    )  # fmt: skip
    for step in entry.get("step", ()):
        _step(company, found, step, at)
    for indicator in entry.get("indicator", ()):
        _measure_it(company, found, indicator, at)
    _go_on(company, found, entry, at)


def _end(entry: Table, at: datetime) -> date | None:
    return at.date() + timedelta(days=entry["lasts"]) if "lasts" in entry else None


def _step(company: Company, found: Measure, step: Table, at: datetime) -> None:
    """A step with the day it was to be done, and ticked off where it was."""
    due = at + timedelta(days=step["within"])
    row = measures.step(
        measure_id=found.pk, text=step["text"], due_on=due.date(), by=company.frieda, at=at
    )
    if step.get("done") and due <= company.score.at:
        measures.finish_step(step_id=row.pk, on=due.date(), by=company.frieda, at=due)


def _measure_it(company: Company, found: Measure, entry: Table, at: datetime) -> None:
    target = entry.get("target")
    row = measures.add_indicator(
        measure_id=found.pk, name=entry["name"], unit=entry["unit"], source=entry["source"],
        definition=entry.get("definition", ""), numerator=entry.get("numerator", ""),
        denominator=entry.get("denominator", ""),
        target_value=Decimal(str(target)) if target is not None else None,
        lower_is_better=entry.get("lower", False), suppress_below=entry.get("suppress", 0),
        by=company.frieda, at=at,
    )  # fmt: skip
    upcoming = _next(company, entry)
    for reading in entry.get("reading", ()):
        _read(company, row.pk, reading, upcoming, at)


def _next(company: Company, entry: Table) -> date | None:
    return company.score.moment(-entry["next"]).date() if "next" in entry else None


def _read(
    company: Company, indicator_id: int, reading: Table, upcoming: date | None, at: datetime
) -> None:
    """One reading, on the day after it was taken at the earliest; what lies ahead is left out."""
    on = at + timedelta(days=reading["after"])
    if on > company.score.at:
        return
    values: dict[str, Any] = {
        name: reading[name] for name in ("numerator", "denominator") if name in reading
    }
    if "value" in reading:
        values["value"] = Decimal(str(reading["value"]))
    measures.read(
        indicator_id=indicator_id, on=on.date(), is_baseline=reading.get("baseline", False),
        quality=Quality(reading.get("quality", "LIKELY")), note=reading.get("note", ""),
        next_reading_on=upcoming, by=company.cast["selma"], at=max(on, at), **values,
    )  # fmt: skip


def _go_on(company: Company, found: Measure, entry: Table, at: datetime) -> None:
    """Begun, and finished or stopped where the words say so and the day has come."""
    if entry.get("status") == "PLANNED":
        return
    values: dict[str, Any] = {
        "status": MeasureStatus.RUNNING,
        "progress": entry.get("progress", 40),
        "obstacles": entry.get("obstacles", ""),
    }
    found = _change(company, found, values, at + timedelta(days=14))
    ends = {"done": MeasureStatus.DONE, "stopped": MeasureStatus.STOPPED}
    for word, status in ends.items():
        if word in entry:
            found = _change(company, found, {"status": status}, at + timedelta(days=entry[word]))


def _change(company: Company, found: Measure, values: dict[str, Any], at: datetime) -> Measure:
    if at > company.score.at:
        return found
    return measures.change(
        measure_id=found.pk, version=found.version, values=values, by=company.frieda, at=at
    )
