"""Several at the same moment, in transactions of their own: each deed once, nothing overwritten, nobody stuck."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions.survey_answers import answer
from mitsorge.domain.planning.actions.surveys import close_survey, remind, send_survey
from mitsorge.domain.planning.models import Figure, Series
from mitsorge.domain.planning.rules.surveys import Via, answers_from
from tests.cast import account
from tests.domain.planning import surveys
from tests.domain.planning.surveys import AT, addresses, asked, says
from tests.letters import letters

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="a database in memory has one writer"
    ),
]


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What each deed came to: "done", or the name of what it raised."""
    start, outcomes = Barrier(len(deeds)), []

    def run(deed: Callable[[], Any]) -> None:
        start.wait()
        try:
            deed()
            outcomes.append("done")
        except (AlreadyDone, ItemChanged, Refused) as told:
            outcomes.append(type(told).__name__)
        except Exception as failed:
            outcomes.append(f"{type(failed).__name__}: {failed}")
        finally:
            connection.close()

    threads = [Thread(target=run, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


@pytest.fixture
def selma():
    surveys.the_houses()
    return account("selma")


def test_two_tabs_answer_at_once_and_one_is_told_of_the_other(selma):
    surveys.a_survey(selma)
    row = asked("Ahorn")
    both = [says("Ahorn", places=number) for number in (14, 15)]

    def tab(said) -> Callable[[], Any]:
        return lambda: answer(
            request_id=row.pk, version=0, answers=said, via=Via.LINK, by=None, at=AT
        )

    assert at_once(*map(tab, both)) == ["ItemChanged", "done"]
    kept = asked("Ahorn")
    assert kept.version == 1
    assert answers_from(kept.answers) in both


def test_two_send_and_two_remind_and_every_letter_goes_once(selma):
    made = surveys.a_survey(selma, sent=False)
    named = {"survey_id": made.pk, "addresses": addresses(), "by": selma, "at": AT}
    assert at_once(*[lambda: send_survey(**named)] * 2) == ["AlreadyDone", "done"]
    assert len(letters()) == 3
    assert at_once(*[lambda: remind(**named)] * 2) == ["AlreadyDone", "done"]
    assert len(letters()) == 6


def test_an_answer_in_the_moment_of_closing_counts_or_is_refused(selma):
    made = surveys.a_survey(selma)
    first = {"request_id": asked("Ahorn").pk, "version": 0, "via": Via.LINK, "by": None, "at": AT}
    answer(answers=says("Ahorn", places=12), **first)
    late = {**first, "request_id": asked("Birke").pk, "answers": says("Birke", places=8)}
    outcomes = at_once(
        lambda: close_survey(survey_id=made.pk, by=selma, at=AT), lambda: answer(**late)
    )
    north = Figure.objects.get(series=Series.objects.get(), area_code="P1").value
    counted = asked("Birke").answers is not None
    assert (outcomes, north) == ((["done", "done"], 20) if counted else (["AlreadyDone", "done"], 12))  # fmt: skip


def test_two_close_and_the_figures_stand_once(selma):
    made = surveys.a_survey(selma)
    answer(request_id=asked("Ahorn").pk, version=0, answers=says("Ahorn", places=12), via=Via.LINK, by=None, at=AT)  # fmt: skip
    deed = {"survey_id": made.pk, "by": selma, "at": AT}
    assert at_once(*[lambda: close_survey(**deed)] * 2) == ["AlreadyDone", "done"]
    assert Series.objects.count() == 1
