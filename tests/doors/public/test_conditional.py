"""A page that did not change is not sent again; one that did is, and nothing private is shared."""

import pytest

from mitsorge.domain.directory import search
from mitsorge.domain.stories.models import News, Page
from mitsorge.foundation.identity.models import Network
from tests.domain.directory.factories import NOW, TODAY

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
