"""Committee page, register and calendar: 304 or a copy while nothing was done, anew after every deed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from mitsorge.doors.public.copies import copies
from mitsorge.foundation.journal.actions import record
from tests.cast import NOW
from tests.domain.governance.calendar_factories import committee, item, meeting, minutes
from tests.network import FRAME_QUERIES, a_network

PATHS = ["/gremien/runder-tisch/", "/beschluesse/", "/termine/"]
FROM_A_COPY = FRAME_QUERIES + 1
"""The frame, and one of the journal."""


@pytest.fixture
def ours(db):
    a_network()
    return committee("runder-tisch", publicity="PUBLIC")


def deed(of) -> None:
    """Something happens to a committee, as every deed leaves it."""
    held = meeting(of, timezone.now() - timedelta(days=9), status="APPROVED", title="Nachtpflege")
    minutes(held, "Text")
    item(held, "Nachtpflege", result="ADOPTED", decided_at=NOW, status="DONE")
    with transaction.atomic():
        record(event="governance.minutes.approved", subject=held, by=None, at=NOW)


def tagged(client: Client, path: str) -> str:
    client.get(path)  # the first visit brings the cookie of the form key
    return client.get(path).headers["ETag"]


@pytest.mark.parametrize("path", PATHS)
def test_unchanged_is_304_and_a_deed_is_sent(client, ours, path):
    tag = tagged(client, path)
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    deed(ours)
    page = client.get(path, headers={"If-None-Match": tag})
    assert page.status_code == 200
    assert "Nachtpflege" in page.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_a_copy_costs_next_to_nothing(ours, path, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(copies, "limit", 10)
    Client().get(path)
    with django_assert_num_queries(FROM_A_COPY):
        assert Client().get(path).status_code == 200
    deed(ours)
    assert "Nachtpflege" in Client().get(path).content.decode()


def test_every_search_has_a_copy_of_its_own(ours, monkeypatch):
    monkeypatch.setattr(copies, "limit", 10)
    deed(ours)
    assert "1 Beschluss<" in Client().get("/beschluesse/").content.decode()
    assert "Kein Beschluss passt" in Client().get("/beschluesse/?worte=x").content.decode()


def test_what_is_not_there_has_no_copy(ours):
    assert Client().get("/gremien/gibt-es-nicht/").status_code == 404
