"""A committee decides: by counted votes or by consensus, with the rule that was valid on the day."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.governance.actions.recording.items import save_next_version
from mitsorge.domain.governance.actions.recording.running import running_item
from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.queries.live import Presence, presence
from mitsorge.domain.governance.queries.register import numbers_of
from mitsorge.domain.governance.rules import ItemStatus, Majority, procedure, register
from mitsorge.domain.governance.wording import votes as words
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

DECIDED = ("yes", "no", "abstentions", "resolution_text", "dissent")


@transaction.atomic
def decide(
    *,
    item_id: int,
    version: int,
    yes: int | None = None,
    no: int | None = None,
    abstentions: int | None = None,
    objections: int = 0,
    dissent: str = "",
    resolution_text: str = "",
    by: Account,
    at: datetime,
) -> AgendaItem:
    """Records a decision with its result, the rule applied and its number in the register.

    Whoever is in the room at `at` counts. Deciding again while the meeting runs corrects it and keeps
    the number. Raises `Refused` (no quorum at this moment, more votes than voters, no vote counted)
    and `ItemChanged` where somebody else decided or reworded it since `version`. Nothing is written then.
    """
    item, meeting = running_item(item_id, by, at)
    yours = {
        "yes": yes,
        "no": no,
        "abstentions": abstentions,
        "resolution_text": resolution_text.replace("\r\n", "\n").strip(),
        "dissent": dissent.replace("\r\n", "\n").strip(),
    }
    _check_version(item, version, yours)
    now = presence(meeting, at)
    _check_quorum(now)
    _check_votes(now, yes, no, abstentions)
    outcome = procedure.outcome(
        yes=yes or 0,
        no=no or 0,
        abstentions=abstentions or 0,
        present=now.room.voters,
        members=now.room.members,
        objections=objections,
        rules=now.rules,
    )
    before = item.result
    _enter(item, yours, now, outcome, at)
    journal.record(
        event="governance.item.decided",
        subject=item,
        by=by,
        at=at,
        changes={"result": [before, item.result], "register_number": ["", item.register_number]},
    )
    return item


def _enter(
    item: AgendaItem,
    yours: Mapping[str, object],
    now: Presence,
    outcome: procedure.Outcome,
    at: datetime,
) -> None:
    for name, value in yours.items():
        setattr(item, name, value)
    item.result, item.status = outcome.result, ItemStatus.DONE
    item.present_voters, item.voting_members = now.room.voters, now.room.members
    item.rule_applied = words.rule_applied(outcome, now.room, now.rules, now.valid_from)[:400]
    item.decided_at = item.decided_at or at
    item.register_number = item.register_number or _next_number(item, at)
    save_next_version(
        item,
        [
            *yours,
            "result",
            "status",
            "present_voters",
            "voting_members",
            "rule_applied",
            "decided_at",
            "register_number",
        ],
        at,
    )


def _next_number(item: AgendaItem, at: datetime) -> str:
    """One more than the last of this committee in this year; the committee is locked meanwhile (2 queries)."""
    committee = Committee.objects.select_for_update().get(pk=item.committee_id)
    year = timezone.localdate(at).year
    return register.next_number(committee.code, year, numbers_of(committee, year), committee.name)


def _check_version(item: AgendaItem, version: int, yours: Mapping[str, object]) -> None:
    """Notes that moved on do not disturb a vote; a decision or a new wording does."""
    theirs = {name: getattr(item, name) for name in DECIDED}
    if version == item.version or theirs == yours:
        return
    if item.result or item.resolution_text not in ("", yours["resolution_text"]):
        theirs |= {"result": item.result, "version": item.version}
        raise ItemChanged(theirs=theirs, yours=yours, changed_at=item.modified_at)


def _check_quorum(now: Presence) -> None:
    if not now.is_quorate:
        raise Refused(
            words.no_quorum(now.room, now.needed, now.rules)
            + " "
            + _("Es wurde nichts beschlossen, Ihre Eingaben stehen noch hier.")
        )


def _check_votes(now: Presence, yes: int | None, no: int | None, abstentions: int | None) -> None:
    counts = [yes or 0, no or 0, abstentions or 0]
    if min(counts) < 0:
        raise Refused(_("Bitte zählen Sie in ganzen Zahlen ab 0."))
    if now.rules.majority is not Majority.CONSENSUS and not sum(counts):
        raise Refused(_("Bitte tragen Sie ein, wie viele Stimmen es gab."))
    if sum(counts) > now.room.voters:
        raise Refused(words.too_many_votes(now.room, sum(counts)))
