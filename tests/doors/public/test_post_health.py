"""The alarm hears when nobody carries letters."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.foundation.post import actions
from mitsorge.foundation.post.rules import Draft

pytestmark = pytest.mark.django_db
PAGE = "/betrieb/post/"


def said(client) -> tuple[int, str]:
    page = client.get(PAGE)
    return page.status_code, page.content.decode()


def test_the_alarm_hears_of_missing_workers_and_of_letters_that_pile_up(
    client, django_assert_num_queries
):
    now = timezone.now()
    assert said(client) == (503, "Arbeiter\n")
    actions.show_life(worker="w", at=now)
    with django_assert_num_queries(3):
        assert said(client) == (200, "bereit\n")
    actions.enqueue(Draft("a@haus.example", "x", "x", "k"), at=now - timedelta(minutes=14))
    assert said(client) == (200, "bereit\n")
    actions.enqueue(Draft("a@haus.example", "x", "x", "l"), at=now - timedelta(minutes=16))
    assert said(client) == (503, "Stau\n")
