"""Several at the same moment, in transactions of their own. SQLite lets one write at a time; here it is tried."""

from datetime import date, timedelta

from mitsorge.domain.recommendations.actions import (
    answers,
    carrying,
    consulting,
    drafting,
    impulses,
    topics,
)
from mitsorge.domain.recommendations.models import (
    AnswerRequest,
    Carrier,
    Impulse,
    Recommendation,
    Topic,
)
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.post.models import Letter
from tests.at_once import SEVERAL_WRITERS, at_once
from tests.domain.recommendations.chains import a_recommendation
from tests.domain.recommendations.networks import (
    AT,
    TODAY,
    before_conference,
    committees,
    consulted,
    decided,
    drafted,
    partner,
    words,
)

pytestmark = SEVERAL_WRITERS


def test_numbers_have_no_gap_and_are_given_once() -> None:
    net = committees()
    assert at_once(*(lambda: drafted(net) for _each in range(8))) == ["done"] * 8
    found = sorted(Recommendation.objects.values_list("number", flat=True))
    assert found == [f"2026/{number:02}" for number in range(1, 9)]


def test_adopted_once() -> None:
    net = committees()
    found, item = before_conference(net), decided(net.conference)

    def adopt() -> None:
        consulting.adopt(recommendation_id=found.pk, item=item, by=net.frieda, at=AT)

    assert at_once(*[adopt] * 4) == ["AlreadyDone"] * 3 + ["done"]
    assert Entry.objects.filter(event__endswith=".adopted").count() == 1


def test_adopted_or_withdrawn_meanwhile() -> None:
    net = committees()
    found, item = before_conference(net), decided(net.conference)
    seen = {"recommendation_id": found.pk, "row_version": 2, "by": net.frieda, "at": AT}
    outcomes = at_once(
        lambda: consulting.adopt(item=item, **seen),
        lambda: consulting.withdraw(reason="Erledigt.", **seen),
    )
    assert outcomes == ["AlreadyDone", "done"]


def test_two_who_write() -> None:
    net = committees()
    found = drafted(net)

    def revise(text: str) -> None:
        drafting.revise(
            recommendation_id=found.pk, row_version=0, words=words(text), by=net.frieda, at=AT
        )

    assert at_once(lambda: revise("eins"), lambda: revise("zwei")) == ["ItemChanged", "done"]
    assert found.versions.count() == 1


def test_carried_and_commented_by_a_double_click() -> None:
    net = committees()
    found, house = consulted(net), partner("Haus Abendsonne")
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    outcomes = at_once(
        *[lambda: carrying.carry(organization=house, note="Brief", **given)] * 3,
        *[lambda: drafting.comment(text="Gut.", **given)] * 3,
    )
    assert outcomes == ["done"] * 6
    assert (Carrier.objects.count(), found.versions.get().comments.count()) == (1, 1)


def test_collected_once() -> None:
    def collect() -> None:
        impulses.collect(
            text="Bus", source=ImpulseSource.FORM, key="k", happened_on=TODAY, by=None, at=AT
        )

    assert at_once(*[collect] * 4) == ["done"] * 4
    assert Impulse.objects.count() == 1


def test_a_topic_of_one_name_is_made_once() -> None:
    net = committees()
    names = ("Nachts allein", "nachts  allein", "Nachts Allein")
    deeds = [
        (lambda name=name: topics.create(name=name, by=net.frieda, at=AT)) for name in names * 2
    ]
    assert at_once(*deeds) == ["done"] * 6
    assert Topic.objects.count() == 1
    assert Entry.objects.filter(event="recommendations.topic.created").count() == 1


def test_two_workers_remind_an_addressee_once() -> None:
    row, frieda = a_recommendation(), committees().frieda
    answers.ask(recommendation_id=row.pk, due_on=date(2027, 2, 20), by=frieda, at=AT)
    late = AT + timedelta(days=300)
    assert (
        at_once(*(lambda: answers.remind_by_itself(at=late) for _each in range(4))) == ["done"] * 4
    )
    assert Letter.objects.filter(purpose="recommendations.answer.reminded").count() == 1
    assert AnswerRequest.objects.get().reminders == 1
