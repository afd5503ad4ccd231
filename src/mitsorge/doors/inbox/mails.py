"""A mail as bytes becomes what counts of it."""

import email
import hashlib
from email import policy
from email.message import EmailMessage

from mitsorge.domain.upkeep.actions.mail_replies import Mail

BULK = ("bulk", "junk", "list", "auto_reply")
MACHINES = ("X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "List-Id", "Feedback-ID")


def opened(content: bytes, *, sender: str) -> Mail:
    """`sender`: the address of the envelope, empty for bounces. A mail without an id is known by its content."""
    mail = email.message_from_bytes(content, policy=policy.default)
    message_id = str(mail.get("Message-ID", "")).strip() or hashlib.sha256(content).hexdigest()
    return Mail(message_id[:998], _text(mail), automatic=is_automatic(mail, sender))


def is_automatic(mail: EmailMessage, sender: str) -> bool:
    """Written by a machine: never answered, whatever it says (RFC 3834, 2)."""
    submitted = str(mail.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    return (
        sender.strip("<> ") == ""
        or submitted != "no"
        or str(mail.get("Precedence", "")).strip().lower() in BULK
        or any(name in mail for name in MACHINES)
        or mail.get_content_type() == "multipart/report"
    )


def _text(mail: EmailMessage) -> str:
    """The plain text; empty where there is none, or where its letters cannot be read."""
    body = mail.get_body(("plain",))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, UnicodeError):
        return ""
