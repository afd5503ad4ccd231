"""How long `script/demo` takes to its first answer: a fresh clone with a warm package cache, and the second start."""

import contextlib
import pathlib
import signal
import subprocess
import tempfile
import time
import urllib.request

from bench.figures import Figure, report

PORT = 8797
SECOND_START_SECONDS = 10.0


def main() -> None:
    root = pathlib.Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as folder:
        project = f"{folder}/project"
        subprocess.run(["git", "clone", "-q", str(root), project], check=True)
        first, second = _start(project), _start(project)
    figures = [
        Figure(
            "second start of script/demo",
            second,
            SECOND_START_SECONDS,
            "s",
            "limit: serves within 10 s",
            1.0,
        ),
        Figure("first start, warm package cache", first, 60.0, "s", "limit: one minute", 1.0),
    ]
    report("start", figures)


def _start(project: str) -> float:
    begun = time.perf_counter()
    demo = subprocess.Popen(
        ["script/demo", "--port", str(PORT)],
        cwd=project,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.perf_counter() - begun < 300:
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=5).read()
                return time.perf_counter() - begun
            time.sleep(0.05)
        raise SystemExit("script/demo did not answer within five minutes")
    finally:
        demo.send_signal(signal.SIGINT)
        demo.wait(timeout=30)
