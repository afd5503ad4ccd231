"""A page that did not change is not sent again; one that did is, and nothing private is shared."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory import actions, search
from mitsorge.domain.directory.models import MissedSearch
from mitsorge.domain.directory.rules import LocationDraft
from mitsorge.domain.stories.models import News, Page
from mitsorge.doors.public.copies import Copies, card_copies, copies
from mitsorge.face.context import FORM_KEY
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body
from tests import cast
from tests.domain.directory.factories import NOW, TODAY
from tests.doors.public.test_results import LIST_QUERIES

PATHS = [
    "/",
    "/hilfe/?was=Tagespflege",
    "/angebot/tagespflege-abendsonne/",
    "/organisation/haus-abendsonne/",
]


def tagged(client, path) -> str:
    client.get(path)  # the first visit brings the cookie of the form key
    return client.get(path).headers["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_unchanged_is_304_and_stays_in_this_browser(client, offer, path):
    tag = tagged(client, path)
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "change",
    [
        lambda offer: search.refresh_documents([offer.pk]),
        lambda offer: Network.objects.update(phone="030 23125-111"),
        lambda offer: Page.objects.create(
            slug="neu", title="Neu", text="", in_footer=True, modified_at=NOW
        ),
    ],
    ids=["directory", "network", "footer"],
)
def test_a_change_is_sent(client, offer, path, change):
    tag = tagged(client, path)
    change(offer)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("deed", ["assure", "locate"])
def test_a_change_of_an_organization_alone_is_sent(client, offer, deed):
    """Neither touches an offer; its page shows both."""
    tag = tagged(client, "/organisation/haus-abendsonne/")
    frieda, pk = cast.account("frieda"), offer.organization_id
    if deed == "assure":
        actions.assure_organization(organization_id=pk, by=frieda, at=NOW)
    else:
        draft = LocationDraft(street="Seeweg 1", postcode="14822", town="Brück")
        actions.create_location(organization_id=pk, draft=draft, by=frieda, at=NOW)
    page = client.get("/organisation/haus-abendsonne/", headers={"If-None-Match": tag})
    assert page.status_code == 200


def test_another_name_of_the_body_is_sent(client, offer):
    """It stands in the header, also where a short name stands elsewhere."""
    Body.objects.update(short_name="PM")
    tag = tagged(client, "/")
    Body.objects.update(name="Landkreis am Fluss")
    page = client.get("/", headers={"If-None-Match": tag})
    assert "Landkreis am Fluss" in page.content.decode()


def test_news_are_sent(client, offer):
    tag = tagged(client, "/")
    News.objects.create(title="Neu", text="Heute", published_on=TODAY)
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "cookie", [("darstellung", "dark"), ("schrift", "gross"), ("sprache", "en")]
)
def test_a_chosen_look_is_sent(client, offer, cookie):
    tag = tagged(client, "/")
    client.cookies[cookie[0]] = cookie[1]
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200


def test_the_merkliste_is_sent_and_a_message_is_never_kept(client, offer):
    tag = tagged(client, "/")
    client.post("/merkliste/", {"merken": offer.pk, "zurueck": "/"})
    assert client.get("/", headers={"If-None-Match": tag}).status_code == 200
    client.post("/merkliste/", {"leeren": "1", "zurueck": "/"})
    page = client.get("/", headers={"If-None-Match": tag})
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "Ihre Merkliste ist leer." in page.content.decode()


def test_a_copy_is_for_everyone_but_carries_each_browsers_own_key(offer, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    first, second = Client(), Client()
    pages = [browser.get("/hilfe/?was=Tagespflege").content.decode() for browser in (first, second)]
    keys = [re.search(r'csrfmiddlewaretoken" value="(\w{64})"', page)[1] for page in pages]
    assert keys[0] != keys[1]
    assert FORM_KEY not in "".join(pages)
    assert pages[0].replace(keys[0], "") == pages[1].replace(keys[1], "")


def test_a_copy_knows_no_merkliste_and_no_account(offer, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    path = "/hilfe/?was=Tagespflege"
    keeper, other = Client(), Client()
    keeper.post("/merkliste/", {"merken": offer.pk, "zurueck": path})
    copies.clear()
    assert "Gemerkt" in keeper.get(path).content.decode()
    assert len(copies) == 0
    assert "Gemerkt" not in other.get(path).content.decode()
    copies.clear()
    signed_in = Client()
    signed_in.force_login(cast.account("frieda"))
    assert "Mein Konto" in signed_in.get(path).content.decode()
    assert len(copies) == 0
    assert "Mein Konto" not in other.get(path).content.decode()


def test_a_copy_is_not_used_after_a_change(client, offer, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    assert "Tagespflege Abendsonne" in client.get(f"/angebot/{offer.slug}/").content.decode()
    offer.name = "Tagespflege Morgenrot"
    offer.save(update_fields=["name"])
    search.refresh_documents([offer.pk])
    assert "Tagespflege Morgenrot" in client.get(f"/angebot/{offer.slug}/").content.decode()


def test_cards_are_read_once_and_anew_after_a_change(
    client, three_offers, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(card_copies, "limit", 10)
    path = "/hilfe/?was=Tagespflege&wo=Brück"
    client.get(path)
    with django_assert_num_queries(LIST_QUERIES - 5):
        first = client.get(path)
    offer = three_offers[0]
    type(offer).objects.filter(pk=offer.pk).update(name="Tagespflege Morgenrot")
    search.refresh_documents([offer.pk])
    second = client.get(path)
    assert "Tagespflege Abendsonne" in first.content.decode()
    assert "Tagespflege Abendsonne" not in second.content.decode()
    assert "Tagespflege Morgenrot" in second.content.decode()


def test_copies_stay_few_and_small():
    few = Copies(limit=2)
    for name in "abc":
        few.put(name, name.encode())
    few.put("big", b"x" * 200_001)
    assert [few.get(name) for name in ("a", "b", "c", "big")] == [None, b"b", b"c", None]


def test_searches_in_vain_are_counted_each_time(client, offer, taxonomy, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    client.get("/hilfe/?was=Hospiz")
    client.get("/hilfe/?was=Hospiz")
    assert list(MissedSearch.objects.values_list("words", "count")) == [("hospiz", 2)]


def test_the_day_on_paper_is_the_day_of_the_request_even_from_a_copy(offer, monkeypatch):
    """Both days from the same kept page: a copy is found by its day, so it cannot say another one."""
    monkeypatch.setattr(copies, "limit", 10)
    copies.clear()
    path = "/angebot/tagespflege-abendsonne/"
    for day, words in (
        (date(2026, 11, 22), "22. November 2026"),
        (date(2026, 11, 23), "23. November 2026"),
    ):
        monkeypatch.setattr(timezone, "localdate", lambda *_args, day=day: day)
        for browser in (Client(), Client()):
            html = browser.get(path).content.decode()
            assert f"Abgerufen am {words}." in html
            assert "Stand: zuletzt bestätigt am" in html
            assert f"{settings.BASE_URL}{path}</p>" in html
