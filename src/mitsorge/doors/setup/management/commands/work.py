"""`manage.py work`: carries letters and does the recurring chores. Several may run side by side."""

import logging
import os
import secrets
import signal
import socket
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error, connection
from django.utils import timezone

from mitsorge.foundation.post import actions, chores
from mitsorge.foundation.post.rules import Outcome
from mitsorge.foundation.post.smtp import MailServer

log = logging.getLogger("mitsorge.work")
GRACE = 1.5
"""Seconds a letter in flight may take after the signal to stop; then it is listed as unclear."""
BLINK = 0.1
BEAT = 10.0
NEVER = float("-inf")


class CutOff(BaseException):
    """The mail server took longer than the grace period while the worker was asked to stop."""


class Shift:
    """One run of a worker from start to signal."""

    def __init__(self, poll: float) -> None:
        self.poll = poll
        self.worker = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
        self.stopping = False
        self.beaten = NEVER
        self.server = MailServer() if settings.SMTP_URL else None

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True
        signal.setitimer(signal.ITIMER_REAL, GRACE)

    def cut_off(self, _signal: int, _frame: FrameType | None) -> None:
        raise CutOff

    def listen(self) -> None:
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        signal.signal(signal.SIGALRM, self.cut_off)

    def run(self, *, once: bool) -> None:
        """Works until asked to stop; with `once` until the outbox holds nothing that is due."""
        while not self.stopping:
            busy = self.round()
            if once and not busy:
                break
            if not busy:
                self.pause()

    def round(self) -> bool:
        """One look at everything; True if there may be more to do at once."""
        try:
            self.show_life()
            chores.run_due(at=timezone.now())
            return self.deliver()
        except Error:
            log.exception("the database did not answer")
            connection.close()
            self.beaten = NEVER
            self.pause()
            return False

    def show_life(self) -> None:
        if time.monotonic() - self.beaten >= BEAT:
            lasting_steps()
            actions.show_life(worker=self.worker, at=timezone.now())
            self.beaten = time.monotonic()

    def deliver(self) -> bool:
        if self.server is None:
            return False
        tally = actions.deliver_due(
            worker=self.worker,
            at=timezone.now(),
            connection=self.server,
            stop=lambda: self.stopping,
        )
        if tally:
            log.info("letters: %s", ", ".join(f"{n} {what}" for what, n in sorted(tally.items())))
        else:
            self.server.close()
        return bool(tally) and not tally[Outcome.UNREACHABLE]

    def pause(self) -> None:
        until = time.monotonic() + self.poll
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(BLINK, left))

    def end(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if self.server is not None:
            self.server.drop()
        actions.sign_off(worker=self.worker, at=timezone.now())


def lasting_steps() -> None:
    """SQLite: a step survives even a power cut, so that no letter leaves twice after one."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


class Command(BaseCommand):
    help = "Carries letters to the mail server and does the recurring chores."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--poll", type=float, default=2.0, help="seconds between two looks")
        parser.add_argument("--once", action="store_true", help="end when nothing is due")

    def handle(self, *_args: Any, poll: float, once: bool, **_options: Any) -> None:
        shift = Shift(poll)
        shift.listen()
        log.info("worker %s starts%s", shift.worker, "" if shift.server else ", without SMTP_URL")
        try:
            shift.run(once=once)
        except CutOff:
            log.warning("the mail server took too long; the letter is listed as unclear")
        finally:
            shift.end()
        log.info("worker %s ends", shift.worker)
