"""Workers that are killed, stopped or doubled: every letter is one mail, and doubt is listed."""

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection

from tests.cast import NOW
from tests.foundation.post.nursery import Nursery

pytestmark = pytest.mark.django_db(transaction=True)
LETTERS = [f"k{number}" for number in range(200)]


@pytest.fixture
def nursery(mailbox, tmp_path) -> Iterator[Nursery]:
    """Workers on the very database of the tests; SQLite's lives in memory, so they get a copy in a file."""
    place = Nursery(database_outside(tmp_path), mailbox.url)
    yield place
    place.close()


def database_outside(folder) -> str:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        path = folder / "outside.sqlite3"
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        return f"sqlite:///{path}"
    its = connection.settings_dict
    who = f"{quote(its['USER'])}:{quote(its['PASSWORD'])}@{its['HOST'] if '/' not in its['HOST'] else ''}"
    socket = f"?host={its['HOST']}" if "/" in its["HOST"] else ""
    return (
        f"postgresql://{who}{':' + str(its['PORT']) if its['PORT'] else ''}/{its['NAME']}{socket}"
    )


def until(seen, patience: float = 10) -> None:
    deadline = time.monotonic() + patience
    while not seen():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def test_killed_workers_lose_nothing_and_double_nothing(nursery, mailbox):
    """Eight workers are killed at random moments among 200 letters; doubt is at most one letter each."""
    chance = random.Random(int(os.environ.get("SEED", "8")))  # noqa: S311 - moments, no secrets
    nursery.ask("fill", keys=LETTERS, at=NOW.isoformat())
    mailbox.delay = 0.002
    kills = 8
    for _kill in range(kills):
        before = len(mailbox.mails)
        pid = nursery.ask("work", once=False)
        until(lambda before=before: len(mailbox.mails) > before)
        time.sleep(chance.uniform(0, 0.06))
        assert nursery.ask("kill", pid=pid) == -signal.SIGKILL
        nursery.ask("recover", hours=1)
    assert len(mailbox.mails) < len(LETTERS), "the kills came too late to mean anything"
    assert nursery.ask("wait", pid=nursery.ask("work", once=True)) == 0
    arrived, states = mailbox.arrived(), nursery.ask("states")
    unclear = {uid for uid, state in states.items() if state == "UNCLEAR"}
    assert len(states) == 200
    assert len(unclear) <= kills
    sure = states.keys() - unclear
    assert {states[uid] for uid in sure} == {"SENT"}
    assert {uid: arrived[uid] for uid in sure} == dict.fromkeys(sure, 1)
    assert max(arrived.values()) == 1
    assert arrived.keys() <= states.keys()


def test_a_worker_killed_with_a_letter_in_the_air_leaves_it_unclear(nursery, mailbox):
    nursery.ask("fill", keys=["a", "b"], at=NOW.isoformat())
    mailbox.delay = 0.5
    pid = nursery.ask("work", once=False)
    until(lambda: "IN_FLIGHT" in nursery.ask("states").values())
    nursery.ask("kill", pid=pid)
    assert nursery.ask("recover", hours=1) == [1, 1]
    assert sorted(nursery.ask("states").values()) == ["QUEUED", "UNCLEAR"]
    mailbox.delay = 0
    nursery.ask("wait", pid=nursery.ask("work", once=True))
    assert sorted(nursery.ask("states").values()) == ["SENT", "UNCLEAR"]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_asked_to_stop_ends_in_order(nursery, mailbox, stop):
    nursery.ask("fill", keys=LETTERS, at=NOW.isoformat())
    mailbox.delay = 0.01
    pid = nursery.ask("work", once=False)
    until(lambda: len(mailbox.mails) > 3)
    assert nursery.ask("heartbeats") == 1
    began = time.monotonic()
    os.kill(pid, stop)
    assert nursery.ask("wait", pid=pid) == 0
    assert time.monotonic() - began < 2
    states = Counter(nursery.ask("states").values())
    assert states == {"SENT": len(mailbox.mails), "QUEUED": 200 - len(mailbox.mails)}
    assert nursery.ask("heartbeats") == 0


def test_a_mail_server_that_hangs_does_not_hold_a_worker_back(nursery, mailbox):
    nursery.ask("fill", keys=["a", "b"], at=NOW.isoformat())
    mailbox.delay = 6
    pid = nursery.ask("work", once=False)
    until(lambda: "IN_FLIGHT" in nursery.ask("states").values())
    time.sleep(0.1)
    began = time.monotonic()
    os.kill(pid, signal.SIGTERM)
    assert nursery.ask("wait", pid=pid) == 0
    assert time.monotonic() - began < 2
    assert sorted(nursery.ask("states").values()) == ["QUEUED", "UNCLEAR"]


def test_an_idle_worker_stops_at_once(nursery):
    pid = nursery.ask("work", once=False)
    until(lambda: nursery.ask("heartbeats") == 1)
    began = time.monotonic()
    os.kill(pid, signal.SIGTERM)
    assert nursery.ask("wait", pid=pid) == 0
    assert time.monotonic() - began < 1


def test_three_workers_share_the_work_and_repeat_nothing(nursery, mailbox):
    nursery.ask("fill", keys=LETTERS, at=NOW.isoformat())
    workers = [nursery.ask("work", once=True) for _number in range(3)]
    assert [nursery.ask("wait", pid=pid) for pid in workers] == [0, 0, 0]
    until(lambda: "QUEUED" not in nursery.ask("states").values())
    assert mailbox.arrived() == Counter(nursery.ask("states").keys())


def test_a_letter_is_claimed_once_however_many_reach_for_it(nursery):
    nursery.ask("fill", keys=LETTERS, at=NOW.isoformat())
    claimed = nursery.ask("race", runners=5, at=NOW.isoformat())
    assert len(claimed) == len(set(claimed)) == 200


def test_twenty_clicks_at_once_are_one_mail(nursery, mailbox):
    workers = [nursery.ask("work", once=False) for _number in range(2)]
    assert nursery.ask("click", times=20, key="one", at=NOW.isoformat()) == [0] * 20
    until(lambda: list(nursery.ask("states").values()) == ["SENT"])
    for pid in workers:
        os.kill(pid, signal.SIGTERM)
        assert nursery.ask("wait", pid=pid) == 0
    assert mailbox.recipients() == ["one@haus.example"]
