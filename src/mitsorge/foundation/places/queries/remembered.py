"""Answers about places in the memory of this process, found under the state of the geography they were true of."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet, Value

from mitsorge.foundation import statements
from mitsorge.foundation.places.models import Body, GeographyRevision

Answer = TypeVar("Answer")
ANSWERS = 4_096


@dataclass(frozen=True, slots=True)
class Geography:
    """The state of the geography: two equal ones are the same rows, also after a rollback.

    The keys of the bodies stand beside the number because what is near depends on them; whoever writes a body
    need not think of the number.
    """

    revision: int
    ags: tuple[str, ...]


def geography() -> Geography:
    """The state as this connection sees it (1 query)."""
    return GEOGRAPHY.ask()


def _state() -> QuerySet[GeographyRevision, Any]:
    numbers = GeographyRevision.objects.filter(pk=1).values_list("revision", Value(""))
    return numbers.union(Body.objects.order_by().values_list(Value(0), "ags"), all=True)


def _geography(rows: list[statements.Row]) -> Geography:
    numbers = (number for number, ags in rows if not ags)
    return Geography(next(numbers, 0), tuple(sorted(ags for _number, ags in rows if ags)))


GEOGRAPHY = statements.Question(_state, _geography)
"""What `geography` asks (1 query)."""


class Answers:
    """The most recently used answers; safe between threads, which share them: nobody changes an answer."""

    def __init__(self, limit: int = ANSWERS) -> None:
        self.limit = limit
        self.only_committed = True
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def of(self, question: Hashable, state: Geography, *, read: Callable[[], Answer]) -> Answer:
        """The answer kept for the question in this state, else what `read` finds.

        Kept is only what was read outside a transaction, and while the state stayed the same: 1 query more then.
        A kept answer costs none.
        """
        name = (state, question)
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        answer = read()
        if self._may_be_kept() and geography() == state:
            self._keep(name, answer)
        return answer

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()

    def _may_be_kept(self) -> bool:
        return not (self.only_committed and connection.in_atomic_block)

    def _keep(self, name: Hashable, answer: Any) -> None:
        with self._lock:
            self._kept[name] = answer
            while len(self._kept) > self.limit:
                self._kept.popitem(last=False)


answers = Answers()


def forget() -> None:
    """Begin anew, as a process does after its start: for a database that went back in time."""
    answers.forget()
