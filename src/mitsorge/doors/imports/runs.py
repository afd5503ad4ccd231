"""The deeds of an import: upload, map, tick, apply, drop. What is applied is what was seen."""

import hashlib
import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory.permissions import check_may_edit
from mitsorge.domain.directory.search import Moved
from mitsorge.doors.imports import progress, writing
from mitsorge.doors.imports.findings import Outcome, Plan, Unreadable
from mitsorge.doors.imports.models import ImportRun
from mitsorge.doors.imports.parsing.columns import Layout
from mitsorge.doors.imports.planning.holdings import revision
from mitsorge.doors.imports.planning.kinds import OFFICIAL, OPEN, Kind, State
from mitsorge.doors.imports.planning.official import rehearse
from mitsorge.doors.imports.planning.packing import digest, pack, unpack
from mitsorge.doors.imports.planning.prepare import Prepared, prepare, recognize_kind
from mitsorge.foundation.calm import calm
from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.people.models import Account

log = logging.getLogger("mitsorge.imports")
AT_ONCE = 1000
"""Up to so many rows are written in the request; more are left to the worker."""
TRIES = 3
"""So often a run is compared anew when somebody changes the directory between its dry run and its writing."""


@transaction.atomic
def upload(
    *, name: str, content: bytes, kind: Kind | None, by: Account | None, at: datetime
) -> ImportRun:
    """Stores a file with its dry run; without recognized columns it waits for them. Raises `Unreadable`."""
    if by is not None:
        check_may_edit(by)
    run = _new_run(name, content, kind, by, at)
    _preview(run, at)
    run.save(force_insert=True)
    return run


def _new_run(
    name: str, content: bytes, kind: Kind | None, by: Account | None, at: datetime
) -> ImportRun:
    return ImportRun(
        uid=uuid.uuid4(),
        name=name[-200:] or "Datei",
        sha256=hashlib.sha256(content).hexdigest(),
        kind=kind or recognize_kind(content),
        content=content,
        created_at=at,
        created_by=by,
    )


def stage(
    *,
    name: str,
    content: bytes,
    kind: Kind | None,
    at: datetime,
    mapping: Callable[[Layout], dict[int, str]],
) -> ImportRun:
    """A run that is not stored yet, for the command line: `mapping` names columns once they are known."""
    run = _new_run(name, content, kind, None, at)
    prepared = dry_run(run, at)
    chosen = mapping(prepared.layout) if prepared.layout is not None else {}
    if chosen:
        run.mapping = {str(index): field for index, field in chosen.items()}
        prepared = dry_run(run, at)
    run.revision = revision()
    if prepared.plan is not None:
        _keep(run, prepared.plan)
    return run


def carry_out_now(*, run: ImportRun, at: datetime) -> ImportRun:
    """Stores a staged run as released and applies it in one go; answers how it ended."""
    run.state, run.applied_at = State.QUEUED, at
    run.save(force_insert=True)
    carry_out(run_id=run.pk, at=at)
    run.refresh_from_db()
    return run


def dry_run(run: ImportRun, at: datetime) -> Prepared:
    """The dry run of a stored file as things stand now (nothing is kept)."""
    content = bytes(run.content)
    if run.kind in OFFICIAL:
        return Prepared(rehearse(content, Kind(run.kind), timezone.localdate(at)))
    chosen = {int(index): field for index, field in run.mapping.items()}
    same = {int(number): service for number, service in run.same.items()}
    return prepare(content, Kind(run.kind), chosen, same)


def _preview(run: ImportRun, at: datetime) -> None:
    prepared = dry_run(run, at)
    run.revision = revision()
    if prepared.plan is None:
        run.state = State.MAPPING
        return
    _keep(run, prepared.plan)


def _keep(run: ImportRun, plan: Plan) -> None:
    run.state = State.PREVIEW
    run.preview, run.digest, run.counts = pack(plan), digest(plan), plan.counts()


@transaction.atomic
def choose_columns(
    *, run: ImportRun, mapping: Mapping[int, str], by: Account, at: datetime
) -> None:
    """Columns named by hand, and the new dry run. Raises `Unreadable`; `AlreadyOver` where the run is over."""
    check_may_edit(by)
    run = _locked(run, OPEN)
    run.mapping = {str(index): field for index, field in mapping.items()}
    run.ticked, run.same = [], {}
    _preview(run, at)
    run.save()


@transaction.atomic
def tick(*, run: ImportRun, shown: Sequence[int], ticked: Sequence[int], by: Account) -> None:
    """Takes suspicious rows in: of the rows shown on a page, exactly the ticked ones."""
    check_may_edit(by)
    run = _locked(run, (State.PREVIEW,))
    run.ticked = sorted({*run.ticked} - {*shown} | {*ticked} & {*shown})
    run.save(update_fields=["ticked"])


@transaction.atomic
def say_same(
    *, run: ImportRun, number: int, service_id: int | None, by: Account, at: datetime
) -> None:
    """A new row is an offer of the directory (None: it is none after all), and the new dry run; ticks stay where the directory is the same.

    Raises `AlreadyOver`, also where the row no longer asks about this offer.
    """
    check_may_edit(by)
    run = _locked(run, (State.PREVIEW,))
    if service_id is None:
        run.same.pop(str(number), None)
    elif (number, service_id) in _candidates(run):
        run.same[str(number)] = service_id
    else:
        raise AlreadyOver(_("Diese Zeile fragt nicht mehr nach diesem Angebot."))
    has_moved = run.revision != revision()
    run.ticked = [] if has_moved else [ticked for ticked in run.ticked if ticked != number]
    _preview(run, at)
    run.save()


