"""Mails per second: the outbox with its two lasting steps per letter, against Django's backend without any.

The sink is Postfix's `smtp-sink` (a Python sink would be slower than what it measures); it is
looked for in the PATH, in /usr/sbin and at SMTP_SINK. Without it there is no figure.
"""

import multiprocessing
import os
import shutil
import smtplib
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Figure, median, report

LETTERS, ROUNDS, WORKERS = 1000, 3, 2
TEXT = (
    "Guten Tag,\n\nstimmt Ihr Eintrag noch?\n\n  Tagespflege Abendsonne\n  Am Alten Bahnhof 3, 14822 Brück\n"
    "  Montag bis Freitag, 8 bis 16 Uhr\n\nBitte sehen Sie kurz nach. Ein Klick genügt:\n\n"
    "https://netzwerk.example/s/{n:08x}\n\nWarum wir fragen: Ihr Eintrag wurde im Oktober {n} Mal angesehen.\n\n"
    "Mit freundlichen Grüßen\nKoordinierungsstelle\n\n-- \nSie erhalten diesen Brief als Ansprechperson des Eintrags.\n"
)


def main() -> None:
    if not (program := sink_program()):
        print("no figure: install Postfix for its smtp-sink, or name one in SMTP_SINK")
        return
    url = os.environ.get("MITSORGE_DATABASE_URL", "")
    with sink(program) as port:
        figures = _compared(port, "sqlite://build/bench/mail.sqlite3", "SQLite, synchronous=FULL")
        if url.startswith("postgresql"):
            figures += _compared(port, url, "PostgreSQL")
    report("mail", figures, letters=LETTERS, rounds=ROUNDS)


def sink_program() -> str | None:
    named = os.environ.get("SMTP_SINK")
    return named or shutil.which("smtp-sink", path=os.environ.get("PATH", "") + ":/usr/sbin")


@contextmanager
def sink(program: str) -> Iterator[int]:
    """A mail server that takes everything and keeps nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    as_root = ["-u", "nobody"] if os.getuid() == 0 else []
    process = subprocess.Popen([program, *as_root, f"127.0.0.1:{port}", "100"])
    try:
        _until_open(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _until_open(port: int) -> None:
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RuntimeError("the sink does not answer")


def _compared(port: int, database: str, name: str) -> list[Figure]:
    """A process of its own per database: Django's settings are read once."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        one, many, django, floor = pool.submit(_measured, port, database).result()
    rates = f"{1 / one:.0f}/s, {WORKERS} workers {1 / many:.0f}/s, Django {1 / django:.0f}/s, bare smtplib {1 / floor:.0f}/s"
    print(f"{name}: {rates}")
    peer = "Django's backend, one connection"
    return [
        Figure(f"a letter by one worker, {name}", one * 1e3, django * 1e3, "ms", peer, 1.0),
        Figure(
            f"a letter by {WORKERS} workers, {name}", many * 1e3, django * 1e3, "ms", peer, 0.25
        ),
    ]


def _measured(port: int, database: str) -> tuple[float, float, float, float]:
    """Seconds per letter: one worker, several workers, Django's backend, bare smtplib (medians)."""
    _set_up(port, database)
    rounds = [
        (_timed(_fill, _work), _timed(_fill, _work_together), _timed(None, _django), _floor(port))
        for _round in range(ROUNDS)
    ]
    one, many, django, floor = (median(column) / LETTERS for column in zip(*rounds, strict=True))
    return one, many, django, floor


def _set_up(port: int, database: str) -> None:
    Path("build/bench").mkdir(parents=True, exist_ok=True)
    if database.startswith("sqlite"):
        for leftover in Path("build/bench").glob("mail.sqlite3*"):
            leftover.unlink()
    os.environ |= {
        "MITSORGE_DATABASE_URL": database,
        "MITSORGE_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "MITSORGE_MAIL_FROM": "post@netz.example",
        "MITSORGE_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _timed(prepare: Callable[[], None] | None, deed: Callable[[], None]) -> float:
    if prepare:
        prepare()
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def _fill() -> None:
    from mitsorge.foundation.post.actions import enqueue_many
    from mitsorge.foundation.post.models import Letter
    from mitsorge.foundation.post.rules import Draft

    Letter.objects.all().delete()
    at = datetime(2026, 11, 17, 9, tzinfo=UTC)
    drafts = (
        Draft(f"n{n}@haus.example", "Stimmt Ihr Eintrag noch?", TEXT.format(n=n), f"bench:{n}")
        for n in range(LETTERS)
    )
    enqueue_many(drafts, at=at)


def _work(name: str = "bench") -> None:
    """What `mitsorge work` does until nothing is due, without its pauses."""
    from django.utils import timezone

    from mitsorge.doors.setup.management.commands.work import lasting_steps
    from mitsorge.foundation.post.actions import deliver_due
    from mitsorge.foundation.post.smtp import MailServer

    lasting_steps()
    server = MailServer()
    while deliver_due(worker=name, at=timezone.now(), connection=server):
        pass
    server.close()


def _work_together() -> None:
    """Several forked workers; every letter is sent, none twice (checked)."""
    from django.db import connections

    from mitsorge.foundation.post.models import Letter

    connections.close_all()
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_work, args=(f"bench-{n}",)) for n in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    sent = Letter.objects.filter(state="SENT", attempts=1).count()
    if sent != LETTERS:
        raise RuntimeError(f"{sent} of {LETTERS} letters were sent once")


def _django() -> None:
    """The same letters, text and HTML, through Django's own backend over one connection."""
    from django.core.mail import EmailMultiAlternatives, get_connection

    from mitsorge.foundation.post.mail import html_of

    mails = []
    for n in range(LETTERS):
        text = TEXT.format(n=n)
        mail: Any = EmailMultiAlternatives(
            "Stimmt Ihr Eintrag noch?", text, "post@netz.example", [f"n{n}@haus.example"]
        )
        mail.attach_alternative(html_of(text), "text/html")
        mails.append(mail)
    get_connection("django.core.mail.backends.smtp.EmailBackend").send_messages(mails)


def _floor(port: int) -> float:
    """Bare smtplib with bytes that are already there."""
    content = TEXT.format(n=1).replace("\n", "\r\n").encode() * 2
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for n in range(LETTERS):
            server.sendmail("post@netz.example", [f"n{n}@haus.example"], content)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
