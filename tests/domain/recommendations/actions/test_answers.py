"""Asking, reminding, hearing; twice, late, by somebody who may not."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.recommendations.actions import answers
from mitsorge.domain.recommendations.letters import answers as letter_words
from mitsorge.domain.recommendations.models import Answer, AnswerRequest, Recommendation
from mitsorge.domain.recommendations.queries import answers as queries
from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.chains import NOW, TODAY, a_recommendation
from tests.letters import letters

pytestmark = pytest.mark.django_db
DUE = date(2027, 2, 20)


@pytest.fixture
def frieda():
    return account("frieda")


def ask(row: Recommendation, by, **more) -> AnswerRequest:
    return answers.ask(**({"recommendation_id": row.pk, "due_on": DUE, "by": by, "at": NOW} | more))


def record(row: Recommendation, by, **more) -> Answer:
    said = {"kind": AnswerKind.ACCEPTED, "text": "Gern.", "by_office": "Fachdienst"}
    said |= {"recommendation_id": row.pk, "answered_on": TODAY, "by": by, "at": NOW}
    return answers.record_answer(**(said | more))


def reply(request: AnswerRequest, **more) -> Answer:
    said = {"kind": AnswerKind.PARTLY, "text": "15 Plätze sofort.", "by_office": "Fachdienst"}
    return answers.answer_by_link(**({"uid": request.uid, "at": NOW} | said | more))


def state(row: Recommendation) -> str:
    row.refresh_from_db()
    return row.status


def test_asking_hands_over_with_a_letter_and_a_signed_link(frieda) -> None:
    row = a_recommendation()
    request = ask(row, frieda)
    assert (state(row), row.sent_at, row.answer_due) == ("SENT", NOW, DUE)
    (letter,) = letters()
    assert (letter.to, letter.confidential) == ("kreistag@mitsorge.example", True)
    assert letter_words.link(request) in letter.text
    assert "18 zusätzliche Plätze" in letter.text
    assert letter_words.uid_in(letter_words.signed(request)) == request.uid
    events = list(Entry.objects.values_list("event", flat=True))
    assert events == ["recommendations.recommendation.sent"]


NOBODYS = "0b9d6d0e-6a0d-4c0e-9d5e-1f0a7c1b2d3e"


@pytest.mark.parametrize("token", ["", "x", f"{NOBODYS}~falsch", NOBODYS])
def test_a_link_we_did_not_sign_opens_nothing(token: str) -> None:
    assert letter_words.uid_in(token) is None


def test_asking_twice_is_once(frieda) -> None:
    row = a_recommendation()
    ask(row, frieda)
    with pytest.raises(AlreadyDone):
        ask(row, frieda)
    assert len(letters()) == 1


@pytest.mark.parametrize("status", ["DRAFT", "IN_CONSULTATION", "RETURNED", "REJECTED"])
def test_only_what_is_adopted_is_handed_over(frieda, status: str) -> None:
    row = a_recommendation(status=RecommendationStatus(status))
    with pytest.raises(Refused):
        ask(row, frieda)
    assert state(row) == status


@pytest.mark.parametrize("more", [{"due_on": TODAY}, {"due_on": date(2026, 1, 1)}])
def test_the_day_of_the_answer_lies_ahead(frieda, more) -> None:
    with pytest.raises(Refused):
        ask(a_recommendation(), frieda, **more)


def test_without_an_address_nothing_is_sent(frieda) -> None:
    row = a_recommendation(addressee_email="")
    with pytest.raises(Refused):
        ask(row, frieda)
    ask(row, frieda, email="dezernat@mitsorge.example")
    row.refresh_from_db()
    assert row.addressee_email == "dezernat@mitsorge.example"


@pytest.mark.parametrize("name", ["selma", "arno", "stella", "ida", "nadia"])
def test_only_the_coordination_speaks_to_the_addressee(name: str) -> None:
    row, who = a_recommendation(), account(name)
    for deed in (ask, record):
        with pytest.raises(NotAllowed):
            deed(row, who)
    with pytest.raises(NotAllowed):
        answers.remind(recommendation_id=row.pk, by=who, at=NOW)


def test_the_addressee_answers_once_through_its_link(frieda) -> None:
    row = a_recommendation()
    request = ask(row, frieda)
    answer = reply(request)
    assert (state(row), answer.kind, answer.answered_on) == ("ANSWERED", "PARTLY", TODAY)
    with pytest.raises(AlreadyDone):
        reply(request, kind=AnswerKind.REJECTED, text="Doch nicht.")
    assert list(Answer.objects.values_list("kind", flat=True)) == ["PARTLY"]


def test_a_rejection_says_why(frieda) -> None:
    request = ask(a_recommendation(), frieda)
    with pytest.raises(Refused):
        reply(request, kind=AnswerKind.REJECTED, text="  ")
    assert not Answer.objects.exists()


def test_the_office_records_a_telephone_call_and_closes_the_link(frieda) -> None:
    row = a_recommendation()
    request = ask(row, frieda)
    first = record(row, frieda, kind=AnswerKind.IN_PROGRESS)
    assert record(row, frieda, kind=AnswerKind.IN_PROGRESS).pk == first.pk
    with pytest.raises(AlreadyDone):
        reply(request)
    second = record(row, frieda, kind=AnswerKind.DONE, text="Eröffnet.")
    assert state(row) == "ANSWERED"
    assert list(row.answers.values_list("pk", flat=True)) == [second.pk, first.pk]


def test_an_answer_nobody_asked_for_hands_over_too(frieda) -> None:
    row = a_recommendation()
    record(row, frieda)
    assert (state(row), row.sent_at) == ("ANSWERED", NOW)


@pytest.mark.parametrize(
    "more",
    [
        {"answered_on": TODAY + timedelta(days=1)},
        {"by_office": "  "},
        {"kind": AnswerKind.REJECTED, "text": ""},
    ],
)
def test_what_cannot_be_is_refused(frieda, more) -> None:
    row = a_recommendation()
    with pytest.raises(Refused):
        record(row, frieda, **more)
    assert (state(row), Answer.objects.count()) == ("ADOPTED", 0)


def test_no_answer_to_what_nobody_adopted(frieda) -> None:
    with pytest.raises(Refused):
        record(a_recommendation(status=RecommendationStatus.DRAFT), frieda)


def test_asked_again_after_an_answer(frieda) -> None:
    row = a_recommendation()
    reply(ask(row, frieda))
    again = ask(row, frieda)
    assert (state(row), AnswerRequest.objects.count()) == ("SENT", 2)
    reply(again, kind=AnswerKind.DONE)
    assert state(row) == "ANSWERED"


def test_silence_is_seen_and_reminded_of_once_a_week(frieda) -> None:
    row = a_recommendation()
    ask(row, frieda)
    later = NOW + timedelta(days=100)
    day = timezone.localdate(later)
    assert list(queries.silent(DUE)) == []
    assert list(queries.silent(day)) == [row]
    answers.remind(recommendation_id=row.pk, by=frieda, at=later)
    with pytest.raises(Refused):
        answers.remind(recommendation_id=row.pk, by=frieda, at=later + timedelta(days=6))
    answers.remind(recommendation_id=row.pk, by=frieda, at=later + timedelta(days=7))
    assert [letter.purpose for letter in letters()] == [
        "recommendations.answer.asked",
        "recommendations.answer.reminded",
        "recommendations.answer.reminded",
    ]


def test_nobody_is_reminded_of_what_nobody_awaits(frieda) -> None:
    with pytest.raises(Refused):
        answers.remind(recommendation_id=a_recommendation().pk, by=frieda, at=NOW)


def test_without_its_letter_nothing_is_asked(frieda, monkeypatch) -> None:
    def broken(*_args, **_more):
        raise RuntimeError

    row = a_recommendation()
    monkeypatch.setattr(answers.post, "enqueue", broken)
    with pytest.raises(RuntimeError):
        ask(row, frieda)
    assert (state(row), AnswerRequest.objects.count(), Entry.objects.count()) == ("ADOPTED", 0, 0)
