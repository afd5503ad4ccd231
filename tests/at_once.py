"""Several deeds at the same moment, each in a transaction of its own, as people press at the same time."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused

SEVERAL_WRITERS = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a database in memory has one writer"
    ),
]
TOLD = (AlreadyDone, ChangedMeanwhile, ItemChanged, Refused)
"""What a deed may answer to the one who came second; anything else is a failure and is told whole."""


def at_once(*deeds: Callable[[], Any], with_words: bool = False) -> list[str]:
    """What each deed came to, sorted: "done", or the name of what it raised, with its sentence where asked for."""
    start = Barrier(len(deeds))
    outcomes: list[str] = []

    def run(deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            deed()
            outcomes.append("done")
        except Exception as raised:
            name = type(raised).__name__
            is_name_enough = isinstance(raised, TOLD) and not with_words
            outcomes.append(name if is_name_enough else f"{name}: {raised}")
        finally:
            connection.close()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)
