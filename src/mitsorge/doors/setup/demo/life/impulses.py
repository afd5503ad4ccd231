"""What people said in the two years, in meetings and elsewhere, and what it was put under."""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.recommendations.actions import impulses, topics
from mitsorge.domain.recommendations.models import Impulse, Topic
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.words import Table, table


def note(company: Company) -> None:
    """Impulses that came outside of meetings: those of this network, and those every network hears."""
    for number, entry in enumerate(
        (*company.words.get("impulse", ()), *table("common")["impulse"])
    ):
        moment = company.score.moment(entry["days"], 9, number % 60)
        company.score.cue(moment, partial(hear, company, entry))
    for entry in company.words.get("priority", ()):
        moment = company.score.moment(entry["days"], 16)
        company.score.cue(moment, partial(_prioritize, company, entry))


def hear(
    company: Company, entry: Table, at: datetime, *, meeting: Meeting | None = None
) -> Impulse:
    """Collects one impulse, puts it under its topic, publishes its public words, closes it where it says why."""
    source = ImpulseSource.MEETING if meeting else ImpulseSource(entry.get("source", "CALL"))
    by = None if source is ImpulseSource.FORM else company.frieda
    found = impulses.collect(
        text=entry["text"], source=source, key=f"{company.preset} {entry['text']}",
        happened_on=timezone.localdate(at), meeting=meeting, by=by, at=at,
    )  # fmt: skip
    whose: dict[str, Any] = {"impulse_id": found.pk, "by": company.frieda, "at": at}
    if name := entry.get("topic"):
        impulses.assign(topic_id=topic(company, name, at).pk, **whose)
    if "public" in entry:
        impulses.publish(public_text=entry["public"] or entry["text"], **whose)
    if "closed" in entry:
        impulses.close(why=entry["closed"], **whose)
    if code := entry.get("code"):
        company.impulses[code] = found
    return found


def topic(company: Company, name: str, at: datetime) -> Topic:
    """The topic of that name, made where there is none yet."""
    if name not in company.topics:
        summary = company.words.get("topics", {}).get(name, "")
        company.topics[name] = topics.create(name=name, summary=summary, by=company.frieda, at=at)
    return company.topics[name]


def _prioritize(company: Company, entry: Table, at: datetime) -> None:
    found = topic(company, entry["topic"], at)
    topics.prioritize(topic_id=found.pk, rank=entry["rank"], by=company.frieda, at=at)
