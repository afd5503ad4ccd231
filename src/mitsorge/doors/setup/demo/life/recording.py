"""What happens in a meeting: who is there, what is said, decided, taken on and wished."""

from datetime import datetime, timedelta
from typing import Any

from mitsorge.domain.governance.actions import recording
from mitsorge.domain.governance.models import AgendaItem, Meeting, Task
from mitsorge.domain.governance.queries.live import presence
from mitsorge.domain.governance.rules import Majority, MemberRole, Result
from mitsorge.domain.recommendations.actions import consulting
from mitsorge.doors.setup.demo.dice import dice
from mitsorge.doors.setup.demo.life.company import Company
from mitsorge.doors.setup.demo.life.impulses import hear
from mitsorge.doors.setup.demo.life.words import Table

SHOW_UP = 0.86
MINUTE = timedelta(minutes=1)


def meet(company: Company, code: str, entry: Table, items: list[Table], at: datetime) -> None:
    """The meeting from its first minute to its last item, or to the first one marked `open`."""
    meeting = company.meetings[code]
    who: dict[str, Any] = {"by": company.frieda}
    recording.start_meeting(meeting_id=meeting.pk, note=entry.get("uninvited", ""), at=at, **who)
    _gather(company, meeting, entry, at + MINUTE)
    written = {item["title"]: item for item in items}
    for number, row in enumerate(meeting.items.order_by("position")):
        moment = at + (10 + 15 * number) * MINUTE
        item = written.get(row.title, {})
        if item.get("open"):
            break
        _take_up(company, meeting, row, item, moment)
    for number, said in enumerate(entry.get("impulse", ())):
        hear(company, said, at + (60 + number) * MINUTE, meeting=meeting)


def close(company: Company, code: str, at: datetime) -> None:
    recording.close_meeting(meeting_id=company.meetings[code].pk, by=company.frieda, at=at)


def _gather(company: Company, meeting: Meeting, entry: Table, at: datetime) -> None:
    """Heads where only heads are counted, else most of those invited; whoever leads is there."""
    who: dict[str, Any] = {"by": company.frieda, "at": at}
    if heads := entry.get("heads"):
        counts = heads if isinstance(heads, dict) else {"": heads}
        recording.count_heads(meeting_id=meeting.pk, counts=counts, **who)
        return
    chance = dice(company.preset, "present", meeting.committee.code, meeting.number)
    for row in meeting.attendees.order_by("name", "pk"):
        if chance.random() < SHOW_UP or row.role == MemberRole.CHAIR:
            recording.mark_present(attendee_id=row.pk, **who)


def _take_up(
    company: Company, meeting: Meeting, row: AgendaItem, item: Table, at: datetime
) -> None:
    who: dict[str, Any] = {"by": company.frieda, "at": at}
    if item.get("adjourn"):
        recording.adjourn_item(item_id=row.pk, **who)
        return
    notes = item.get("notes", "Der Punkt ist besprochen.")
    row = recording.record_item(item_id=row.pk, version=row.version, notes=notes, done=True, **who)
    if "resolution" in item:
        row = _decide(company, meeting, row, item, at + 5 * MINUTE)
    if task := item.get("task"):
        _take_on(company, row, task, at + 6 * MINUTE)


def _decide(
    company: Company, meeting: Meeting, row: AgendaItem, item: Table, at: datetime
) -> AgendaItem:
    """By consensus or by counted votes, as the rules of the committee say; then the recommendation follows."""
    now = presence(meeting, at)
    votes: dict[str, int] = {}
    if now.rules.majority is not Majority.CONSENSUS:
        no, abstentions = item.get("no", 0), item.get("abstentions", 0)
        yes = max(now.room.voters - no - abstentions, 0)
        votes = {"yes": item.get("yes", yes), "no": no, "abstentions": abstentions}
    row = recording.decide(
        item_id=row.pk, version=row.version, resolution_text=item["resolution"],
        dissent=item.get("dissent", ""), by=company.frieda, at=at, **votes,
    )  # fmt: skip
    found = company.found.get(item.get("recommendation", ""))
    if found is not None:
        row.meeting = meeting
        deed = consulting.adopt if row.result == Result.ADOPTED else consulting.reject
        deed(recommendation_id=found.pk, item=row, by=company.frieda, at=at + MINUTE)
    return row


def _take_on(company: Company, row: AgendaItem, task: Table, at: datetime) -> None:
    """A task, and its end where it was finished in time."""
    due = (
        company.score.at - timedelta(days=task["due"]) if "due" in task else at + timedelta(days=42)
    )
    due = max(due, at)
    new = recording.add_task(
        committee=row.committee, item_id=row.pk, text=task["text"], owner=task["owner"],
        due_on=due.date(), by=company.frieda, at=at,
    )  # fmt: skip
    if not task.get("open"):
        _finish_later(company, new, at + timedelta(days=30))


def _finish_later(company: Company, task: Task, at: datetime) -> None:
    """The score is playing already: a task that ends later is ended at once, on its day."""
    if at <= company.score.at:
        recording.finish_task(task_id=task.pk, by=company.frieda, at=at)
