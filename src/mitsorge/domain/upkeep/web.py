"""One question to a web page: does it still answer? Asks only the open net and reads no page."""

import errno
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from threading import Timer
from urllib.parse import urljoin

from mitsorge.domain.upkeep.rules.troubles import Answer, Fault, Target, is_public, target_of

TIMEOUT = 5.0
"""Seconds of silence."""
LONGEST = 8.0
"""Seconds for one exchange, also with a server that sends one letter a second."""
REDIRECTS = 3
NO_SUCH_HOST = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})


class Inside(Exception):
    """The host lies in a closed network: a web address must not make this server ask its neighbors."""


def ask(url: str, *, asker: str, inside: bool = False) -> Answer:
    """HEAD, and GET where HEAD is refused; at most `REDIRECTS` redirects, each checked like the first address.

    `asker`: the User-Agent. `inside`: loopback and private addresses are allowed, for tests only. No cookies, no
    body is read, the name is resolved once and exactly the checked IP address is asked. Raises nothing.
    """
    for _step in range(REDIRECTS + 1):
        answer, onward = _ask_once(url, asker, inside)
        if not onward:
            return answer
        url = urljoin(url, onward)
    return Answer(fault=Fault.CIRCLES)


def _ask_once(url: str, asker: str, inside: bool) -> tuple[Answer, str]:
    """The answer, and where it points to."""
    target = target_of(url, any_port=inside)
    if target is None:
        return Answer(fault=Fault.INSIDE), ""
    try:
        place = _place(target, inside)
        status, onward = _exchange("HEAD", target, place, asker)
        if status >= 400:
            status, onward = _exchange("GET", target, place, asker)
    except (Inside, OSError, HTTPException, UnicodeError) as error:
        return Answer(fault=_fault(error)), ""
    return Answer(status), onward if 300 <= status < 400 else ""


def _place(target: Target, inside: bool) -> str:
    """The IP address to ask; every one the name stands for must lie in the open net."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    places = [str(address[0]) for *_kind, address in found]
    if not inside and not all(map(is_public, places)):
        raise Inside
    return places[0]


def _exchange(method: str, target: Target, place: str, asker: str) -> tuple[int, str]:
    """Status and Location; the line is cut after the headers."""
    line = HTTPConnection(target.host, target.port, timeout=TIMEOUT)
    headers = {"User-Agent": asker, "Accept": "text/html,*/*", "Connection": "close"}
    with _opened(target, place) as line.sock:
        line.request(method, target.path, headers=headers | {"Host": _host(target)})
        said = line.getresponse()
        try:
            return said.status, said.getheader("Location") or ""
        finally:
            said.close()


@contextmanager
def _opened(target: Target, place: str) -> Iterator[socket.socket]:
    """A connection to the checked place, cut after `LONGEST` whatever happens on it."""
    plain = socket.create_connection((place, target.port), TIMEOUT)
    lines = [plain]
    cut = Timer(LONGEST, _cut, [lines])
    cut.start()
    try:
        if target.scheme == "https":
            context = ssl.create_default_context()
            sealed = context.wrap_socket(
                plain, server_hostname=target.host, do_handshake_on_connect=False
            )
            lines.append(sealed)
            sealed.do_handshake()
        yield lines[-1]
    finally:
        cut.cancel()
        lines[-1].close()


def _cut(lines: list[socket.socket]) -> None:
    """Sealing a line takes it away from the plain one, so the last one holds it."""
    with suppress(OSError):
        lines[-1].shutdown(socket.SHUT_RDWR)


def _host(target: Target) -> str:
    host = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"http": 80, "https": 443}[target.scheme]
    return host if target.port == usual else f"{host}:{target.port}"


def _fault(error: Exception) -> Fault:
    if isinstance(error, Inside):
        return Fault.INSIDE
    if isinstance(error, socket.gaierror):
        return Fault.UNKNOWN_HOST if error.errno in NO_SUCH_HOST else Fault.SILENT
    if isinstance(error, ssl.SSLError) and not isinstance(error, ssl.SSLEOFError):
        return Fault.TLS
    refused = isinstance(error, OSError) and error.errno == errno.ECONNREFUSED
    return Fault.REFUSED if refused else Fault.SILENT
