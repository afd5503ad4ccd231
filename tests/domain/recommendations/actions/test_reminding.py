"""Addressees that are silent are reminded by the worker: on their days, at most twice, each reminder once."""

from datetime import date, datetime, timedelta

import pytest

from mitsorge.domain.recommendations.actions import answers
from mitsorge.domain.recommendations.letters import answers as letter_words
from mitsorge.domain.recommendations.models import AnswerRequest
from mitsorge.domain.recommendations.rules import AnswerKind
from mitsorge.doors.office.measures.work import silence
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.post.chores import REGISTERED
from tests.cast import account
from tests.domain.recommendations.chains import NOW, a_recommendation
from tests.letters import letters

pytestmark = pytest.mark.django_db
DUE = date(2027, 2, 20)


@pytest.fixture
def frieda():
    return account("frieda")


@pytest.fixture
def request_(frieda) -> AnswerRequest:
    row = a_recommendation()
    return answers.ask(recommendation_id=row.pk, due_on=DUE, by=frieda, at=NOW)


def day(after: int) -> datetime:
    """So many days after the answer was due, at nine."""
    return datetime(2027, 2, 20, 9, tzinfo=NOW.tzinfo) + timedelta(days=after)


def remind(after: int) -> int:
    return answers.remind_by_itself(at=day(after))


def reminders() -> list[str]:
    return [each.key for each in letters() if each.purpose == "recommendations.answer.reminded"]


def test_after_a_week_after_four_and_never_again(request_) -> None:
    sent = {after: remind(after) for after in (0, 6, 7, 8, 14, 27, 28, 29, 60, 200)}
    assert [after for after, n in sent.items() if n] == [7, 28]
    assert len(reminders()) == 2
    request_.refresh_from_db()
    assert (request_.reminders, request_.reminded_at) == (2, day(28))
    entries = Entry.objects.filter(event="recommendations.recommendation.reminded")
    assert list(entries.order_by("pk").values_list("by_id", "why")) == [
        (None, "von selbst, 1. Erinnerung"),
        (None, "von selbst, 2. Erinnerung"),
    ]


def test_twice_in_one_round_is_once(request_) -> None:
    assert [remind(7), remind(7)] == [1, 0]


def test_who_answered_is_left_alone(request_) -> None:
    answers.answer_by_link(
        uid=request_.uid, kind=AnswerKind.ACCEPTED, text="Gern.", by_office="Amt", at=day(1)
    )
    assert remind(7) == 0
    assert reminders() == []


def test_one_by_hand_pushes_it_a_week_away(request_, frieda) -> None:
    answers.remind(recommendation_id=request_.recommendation_id, by=frieda, at=day(5))
    assert [remind(7), remind(11), remind(12)] == [0, 0, 1]


def test_a_worker_killed_between_number_and_letter_leaves_neither(request_, monkeypatch) -> None:
    def killed(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(letter_words, "reminded", killed)
        with pytest.raises(KeyboardInterrupt):
            remind(7)
    request_.refresh_from_db()
    assert (request_.reminders, reminders()) == (0, [])
    assert [remind(7), remind(7)] == [1, 0]
    assert len(reminders()) == 1


def test_everybody_who_is_silent_is_reminded(request_, frieda) -> None:
    other = a_recommendation(number="2026/99")
    answers.ask(recommendation_id=other.pk, due_on=DUE, by=frieda, at=NOW)
    assert remind(7) == 2


def test_the_desk_says_when_somebody_must_telephone(request_) -> None:
    remind(7)
    (row,) = silence(DUE + timedelta(days=20))
    assert row.why.endswith("Wir erinnern von selbst.")
    remind(28)
    (row,) = silence(DUE + timedelta(days=30))
    assert (row.button, row.why.endswith("Rufen Sie an.")) == ("Nachfragen", True)


def test_the_worker_knows_the_chore() -> None:
    assert REGISTERED["recommendations.remind"].run is answers.remind_by_itself
