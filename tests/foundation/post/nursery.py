"""A process outside the tests that raises workers: `python -m tests.foundation.post.nursery`.

It sets Django up once and forks for every worker, so that a worker starts at once and can be
killed like any other process. It reads one JSON command per line and answers with one line.
"""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from typing import Any


class Nursery:
    """The side of the tests. `module` is what runs on the other side."""

    module = "tests.foundation.post.nursery"

    def __init__(self, database_url: str, smtp_url: str) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
            "MITSORGE_DATABASE_URL": database_url,
            "MITSORGE_SMTP_URL": smtp_url,
            "MITSORGE_MAIL_FROM": "post@netz.example",
            "MITSORGE_LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, word: str, **details: Any) -> Any:
        self.process.stdin.write(json.dumps([word, details]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def fill(*, keys: list[str], at: str) -> int:
    from mitsorge.foundation.post.actions import enqueue_many
    from mitsorge.foundation.post.rules import Draft

    drafts = [Draft(f"{k}@haus.example", f"Brief {k}", "Guten Tag,\n\nGrüße.", k) for k in keys]
    return len(enqueue_many(drafts, at=datetime.fromisoformat(at)))


def click(*, times: int, key: str, at: str) -> list[int]:
    """As many processes as clicks write the same letter at the same moment; their exit codes."""
    from django.db import connections

    connections.close_all()
    pids = []
    for _click in range(times):
        if not (pid := os.fork()):
            os._exit(0 if fill(keys=[key], at=at) == 1 else 1)
        pids.append(pid)
    return [wait(pid=pid) for pid in pids]


def race(*, runners: int, at: str) -> list[int]:
    """Processes that claim two letters at a time, as fast as they can; every number they got."""
    from django.db import connections

    connections.close_all()
    reading, writing = os.pipe()
    pids = []
    for runner in range(runners):
        if not (pid := os.fork()):
            _run(f"runner {runner}", datetime.fromisoformat(at), writing)
        pids.append(pid)
    os.close(writing)
    with os.fdopen(reading) as lines:
        got = [int(line) for line in lines]
    assert [wait(pid=pid) for pid in pids] == [0] * runners
    return got


def _run(name: str, at: datetime, writing: int) -> None:
    from mitsorge.foundation.post.actions import claim

    while letters := claim(worker=name, at=at, limit=2):
        os.write(writing, "".join(f"{letter.pk}\n" for letter in letters).encode())
    os._exit(0)


def recover(*, hours: int) -> list[int]:
    from django.utils import timezone

    from mitsorge.foundation.post import actions

    return list(actions.recover(at=timezone.now() + timedelta(hours=hours)))


def states() -> dict[str, str]:
    """Message-ID → state."""
    from mitsorge.foundation.post.models import Letter

    rows = Letter.objects.values_list("uid", "state")
    return {f"<{uid}@netz.example>": state for uid, state in rows}


def heartbeats() -> int:
    from mitsorge.foundation.post.models import Heartbeat

    return Heartbeat.objects.count()


def work(*, once: bool) -> int:
    """Forks a worker and returns its process id."""
    from django.core.management import call_command
    from django.db import connections

    connections.close_all()
    if pid := os.fork():
        return pid
    os.dup2(2, 1)
    call_command("work", once=once, poll=0.1)
    os._exit(0)


def wait(*, pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def kill(*, pid: int) -> int:
    os.kill(pid, signal.SIGKILL)
    return wait(pid=pid)


COMMANDS = {
    c.__name__: c for c in (fill, click, race, recover, states, heartbeats, work, wait, kill)
}


def main(commands: dict[str, Any] = COMMANDS) -> None:
    import django

    django.setup()
    for line in sys.stdin:
        word, details = json.loads(line)
        sys.stdout.write(json.dumps(commands[word](**details)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
