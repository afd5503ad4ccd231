"""Giving an impulse without a name; nothing of it is public by itself."""

import pytest
from django.core.cache import cache
from django.test import Client

from mitsorge.domain.recommendations.models import Impulse
from tests.network import a_network

pytestmark = pytest.mark.django_db
FORM = "/impuls/"


@pytest.fixture
def visitor() -> Client:
    a_network()
    cache.clear()
    return Client()


def test_a_double_click_is_one_impulse(visitor) -> None:
    page = visitor.get(FORM)
    key = page.context["form"]["key"].value()
    assert "mail" not in page.context["form"].fields
    for _again in range(2):
        done = visitor.post(FORM, {"text": "Der Bus fehlt.", "key": key})
        assert done["Location"] == "/impuls/danke/"
    visitor.post(FORM, {"text": "Und eine Bank.", "key": key})
    rows = Impulse.objects.order_by("pk").values_list("text", "source", "public_text")
    assert list(rows) == [("Der Bus fehlt.", "FORM", ""), ("Und eine Bank.", "FORM", "")]
    assert visitor.get(done["Location"]).status_code == 200


@pytest.mark.parametrize("text", ["", " ", "x" * 2001])
def test_nothing_and_too_much_come_back(visitor, text) -> None:
    page = visitor.post(FORM, {"text": text, "key": "1"})
    assert page.context["form"]["text"].errors
    assert Impulse.objects.count() == 0


def test_too_many_from_one_sender_are_told_to_wait(visitor) -> None:
    for number in range(10):
        visitor.post(FORM, {"text": f"Impuls {number}", "key": "1"})
    page = visitor.post(FORM, {"text": "Impuls 11", "key": "1"})
    assert page.status_code == 429
    assert "Impuls 11" in page.content.decode()
    assert Impulse.objects.count() == 10
