"""While the worker writes and carries 300 letters, pages and answers of others do not wait for it."""

import re
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.utils import timezone

from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking
from mitsorge.foundation.post.models import Letter
from tests.domain.directory import factories
from tests.domain.upkeep.places import LONG_AGO, due_house
from tests.doors.town import Town
from tests.foundation.post.conftest import mailbox as mailbox
from tests.foundation.post.test_faults import database_outside

pytestmark = pytest.mark.django_db(transaction=True)
HOUSES = 300
ASKED = 100
"""So many letters lie in the outbox; the worker writes the others before it carries all."""
PACE = 0.02
"""Seconds the mail server takes for a letter: the whole batch takes at least six."""
LONGEST = 3.0
"""Seconds, on a machine that is busy. A page that waited for the mail server would need twice as many."""


@pytest.fixture
def town(mailbox, tmp_path) -> Iterator[Town]:
    mailbox.delay = PACE
    factories.network()
    Asking.objects.create(pk=1, since=LONG_AGO)
    asked = [due_house(f"haus-{number:03}").pk for number in range(HOUSES)][:ASKED]
    assert open_due(at=timezone.now(), only=asked) == ASKED
    found = Town(database=database_outside(tmp_path), smtp=mailbox.url, folder=tmp_path)
    yield found
    found.close()


def confirmed(browser: OpenerDirector, site: str, letter: str) -> bool:
    """Opens the link of a letter and presses the first button."""
    address = f"{site}{re.search(r'/eintrag/[^/]+/', letter)[0]}"
    page = browser.open(address).read().decode()
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|seen-[^"]+)" value="([^"]+)"', page))
    answer = browser.open(f"{address}bestaetigen/", urlencode(fields).encode())
    return "gelten ab heute als bestätigt" in answer.read().decode()


def test_300_letters_block_no_page_and_no_answer(town, mailbox):
    _server, port = town.listen("serve", "--workers", "1")
    site = f"http://127.0.0.1:{port}"
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    browser.open(f"{site}/").read()
    worker = town.start("work", "--once")
    letters = [letter.text for letter in Letter.objects.order_by("pk")]
    waited, yes = [], 0
    while worker.poll() is None:
        begin = time.monotonic()
        browser.open(f"{site}/hilfe/").read()
        if yes < ASKED:
            assert confirmed(browser, site, letters[yes])
            yes += 1
        waited.append(time.monotonic() - begin)
    assert worker.returncode == 0
    assert len({mail["To"] for mail in mailbox.mails}) == len(mailbox.mails) == HOUSES
    assert yes > 20
    assert max(waited) < LONGEST
    assert _confirmed_between(town, "upkeep.inquiry.opened", skip=ASKED) >= 2
    ended = [ending for _id, ending in town.rows("upkeep_inquiry", "id, ending")]
    assert (len(ended), ended.count("CONFIRMED")) == (HOUSES, yes)


def _confirmed_between(town: Town, event: str, *, skip: int) -> int:
    """So many answers were written down between the first and the last of the worker's own lines."""
    events = [what for _id, what in town.rows("journal_entry", "id, event")]
    his = [number for number, what in enumerate(events) if what == event][skip:]
    return events[his[0] : his[-1]].count("upkeep.inquiry.ended")
