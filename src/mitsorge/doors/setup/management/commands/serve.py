import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

MANIFEST = "staticfiles.json"
"""Without it no page can name its style sheets; a first start makes it, a new version is collected by its recipe."""


def server(*, host: str, port: int, workers: int) -> list[str]:
    """The command line of the web server: WSGI on granian (docs/decisions/0002)."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "mitsorge.wsgi:application",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4",
        "--workers-kill-timeout", "5", "--no-ws", "--log-level", "warning", "--respawn-failed-workers",
    ]  # fmt: skip


class Command(BaseCommand):
    help = "Startet den Webserver."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)

    def handle(self, *, host: str, port: int, workers: int, **_options: Any) -> None:
        if not (Path(settings.STATIC_ROOT) / MANIFEST).is_file():
            call_command("collectstatic", interactive=False, verbosity=0)
        command = server(host=host, port=port, workers=workers)
        os.execv(command[0], command)
