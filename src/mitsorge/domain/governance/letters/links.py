"""Links that are their own proof: who has one may answer for a seat, or only read. No account, no password."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from mitsorge.domain.governance.models import Attendee

SALT = "governance.antwort"
ANSWERS, READS = "a", "l"


@dataclass(frozen=True)
class Pass:
    """What a link lets in to: a seat, and whether it may answer for it. It ends when the meeting begins."""

    attendee: UUID
    may_answer: bool


def signed(attendee: Attendee, *, reading: bool = False) -> str:
    """The last part of a link's address."""
    kind = READS if reading else ANSWERS
    return _signer().sign(f"{kind}{attendee.uid.hex}")


def address(attendee: Attendee, *, reading: bool = False) -> str:
    """The whole address, as letters write it."""
    return f"{settings.BASE_URL}/antwort/{signed(attendee, reading=reading)}/"


def opened(text: str) -> Pass | None:
    """What a link lets in to; None for one that was forged or cut off."""
    try:
        value = _signer().unsign(text)
        return Pass(UUID(hex=value[1:]), value[:1] == ANSWERS)
    except (BadSignature, ValueError):
        return None


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT, sep=".")
