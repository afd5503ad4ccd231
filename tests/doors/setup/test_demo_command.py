"""`mitsorge demo`: one command, one clear sentence when it cannot, nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[3] / "src"
PORT = 8185
ADDRESS = f"http://127.0.0.1:{PORT}/"


def demo(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    """The command in a folder of its own, in a process group of its own."""
    surroundings = {
        name: value for name, value in os.environ.items() if not name.startswith("MITSORGE_")
    }
    return subprocess.Popen(
        [sys.executable, "-m", "mitsorge", "demo", *arguments],
        cwd=folder,
        env=surroundings | {"PYTHONPATH": str(SOURCES)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def answers() -> bool:
    try:
        with urllib.request.urlopen(ADDRESS, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def group_is_empty(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def refused(folder: Path, *arguments: str) -> str:
    process = demo(folder, *arguments)
    said, _nothing = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Traceback" not in said
    return said


def test_names_the_presets_when_there_is_none_of_that_name(tmp_path: Path) -> None:
    said = refused(tmp_path, "neuland")
    assert "Die Vorlage „neuland“ gibt es nicht. Es gibt: leikop, netzwerk-soziale-dienste" in said


def test_says_when_the_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, "--port", str(port))
    assert f"Auf Port {port} läuft schon etwas." in said


@pytest.mark.journey
@pytest.mark.parametrize(
    ("number", "whole_group"), [(signal.SIGINT, True), (signal.SIGTERM, False)]
)
def test_serves_a_network_and_leaves_nothing_behind(
    tmp_path_factory, number: signal.Signals, *, whole_group: bool
) -> None:
    folder = tmp_path_factory.getbasetemp() / "demo"
    folder.mkdir(exist_ok=True)
    process = demo(folder, "pflegestammtisch-hildburghausen", "--port", str(PORT))
    until = time.monotonic() + 120
    while not answers() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.2)
    assert answers()
    (os.killpg if whole_group else os.kill)(process.pid, number)
    said, _nothing = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Pflegestammtisch Landkreis Hildburghausen: http://127.0.0.1:8185/" in said
    assert "frieda@mitsorge.example" in said
    assert "Traceback" not in said
    assert group_is_empty(process.pid)
    assert not answers()
