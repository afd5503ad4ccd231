"""The start page counts once for each state of the directory, and shows every change at once."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.directory import actions, queries
from mitsorge.domain.directory.models import LifeSituation
from mitsorge.domain.stories.models import News
from mitsorge.doors.public.copies import figure_copies, tile_copies
from mitsorge.foundation.identity.models import Network
from tests import cast
from tests.domain.directory.factories import NOW
from tests.network import FRAME_QUERIES

START_QUERIES = FRAME_QUERIES + 5


@pytest.fixture(autouse=True)
def _copies(monkeypatch) -> None:
    for shelf in (figure_copies, tile_copies):
        monkeypatch.setattr(shelf, "limit", 10)
        monkeypatch.setattr(shelf, "_shelf", (None, {}))


def figures(client) -> list[str]:
    """Offers, percent confirmed, organizations, partners."""
    page = client.get("/").content.decode()
    return re.findall(r'ms-stat__value">([^<]+)<', page)


def test_figures_follow_the_directory(client, three_offers):
    assert figures(client) == ["3", "100 %", "1", "0"]
    actions.retire_service(service_id=three_offers[0].pk, by=cast.account("frieda"), at=NOW)
    assert figures(client) == ["2", "100 %", "1", "0"]


def test_figures_follow_the_review_period(client, offer):
    old = timezone.now() - timedelta(days=50)
    type(offer).objects.update(assured_at=old)
    assert figures(client)[1] == "100 %"
    Network.objects.update(review_months=1)
    assert figures(client)[1] == "0 %"


def test_tiles_follow_a_changed_situation(client, taxonomy):
    shown = LifeSituation.objects.filter(on_start_page=True).order_by("position")[0]
    assert shown.name in client.get("/").content.decode()
    draft = replace(queries.draft_of_life_situation(shown), name="Heute ist alles anders")
    actions.save_life_situation(
        draft=draft, situation_id=shown.pk, by=cast.account("frieda"), at=NOW
    )
    page = client.get("/").content.decode()
    assert "Heute ist alles anders" in page
    assert f">{shown.name}<" not in page


def test_tiles_are_drawn_in_each_language(client, taxonomy):
    german = client.get("/").content.decode()
    client.cookies["sprache"] = "en"
    english = client.get("/").content.decode()
    assert "Was trifft auf Sie zu?" in german
    assert "Was trifft auf Sie zu?" not in english


@pytest.mark.parametrize("more", [0, 2])
def test_what_is_counted_is_not_counted_again(client, taxonomy, more, django_assert_num_queries):
    for number in range(1 + more):
        News.objects.create(title=str(number), text="-", published_on=timezone.localdate())
    client.get("/")
    with django_assert_num_queries(START_QUERIES):
        client.get("/")
