"""What one sender may send without an account, and that nobody can read from the count who it was."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from mitsorge.foundation.access import actions as access
from mitsorge.foundation.access.attempts import LIMIT, WINDOW, may_send
from mitsorge.foundation.post.chores import REGISTERED

pytestmark = pytest.mark.django_db
HOME = "203.0.113.7"
AT = timezone.now()


def sent(number: int, sender: str = HOME, at=AT) -> list[bool]:
    return [may_send(deed="report", sender=sender, what=f"Text {n}", at=at) for n in range(number)]


def stored() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM counted_attempts")
        return cursor.fetchall()


def test_the_limit_counts_each_sender_alone():
    assert sent(LIMIT + 1) == [True] * LIMIT + [False]
    assert sent(1, sender="203.0.113.8") == [True]


def test_the_same_thing_again_counts_once_also_at_the_limit():
    sent(LIMIT)
    assert may_send(deed="report", sender=HOME, what="Text 3", at=AT)
    assert not may_send(deed="report", sender=HOME, what="Text neu", at=AT)
    assert len(stored()) == LIMIT


def test_one_house_with_ipv6_is_one_sender():
    sent(LIMIT, sender="2001:db8:1:2::1")
    assert sent(LIMIT + 1, sender="2001:db8:1:2:ffff::9")[-1] is False
    assert sent(1, sender="2001:db8:1:3::1") == [True]


def test_who_is_unknown_is_not_locked_out():
    assert sent(LIMIT + 5, sender="") == [True] * (LIMIT + 5)
    assert stored() == []


def test_nothing_stored_tells_the_address_and_the_next_day_has_another_key():
    sent(1)
    today = {key for key, _value in stored()}
    sent(1, at=AT + timedelta(days=1))
    assert HOME not in str(stored())
    assert len(stored()) == 2
    assert len(today) == 1


def test_the_worker_forgets_counts_whose_time_is_over():
    sent(2)
    cache.set("later", 1, WINDOW.total_seconds() * 3)
    now = timezone.now()  # counts end by the clock of the machine, not by the time of the deed
    assert access.forget_attempts(at=now) == 0
    assert access.forget_attempts(at=now + WINDOW + timedelta(minutes=1)) == 2
    assert cache.get("later") == 1
    assert REGISTERED["access.forget_attempts"].every == timedelta(hours=1)
