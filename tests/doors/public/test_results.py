"""The result list: complete without a map, honest about places, the same number of queries for 1 and 3 rows."""

import re

import pytest

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import Location, MissedSearch
from mitsorge.foundation.places.queries import remembered
from tests.network import FRAME_QUERIES

LIST_QUERIES = FRAME_QUERIES + 9


def names(page) -> list[str]:
    return re.findall(r'<h3><a href="/angebot/[^"]+/">([^<]+)</a>', page.content.decode())


def test_a_search_finds_the_offer_that_serves_the_village(client, offer):
    page = client.get("/hilfe/", {"was": "Tagespflege", "wo": "14822 Brück"})
    html = page.content.decode()
    assert page.context["title"] == "1 Angebot: Tagespflege bei Brück"
    assert page.context["count_words"] == "1 Treffer ist für Brück da"
    assert names(page) == ["Tagespflege Abendsonne"]
    assert [row.reach_words for row in page.context["rows"]] == ["Ist für Brück da"]
    assert html.count('class="pin"') == 1
    assert "<script>" not in html
    assert 'style="' not in html


@pytest.mark.parametrize("rows", ["offer", "three_offers"])
def test_one_or_three_rows_cost_the_same(client, request, rows, django_assert_num_queries):
    made = request.getfixturevalue(rows)
    client.get("/hilfe/", {"was": "Tagespflege", "wo": "Brück"})
    with django_assert_num_queries(LIST_QUERIES):
        page = client.get("/hilfe/", {"was": "Tagespflege", "wo": "Brück"})
    assert len(names(page)) == (3 if isinstance(made, list) else 1)


def test_a_place_asked_for_before_costs_nothing(
    client, offer, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(remembered.answers, "only_committed", False)
    path = "/hilfe/?was=Tagespflege&wo=Brück"
    client.get(path)
    with django_assert_num_queries(LIST_QUERIES - 4):
        page = client.get(path)
    assert names(page) == ["Tagespflege Abendsonne"]


def test_an_unknown_place_is_said_and_everything_is_shown(client, offer):
    page = client.get("/hilfe/", {"was": "Tagespflege", "wo": "Atlantis"})
    assert page.context["unknown_place"] is True
    assert "Den Ort „Atlantis“ kennen wir nicht." in page.content.decode()
    assert names(page) == ["Tagespflege Abendsonne"]


def test_nothing_found_leads_on_and_is_counted_once(client, offer, taxonomy):
    page = client.get("/hilfe/", {"was": "Hospiz", "wo": "Brück"})
    html = page.content.decode()
    assert page.context["empty_words"] == "Für „Hospiz“ in Brück haben wir nichts."
    assert "030 23125-110" in html
    assert "/hilfe/?was=Hospiz" in html
    assert list(MissedSearch.objects.values_list("words", "place", "count")) == [
        ("hospiz", "Brück", 1)
    ]


def test_a_part_for_htmx_is_the_part_of_the_page(client, offer):
    part = client.get("/hilfe/", {"was": "Tagespflege"}, headers={"HX-Request": "true"})
    pages = [used.name for used in part.templates if used.name != "public/find/_card.html"]
    assert pages[0] == "public/find/_results.html"
    assert (
        part.content.decode()
        .lstrip()
        .startswith('<div class="ms-wrap ms-band ms-band--page ms-stack" id="treffer">')
    )


def test_a_situation_has_its_page(client, offer, taxonomy):
    assert client.get("/hilfe/nach-dem-krankenhaus/").status_code == 200
    assert client.get("/hilfe/gibt-es-nicht/").status_code == 404


def test_suggestions(client, offer, taxonomy):
    assert "Tagespflege" in client.get("/hilfe/vorschlaege/", {"was": "Tagesp"}).context["texts"]
    assert client.get("/hilfe/vorschlaege/", {"wo": "Brü"}).context["texts"] == ["Brück"]


def test_the_large_map_lists_every_pin(client, three_offers):
    page = client.get("/hilfe/karte/", {"was": "Tagespflege"})
    html = page.content.decode()
    assert len(page.context["map"].pins) == 3
    assert html.count("data-number=") == 3
    assert "leaflet/leaflet.js" in html


def test_a_protected_address_has_no_pin_and_no_street(client, offer):
    Location.objects.update(is_protected=True)
    search.rebuild()
    for path in (
        "/hilfe/?was=Tagespflege&wo=Brück",
        f"/angebot/{offer.slug}/",
        "/hilfe/karte/?was=Tagespflege",
    ):
        html = client.get(path).content.decode()
        assert "Am Alten Bahnhof" not in html
        assert "14822" not in html
        assert 'class="pin"' not in html


def test_a_mended_word_is_the_heading_and_the_typed_one_can_be_insisted_on(client, offer, taxonomy):
    html = client.get("/hilfe/?was=tagespflge").content.decode()
    assert "1 Angebot: Tagespflege (statt „tagespflge“)</h1>" in html
    assert '<li aria-current="page">Tagespflege</li>' in html
    assert 'href="/hilfe/?was=tagespflge&amp;genau=1">Genau nach „tagespflge“ suchen</a>' in html
    exact = client.get("/hilfe/?was=tagespflge&genau=1").content.decode()
    assert "0 Angebote: tagespflge</h1>" in exact
    assert 'href="/hilfe/?was=tagespflge">Auch ähnlich geschriebene Wörter suchen</a>' in exact
    assert '<input type="hidden" name="genau" value="1">' in exact
    assert MissedSearch.objects.count() == 0
