"""From a dry run to the deeds of the domain."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from mitsorge.domain.directory import search
from mitsorge.domain.directory.actions.bulk import write_offers
from mitsorge.domain.directory.rules.offer_rows import PLACE_FIELDS, OfferRow
from mitsorge.domain.partners.actions import note_partnerships
from mitsorge.doors.imports.findings import Outcome, Plan, PlannedRow, Unreadable
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.planning import official
from mitsorge.doors.imports.planning.holdings import Holdings
from mitsorge.doors.imports.planning.identity import uid_of
from mitsorge.doors.imports.planning.kinds import OFFICIAL, Kind
from mitsorge.doors.imports.planning.prepare import Prepared
from mitsorge.foundation.places.models import Street
from mitsorge.foundation.places.queries import locate

PARTNERSHIP = ("participation", "member_group")


def write(run: ImportRun, prepared: Prepared, at: datetime, tell: Callable[[int], None]) -> None:
    """Writes the accepted rows inside the caller's transaction. Raises `Moved` where the dry run is out of date."""
    if run.kind in OFFICIAL:
        result = official.run(bytes(run.content), Kind(run.kind), timezone.localdate(at))
        if not result.stored:
            raise Unreadable("; ".join(one.reason for one in result.refused[:3]))
        run.counts = {
            **run.counts,
            Outcome.NEW: result.new,
            Outcome.CHANGED: result.changed,
            Outcome.UNCHANGED: result.unchanged,
        }
        search.rebuild()  # names and middles of municipalities stand in its documents
        return
    if prepared.plan is not None:
        accepted = accepted_rows(prepared.plan, run.ticked)
        rows = [offer_row(row, prepared.held or Holdings()) for row in accepted]
        written = write_offers(
            rows=rows,
            source=run.name,
            by=run.applied_by,
            at=at,
            locate=_locate(),
            tell=tell,
            since=prepared.plan.revision,
        )
        told = partnerships(accepted, written.organization_of)
        if told:
            note_partnerships(told=told, by=run.applied_by, at=at)


def accepted_rows(plan: Plan, ticked: Sequence[int]) -> list[PlannedRow]:
    """New and changed rows, and the suspicious ones somebody ticked."""
    wanted = set(ticked)
    return [
        row
        for row in plan.rows
        if row.outcome in (Outcome.NEW, Outcome.CHANGED)
        or (row.outcome == Outcome.SUSPICIOUS and row.number in wanted)
    ]


def offer_row(row: PlannedRow, held: Holdings) -> OfferRow:
    """A planned row as the domain takes it; an address the row names in part is completed from the stored one."""
    values: dict[str, Any] = dict(row.values)
    if row.service_id is not None:
        known = held.values[row.service_id]
        values = {**{name: known[name] for name in PLACE_FIELDS if known.get(name)}, **values}
    uid = uid_of(str(values["id"])) if "id" in values and row.service_id is None else ""
    changes = {change.field: [change.old, change.new] for change in row.changes}
    return OfferRow(values, row.service_id, uid, changes)


def partnerships(
    rows: Sequence[PlannedRow], organization_of: dict[int, int]
) -> dict[int, tuple[str, str]]:
    """What the rows tell about taking part, by organization."""
    return {
        organization_of[index]: (
            str(row.values.get("participation", "")),
            str(row.values.get("member_group", "")),
        )
        for index, row in enumerate(rows)
        if any(name in row.values for name in PARTNERSHIP)
    }


def _locate() -> Callable[..., Any]:
    """`places.locate`; without any streets loaded, one answer per place serves all its streets."""
    if Street.objects.exists():
        return locate
    known: dict[tuple[str, str], Any] = {}

    def by_place(*, street: str, postcode: str, place: str) -> Any:
        key = (postcode, place)
        if key not in known:
            known[key] = locate(postcode=postcode, place=place)
        return known[key]

    return partial(by_place)
