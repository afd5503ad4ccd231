"""How far an import is, while its transaction is still open: a small file that web and worker share."""

from pathlib import Path
from uuid import UUID

from django.conf import settings


def _file(uid: UUID) -> Path:
    return Path(settings.DATA_DIR) / "imports" / f"{uid}.progress"


def tell(uid: UUID, done: int, total: int) -> None:
    """Notes that `done` of `total` rows are written. A full disk must not stop the import."""
    try:
        _file(uid).parent.mkdir(parents=True, exist_ok=True)
        _file(uid).write_text(f"{done}/{total}", encoding="ascii")
    except OSError:
        return


def told(uid: UUID) -> int:
    """Percent, 0 to 99; 0 where nothing is known."""
    try:
        done, total = _file(uid).read_text(encoding="ascii").split("/")
        return min(int(done) * 100 // max(int(total), 1), 99)
    except (OSError, ValueError):
        return 0


def forget(uid: UUID) -> None:
    _file(uid).unlink(missing_ok=True)
