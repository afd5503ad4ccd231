"""While the worker is in the middle of carrying 300 letters, pages and answers of others do not wait for it."""

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
HELD = 150
"""After so many letters the mail server keeps the worker waiting, in the middle of one."""
ANSWERS = 5
PATIENCE = 60
"""Seconds until a page that is blocked counts as lost; nothing here measures time."""


@pytest.fixture
def town(mailbox, tmp_path) -> Iterator[Town]:
    mailbox.holds_at = HELD
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
    page = browser.open(address, timeout=PATIENCE).read().decode()
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|seen-[^"]+)" value="([^"]+)"', page))
    answer = browser.open(f"{address}bestaetigen/", urlencode(fields).encode(), PATIENCE)
    return "gelten ab heute als bestätigt" in answer.read().decode()


def test_300_letters_block_no_page_and_no_answer(town, mailbox):
    _server, port = town.listen("serve", "--workers", "1")
    site = f"http://127.0.0.1:{port}"
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    letters = [letter.text for letter in Letter.objects.order_by("pk")]
    worker = town.start("work", "--once")
    while len(mailbox.mails) < HELD:
        assert worker.poll() is None
        time.sleep(0.05)
    for letter in letters[:ANSWERS]:
        assert browser.open(f"{site}/hilfe/", timeout=PATIENCE).status == 200
        assert confirmed(browser, site, letter)
    assert len(mailbox.mails) == HELD
    mailbox.goes_on.set()
    assert worker.wait(PATIENCE) == 0
    assert len({mail["To"] for mail in mailbox.mails}) == len(mailbox.mails) == HOUSES
    ended = [ending for _id, ending in town.rows("upkeep_inquiry", "id, ending")]
    assert (len(ended), ended.count("CONFIRMED")) == (HOUSES, ANSWERS)
