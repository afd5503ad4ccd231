"""A session that is over is deleted by the worker, with the Merkliste in it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from mitsorge.foundation.access import actions as access
from mitsorge.foundation.post.chores import REGISTERED, run_due

pytestmark = pytest.mark.django_db


def session(hours: int) -> str:
    """The key of a session with a Merkliste that ends so many hours from now."""
    store = SessionStore()
    store["merkliste"] = ["tagespflege-am-markt"]
    store.set_expiry(timedelta(hours=hours))
    store.create()
    return store.session_key


def keys() -> list[str]:
    return list(Session.objects.values_list("session_key", flat=True))


def test_only_what_is_over_goes():
    session(-1)
    session(-2)
    live = session(1)
    assert access.forget_sessions(at=timezone.now()) == 2
    assert keys() == [live]


def test_the_moment_itself_is_over():
    end = Session.objects.get(pk=session(1)).expire_date
    assert access.forget_sessions(at=end - timedelta(microseconds=1)) == 0
    assert access.forget_sessions(at=end) == 1


def test_the_worker_does_it_every_hour():
    assert REGISTERED["access.forget_sessions"].every == timedelta(hours=1)
    session(-1)
    assert "access.forget_sessions" in run_due(at=timezone.now())
    assert keys() == []
