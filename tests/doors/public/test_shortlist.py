"""The Merkliste lives in this browser's session: no number of an offer in any address, nothing written by looking."""

from django.contrib.sessions.models import Session

from mitsorge.domain.directory.models import Service
from mitsorge.domain.duplicates.actions import merge, undo
from tests.cast import NOW, account


def kept(client) -> list[int]:
    return client.session.get("merkliste", [])


def test_keep_remove_empty(client, three_offers):
    first, second, _third = three_offers
    answer = client.post("/merkliste/", {"merken": first.pk, "zurueck": "/hilfe/?was=x"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/hilfe/?was=x")
    client.post("/merkliste/", {"merken": second.pk})
    client.post("/merkliste/", {"merken": second.pk})
    assert kept(client) == [first.pk, second.pk]
    client.post("/merkliste/", {"entfernen": first.pk})
    assert kept(client) == [second.pk]
    client.post("/merkliste/", {"leeren": "1"})
    assert kept(client) == []


def test_only_visible_offers_and_only_numbers(client, offer):
    Service.objects.update(status="DRAFT")
    for wanted in (offer.pk, "abc", "-1", "9" * 30, ""):
        client.post("/merkliste/", {"merken": wanted})
    assert kept(client) == []


def test_nobody_is_sent_elsewhere(client, offer):
    for target in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = client.post("/merkliste/", {"merken": offer.pk, "zurueck": target})
        assert answer.headers["Location"] == "/"


def test_the_sheet_has_contacts_and_room_for_notes(client, offer):
    client.post("/merkliste/", {"merken": offer.pk})
    page = client.get("/merkliste/blatt/")
    html = page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert "030 23125-114" in html
    assert html.count('class="ms-sheet__notes"') == 1


def test_looking_writes_no_session(client, offer):
    for path in (
        "/",
        "/hilfe/?was=Tagespflege",
        "/merkliste/",
        f"/angebot/{offer.slug}/",
        "/darstellung/",
    ):
        assert client.get(path).status_code == 200
    assert Session.objects.count() == 0


def test_a_merged_offer_is_the_one_it_went_into(client, three_offers):
    first, second, third = three_offers
    for offer in (first, second, third):
        client.post("/merkliste/", {"merken": offer.pk})
    frieda = account("frieda")
    seen = (third.modified_at, first.modified_at)
    done = merge(kept=third, gone=first, choices={}, seen=seen, by=frieda, at=NOW)
    page = client.get("/merkliste/")
    assert [card.id for card in page.context["cards"]] == [third.pk, second.pk]
    assert page.context["shortlist_count"] == 2
    assert kept(client) == [first.pk, second.pk, third.pk]
    undo(merge_id=done.pk, by=frieda, at=NOW)
    assert [card.id for card in client.get("/merkliste/").context["cards"]] == [first.pk, second.pk, third.pk]  # fmt: skip


def test_a_merged_offer_can_be_taken_off(client, three_offers):
    first, second, _third = three_offers
    client.post("/merkliste/", {"merken": first.pk})
    seen = (second.modified_at, first.modified_at)
    merge(kept=second, gone=first, choices={}, seen=seen, by=account("frieda"), at=NOW)
    client.post("/merkliste/", {"entfernen": second.pk})
    assert kept(client) == []
