"""Whatever happens in whatever order: no step outside the table, and nothing that was said is lost."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.rules import Result
from mitsorge.domain.recommendations.actions import consulting, drafting, impulses, topics
from mitsorge.domain.recommendations.models import Impulse, Recommendation, Topic
from mitsorge.domain.recommendations.queries.consulting import by_number, end_of
from mitsorge.domain.recommendations.queries.impulses import lives
from mitsorge.domain.recommendations.queries.sheets import sheet
from mitsorge.domain.recommendations.rules import (
    ImpulseSource,
    RecommendationStatus,
    may_step,
)
from mitsorge.foundation.journal.models import Entry
from tests.domain.recommendations.networks import (
    AT,
    TODAY,
    committees,
    decided,
    drafted,
    words,
)

NUMBERS = st.integers(min_value=0, max_value=4)
REFUSED = (Refused, AlreadyDone)


class Chain(RuleBasedStateMachine):
    """Random deeds on a few impulses, topics and recommendations; refusals are part of the game."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = transaction.atomic()
        self.opened.__enter__()
        self.net, self.hour = committees(), 0
        self.impulses: list[int] = []
        self.topics: list[int] = []
        self.papers: dict[int, str] = {}
        self.linked: dict[int, set[int]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.opened.__exit__(None, None, None)

    def do(self, deed, **what):
        """Does it, or is refused; both leave the database whole."""
        self.hour += 1
        try:
            return deed(**what, by=self.net.frieda, at=AT + timedelta(minutes=self.hour))
        except REFUSED:
            return None

    def one(self, rows, number):
        known = list(rows)
        return known[number % len(known)] if known else None

    @initialize()
    def begin(self) -> None:
        """Enough for merges from the first step on."""
        for number in range(3):
            self.collect()
            self.draft(number)

    @rule()
    def collect(self) -> None:
        number = len(self.impulses)
        found = impulses.collect(
            text=f"Impuls {number}", source=ImpulseSource.VISIT, key=str(number),
            happened_on=TODAY, by=self.net.frieda, at=AT,
        )  # fmt: skip
        self.impulses.append(found.pk)

    @rule(name=st.sampled_from(["Bus", "Beratung", "Personal"]))
    def name_a_topic(self, name) -> None:
        self.topics.append(topics.create(name=name, by=self.net.frieda, at=AT).pk)

    @rule(a=NUMBERS, b=NUMBERS, deed=st.sampled_from(["assign", "merge", "close", "topic", "name"]))
    def sort(self, a, b, deed) -> None:
        impulse, other = self.one(self.impulses, a), self.one(self.impulses, b)
        topic, target = self.one(self.topics, a), self.one(self.topics, b)
        if deed == "assign" and impulse:
            self.do(impulses.assign, impulse_id=impulse, topic_id=target)
        if deed == "merge" and impulse:
            self.do(impulses.merge, impulse_id=impulse, into_id=other)
        if deed == "close" and impulse:
            self.do(impulses.close, impulse_id=impulse, why="Liegt beim Land.")
        if deed == "topic" and topic:
            self.do(topics.merge, topic_id=topic, into_id=target)
        if deed == "name" and topic:
            self.do(topics.rename, topic_id=topic, name=f"Thema {self.hour}")

    @rule(a=NUMBERS)
    def draft(self, a) -> None:
        impulse, topic = self.one(self.impulses, a), self.one(self.topics, a)
        found = drafted(
            self.net,
            impulses=Impulse.objects.filter(pk=impulse),
            topics=Topic.objects.filter(pk=topic),
        )
        self.papers[found.pk] = found.number
        if impulse:
            self.linked.setdefault(impulse, set()).add(found.pk)

    @rule(a=NUMBERS, b=NUMBERS)
    def merge_papers(self, a, b) -> None:
        paper, other = self.one(self.papers, a), self.one(self.papers, b)
        self.do(consulting.merge, recommendation_id=paper, into_id=other)

    @rule(
        a=NUMBERS,
        b=NUMBERS,
        deed=st.sampled_from(
            [
                "revise",
                "submit",
                "rate",
                "forward",
                "give_back",
                "adopt",
                "reject",
                "withdraw",
            ]
        ),
    )
    def consult(self, a, b, deed) -> None:
        paper = self.one(self.papers, a)
        conference = self.net.conference
        more = {
            "revise": {"words": words(f"Fassung {self.hour}")},
            "submit": {"committee": (self.net.steering, conference)[b % 2]},
            "rate": {"rating": b + 1},
            "forward": {"committee": conference},
            "give_back": {"reason": "Kosten fehlen."},
            "withdraw": {"reason": "Erledigt."},
        }.get(deed) or {"item": decided(conference, (Result.ADOPTED, Result.REJECTED)[b % 2])}
        package = drafting if deed == "revise" else consulting
        self.do(getattr(package, deed), recommendation_id=paper, **more)

    @invariant()
    def every_impulse_says_what_became_of_it(self) -> None:
        rows = list(Impulse.objects.filter(pk__in=self.impulses))
        assert len(rows) == len(self.impulses)
        found = lives(rows)
        for row in rows:
            life = found[row.pk]
            assert life.end.merged_into_id is None
            ends = {
                end_of(Recommendation.objects.get(pk=pk)).pk for pk in self.linked.get(row.pk, ())
            }
            assert ends <= {each.pk for each in life.recommendations}
            assert all(each.merged_into_id is None for each in life.recommendations)

    @invariant()
    def every_number_resolves(self) -> None:
        running = sorted(self.papers.values())
        assert running == [f"2026/{number:02}" for number in range(1, len(running) + 1)]
        for pk, number in self.papers.items():
            found = by_number(number)
            assert found.pk == pk
            end = end_of(found)
            assert end.status != RecommendationStatus.MERGED
            if end.pk != pk:
                assert pk in {each.pk for each in sheet(end).merged}
                assert set(found.impulses.all()) <= set(end.impulses.all())

    @invariant()
    def only_steps_of_the_table_were_taken(self) -> None:
        for pk in self.papers:
            entries = Entry.objects.filter(
                subject_type="recommendations.recommendation", subject_id=pk
            ).order_by("pk")
            state = RecommendationStatus.DRAFT
            for before, after in (
                entry.changes["status"] for entry in entries if "status" in entry.changes
            ):
                assert before == state
                assert may_step(RecommendationStatus(before), RecommendationStatus(after))
                state = after
            assert Recommendation.objects.get(pk=pk).status == state

    @invariant()
    def what_is_finished_stays_as_it_is(self) -> None:
        for pk in self.papers:
            versions = list(Recommendation.objects.get(pk=pk).versions.order_by("number"))
            assert [row.number for row in versions] == list(range(1, len(versions) + 1))
            assert all(row.frozen_at for row in versions[:-1])


@pytest.mark.django_db
def test_the_chain_never_breaks() -> None:
    """Over random histories of 25 deeds each."""
    run_state_machine_as_test(
        Chain,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