def _candidates(run: ImportRun) -> set[tuple[int, int]]:
    plan = unpack(bytes(run.preview))
    return {(row.number, one.service_id) for row in plan.rows for one in row.candidates}


class AlreadyOver(Exception):
    """The run has been applied, dropped or changed meanwhile; the text is a German sentence."""


def _locked(run: ImportRun, states: Sequence[State]) -> ImportRun:
    locked = ImportRun.objects.select_for_update().filter(pk=run.pk, state__in=states).first()
    if locked is None:
        raise AlreadyOver(_("Dieser Import ist schon übernommen oder verworfen."))
    return locked


def drop(*, run: ImportRun, by: Account, at: datetime) -> bool:
    """Ends a run without a trace in the directory; the file is deleted. False where it was over already."""
    check_may_edit(by)
    with transaction.atomic():
        done = ImportRun.objects.filter(pk=run.pk, state__in=OPEN).update(
            state=State.DROPPED, content=b"", preview=b"", applied_at=at, applied_by=by
        )
    return bool(done)


def queue(*, run: ImportRun, by: Account | None, at: datetime) -> bool:
    """Releases a preview to be applied; the second click finds nothing to release and answers False."""
    if by is not None:
        check_may_edit(by)
    with transaction.atomic():
        done = ImportRun.objects.filter(pk=run.pk, state=State.PREVIEW).update(
            state=State.QUEUED, applied_by=by, applied_at=at
        )
    return bool(done)


def row_count(run: ImportRun) -> int:
    """How many rows would be written."""
    return sum(run.counts.get(name, 0) for name in (Outcome.NEW, Outcome.CHANGED)) + len(run.ticked)


def carry_out(*, run_id: int, at: datetime) -> None:
    """Applies a released run: all rows and its state in one transaction, so that a kill leaves it released.

    Where the directory has moved on and the outcome would differ, nothing is written: a new preview waits. What
    moves while it is being written takes everything back, and the run is compared anew.
    """
    try:
        for _try in range(TRIES):
            if _carried_out(run_id, at):
                return
        _put_back(run_id)
    except Exception as error:
        log.exception("import %s failed", run_id)
        _fail(run_id, error)


def _carried_out(run_id: int, at: datetime) -> bool:
    """False, and nothing written, where somebody changed the directory meanwhile."""
    try:
        with transaction.atomic():
            run = _alone(run_id)
            if run is not None:
                _apply(run, at, lambda done: progress.tell(run.uid, done, row_count(run)))
    except Moved:
        return False
    if run is not None:
        progress.forget(run.uid)
    return True


def _put_back(run_id: int) -> None:
    """The preview waits again, with the reason; its file and its ticks are kept."""
    message = _(
        "Während der Übernahme hat jemand das Verzeichnis geändert. Es wurde nichts übernommen. "
        "Bitte klicken Sie noch einmal auf „Übernehmen“."
    )
    ImportRun.objects.filter(pk=run_id, state=State.QUEUED).update(
        state=State.PREVIEW, message=message
    )


def _alone(run_id: int) -> ImportRun | None:
    """The run if it is still released, once no other import is being written: two lists often name the same offers."""
    released = ImportRun.objects.select_for_update().filter(state=State.QUEUED).order_by("pk")
    waiting = list(released.values_list("pk", flat=True))
    return ImportRun.objects.get(pk=run_id) if run_id in waiting else None


def _fail(run_id: int, error: Exception) -> None:
    reason = (
        str(error)
        if isinstance(error, Unreadable)
        else _("Das hat nicht geklappt, es liegt an uns.")
    )
    message = _("%(reason)s Am Verzeichnis hat sich nichts geändert.") % {"reason": reason}
    ImportRun.objects.filter(pk=run_id, state=State.QUEUED).update(
        state=State.FAILED, message=message, content=b"", preview=b""
    )


def _apply(run: ImportRun, at: datetime, tell: Callable[[int], None]) -> None:
    prepared = dry_run(run, at)
    if prepared.plan is None or digest(prepared.plan) != run.digest:
        run.message = _(
            "Das Verzeichnis hat sich seit der Vorschau geändert. Sehen Sie sich die Vorschau bitte noch einmal an."
        )
        run.ticked = []
        run.revision = revision()
        _keep(run, prepared.plan or Plan([], []))
        run.save()
        return
    with calm():
        writing.write(run, prepared, at, tell)
    run.state, run.message, run.applied_at = State.DONE, "", at
    run.content, run.preview, run.left_out = b"", b"", prepared.plan.left_out({*run.ticked})
    written = ("state", "content", "preview", "message", "counts", "left_out", "applied_at")
    run.save(update_fields=written)
    changes = {name: [0, count] for name, count in run.counts.items()}
    record(
        event="imports.run.applied",
        subject=run,
        by=run.applied_by,
        at=at,
        changes=changes,
        why=run.name,
    )


def carry_out_all(*, at: datetime) -> None:
    """What the worker does with released runs, oldest first."""
    for run_id in (
        ImportRun.objects.filter(state=State.QUEUED).order_by("pk").values_list("pk", flat=True)
    ):
        carry_out(run_id=run_id, at=at)
