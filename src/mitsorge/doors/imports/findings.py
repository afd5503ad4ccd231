"""What an import has to say about a row: a remark, a doubt that needs a tick, or a refusal."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any


class Weight(IntEnum):
    """How much a finding weighs; the heaviest decides about the row."""

    REMARK = 1
    DOUBT = 2
    REFUSAL = 3


class Outcome(StrEnum):
    """What happens to a row. SUSPICIOUS rows are taken over only where someone ticks them."""

    NEW = "NEW"
    CHANGED = "CHANGED"
    UNCHANGED = "UNCHANGED"
    SUSPICIOUS = "SUSPICIOUS"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Finding:
    """One German sentence with its weight; `code` names the kind of dirt for tests and counts."""

    weight: Weight
    code: str
    sentence: str


class Unreadable(Exception):
    """A file that cannot be read at all. The text is a German sentence for the screen."""


def remark(code: str, sentence: str) -> Finding:
    return Finding(Weight.REMARK, code, sentence)


def doubt(code: str, sentence: str) -> Finding:
    return Finding(Weight.DOUBT, code, sentence)


def refusal(code: str, sentence: str) -> Finding:
    return Finding(Weight.REFUSAL, code, sentence)


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, as JSON values. `by_hand`: someone typed the old value here."""

    field: str
    old: object
    new: object
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer of the directory that a new row may be; `pro` and `contra` are German words with both values."""

    service_id: int
    name: str
    organization: str
    how: str
    pro: list[str]
    contra: list[str]


@dataclass(slots=True)
class PlannedRow:
    """One row of the file and what would become of it.

    `number` is the row as the spreadsheet counts it; `service_id` is None for a new offer;
    `values` are the parsed fields; `candidates` are offers a new row may be, likeliest first.
    """

    number: int
    label: str
    outcome: Outcome
    values: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    service_id: int | None = None
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """The whole dry run: every row with its outcome, and what the file as a whole has to say."""

    rows: list[PlannedRow]
    notes: list[str]
    revision: int = 0

    def left_out(self, ticked: Collection[int]) -> dict[str, int]:
        """How many suspicious rows nobody ticked: "" all of them, then by the code of each doubt; {} for none."""
        left = [
            row
            for row in self.rows
            if row.outcome == Outcome.SUSPICIOUS and row.number not in ticked
        ]
        doubts = Counter(
            code
            for row in left
            for code in {f.code for f in row.findings if f.weight >= Weight.DOUBT}
        )
        return {"": len(left), **dict(doubts.most_common())} if left else {}

    def counts(self) -> dict[str, int]:
        """Rows per outcome, all five named."""
        found = Counter(row.outcome for row in self.rows)
        return {outcome.value: found[outcome] for outcome in Outcome}
