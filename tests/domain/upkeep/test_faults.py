"""Workers that are killed, doubled, or find no mail server: each organization gets each letter once."""

import signal
from collections import Counter
from collections.abc import Iterator

import pytest

from mitsorge.domain.upkeep.models import Asking
from tests.domain.directory import factories
from tests.domain.upkeep.nursery import Nursery
from tests.domain.upkeep.places import LONG_AGO, NOW, days, due_house
from tests.foundation.post.test_faults import database_outside, until

pytestmark = pytest.mark.django_db(transaction=True)
HOUSES = 120


@pytest.fixture
def nursery(mailbox, tmp_path) -> Iterator[Nursery]:
    """A network in which many organizations are due, and the worker outside."""
    factories.network()
    Asking.objects.create(pk=1, since=LONG_AGO)
    for number in range(HOUSES):
        due_house(f"haus-{number:03}")
    place = Nursery(database_outside(tmp_path), mailbox.url)
    yield place
    place.close()


def test_a_chore_that_is_killed_in_the_middle_writes_each_letter_once(nursery):
    """Killed at five moments; each time whole letters stand there and no halves, and the next run goes on."""
    for kill in range(5):
        pid = nursery.ask("ask", at=NOW.isoformat(), slow=0.01)
        until(lambda kill=kill: nursery.ask("counts")[2] > kill * 15)
        assert nursery.ask("kill", pid=pid) == -signal.SIGKILL
        rounds, reminders, letters, known = nursery.ask("counts")
        assert rounds == reminders == letters == known < HOUSES, "the kill came too late"
    assert nursery.ask("wait", pid=nursery.ask("ask", at=NOW.isoformat())) == 0
    assert nursery.ask("counts") == [HOUSES] * 4


def test_a_worker_that_is_killed_among_its_letters_carries_each_once(nursery, mailbox):
    """The real worker asks and carries; a letter that was in the air at a kill is listed as unclear, not repeated."""
    mailbox.delay, kills = 0.01, 4
    for kill in range(kills):
        pid = nursery.ask("work", once=False)
        until(lambda kill=kill: len(mailbox.mails) > kill * 25 + 5, patience=60)
        assert nursery.ask("kill", pid=pid) == -signal.SIGKILL
        nursery.ask("recover", hours=1)
    assert len(mailbox.mails) < HOUSES, "the kills came too late to mean anything"
    assert nursery.ask("wait", pid=nursery.ask("work", once=True)) == 0
    assert nursery.ask("counts") == [HOUSES] * 4
    states, arrived = nursery.ask("states"), mailbox.arrived()
    unclear = {uid for uid, state in states.items() if state == "UNCLEAR"}
    assert len(unclear) <= kills
    assert {states[uid] for uid in states.keys() - unclear} == {"SENT"}
    assert {uid: arrived[uid] for uid in states.keys() - unclear} == dict.fromkeys(
        states.keys() - unclear, 1
    )
    assert max(arrived.values()) == 1
    assert arrived.keys() <= states.keys()


def test_workers_that_ask_at_the_same_moment_write_each_letter_once(nursery):
    assert nursery.ask("ask_together", workers=3, at=NOW.isoformat()) == [0] * 3
    assert nursery.ask("counts") == [HOUSES] * 4
    assert nursery.ask("ask_together", workers=3, at=days(14).isoformat()) == [0] * 3
    assert nursery.ask("counts") == [HOUSES, *[2 * HOUSES] * 3]


def test_a_mail_server_that_is_away_for_hours_loses_nothing(nursery, mailbox):
    """The real worker asks by itself, keeps the letters, and hands each over once when the server is back."""
    mailbox.close()
    assert nursery.ask("wait", pid=nursery.ask("work", once=True)) == 0
    assert nursery.ask("counts") == [HOUSES] * 4
    assert Counter(nursery.ask("states").values()) == {"QUEUED": HOUSES}
    mailbox.open()
    nursery.ask("make_due")
    assert nursery.ask("wait", pid=nursery.ask("work", once=True)) == 0
    assert Counter(nursery.ask("states").values()) == {"SENT": HOUSES}
    assert mailbox.arrived() == Counter(nursery.ask("states").keys())
    assert mailbox.recipients() == [f"haus-{number:03}@haus.example" for number in range(HOUSES)]
