"""`mitsorge inbox`: takes answers by mail from the municipality's mail server. Several may run on several ports."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mitsorge.doors.inbox.server import Inbox


class Command(BaseCommand):
    help = "Takes answers by mail over SMTP or LMTP, from the loopback only, until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8025)
        parser.add_argument("--workers", type=int, default=4)
        parser.add_argument("--lmtp", action="store_true", help="speak LMTP instead of SMTP")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.REPLY_DOMAIN:
            raise CommandError(
                "MITSORGE_REPLY_DOMAIN fehlt: An welche Adressen sollen Antworten gehen?"
            )
        names = ("host", "port", "workers", "lmtp")
        inbox = Inbox(**{name: options[name] for name in names})
        done = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: done.set())
        inbox.start()
        self.stdout.write(
            f"Posteingang für {settings.REPLY_DOMAIN}: {options['host']}:{options['port']}"
        )
        done.wait()
        inbox.stop()
