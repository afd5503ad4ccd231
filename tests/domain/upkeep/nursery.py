"""A process outside the tests that asks organizations, and can be killed while it does.

`python -m tests.domain.upkeep.nursery`, as `tests.foundation.post.nursery`.
"""

import os
from datetime import datetime

from tests.foundation.post import nursery


class Nursery(nursery.Nursery):
    module = "tests.domain.upkeep.nursery"


def ask(*, at: str, slow: float = 0.0) -> int:
    """Forks a process that runs the chore once and returns its process id; `slow`: seconds per letter."""
    from django.db import connections

    connections.close_all()
    if pid := os.fork():
        return pid
    _chore(at, slow)
    os._exit(0)


def ask_together(*, workers: int, at: str) -> list[int]:
    """As many processes as workers run the chore at the same moment; their exit codes."""
    pids = [ask(at=at, slow=0.002) for _worker in range(workers)]
    return [nursery.wait(pid=pid) for pid in pids]


def _chore(at: str, slow: float) -> None:
    import time

    from mitsorge.domain.upkeep.actions import rounds

    write = rounds.enqueue

    def slowly(draft, *, at):
        time.sleep(slow)
        return write(draft, at=at)

    rounds.enqueue = slowly
    rounds.open_due(at=datetime.fromisoformat(at))


def counts() -> list[int]:
    """Rounds, reminders, letters, letters that belong to a reminder."""
    from mitsorge.domain.upkeep.models import Inquiry, Reminder
    from mitsorge.foundation.post.models import Letter

    keys = Reminder.objects.values_list("letter_key", flat=True)
    rows = Letter.objects
    known = rows.filter(key__in=list(keys)).count()
    return [Inquiry.objects.count(), Reminder.objects.count(), rows.count(), known]


def make_due() -> int:
    """Every waiting letter may go at once."""
    from django.utils import timezone

    from mitsorge.foundation.post.models import Letter

    return Letter.objects.filter(state="QUEUED").update(due_at=timezone.now())


COMMANDS = nursery.COMMANDS | {c.__name__: c for c in (ask, ask_together, counts, make_due)}

if __name__ == "__main__":
    nursery.main(COMMANDS)
