"""How attempts are counted: in the database, so that every worker counts together.

Attempts to sign in are counted by the library; what visitors send without an account is counted here.
"""

import hashlib
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW = timedelta(hours=1)
LIMIT = 10
"""So many things may one sender send in the window; a whole house often has one address."""


def sealed(key: str, prefix: str, version: int) -> str:
    """The key under which a count is kept: names no network address and no account."""
    return salted_hmac(
        "mitsorge.attempts", f"{prefix}:{version}:{key}", algorithm="sha256"
    ).hexdigest()


def may_send(*, deed: str, sender: str, what: str, at: datetime) -> bool:
    """Counts what a network address sends without an account; False once `LIMIT` things came in `WINDOW`.

    The same thing again (a double click) counts once. The address itself is never stored: each place in the
    count has a sealed key that changes with the day and is forgotten with the window. An unknown sender is
    not counted. 1 query and 3 per place tried; two requests never get the same place.
    """
    if not sender:
        return True
    day = f"{at:%Y-%m-%d}"
    places = [f"{deed}:{day}:{_household(sender)}:{number}" for number in range(LIMIT)]
    token = hashlib.sha256(what.encode()).hexdigest()
    taken = cache.get_many(places)
    if token in taken.values():
        return True
    free = (place for place in places if place not in taken)
    return any(cache.add(place, token, WINDOW.total_seconds()) for place in free)


def _household(sender: str) -> str:
    """An IPv4 address, or the network of an IPv6 address: inside it everybody changes freely."""
    try:
        address = ip_address(sender)
    except ValueError:
        return sender
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
