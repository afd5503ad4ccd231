"""The way to the mail server: one connection for many letters, and an exact answer for each."""

from smtplib import SMTP, SMTPException, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.core.mail.backends.smtp import EmailBackend
from django.utils.translation import gettext as _

from mitsorge.foundation.post.mail import Envelope
from mitsorge.foundation.post.rules import Outcome, Reply, outcome_of

TIMEOUT = 20
CLOSING = 421


class MailServer(EmailBackend):
    """Django's SMTP connection; `hand_over` tells what became of a letter instead of raising.

    Before the text leaves, a broken line means "not taken"; after it, "unclear". Django's own
    `send_messages` cannot tell the two apart.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"timeout": TIMEOUT, **kwargs})

    @property
    def line(self) -> SMTP:
        """The open connection; `SMTPServerDisconnected` where there is none."""
        if self.connection is None:
            raise SMTPServerDisconnected("please reach the server first")
        return self.connection

    def reach(self) -> Reply | None:
        """Opens the connection where there is none; a reply only if nobody is there."""
        try:
            self.open()
            self.line.ehlo_or_helo_if_needed()
        except (OSError, SMTPException) as error:
            self.drop()
            return Reply(Outcome.UNREACHABLE, *_words(error))
        return None

    def hand_over(self, mail: Envelope) -> Reply:
        """One letter to the server (4 round trips).

        Where the line breaks before the text, it tries once more on a new connection: servers
        hang up on those who were idle or sent many letters.
        """
        reply = self.reach() or self._converse(mail)
        if reply.outcome is Outcome.UNREACHABLE and self.connection is None:
            reply = self.reach() or self._converse(mail)
        return reply

    def drop(self) -> None:
        """Ends the connection without a word, whatever its condition."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _converse(self, mail: Envelope) -> Reply:
        try:
            refusal = self._address(mail)
        except (OSError, SMTPException) as error:
            self.drop()
            return Reply(Outcome.UNREACHABLE, *_words(error))
        return refusal or self._data(mail.content)

    def _address(self, mail: Envelope) -> Reply | None:
        """MAIL and RCPT; a reply only if one of them is refused."""
        smtp = self.line
        options = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
        code, words = smtp.mail(mail.sender, options)
        if code != 250:  # the server does not want us as a sender: not the fault of this letter
            return self._refused(Outcome.UNREACHABLE, code, words)
        code, words = smtp.rcpt(mail.to)
        return None if code in (250, 251) else self._refused(_fair(code), code, words)

    def _data(self, content: bytes) -> Reply:
        try:
            code, words = self.line.data(content)
        except SMTPResponseException as error:  # no 354: the text never left
            return self._refused(_fair(error.smtp_code), error.smtp_code, error.smtp_error)
        except (OSError, SMTPException) as error:
            self.drop()
            return Reply(Outcome.UNCLEAR, *_words(error))
        if code != 250:
            return self._refused(_fair(code), code, words)
        return Reply(Outcome.ACCEPTED, code, _text(words))

    def _refused(self, outcome: Outcome, code: int, words: bytes | str) -> Reply:
        """Notes a refusal and makes the connection fit for the next letter."""
        if code == CLOSING:
            self.drop()
        else:
            try:
                self.line.rset()
            except (OSError, SMTPException):
                self.drop()
        return Reply(outcome, code, _text(words))


def _fair(code: int) -> Outcome:
    """A refusal is never an acceptance, whatever its number."""
    outcome = outcome_of(code)
    return Outcome.TEMPORARY if outcome is Outcome.ACCEPTED else outcome


def _text(words: bytes | str) -> str:
    line = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(line.split())[:280]


def _words(error: Exception) -> tuple[int, str]:
    """What the server said, or a German sentence with the name of the error for the IT."""
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, _text(error.smtp_error)
    if isinstance(error, SMTPServerDisconnected):
        return 0, _("Der Postserver hat die Verbindung beendet.")
    return 0, _("Der Postserver ist nicht erreichbar (%(name)s).") % {"name": type(error).__name__}
