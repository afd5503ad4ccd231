"""Recovery, the daily letter, forgetting, signs of life: once each, whoever does it."""

from datetime import UTC, datetime, timedelta

import pytest

from mitsorge.foundation.post import actions, chores, queries
from mitsorge.foundation.post.chores import Chore
from mitsorge.foundation.post.models import Heartbeat, Letter
from mitsorge.foundation.post.rules import DONE, STEPS, Draft, Outcome, State, may_step, verdict
from tests.cast import NOW

pytestmark = pytest.mark.django_db
SEVEN = datetime(2026, 11, 18, 6, tzinfo=UTC)
"""Seven o'clock on the wall, the morning after `NOW`."""


def write(key: str, to: str = "paul@haus.example", at=NOW, **more) -> Letter:
    draft = Draft(to, f"Betreff {key}", f"Guten Tag,\n\nText {key}", key, **more)
    return actions.enqueue(draft, at=at)


def wait(key: str, to: str = "paul@haus.example", **more) -> Letter:
    return write(key, to, may_wait_for_digest=True, **more)


def states() -> dict[str, str]:
    return dict(Letter.objects.order_by("pk").values_list("key", "state"))


def test_letters_that_may_wait_become_one_in_the_morning(mailbox, server):
    wait("a")
    wait("b", to="Paul@haus.example", confidential=True)
    wait("c", to="otto@haus.example")
    write("now")
    assert actions.deliver_due(worker="w", at=NOW, connection=server) == {Outcome.ACCEPTED: 1}
    assert actions.bundle(at=SEVEN - timedelta(seconds=1)) == 0
    assert actions.bundle(at=SEVEN) == 2
    assert actions.bundle(at=SEVEN) == 0
    assert actions.deliver_due(worker="w", at=SEVEN, connection=server) == {Outcome.ACCEPTED: 2}
    assert [(mail["To"], mail["Subject"]) for mail in mailbox.mails[1:]] == [
        ("otto@haus.example", "Betreff c"),
        ("paul@haus.example", "2 Nachrichten:"),
    ]
    text = mailbox.mails[2].get_body(("plain",)).get_content()
    assert text.index("1. Betreff a") < text.index("Text a") < text.index("2. Betreff b")
    digest = Letter.objects.get(purpose="post.digest")
    rows = Letter.objects.filter(digest=digest).order_by("pk").values_list("key", "state", "text")
    assert list(rows) == [("a", State.BUNDLED, ""), ("b", State.BUNDLED, "")]
    assert (digest.state, digest.text) == (State.SENT, ""), "a part was confidential"


def test_texts_are_forgotten_after_a_month_and_rows_after_a_year():
    letter = write("a")
    Letter.objects.update(state=State.SENT, sent_at=NOW)
    write("failed")
    Letter.objects.filter(key="failed").update(state=State.FAILED)
    assert actions.forget(at=NOW + timedelta(days=30)) == (0, 0)
    assert actions.forget(at=NOW + timedelta(days=31)) == (1, 0)
    letter.refresh_from_db()
    assert (letter.text, letter.emptied_at) == ("", NOW + timedelta(days=31))
    assert actions.forget(at=NOW + timedelta(days=366)) == (0, 1)
    assert states() == {"failed": State.FAILED}


def test_recovery_waits_until_a_worker_is_surely_gone():
    write("claimed")
    write("flying")
    actions.claim(worker="w", at=NOW)
    Letter.objects.filter(key="flying").update(state=State.IN_FLIGHT)
    assert actions.recover(at=NOW + timedelta(minutes=5)) == (0, 0)
    assert actions.recover(at=NOW + timedelta(minutes=6)) == (1, 0)
    assert actions.recover(at=NOW + timedelta(minutes=16)) == (0, 1)
    assert states() == {"claimed": State.QUEUED, "flying": State.UNCLEAR}


def test_a_round_is_made_once_per_period():
    hour = timedelta(hours=1)
    begins = [
        actions.begin_round(chore="c", every=hour, at=NOW + timedelta(minutes=minutes))
        for minutes in (0, 0, 59, 60, 60, 119, 300)
    ]
    assert begins == [True, False, False, True, False, False, True]


def test_a_chore_that_fails_does_not_hold_up_the_others(monkeypatch, caplog):
    ran = []

    def fail(*, at):
        raise ZeroDivisionError

    monkeypatch.setattr(chores, "REGISTERED", {})
    chores.register(Chore("bad", timedelta(hours=1), fail))
    chores.register(Chore("good", timedelta(hours=1), lambda *, at: ran.append(at)))
    assert chores.run_due(at=NOW) == ["bad", "good"]
    assert chores.run_due(at=NOW) == []
    assert ran == [NOW]
    assert "the chore bad failed" in caplog.text


def test_the_house_registers_its_chores():
    ours = {"files.sweep", "post.bundle", "post.forget", "post.recover"}
    assert chores.REGISTERED.keys() & ours == ours


def test_signs_of_life_come_and_go():
    later = NOW + timedelta(seconds=10)
    for at in (NOW, later):
        actions.show_life(worker="w", at=at)
    actions.show_life(worker="old", at=NOW - timedelta(days=2))
    assert list(Heartbeat.objects.values_list("worker", "started_at", "seen_at")) == [
        ("w", NOW, later), ("old", NOW - timedelta(days=2), NOW - timedelta(days=2)),
    ]  # fmt: skip
    condition = queries.condition(later)
    assert condition.worker_runs(later + timedelta(minutes=2))
    assert not condition.worker_runs(later + timedelta(minutes=3))
    actions.sign_off(worker="w", at=later)
    assert queries.worker_seen_at() is None
    assert not queries.condition(later).worker_runs(later)


def test_the_condition_costs_three_queries(django_assert_num_queries):
    write("a")
    write("b", at=NOW - timedelta(hours=1))
    with django_assert_num_queries(3):
        condition = queries.condition(NOW)
    assert condition.overdue_since == NOW - timedelta(hours=1)
    assert condition.counts == {**dict.fromkeys(State, 0), State.QUEUED: 2}


def test_the_table_of_steps_is_whole():
    assert set(STEPS) == set(State)
    assert {State.SENT, State.BUNDLED, State.ABANDONED} == DONE
    assert not may_step(State.SENT, State.QUEUED)
    assert may_step(State.UNCLEAR, State.QUEUED)


@pytest.mark.parametrize(
    ("outcome", "attempts", "misses", "state", "minutes"),
    [
        (Outcome.ACCEPTED, 1, 0, State.SENT, None),
        (Outcome.PERMANENT, 1, 0, State.FAILED, None),
        (Outcome.UNCLEAR, 1, 0, State.UNCLEAR, None),
        (Outcome.TEMPORARY, 1, 9, State.QUEUED, 1),
        (Outcome.TEMPORARY, 5, 0, State.QUEUED, 240),
        (Outcome.TEMPORARY, 6, 0, State.FAILED, None),
        (Outcome.UNREACHABLE, 9, 1, State.QUEUED, 1),
        (Outcome.UNREACHABLE, 0, 5, State.QUEUED, 60),
        (Outcome.UNREACHABLE, 0, 100, State.QUEUED, 60),
        (Outcome.UNREACHABLE, 0, 101, State.FAILED, None),
    ],
)
def test_what_follows_from_a_try(outcome, attempts, misses, state, minutes):
    due = None if minutes is None else NOW + timedelta(minutes=minutes)
    found = verdict(outcome, attempts=attempts, misses=misses, at=NOW)
    assert (found.state, found.due_at) == (state, due)
