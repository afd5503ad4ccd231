"""What the office does with changes that wait: publish, give back with a question, edit first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions import ChangedMeanwhile, EntryRefused
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions.change_checks import (
    check_draft_version,
    check_four_eyes,
    wanted_of,
)
from mitsorge.domain.upkeep.actions.change_steps import locked, publish_now, record, step
from mitsorge.domain.upkeep.actions.told import tell
from mitsorge.domain.upkeep.letters import changes as letters
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, packed_values, with_values
from mitsorge.domain.upkeep.rules import ChangeState
from mitsorge.domain.upkeep.rules.changes import differing, packed
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds
from mitsorge.foundation.people.rules import Role

DECIDERS = (Role.COORDINATION,)


@transaction.atomic
def publish(*, change_id: int, by: Account | None, at: datetime) -> Change:
    """The office agrees: the entry stands as proposed, the organization gets a letter.

    Raises `AlreadyDone`; `Refused` by the rule of four eyes; `ChangedMeanwhile` where somebody else changed the
    same field since; `EntryRefused` where it can no longer stand.
    """
    check_holds(by, DECIDERS)
    change = locked(change_id)
    check_four_eyes(change, by)
    if change.state != ChangeState.SUBMITTED:
        raise AlreadyDone(_("Diese Änderung wartet nicht mehr auf Freigabe."))
    publish_now(change, by=by, at=at, vouched_by=None)
    tell(change, letters.published, at=at)
    return change


def publish_many(
    *, change_ids: Sequence[int], by: Account | None, at: datetime
) -> tuple[list[Change], list[str]]:
    """Each by itself: what was published, and a sentence for each that was not."""
    done: list[Change] = []
    sentences: list[str] = []
    for change_id in change_ids:
        try:
            done.append(publish(change_id=change_id, by=by, at=at))
        except (AlreadyDone, Refused, ChangedMeanwhile, EntryRefused) as refused:
            name = Change.objects.select_related("organization", "service").get(pk=change_id)
            sentences.append(f"{name}: {refused}")
    return done, sentences


@transaction.atomic
def give_back(*, change_id: int, sentence: str, by: Account | None, at: datetime) -> Change:
    """Back to the organization with a sentence; the draft stays, the entry too."""
    check_holds(by, DECIDERS)
    if not sentence.strip():
        raise Refused(_("Schreiben Sie einen Satz dazu, damit alle wissen, was fehlt."))
    change = locked(change_id)
    step(
        change,
        ChangeState.RETURNED,
        _("Über diese Änderung ist schon entschieden."),
        decided_at=at,
        decided_by=by,
        answer=sentence.strip()[:500],
    )
    record("returned", change, by=by, at=at)
    tell(change, letters.given_back, at=at)
    return change


@transaction.atomic
def edit_submitted(
    *,
    change_id: int,
    values: Mapping[str, Any],
    draft_seen: datetime | None,
    by: Account | None,
    at: datetime,
) -> Change:
    """The office edits a proposal before it publishes it; it keeps waiting. `draft_seen` as in `save_draft`.

    Raises `EntryRefused`, `AlreadyDone`, and `ChangedMeanwhile` where somebody else edited it first.
    """
    check_holds(by, DECIDERS)
    change = locked(change_id)
    if change.state != ChangeState.SUBMITTED:
        raise AlreadyDone(_("Diese Änderung wartet nicht mehr auf Freigabe."))
    subject = Subject(change.organization, change.service)
    now = subject.draft()
    wanted_of(subject, with_values(now, change.after), values)
    check_draft_version(change, now, values, draft_seen=draft_seen, at=at)
    after = change.after | {name: packed(value) for name, value in values.items()}
    before = packed_values(now, after) | change.before
    names = sorted(differing(before, after))
    change.before = {name: before[name] for name in names}
    change.after = {name: after[name] for name in names}
    change.written_at = at
    change.save(update_fields=["before", "after", "written_at"])
    record("edited", change, by=by, at=at)
    return change
