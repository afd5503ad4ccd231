"""SMTP and LMTP on the loopback. A mail is acknowledged only when everything it caused is in the database."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import close_old_connections, connections
from django.utils import timezone

from mitsorge.domain.upkeep.actions.mail_replies import Unknown, receive
from mitsorge.domain.upkeep.letters.mail_replies import uid_of
from mitsorge.doors.inbox.mails import opened

log = logging.getLogger("mitsorge.inbox")
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it would write down addresses
LARGEST = 512 * 1024
"""Bytes of a mail; an answer of one line with a quoted letter has a few kilobytes."""
TAKEN = "250 2.0.0 taken"
LATER = "451 4.3.0 not now, please try again"
STRANGER = "550 5.1.1 nobody here"
ONE_BY_ONE = "452 4.5.3 one recipient at a time"


class Handler:
    """Answers of the server. `workers` mails are worked on at the same time, each in a thread of its own."""

    def __init__(self, workers: int) -> None:
        self.pool = ThreadPoolExecutor(workers, thread_name_prefix="inbox")

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if uid_of(address) is None:
            return STRANGER
        if envelope.rcpt_tos:
            return ONE_BY_ONE
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(  # noqa: N802 - named by aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        uid, content = uid_of(envelope.rcpt_tos[0]), envelope.original_content or b""
        if uid is None:
            return STRANGER
        loop = asyncio.get_running_loop()
        sender = envelope.mail_from or ""
        return await loop.run_in_executor(self.pool, take, uid, content, sender)

    def close(self) -> None:
        """Lets running mails end."""
        self.pool.submit(connections.close_all)
        self.pool.shutdown(wait=True)


def take(uid: UUID, content: bytes, sender: str) -> str:
    """The reply to one mail. Whatever fails, the mail server keeps the mail and tries again: nothing is lost."""
    close_old_connections()
    try:
        receive(inquiry_uid=uid, mail=opened(content, sender=sender), at=timezone.now())
    except Unknown:
        return STRANGER
    except (
        Exception
    ) as error:  # the database is away, or a fault of ours: the sender's server keeps the mail
        log.error("a mail could not be taken: %s", type(error).__name__)
        return LATER
    finally:
        close_old_connections()
    return TAKEN


class Inbox(Controller):
    """A listener in a thread of its own: `start()`, `stop()`."""

    def __init__(self, *, host: str, port: int, workers: int, lmtp: bool = False) -> None:
        self.protocol = LMTP if lmtp else SMTP
        super().__init__(Handler(workers), hostname=host, port=port)

    def factory(self) -> SMTP:
        return self.protocol(self.handler, data_size_limit=LARGEST, enable_SMTPUTF8=True)

    def stop(self, no_assert: bool = False) -> None:
        super().stop(no_assert)
        self.handler.close()
