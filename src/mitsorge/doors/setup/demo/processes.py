"""Web server and worker side by side: started together, stopped together, nothing left behind."""

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from types import FrameType

PATIENCE = 60.0
"""Seconds until the web server must have answered once."""
GRACE = 5.0
"""Seconds both may take to end before they are ended."""
BLINK = 0.05


class PortTaken(Exception):
    """Somebody else listens there."""


class DidNotStart(Exception):
    """A child ended before it could serve, or never answered."""


def check_port(port: int) -> None:
    """Raises `PortTaken` where something listens on this machine already."""
    with socket.socket() as ear:
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ear.bind(("127.0.0.1", port))
        except OSError as taken:
            raise PortTaken(
                f"Auf Port {port} läuft schon etwas. Nehmen Sie einen anderen, zum Beispiel --port {port + 1}."
            ) from taken


class Pair:
    """The children of one demo: a signal to us ends them all, also one that comes while they are still starting."""

    def __init__(self) -> None:
        self.stopping = False
        self.children: list[subprocess.Popen[bytes]] = []
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)

    def start(self, command: list[str]) -> None:
        """One more child, unless it is time to end; in a group of its own, so that Ctrl-C reaches it through us alone."""
        if not self.stopping:
            self.children.append(subprocess.Popen(command, process_group=0))

    def wait_until_answered(self, address: str) -> None:
        """Returns when the address answers or a signal came. Raises `DidNotStart`."""
        until = time.monotonic() + PATIENCE
        while not self.stopping and not _answers(address):
            if self._one_ended() or time.monotonic() > until:
                raise DidNotStart(
                    "Der Webserver ist nicht gestartet. Die Zeilen darüber sagen, warum."
                )
            time.sleep(BLINK)

    def watch(self) -> bool:
        """Waits for a signal. False when a child ended by itself."""
        while not self.stopping:
            if self._one_ended():
                return False
            time.sleep(BLINK)
        return True

    def end(self) -> None:
        """Asks both to end, then insists."""
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        until = time.monotonic() + GRACE
        while self._running() and time.monotonic() < until:
            time.sleep(BLINK)
        for child in self._running():
            child.kill()
        for child in self.children:
            child.wait()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _running(self) -> list["subprocess.Popen[bytes]"]:
        return [child for child in self.children if child.poll() is None]

    def _one_ended(self) -> bool:
        return len(self._running()) < len(self.children)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
