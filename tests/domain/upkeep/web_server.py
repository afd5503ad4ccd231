"""A web server on loopback that answers as it is told. Paths: `/404`, `/onward?…`, `/silent`."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import unquote


class Site(ThreadingHTTPServer):
    """`asked`: method, path and headers of every request; `says`: the status of a path, else 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.says: dict[str, int] = {}
        self.over = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def requests(self) -> list[tuple[str, str]]:
        return [(method, path) for method, path, _headers in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        path, _mark, onward = self.path.partition("?")
        if path == "/silent":
            self.server.over.wait(5)
            return
        if path == "/drip":
            self._drip()
            return
        status = 302 if path == "/onward" else self.server.says.get(path, 200)
        if path == "/no-head" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if onward:
            self.send_header("Location", unquote(onward))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(b"x" * 10)

    def _drip(self) -> None:
        """Headers that never end."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\n")
        for number in range(100):
            if self.server.over.wait(0.1):
                return
            try:
                self.wfile.write(f"X-{number}: x\r\n".encode())
            except OSError:
                return

    def log_message(self, *_args: object) -> None:
        return


@contextmanager
def a_site() -> Iterator[Site]:
    with Site() as site:
        runs = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        runs.start()
        yield site
        site.over.set()
        site.shutdown()
        runs.join()
