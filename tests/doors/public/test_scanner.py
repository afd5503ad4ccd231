"""A mail scanner opens every link of every letter about entries, and every link behind it: nothing changes at all."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute, Organization, Service
from mitsorge.domain.upkeep.actions import answers, approvals, changes, links, reach
from mitsorge.domain.upkeep.actions.mail_replies import Mail, receive
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking, Inquiry
from mitsorge.domain.upkeep.queries.changes import Subject
from mitsorge.domain.upkeep.rules import Via
from mitsorge.foundation.post.models import Letter
from tests.cast import account
from tests.domain.directory import factories
from tests.domain.upkeep.places import an_offer, due_house

pytestmark = pytest.mark.django_db
COUNTERS = {"django_session", "counted_attempts"}
"""What may change: who is signed in, and how often somebody tried."""
PURPOSES = {
    "upkeep.inquiry": 8,
    "upkeep.link": 1,
    "upkeep.change.published": 1,
    "upkeep.change.returned": 1,
    "upkeep.reply.understood": 1,
    "upkeep.reply.question": 1,
}
"""Every letter that issue 4 writes, and how many of them lie here."""


@pytest.fixture
def written(settings) -> list[Letter]:
    """Houses in every state: asked three times (the first link has expired), answered, changed, moved elsewhere."""
    settings.REPLY_DOMAIN = "antwort.netz.example"
    settings.SEARCH_LEARNING = (
        False  # a public page leads to a search, and searches in vain are counted for everybody
    )
    cache.clear()
    factories.network()
    now = timezone.now()
    Asking.objects.create(pk=1, since=now - timedelta(days=400))
    frieda, asked = account("frieda"), _house("haus-abendsonne")
    due_house("haus-mittag", offers=2)
    moved = due_house("haus-morgenrot")
    for days in (50, 36):
        open_due(at=now - timedelta(days=days))
    _answered(Inquiry.objects.get(organization__slug="haus-mittag"), now - timedelta(days=30))
    _moved(Inquiry.objects.get(organization=moved), frieda, now - timedelta(days=20))
    open_due(at=now - timedelta(days=8))
    inquiry = Inquiry.objects.get(organization=asked)
    links.send_fresh_link(inquiry_id=inquiry.pk, at=now)
    for number, text in enumerate(("2 KZP", "Die Heizung ist kaputt.")):
        receive(inquiry_uid=inquiry.uid, mail=Mail(f"<{number}@netz.example>", text), at=now)
    _changed(asked, frieda, now)
    return list(Letter.objects.order_by("pk"))


def _house(slug: str) -> Organization:
    """With an offer of many parts and one that has places for a few weeks."""
    house = due_house(slug, offers=0)
    offer = factories.full_service(f"{slug}-tagespflege", organization=house)
    Service.objects.filter(pk=offer.pk).update(assured_at=house.assured_at)
    stay = an_offer(house, f"{slug}-kurzzeitpflege")
    Attribute.objects.create(service=stay, term=factories.term("kurzzeitpflege"), is_main=True)
    return house


def _answered(inquiry, at):
    answers.confirm(inquiry_id=inquiry.pk, seen=None, via=Via.LINK, by=None, at=at)


def _moved(inquiry, frieda, at):
    """Somebody else is responsible; the office agrees, and the old links open nothing any more."""
    wish = reach.say_who(
        inquiry_id=inquiry.pk,
        email="neu@netz.example",
        words="Verwaltung",
        via=Via.LINK,
        by=None,
        at=at,
    )
    reach.accept_wish(reach_id=wish.pk, by=frieda, at=at)


def _changed(house, frieda, at):
    """One change is published, one given back."""
    for number, offer in enumerate(Service.objects.filter(organization=house).order_by("pk")):
        change = changes.save_draft(
            subject=Subject(house, offer),
            values={"description": "Wir holen Sie ab."},
            seen=offer.modified_at,
            draft_seen=None,
            via=Via.LINK,
            by=None,
            at=at,
            vouched_by=house.uid,
        )
        changes.submit(change_id=change.pk, by=None, at=at, vouched_by=house.uid)
        if number == 0:
            approvals.publish(change_id=change.pk, by=frieda, at=at)
        else:
            approvals.give_back(change_id=change.pk, sentence="Auch sonntags?", by=frieda, at=at)


class Links(HTMLParser):
    """Where a page leads; of a form only its address, which a scanner opens, too."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        for name in ("href", "action", "formaction", "src", "hx-get"):
            if given.get(name):
                self.found.append(given[name])


def in_letters(letters: list[Letter]) -> list[str]:
    """Every address in the letters, as a path of ours."""
    found = [address for letter in letters for address in re.findall(r"https?://\S+", letter.text)]
    return [address for one in found if (address := ours(one))]


def ours(address: str) -> str:
    """The path and query of an address of this house; empty for others."""
    parts = urlsplit(urldefrag(address).url)
    home = urlsplit(settings.BASE_URL)
    if parts.scheme not in ("", home.scheme) or parts.netloc not in ("", home.netloc):
        return ""
    return f"{parts.path}{'?' if parts.query else ''}{parts.query}"


def everything() -> dict[str, list[tuple]]:
    """Every row of every table of the database, whoever made it."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - COUNTERS)
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
    return sorted(cursor.fetchall(), key=repr)


def crawl(start: list[str]) -> dict[str, int]:
    """Opens everything by HEAD and GET, each address once; path → status."""
    client, todo, done = Client(raise_request_exception=True), list(start), {}
    while todo:
        address = todo.pop()
        if address in done or address.startswith("/static/") or _is_one_of_many(address, done):
            continue
        client.head(address)
        page = client.get(address)
        done[address] = page.status_code
        if page.status_code in (301, 302):
            todo.append(ours(urljoin(address, page["Location"])))
        elif page["Content-Type"].startswith("text/html"):
            found = Links(page.content.decode()).found
            todo += [one for link in found if (one := ours(urljoin(address, link)))]
    return done


def _is_one_of_many(address: str, done: dict[str, int]) -> bool:
    """A page of results leads to itself in countless orders: three of each are enough."""
    path, _mark, query = address.partition("?")
    return bool(query) and sum(known.startswith(f"{path}?") for known in done) >= 3


def test_a_scanner_changes_nothing_in_the_whole_database(written):
    found = {}
    for letter in written:
        found[letter.purpose] = found.get(letter.purpose, 0) + 1
    assert found == PURPOSES
    before = everything()
    done = crawl(in_letters(written))
    assert everything() == before
    links = [address for address in done if address.startswith("/eintrag/")]
    assert {done[address] for address in links} == {200, 405, 410}
    assert len(links) > 60
    assert {status for status in done.values() if status >= 500} == set()
