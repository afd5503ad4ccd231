"""Two years of meetings: planned, invited, recorded, their minutes sent and approved; some lie ahead."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from mitsorge.domain.governance.actions import agenda, invitations, minutes
from mitsorge.domain.governance.actions import meetings as actions
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.governance.queries.rule_sets import values_on
from mitsorge.domain.governance.rules import ItemKind, Reply
from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.life import exhibits, hours, recording
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.words import Table, table

PLANNED_BEFORE = timedelta(days=45)
DAY = timedelta(days=1)
Stories = dict[str, Table]


@dataclass
class Scene:
    """One meeting as written: its items, and the moments that follow from its day."""

    code: str
    entry: Table
    starts_at: datetime
    items: list[Table] = field(default_factory=list)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=self.entry.get("hours", 2))


def note(company: Company, stories: Stories) -> None:
    """All meetings that were and that will be, and what waits in the backlogs."""
    for scene in [*_named(company, stories), *_rhythms(company)]:
        _note_past(company, scene)
    for entry in company.words.get("running", ()):
        _note_running(company, entry)
    for number, entry in enumerate(company.words.get("ahead", ())):
        _note_ahead(company, entry, number)
    for entry in company.words.get("backlog", ()):
        company.score.cue(company.score.moment(entry["days"], 11), partial(_shelve, company, entry))


def _named(company: Company, stories: Stories) -> list[Scene]:
    """Meetings written one by one, with the recommendations they decide on."""
    scenes = []
    for entry in company.words.get("meeting", ()):
        items = list(entry.get("item", ()))
        items += [
            _item_of(story) for story in stories.values() if entry["code"] in _decisions(story)
        ]
        starts_at = company.score.moment(entry["days"], entry.get("hour", 14))
        scenes.append(Scene(entry["code"], entry, starts_at, items))
    return scenes


def _decisions(story: Table) -> list[str]:
    return [story[name] for name in ("decided_in", "decided_again_in") if story.get(name)]


def _item_of(story: Table) -> Table:
    vote = story.get("vote", {})
    return {
        "kind": "DECISION",
        "title": f"Handlungsempfehlung: {story['title']}"[:200],
        "notes": "Die Arbeitsgruppe stellt die Empfehlung vor. Fragen sind beantwortet.",
        "resolution": f"Das Netzwerk empfiehlt: {story['title']}.",
        "recommendation": story["code"],
        **vote,
    }


def _rhythms(company: Company) -> list[Scene]:
    """Meetings in a rhythm; what they spoke about comes from a pool, in turn."""
    scenes = []
    for entry in company.words.get("rhythm", ()):
        pool = entry.get("item", []) + table("common")["pool"][entry["pool"]]
        for number, days in enumerate(entry["days"]):
            turn = entry.get("offset", 0) + 2 * number
            items = [pool[(turn + each) % len(pool)] for each in range(2)]
            starts_at = company.score.moment(days, entry.get("hour", 14))
            scenes.append(Scene(f"{entry['committee']}-{days}", entry, starts_at, items))
    return scenes


def _note_past(company: Company, scene: Scene) -> None:
    """Plan, invite, meet, write, send, approve: each on its day, as far as that day has come."""
    rules = _note_opening(company, scene)
    cue, ends_at = company.score.cue, scene.ends_at
    cue(ends_at, partial(recording.close, company, scene.code))
    if "photo" in scene.entry:
        cue(ends_at + DAY, partial(exhibits.hang_photo, company, scene.code, scene.entry))
    cue(ends_at + 2 * DAY, partial(_on_meeting, company, scene.code, minutes.compose, "meeting_id"))
    sent = ends_at + 6 * DAY
    cue(sent, partial(_on_minutes, company, scene.code, minutes.send))
    cue(
        sent + (rules.objection_days + 2) * DAY,
        partial(_on_minutes, company, scene.code, minutes.approve),
    )


def _note_opening(company: Company, scene: Scene) -> Rules:
    """Plan, invite, meet; the rules of the committee on that day."""
    rules = values_on(company.committees[scene.entry["committee"]], scene.starts_at.date())
    cue, starts_at = company.score.cue, scene.starts_at
    cue(starts_at - PLANNED_BEFORE, partial(_plan, company, scene))
    if "uninvited" not in scene.entry:
        cue(starts_at - (rules.invitation_days + 4) * DAY, partial(_invite, company, scene.code))
    cue(starts_at, partial(recording.meet, company, scene.code, scene.entry, scene.items))
    return rules


def _note_running(company: Company, entry: Table) -> None:
    """A meeting nobody has closed yet; its items marked `open` are still to come."""
    starts_at = hours.lately(company.score.at, company.score.land)
    _note_opening(company, Scene("running", entry, starts_at, entry.get("item", [])))


def _plan(company: Company, scene: Scene, at: datetime) -> None:
    entry, counts = scene.entry, "heads" in scene.entry
    meeting = actions.plan_meeting(
        committee=company.committees[entry["committee"]],
        starts_at=scene.starts_at, ends_at=scene.ends_at, place=entry["place"],
        online_url=entry.get("online", ""), title=entry.get("title", ""), counts_only=counts,
        with_template=False, by=company.frieda, at=at,
    )  # fmt: skip
    company.meetings[scene.code] = meeting
    for item in scene.items:
        _add(company, meeting, item, at)
    exhibits.lay_papers(company, meeting, entry, at)


def _add(company: Company, meeting: Meeting, item: Table, at: datetime) -> None:
    agenda.add_item(
        committee=meeting.committee, meeting=meeting, title=item["title"],
        kind=ItemKind(item.get("kind", "DISCUSSION")), text=item.get("text", ""),
        minutes_planned=item.get("minutes", 30), is_public=item.get("public", True),
        by=company.frieda, at=at,
    )  # fmt: skip


def _invite(company: Company, code: str, at: datetime) -> None:
    meeting_id = company.meetings[code].pk
    invitations.invite(meeting_id=meeting_id, even_late=True, by=company.frieda, at=at)


def _on_meeting(company: Company, code: str, deed: Any, name: str, at: datetime) -> None:
    deed(**{name: company.meetings[code].pk}, by=company.frieda, at=at)


def _on_minutes(company: Company, code: str, deed: Any, at: datetime) -> None:
    found = company.meetings[code]
    found.refresh_from_db()
    deed(minutes_id=found.minutes.pk, by=company.frieda, at=at)


def _shelve(company: Company, entry: Table, at: datetime) -> None:
    agenda.add_item(
        committee=company.committee(entry["committee"]), title=entry["title"],
        text=entry.get("text", ""), brought_by=entry.get("brought_by", ""), by=company.frieda, at=at,
    )  # fmt: skip


def _note_ahead(company: Company, entry: Table, number: int) -> None:
    """A meeting to come: drafted, invited with answers, or called off."""
    score, code = company.score, f"ahead-{number}"
    scene = Scene(code, entry, _begin(company, entry), entry.get("item", []))
    early = max(21, score.at.toordinal() - scene.starts_at.toordinal() + 45)
    score.cue(score.moment(early, 8, number), partial(_plan_ahead, company, scene))
    if entry["state"] != "draft":
        score.cue(score.moment(min(early - 3, 17), 9), partial(_invite, company, code))
        score.cue(score.moment(2, 11), partial(_reply, company, code))
    if entry["state"] == "cancelled":
        score.cue(score.moment(3, 12), partial(_cancel, company, code, entry["why"]))


def _begin(company: Company, entry: Table) -> datetime:
    """On its day at its hour; "soon" is the next time people meet that leaves an hour."""
    if entry.get("soon"):
        return hours.soon(company.score.at, company.score.land)
    return company.score.moment(-entry["days"], entry.get("hour", 14))


def _plan_ahead(company: Company, scene: Scene, at: datetime) -> None:
    entry = scene.entry
    meeting = actions.plan_meeting(
        committee=company.committee(entry["committee"]), starts_at=scene.starts_at,
        ends_at=scene.ends_at, place=entry["place"], online_url=entry.get("online", ""),
        title=entry.get("title", ""), by=company.frieda, at=at,
    )  # fmt: skip
    company.meetings[scene.code] = meeting
    for item in scene.items:
        _add(company, meeting, item, at)
    exhibits.lay_papers(company, meeting, entry, at)


def _reply(company: Company, code: str, at: datetime) -> None:
    """Most come, some do not, one sends somebody, some have not answered yet."""
    meeting = company.meetings[code]
    meeting.refresh_from_db()
    if meeting.status != "INVITED":
        return
    chance = dice(company.preset, "replies", code)
    for number, row in enumerate(meeting.attendees.order_by("name", "pk")[:40]):
        if number == 1 and row.organization_id:
            invitations.reply(
                uid=row.uid, reply=Reply.DEPUTY, deputy_name=next(company.names), at=at
            )
        elif chance.random() < 0.8:
            answer = Reply.YES if chance.random() < 0.8 else Reply.NO
            invitations.reply(uid=row.uid, reply=answer, at=at)


def _cancel(company: Company, code: str, why: str, at: datetime) -> None:
    actions.cancel_meeting(meeting_id=company.meetings[code].pk, why=why, by=company.frieda, at=at)
