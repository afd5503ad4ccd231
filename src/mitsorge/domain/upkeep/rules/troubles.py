"""Which answers mean that a web page is dead, whom the worker may ask, and when it asks again. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit


class Fault(StrEnum):
    """Why there was no answer. INSIDE: not asked, the address lies in a closed network or is no web address."""

    UNKNOWN_HOST = "UNKNOWN_HOST"
    REFUSED = "REFUSED"
    TLS = "TLS"
    SILENT = "SILENT"
    CIRCLES = "CIRCLES"
    INSIDE = "INSIDE"


class Finding(StrEnum):
    """What an answer says about the page. UNASKED: nothing at all."""

    ALIVE = "ALIVE"
    DEAD = "DEAD"
    DOUBTFUL = "DOUBTFUL"
    UNASKED = "UNASKED"


@dataclass(frozen=True)
class Answer:
    """A status of HTTP (RFC 9110), or the reason why there is none."""

    status: int = 0
    fault: Fault | None = None

    @property
    def code(self) -> str:
        """How it is kept: "404", "TLS"; `wording.trouble_words` says it in German."""
        return self.fault.value if self.fault else str(self.status)


GONE = frozenset({404, 410})
OF_FAULT: Mapping[Fault, Finding] = {
    Fault.UNKNOWN_HOST: Finding.DEAD,
    Fault.REFUSED: Finding.DEAD,
    Fault.TLS: Finding.DEAD,
    Fault.SILENT: Finding.DOUBTFUL,
    Fault.CIRCLES: Finding.DOUBTFUL,
    Fault.INSIDE: Finding.UNASKED,
}


def finding_of(answer: Answer) -> Finding:
    """404 and 410 are an end; a server that refuses or fails may only dislike machines or have a bad day."""
    if answer.fault is not None:
        return OF_FAULT[answer.fault]
    if answer.status in GONE:
        return Finding.DEAD
    return Finding.ALIVE if 200 <= answer.status < 400 else Finding.DOUBTFUL


@dataclass(frozen=True)
class Streak:
    """How often in a row, and since when, an address did not answer as it should."""

    tries: int = 0
    since: datetime | None = None


DOUBTS = 4
"""So many bad answers in a row, over at least `DOUBTS_LAST`, make a trouble of a doubt."""
DOUBTS_LAST = timedelta(days=3)
WAITS = tuple(timedelta(days=days) for days in (1, 1, 2, 4))
"""After the first, second … bad answer."""
LONGEST_WAIT = timedelta(days=7)
WELL_FOR = timedelta(days=14)
"""A page that answered is asked again after this."""
BELIEVED_FOR = timedelta(days=90)
"""So long the worker does not contradict somebody who said that a page is all right."""


def streak_after(answer: Answer, before: Streak, *, at: datetime) -> Streak:
    """An answer ends the streak; not having asked leaves it as it is."""
    finding = finding_of(answer)
    if finding is Finding.ALIVE:
        return Streak()
    if finding is Finding.UNASKED:
        return before
    return Streak(before.tries + 1, before.since or at)


def is_trouble(answer: Answer, streak: Streak, *, sure: bool, at: datetime) -> bool:
    """Whether somebody has to look. `sure`: others answered in the same round, so the fault is not ours."""
    finding = finding_of(answer)
    if finding is Finding.DEAD and sure:
        return True
    if finding not in (Finding.DEAD, Finding.DOUBTFUL) or streak.since is None:
        return False
    return streak.tries >= DOUBTS and at - streak.since >= DOUBTS_LAST


FEW = 2


def line_is_open(answers: Iterable[Answer]) -> bool:
    """False where more than `FEW` were asked and none of them answered: rather our own line is cut."""
    asked = [answer for answer in answers if answer.fault is not Fault.INSIDE]
    return len(asked) <= FEW or any(answer.status for answer in asked)


def next_try(answer: Answer, streak: Streak, *, at: datetime) -> datetime:
    """When the address is asked again."""
    if finding_of(answer) in (Finding.ALIVE, Finding.UNASKED):
        return at + WELL_FOR
    return at + (WAITS[streak.tries - 1] if streak.tries <= len(WAITS) else LONGEST_WAIT)


@dataclass(frozen=True)
class Target:
    """Where a question goes. `path`: with its query, as it stands in the request."""

    scheme: str
    host: str
    port: int
    path: str


PORTS = {"http": 80, "https": 443}
OPEN_PORTS = frozenset({80, 443, 8080, 8443})


def target_of(url: str, *, any_port: bool = False) -> Target | None:
    """The target of a web address; None for another scheme, a name and password in it, or an odd port."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or PORTS[parts.scheme]
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, KeyError):
        return None
    if not host or parts.username is not None or not (any_port or port in OPEN_PORTS):
        return None
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open net: not private, loopback, link-local, reserved or multicast.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as what it is.
    """
    found = ip_address(address.partition("%")[0])
    inner = _inside(found) if isinstance(found, IPv6Address) else None
    return all(each.is_global and not each.is_multicast for each in (inner, found) if each)


def _inside(found: IPv6Address) -> IPv4Address | None:
    if found in NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)


def one_per_host(addresses: Iterable[str], limit: int) -> list[str]:
    """The first `limit` addresses, never two of one host: nobody's server is asked twice at once."""
    chosen: dict[str, str] = {}
    for address in addresses:
        if len(chosen) == limit:
            break
        chosen.setdefault(_host(address), address)
    return list(chosen.values())


def _host(address: str) -> str:
    target = target_of(address, any_port=True)
    return target.host if target else address
