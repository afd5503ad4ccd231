"""The deeds of a file of figures: upload, take, drop. Nothing is written to planning before it is taken."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.models import Series
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.rules.passport import Counted, Passport
from mitsorge.doors.imports.figures.comparing import compared
from mitsorge.doors.imports.figures.keeping import Kept, keep, ours
from mitsorge.doors.imports.figures.read import Read
from mitsorge.doors.imports.figures.recognize import read_figures
from mitsorge.doors.imports.models import FigureFile
from mitsorge.doors.imports.planning.kinds import State
from mitsorge.foundation.people.models import Account


@dataclass(frozen=True)
class Trial:
    """One series of a file as it would be taken."""

    read: Read
    kept: Kept

    @property
    def is_sound(self) -> bool:
        return not self.kept.errors


@dataclass(frozen=True)
class Wanted:
    """What somebody decided about one series of the file. `percent`: its values are hundredths of shares."""

    passport: Passport
    replace: bool = False
    percent: bool = False


def upload(*, name: str, content: bytes, by: Account, at: datetime) -> FigureFile:
    """Stores a file that can be read, for its dry run. Raises `Unreadable` with a German sentence; nothing is kept."""
    check_may_plan(by)
    read_figures(content)
    with transaction.atomic():
        return FigureFile.objects.create(
            name=name[-200:] or _("Datei"),
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            created_at=at,
            created_by=by,
        )


def trials(file: FigureFile) -> list[Trial]:
    """The dry run of a stored file as things stand now (at most 16 queries per series); nothing is written."""
    mine = ours()
    found = []
    for read in read_figures(bytes(file.content)):
        kept = keep(read, mine)
        kept.traps += compared(kept, read.passport.get("subject"), mine)
        found.append(Trial(read, kept))
    return found


@transaction.atomic
def take(
    *, file_id: int, wanted: Sequence[Wanted | None], by: Account, at: datetime
) -> list[Series]:
    """All wanted series of a file, or none; None leaves one out. A second click raises `AlreadyDone`.

    Raises `Refused` for a file with errors, when nothing is wanted, and what `import_series` refuses.
    """
    check_may_plan(by)
    file = _open_file(file_id)
    pairs = [(t, w) for t, w in zip(trials(file), wanted, strict=True) if w is not None]
    if not pairs:
        raise Refused(_("Wählen Sie mindestens eine Zahlenreihe aus."))
    if not all(trial.is_sound for trial, _wanted in pairs):
        raise Refused(_("Die Datei hat Fehler. Es wurde nichts übernommen."))
    series = [_take(trial, each, by, at) for trial, each in pairs]
    file.state, file.content, file.ended_at = State.DONE, b"", at
    file.taken = [str(each.uid) for each in series]
    file.save(update_fields=["state", "content", "ended_at", "taken"])
    return series


def _take(trial: Trial, wanted: Wanted, by: Account, at: datetime) -> Series:
    figures = trial.kept.figures
    return import_series(
        passport=wanted.passport,
        figures=[_hundredth(f) for f in figures] if wanted.percent else figures,
        cells=trial.read.cells,
        by=by,
        at=at,
        replace=wanted.replace,
    )


def _hundredth(figure: Counted) -> Counted:
    return figure if figure.value is None else figure._replace(value=figure.value / 100)


def _open_file(file_id: int) -> FigureFile:
    file = FigureFile.objects.select_for_update().filter(pk=file_id, state=State.PREVIEW).first()
    if file is None:
        raise AlreadyDone(_("Diese Datei ist schon übernommen oder verworfen."))
    return file


def drop(*, file_id: int, by: Account, at: datetime) -> bool:
    """Ends a file without a trace in planning; its content is deleted. False where it was over already."""
    check_may_plan(by)
    with transaction.atomic():
        done = FigureFile.objects.filter(pk=file_id, state=State.PREVIEW).update(
            state=State.DROPPED, content=b"", ended_at=at
        )
    return bool(done)
