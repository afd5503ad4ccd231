"""A real mail server on the loopback, with a temper: it can refuse, vanish, hang, be slow or hold a letter back."""

import asyncio
import email
import logging
from collections import Counter
from email import policy
from email.message import EmailMessage
from socket import socket
from threading import Event

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # the foreign server names addresses


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def text_of(mail: EmailMessage) -> str:
    """What a person reads of a mail that arrived."""
    body = mail.get_body(("plain",))
    assert body, mail
    return str(body.get_content())


class Mailbox:
    """`answers` maps an address to the replies of RCPT, one per try; the last one stays.

    With `holds_at` N the server takes N letters and keeps the sender of the next waiting until `goes_on` is set.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.answers: dict[str, list[str]] = {}
        self.after_text: dict[str, str] = {}
        self.delay = 0.0
        self.holds_at: int | None = None
        self.goes_on = Event()
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self.controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def arrived(self) -> Counter[str]:
        """How often each Message-ID came in."""
        return Counter(mail["Message-ID"] for mail in self.mails)

    def recipients(self) -> list[str]:
        return sorted(mail["To"] for mail in self.mails)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - named by aiosmtpd
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - named by aiosmtpd
        replies = self.answers.get(address, ["250 OK"])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if reply == "hang up":
            server.transport.abort()
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - named by aiosmtpd
        if self.delay:
            await asyncio.sleep(self.delay)
        while len(self.mails) == self.holds_at and not self.goes_on.is_set():
            await asyncio.sleep(0.01)
        what = self.after_text.get(envelope.rcpt_tos[0], "250 2.0.0 taken")
        if what == "hang up":
            server.transport.abort()
        if what.startswith("250") or what == "hang up":
            plain = envelope.content.replace(b"\r\n", b"\n")
            self.mails.append(email.message_from_bytes(plain, policy=policy.default))
        return what

    def open(self) -> None:
        box = self

        class Loopback(Controller):
            def factory(self) -> SMTP:
                return SMTP(box, enable_SMTPUTF8=True)

        self.controller = Loopback(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None
