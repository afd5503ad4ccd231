"""Recommendations from the first draft to the answer; what follows is in `effects`."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from mitsorge.domain.recommendations.actions import (
    answers,
    carrying,
    commenting,
    consulting,
    drafting,
    papers,
)
from mitsorge.domain.recommendations.models import Impulse, Recommendation
from mitsorge.domain.recommendations.rules import AnswerKind, CommentKind, EvidenceKind
from mitsorge.domain.recommendations.rules.words import WORD_FIELDS, VersionWords
from mitsorge.doors.setup.demo.life import effects
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.impulses import topic
from mitsorge.doors.setup.demo.life.words import Table

Player = Callable[[Company, Recommendation, Table, datetime], object]

BEFORE_DECIDING = 300
"""Stories of all networks that count back from today are decided fewer days ago than this."""


def prepare(company: Company, common: list[Table]) -> dict[str, Table]:
    """All stories of this network by code: its own, and those of all networks it takes up with its own changes."""
    own = {story["code"]: story for story in company.words.get("recommendation", ())}
    known = {story["code"]: story for story in common}
    taken = {use["story"]: known[use["story"]] | use for use in company.words.get("use", ())}
    return own | taken


def note(company: Company, stories: dict[str, Table]) -> None:
    """Every story with all its deeds, each on its day."""
    days = {entry["code"]: entry["days"] for entry in company.words.get("meeting", ())}
    for number, story in enumerate(stories.values()):
        decided = days.get(story.get("decided_in", ""), 0)
        start = _when(company, story, decided, number)
        company.score.cue(start, partial(_draft, company, story))
        for entry in story.get("deed", ()):
            moment = _when(company, entry | {"shift": story.get("shift", 0)}, decided, number)
            company.score.cue(moment, partial(_play, company, story["code"], entry))
        for measure in story.get("measure", ()):
            whose = partial(company.found.__getitem__, story["code"])
            effects.note(company, measure, decided, whose)
    for measure in company.words.get("measure", ()):
        effects.note(company, measure, 0)


def _when(company: Company, entry: Table, decided: int, number: int) -> datetime:
    """`days` before the demo, or `after` so many days after the decision (below 0: before it).

    `shift`: where the committee decides earlier than elsewhere, all that came before is earlier too.
    """
    days = entry["days"] if "days" in entry else decided - entry["after"]
    if days > BEFORE_DECIDING:
        days += entry.get("shift", 0)
    return company.score.moment(days, entry.get("hour", 17), number)


def _draft(company: Company, story: Table, at: datetime) -> None:
    topics = [topic(company, name, at) for name in story.get("topics", ())]
    found = drafting.draft(
        committee=company.committee(story["committee"]), title=story["title"],
        addressee=story["addressee"], addressee_email=story.get("email", "stelle@verwaltung.example"),
        words=_words(story, at), topics=topics, impulses=_impulses(company, story, topics),
        by=company.frieda, at=at,
    )  # fmt: skip
    company.found[story["code"]] = found
    for proof in story.get("proof", ()):
        drafting.add_evidence(
            recommendation_id=found.pk, kind=EvidenceKind(proof.get("kind", "FIGURE")),
            label=proof["label"], url=proof.get("url", ""),
            as_of=at.date() - timedelta(days=proof.get("age", 30)), by=company.frieda, at=at,
        )  # fmt: skip


def _impulses(company: Company, story: Table, topics: list[Any]) -> list[Impulse]:
    """Those it names, and whatever was put under its topics until now."""
    named = [
        company.impulses[code] for code in story.get("impulses", ()) if code in company.impulses
    ]
    return named or list(Impulse.objects.filter(topic__in=topics))


def _words(story: Table, at: datetime) -> VersionWords:
    given = {name: story[name] for name in WORD_FIELDS if name in story}
    if "within" in story:
        given["target_date"] = at.date() + timedelta(days=story["within"])
    return VersionWords(**given)


def _play(company: Company, code: str, entry: Table, at: datetime) -> None:
    PLAYERS[entry["do"]](company, company.found[code], entry, at)


def _whose(company: Company, found: Recommendation, at: datetime) -> dict[str, Any]:
    return {"recommendation_id": found.pk, "by": company.frieda, "at": at}


def _submit(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    committee = company.committee(entry["to"])
    consulting.submit(committee=committee, **_whose(company, found, at))


def _rate(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    words = {"rating": entry["rating"], "reason": entry.get("reason", "")}
    consulting.rate(**words, **_whose(company, found, at))


def _forward(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    """To the committee that adopts; nothing where it lies there already, because nobody stands between."""
    here, there = company.committee("steering"), company.committee("adopting")
    if here.pk != there.pk:
        consulting.forward(committee=there, **_whose(company, found, at))


def _give_back(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    consulting.give_back(reason=entry["reason"], **_whose(company, found, at))


def _merge(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    into = company.found[entry["into"]].pk
    consulting.merge(into_id=into, reason=entry.get("reason", ""), **_whose(company, found, at))


def _withdraw(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    consulting.withdraw(reason=entry["reason"], **_whose(company, found, at))


def _revise(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    """The next version: the words of the last one, and what `entry` says anew."""
    last = found.versions.order_by("-number")[0]
    words = {name: getattr(last, name) for name in WORD_FIELDS} | {
        name: entry[name] for name in WORD_FIELDS if name in entry
    }
    drafting.revise(words=VersionWords(**words), **_whose(company, found, at))


def _comment(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    """A remark or a proposal of somebody of the cast, and what became of it where `taken` says so."""
    made = commenting.comment(
        recommendation_id=found.pk, text=entry["text"], field=entry.get("field", ""),
        kind=CommentKind.AMENDMENT if "field" in entry else CommentKind.COMMENT,
        by=company.cast[entry.get("by", "stella")], at=at,
    )  # fmt: skip
    if "taken" in entry:
        commenting.settle(
            comment_id=made.pk, taken=entry["taken"], why=entry.get("why", ""),
            by=company.frieda, at=at + timedelta(days=1),
        )  # fmt: skip


def _carry(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    """Some partners carry it, one perhaps does not; the office writes down how it knows."""
    houses = company.houses("carry", found.number, count=entry.get("houses", 6), on=at.date())
    day = f"Schreiben vom {at:%d.%m.%Y}"
    for house in houses:
        carrying.carry(organization=house, note=day, **_whose(company, found, at))
    if reason := entry.get("dissent"):
        others = company.houses("dissent", found.number, count=20, on=at.date())
        house = next(each for each in others if each not in houses)
        carrying.dissent(organization=house, reason=reason, note=day, **_whose(company, found, at))


def _ask(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    due = (
        company.score.moment(entry["due"]).date()
        if "due" in entry
        else (at + timedelta(days=90)).date()
    )
    answers.ask(due_on=due, **_whose(company, found, at))


def _remind(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    answers.remind(**_whose(company, found, at))


def _answer(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    answers.record_answer(
        kind=AnswerKind(entry["kind"]), text=entry["text"], by_office=entry["office"],
        answered_on=at.date(), **_whose(company, found, at),
    )  # fmt: skip


def _paper(company: Company, found: Recommendation, entry: Table, at: datetime) -> None:
    """A paper for the council with its stations; those that were held get their results on their day."""
    paper = papers.draft_paper(**_whose(company, found, at))
    stations = [
        papers.StationDraft(
            body=one["body"], held_on=_held(company, one), is_public=one.get("public", True)
        )
        for one in entry["station"]
    ]
    papers.change_paper(
        paper_id=paper.pk, seen=paper.modified_at, values={"number": entry["number"]},
        stations=stations, by=company.frieda, at=at,
    )  # fmt: skip
    for station, one in zip(paper.stations.order_by("position"), entry["station"], strict=True):
        if one.get("result") and station.held_on:
            papers.record_station(
                station_id=station.pk, held_on=station.held_on, result=one["result"],
                note=one.get("note", ""), by=company.frieda,
                at=at + (station.held_on - at.date()) + timedelta(days=1),
            )  # fmt: skip


def _held(company: Company, one: Table) -> date | None:
    return company.score.moment(one["days"]).date() if "days" in one else None


PLAYERS: dict[str, Player] = {
    "submit": _submit,
    "rate": _rate,
    "forward": _forward,
    "give_back": _give_back,
    "merge": _merge,
    "withdraw": _withdraw,
    "revise": _revise,
    "comment": _comment,
    "carry": _carry,
    "ask": _ask,
    "remind": _remind,
    "answer": _answer,
    "paper": _paper,
}
