"""What stands against a change: whose it is, what somebody else wrote meanwhile, the rule of four eyes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.actions.outcomes import refuse
from mitsorge.domain.directory.permissions import check_may_propose
from mitsorge.domain.directory.rules import (
    Problem,
    SiteDraft,
    problems_of_location,
    problems_of_organization,
    problems_of_service,
)
from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.upkeep.actions.addresses import to_check
from mitsorge.domain.upkeep.models import Change
from mitsorge.domain.upkeep.queries.changes import Subject, with_values
from mitsorge.domain.upkeep.rules import ChangeState
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.people.models import Account


def check_may_write(subject: Subject, by: Account | None, vouched_by: UUID | None) -> None:
    """Its own accounts, the coordination, or whoever holds its letter."""
    if vouched_by is None or vouched_by != subject.organization.uid:
        check_may_propose(by, subject.organization.uid)


def check_four_eyes(change: Change, by: Account | None) -> None:
    """Where the network wants it, nobody publishes what they wrote (1 query)."""
    ours = network()
    if ours and ours.changes_by_two and by and change.written_by_id == by.pk:
        raise Refused(
            _("Diese Änderung haben Sie selbst geschrieben. Freigeben muss sie jemand anderes.")
        )


def wanted_of(subject: Subject, now: Any, values: Mapping[str, Any]) -> Any:
    """The draft as it would be. Raises `EntryRefused`, and `Refused` for a field that is not theirs."""
    if not values.keys() <= subject.fields:
        raise Refused(_("Diese Angabe ändert die Koordination. Rufen Sie uns gern an."))
    wanted = replace(now, **values)
    if subject.service:
        refuse(problems_of_service(to_check(wanted)))
    else:
        refuse([*problems_of_organization(wanted), *_problems_of_places(wanted.sites)])
    return wanted


def _problems_of_places(sites: Iterable[SiteDraft]) -> Iterator[Problem]:
    """At the row of the address that is wrong."""
    for row, site in enumerate(sites):
        for problem in problems_of_location(site.location) if site.location else ():
            yield Problem("sites", problem.fault, row)


def check_version(subject: Subject, now: Any, wanted: Any, *, seen: datetime, at: datetime) -> None:
    if subject.modified_at != seen:
        raise ChangedMeanwhile(changed_at=subject.modified_at, at=at, theirs=now, yours=wanted)


def check_draft(
    change: Change,
    now: Any,
    values: Mapping[str, Any],
    *,
    draft_seen: datetime | None,
    at: datetime,
) -> None:
    """Nobody writes over what somebody else has put into the open change."""
    if change.state == ChangeState.SUBMITTED:
        raise Refused(
            _("Eine Änderung wartet schon auf Freigabe. Ziehen Sie sie zurück, um sie zu ändern.")
        )
    check_draft_version(change, now, values, draft_seen=draft_seen, at=at)


def check_draft_version(
    change: Change,
    now: Any,
    values: Mapping[str, Any],
    *,
    draft_seen: datetime | None,
    at: datetime,
) -> None:
    """The open change is still the one the form was filled from, or says the same as the form."""
    theirs = with_values(now, change.after)
    yours = replace(theirs, **values)
    if change.written_at != draft_seen and theirs != yours:
        raise ChangedMeanwhile(changed_at=change.written_at, at=at, theirs=theirs, yours=yours)
