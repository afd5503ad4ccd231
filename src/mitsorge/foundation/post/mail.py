"""A letter as a mail: plain text, a simple HTML version, honest headers, nothing that reports back."""

import re
from dataclasses import dataclass
from email.utils import format_datetime, formataddr, parseaddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.utils.html import escape

from mitsorge.foundation.post.models import Letter

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
PAGE = (
    '<!doctype html>\n<html lang="de">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body>\n{body}\n</body>\n</html>\n"
)


def html_of(text: str) -> str:
    """The plain text as safe HTML: paragraphs, line breaks, web addresses as links, `--` as a rule."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n".join(_paragraph(lines) for lines in paragraphs if lines.strip())


def _paragraph(lines: str) -> str:
    if lines.startswith(("-- \n", "--\n")):
        return f"<hr>\n{_paragraph(lines.partition(chr(10))[2])}"
    return "<p>{}</p>".format("<br>\n".join(_linked(line.strip()) for line in lines.splitlines()))


def _linked(line: str) -> str:
    parts, position = [], 0
    for match in ADDRESS.finditer(line):
        address = escape(match[0])
        parts += [escape(line[position : match.start()]), f'<a href="{address}">{address}</a>']
        position = match.end()
    return "".join([*parts, escape(line[position:])])


def message_id(letter: Letter, sender: str) -> str:
    """The same for every try of a letter, so that a mailbox can drop a second copy."""
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    return f"<{letter.uid}@{domain}>"


@dataclass(frozen=True)
class Envelope:
    """A mail as SMTP wants it: both addresses, and the content as bytes with CRLF."""

    sender: str
    to: str
    content: bytes


def envelope(letter: Letter, *, sender: str, name: str = "", reply_to: str = "") -> Envelope:
    """`ValueError` where the letter cannot be a mail (a broken address)."""
    mail = message(letter, sender=sender, name=name, reply_to=reply_to)
    return Envelope(
        sender=sanitize_address(parseaddr(sender)[1], "utf-8"),
        to=sanitize_address(letter.to, "utf-8"),
        content=mail.message().as_bytes(linesep="\r\n"),  # type: ignore[call-arg]  # Django adds linesep
    )


def message(
    letter: Letter, *, sender: str, name: str = "", reply_to: str = ""
) -> EmailMultiAlternatives:
    """The mail of a letter."""
    written = letter.claimed_at or letter.queued_at
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((name, parseaddr(sender)[1])) if name else sender,
        to=[letter.to],
        reply_to=[address for address in (letter.reply_to or reply_to,) if address] or None,
        headers={
            "Message-ID": message_id(letter, sender),
            "Date": format_datetime(written),
            "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday replies, please
        },
    )
    body = letter.html or html_of(letter.text)
    mail.attach_alternative(PAGE.format(title=escape(letter.subject), body=body), "text/html")
    if letter.calendar:
        _enclose(mail, letter.calendar)
    return mail


def _enclose(mail: EmailMultiAlternatives, calendar: str) -> None:
    """The calendar file twice, as calendars differ: as a version of the text (RFC 6047, 2.4) and as a file."""
    method = METHOD.search(calendar)
    kind = f"text/calendar; method={method[1]}" if method else "text/calendar"
    mail.attach_alternative(calendar, kind)
    mail.attach("termin.ics", calendar.encode(), "application/ics")
