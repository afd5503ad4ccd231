"""What the worker does again and again. Apps register their chores when they are ready."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mitsorge.foundation.post.actions.upkeep import begin_round

log = logging.getLogger("mitsorge.post")


@dataclass(frozen=True)
class Chore:
    """`run(at=…)` is called about every `every`, by one worker of several."""

    name: str
    every: timedelta
    run: Callable[..., object]


REGISTERED: dict[str, Chore] = {}


def register(chore: Chore) -> None:
    """Call it in `AppConfig.ready`; a name stands for one chore."""
    REGISTERED[chore.name] = chore


def run_due(*, at: datetime) -> list[str]:
    """Runs what is due and returns the names (1 query per chore that is not due).

    A chore that fails is logged and tried again in its next period; the others still run.
    """
    due = [c for c in REGISTERED.values() if begin_round(chore=c.name, every=c.every, at=at)]
    for chore in due:
        try:
            chore.run(at=at)
        except Exception:
            log.exception("the chore %s failed", chore.name)
    return [chore.name for chore in due]
