"""docs/reference/states.md: what follows what, generated from the tables of the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from django.utils.translation import override

from mitsorge.domain.governance.rules import STEPS as MEETING_STEPS
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.wording import MEETING_STATUS
from mitsorge.domain.partners.rules import STEPS as APPLICATION_STEPS
from mitsorge.domain.partners.rules import ApplicationStatus
from mitsorge.domain.partners.wording import APPLICATION_STATUS
from mitsorge.domain.recommendations.rules import MeasureStatus, RecommendationStatus
from mitsorge.domain.recommendations.rules.steps import MEASURE_STEPS
from mitsorge.domain.recommendations.rules.steps import STEPS as RECOMMENDATION_STEPS
from mitsorge.domain.recommendations.wording import MEASURE_STATUS, RECOMMENDATION_STATUS
from tests.architecture.reference import check_current


@dataclass(frozen=True)
class Machine:
    """One thing with states: its table, its German words, the state it begins in."""

    title: str
    table: str
    steps: Mapping[Any, frozenset[Any]]
    words: Mapping[Any, Any]
    first: StrEnum


MACHINES = [
    Machine(
        "Application of an organization", "partners.rules.STEPS", APPLICATION_STEPS, APPLICATION_STATUS,
        ApplicationStatus.UNCONFIRMED,
    ),
    Machine(
        "Meeting", "governance.rules.meetings.STEPS", MEETING_STEPS, MEETING_STATUS, MeetingStatus.DRAFT
    ),
    Machine(
        "Recommendation", "recommendations.rules.steps.STEPS", RECOMMENDATION_STEPS, RECOMMENDATION_STATUS,
        RecommendationStatus.DRAFT,
    ),
    Machine(
        "Measure", "recommendations.rules.steps.MEASURE_STEPS", MEASURE_STEPS, MEASURE_STATUS,
        MeasureStatus.PLANNED,
    ),
]  # fmt: skip
NAMES = [machine.title for machine in MACHINES]


def page_of_states() -> str:
    head = [
        "# What follows what",
        "",
        "Generated from the tables of the rules by `tests/architecture/test_states.py`; do not edit.",
        "A step that is not in its table cannot be made, by no page and by no action.",
    ]
    with override("de"):
        parts = [line for machine in MACHINES for line in section_of(machine)]
    return "\n".join([*head, *parts, ""])


def section_of(machine: Machine) -> list[str]:
    return [
        "",
        f"## {machine.title}",
        "",
        f"`{machine.table}`",
        "",
        *diagram_of(machine),
        "",
        "| state | German | may become |",
        "|---|---|---|",
        *(row_of(machine, state) for state in machine.steps),
    ]


def diagram_of(machine: Machine) -> list[str]:
    arrows = [
        f"    {state} --> {after}" for state in machine.steps for after in followers(machine, state)
    ]
    ends = [f"    {state} --> [*]" for state, after in machine.steps.items() if not after]
    return [
        "```mermaid", "stateDiagram-v2", f"    [*] --> {machine.first}", *arrows, *ends, "```",
    ]  # fmt: skip


def row_of(machine: Machine, state: StrEnum) -> str:
    after = ", ".join(f"`{each}`" for each in followers(machine, state)) or "nothing: it stays"
    return f"| `{state}` | {machine.words[state]} | {after} |"


def followers(machine: Machine, state: StrEnum) -> list[StrEnum]:
    """In the order of the codes, so that the page is the same every time."""
    return [each for each in type(state) if each in machine.steps[state]]


def test_the_reference_page_is_current():
    check_current("states.md", page_of_states())


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_every_state_is_in_the_table_and_has_its_word(machine):
    states = set(type(machine.first))
    assert set(machine.steps) == states
    assert set(machine.words) == states


@pytest.mark.parametrize("machine", MACHINES, ids=NAMES)
def test_every_state_can_be_reached(machine):
    reached, open_ones = {machine.first}, [machine.first]
    while open_ones:
        new = machine.steps[open_ones.pop()] - reached
        reached |= new
        open_ones.extend(new)
    assert reached == set(machine.steps)


def test_the_diagram_draws_each_step_once():
    meeting = MACHINES[1]
    drawn = diagram_of(meeting)
    assert drawn.count("    DRAFT --> INVITED") == 1
    assert len([line for line in drawn if "[*]" not in line]) - 3 == sum(
        map(len, meeting.steps.values())
    )
