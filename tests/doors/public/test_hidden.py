"""What the public may not see leaves through no page: drafts, retired entries, and those outside their period."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import Organization, SearchDocument, Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.domain.stories.models import News, Page
from tests.domain.directory import factories

WORD = "Zwielichtquelle"
ADDRESSES = (
    "/", "/hilfe/", f"/hilfe/?was={WORD}", "/hilfe/?wo=14822", "/hilfe/karte/", "/hilfe/vorschlaege/?was=zwiel",
    "/hilfe/vorschlaege/?wo=zwiel", "/zustaendig/", "/netzwerk/", "/netzwerk/partner/", "/merkliste/",
    "/merkliste/blatt/", "/sitemap.xml", "/organisation/haus-abendsonne/", "/angebot/tagespflege-abendsonne/",
    "/karte/umrisse.json", "/karte/umrisse.svg", "/seite/zwielichtquelle/", "/angebot/zwielichtquelle-0/",
    "/angebot/zwielichtquelle-1/", "/angebot/zwielichtquelle-2/", "/angebot/zwielichtquelle-3/",
    "/organisation/zwielichtquelle/", "/melden/fehler/zwielichtquelle-0/",
)  # fmt: skip


@pytest.fixture
def hidden(offer) -> list[int]:
    """Four offers, each hidden in its own way, a hidden organization, a page, and news of tomorrow and yesterday."""
    today = timezone.localdate()
    tomorrow = today + timedelta(days=1)
    house = factories.organization("zwielichtquelle", name=WORD, visible_from=tomorrow)
    group = MemberGroup.objects.create(code="traeger", name="Träger")
    Partnership.objects.create(
        organization=house, member_group=group, participation="ACTIVE", active_from="2020-01-01"
    )
    ways = (
        {"status": Status.DRAFT},
        {"visible_from": tomorrow},
        {"visible_to": today},
        {"organization": house},
    )
    ids = []
    for number, way in enumerate(ways):
        made = factories.full_service(f"zwielichtquelle-{number}", name=f"{WORD} {number}")
        type(made).objects.filter(pk=made.pk).update(**way)
        ids.append(made.pk)
    Page.objects.create(
        slug="zwielichtquelle", title=WORD, text=WORD, is_published=False, in_footer=True, modified_at=factories.NOW
    )  # fmt: skip
    News.objects.create(title=WORD, text=WORD, published_on=tomorrow)
    News.objects.create(
        title=WORD, text=WORD, published_on=today - timedelta(days=2), ends_on=today
    )
    search.rebuild()
    return ids


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_tells_of_it(client, hidden, address):
    for number in hidden:
        client.post("/merkliste/", {"merken": number})
    asked = WORD in address  # a page may repeat what was typed, in its form and in one sentence
    told = client.get(address).content.decode()
    names = [f"{WORD} {number}" for number in range(4)] if asked else [WORD, WORD.lower()]
    path = address.partition("?")[0]
    told = told.replace(path, "")  # the page "not found" may link to where one stands
    assert [name for name in names if name in told] == []


def test_only_what_may_become_visible_by_itself_is_indexed(hidden):
    """A draft has no document; what waits for its day has one, with the day in it."""
    assert set(SearchDocument.objects.filter(pk__in=hidden).values_list("pk", flat=True)) == set(hidden[1:])  # fmt: skip


def test_the_same_entries_are_told_once_they_are_visible(client, hidden):
    """The test above can fail."""
    everything = {"status": Status.ACTIVE, "visible_from": None, "visible_to": None}
    Service.objects.update(**everything)
    Organization.objects.update(**everything)
    search.rebuild()
    for address in (f"/hilfe/?was={WORD}", "/hilfe/vorschlaege/?was=zwiel", "/sitemap.xml"):
        assert WORD.lower() in client.get(address).content.decode().lower()
    assert WORD in client.get("/netzwerk/partner/").content.decode()
