"""An installation in processes of its own: the commands of `mitsorge` on one database, as a town starts them."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from socket import create_connection

from django.conf import settings
from django.db import connection

from tests.foundation.post.mailbox import free_port

ROOT = Path(__file__).resolve().parents[2]
REPLY_DOMAIN = "antwort.netz.example"


class Town:
    """`close()` ends what still runs."""

    def __init__(self, *, database: str, smtp: str, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mitsorge.settings",
            "MITSORGE_SECRET_KEY": settings.SECRET_KEY,
            "MITSORGE_DATABASE_URL": database,
            "MITSORGE_DATA_DIR": str(folder),
            "MITSORGE_SMTP_URL": smtp,
            "MITSORGE_MAIL_FROM": "post@netz.example",
            "MITSORGE_REPLY_DOMAIN": REPLY_DOMAIN,
            "MITSORGE_LINK_CHECK": "off",
            "MITSORGE_LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        self.running: list[subprocess.Popen[str]] = []

    def start(self, *words: str) -> subprocess.Popen[str]:
        """`mitsorge …`, left running."""
        process = subprocess.Popen(
            [sys.executable, "-m", "mitsorge", *words],
            env=self.environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.running.append(process)
        return process

    def run(self, *words: str) -> str:
        """`mitsorge …` to its end; what it printed."""
        out, err = self.start(*words).communicate(timeout=120)
        assert self.running[-1].returncode == 0, err
        return out

    def listen(self, *words: str, port: int | None = None) -> tuple[subprocess.Popen[str], int]:
        """`mitsorge … --port` on a free port of the loopback, and the port, once it answers."""
        port = port or free_port()
        process = self.start(*words, "--port", str(port))
        for _try in range(2400):
            try:
                create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                assert process.poll() is None, process.communicate()
                time.sleep(0.05)
            else:
                return process, port
        raise AssertionError(f"{words} never answered")

    def rows(self, table: str, columns: str = "*") -> list[tuple]:
        """What lies in the installation's database, whichever process wrote it."""
        words = f"SELECT {columns} FROM {table} ORDER BY 1"  # noqa: S608 - our own tables
        if connection.vendor != "sqlite":
            with connection.cursor() as cursor:
                cursor.execute(words)
                return cursor.fetchall()
        path = self.environment["MITSORGE_DATABASE_URL"].removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as opened:
            return opened.execute(words).fetchall()

    def close(self) -> None:
        """First with a word, so that a server ends its own workers."""
        for process in self.running:
            process.terminate()
        for process in self.running:
            try:
                process.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
