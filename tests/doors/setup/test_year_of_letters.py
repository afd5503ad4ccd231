"""A year passes over invented organizations: the letters, the call list and the public ages follow the rules."""

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from mitsorge.domain.directory.rules import Age
from mitsorge.domain.upkeep.models import Inquiry, Reminder
from mitsorge.domain.upkeep.queries.calls import call_list
from mitsorge.domain.upkeep.rules.rounds import WhyCall
from mitsorge.doors.setup.management.commands.year_of_letters import printed
from mitsorge.doors.setup.year import Plan, Week, Year, bare_network
from mitsorge.foundation.post.models import Letter
from tests.cast import account

pytestmark = pytest.mark.django_db
LETTERS, ANSWERS, CALLS = (8, 5, 4), 4, 16
ON_LIST = [0, 2, 3, 4]
"""After 1, 13, 26 and 52 weeks; one of those who answer at all left three letters lying."""
AGES = [(6, 2, 3, 1), (0, 5, 6, 1), (0, 4, 7, 1)]
"""Fresh, ageing, stale, never after 1, 26 and 52 weeks."""
TABLE = Path(__file__).with_name("year_of_letters.txt")
"""What `mitsorge year-of-letters` prints; after a change of the rules it is printed anew and read."""
BEGIN = datetime(2026, 1, 5, 9, 0, tzinfo=timezone.get_default_timezone())


def lived(plan: Plan) -> tuple[Year, list[Week]]:
    bare_network()
    trial = Year(plan, begin=BEGIN, by=account("frieda"))
    return trial, list(trial.weeks())


def test_a_small_year_to_the_letter():
    """Six organizations of which three never answer."""
    trial, weeks = lived(Plan(organizations=6, silent=50, seed=1))
    assert len(weeks) == 52
    assert len(trial.silent) == 3
    assert tuple(sum(week.letters[n] for week in weeks) for n in range(3)) == LETTERS
    assert sum(week.answers for week in weeks) == ANSWERS
    assert [weeks[n].on_list for n in (0, 12, 25, 51)] == ON_LIST
    assert [tuple(weeks[n].ages[age] for age in Age) for n in (0, 25, 51)] == AGES


def test_the_office_calls_and_the_list_empties():
    _trial, weeks = lived(Plan(organizations=6, silent=50, seed=1, calls=1))
    assert weeks[-1].on_list == 0
    assert sum(week.calls for week in weeks) == CALLS
    assert weeks[-1].ages[Age.NEVER] == 0


def test_three_hundred_of_which_forty_in_a_hundred_never_answer():
    """The table as the command prints it, to the letter; and what the rules say of every single letter."""
    trial, weeks = lived(Plan(organizations=300, silent=40, seed=1))
    assert "\n".join(printed(weeks)) + "\n" == TABLE.read_text(encoding="utf-8")
    end = weeks[-1].until
    days: dict[int, list] = defaultdict(list)
    numbers: dict[int, list[int]] = defaultdict(list)
    for row in Reminder.objects.select_related("inquiry").order_by("written_at", "pk"):
        days[row.inquiry.organization_id].append(timezone.localdate(row.written_at))
        numbers[row.inquiry_id].append(row.number)
    assert {tuple(found) for found in numbers.values()} == {(0,), (0, 1), (0, 1, 2)}
    gaps = Counter(
        (later - sooner).days for mine in days.values() for sooner, later in pairwise(mine)
    )
    assert min(gaps) == 14
    silent_rounds = Counter(
        Inquiry.objects.filter(organization__in=trial.silent).values_list("organization", flat=True)
    )
    assert set(silent_rounds.values()) == {1}
    thirds = {
        row.inquiry.organization_id: timezone.localdate(row.written_at)
        for row in Reminder.objects.filter(number=2, inquiry__ended_at=None).select_related(
            "inquiry"
        )
    }
    late = {owner for owner, day in thirds.items() if day <= end - timedelta(days=7)}
    listed = {row.house.id: row.reason for row in call_list(end)}
    assert listed == dict.fromkeys(late, WhyCall.SILENT)
    assert trial.silent & thirds.keys() <= listed.keys() | (thirds.keys() - late)
    assert {len(days[owner]) for owner in trial.silent if owner in late} == {3}
    assert sum(sum(week.letters) for week in weeks) == Letter.objects.count() == 883
    assert {sum(week.ages.values()) for week in weeks} == {sum(weeks[0].ages.values())}


def test_the_command_refuses_a_database_that_holds_something():
    with pytest.raises(CommandError, match="nicht leer"):
        call_command("year_of_letters", stdout=StringIO())


@pytest.mark.parametrize("wrong", [{"organizations": 0}, {"silent": 101}, {"calls": -1}])
def test_the_command_refuses_what_makes_no_sense(wrong):
    with pytest.raises(CommandError, match="Mindestens eine"):
        call_command("year_of_letters", **wrong)
