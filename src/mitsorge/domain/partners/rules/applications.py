"""What an application must say, and how it is proved later what was agreed to."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from mitsorge.domain.partners.rules.codes import Participation

LONGEST: Mapping[str, int] = {
    "organization_name": 200,
    "street": 160,
    "postcode": 5,
    "town": 120,
    "website": 200,
    "topics": 300,
    "speaker_name": 120,
    "speaker_email": 254,
    "speaker_phone": 40,
}
"""Characters a field takes."""


@dataclass(frozen=True)
class ApplicationDraft:
    """An application as typed. `organization_id`: the entry in the directory, where they found theirs."""

    organization_name: str
    speaker_name: str
    speaker_email: str
    agreed: bool
    organization_id: int | None = None
    street: str = ""
    postcode: str = ""
    town: str = ""
    website: str = ""
    member_group_id: int | None = None
    participation: Participation = Participation.INACTIVE
    committee_ids: tuple[int, ...] = ()
    topics: str = ""
    speaker_phone: str = ""


class Fault(StrEnum):
    """What can be wrong with an application; the sentences are in `wording.FAULT`."""

    ORGANIZATION_MISSING = "ORGANIZATION_MISSING"
    SPEAKER_MISSING = "SPEAKER_MISSING"
    EMAIL_MISSING = "EMAIL_MISSING"
    NOT_AGREED = "NOT_AGREED"
    POSTCODE = "POSTCODE"
    GROUPS_WITHOUT_WORK = "GROUPS_WITHOUT_WORK"
    TOO_LONG = "TOO_LONG"


@dataclass(frozen=True)
class Problem:
    """A fault and the field it belongs to."""

    field: str
    fault: Fault


def problems_of(draft: ApplicationDraft) -> tuple[Problem, ...]:
    """Everything that is wrong, in the order of the form."""
    wrong = (
        ("organization_name", Fault.ORGANIZATION_MISSING, not draft.organization_name.strip()),
        ("postcode", Fault.POSTCODE, not _is_postcode(draft.postcode)),
        ("committees", Fault.GROUPS_WITHOUT_WORK, _groups_without_work(draft)),
        ("speaker_name", Fault.SPEAKER_MISSING, not draft.speaker_name.strip()),
        ("speaker_email", Fault.EMAIL_MISSING, "@" not in draft.speaker_email),
        ("agreed", Fault.NOT_AGREED, not draft.agreed),
    )
    found = tuple(Problem(field, fault) for field, fault, holds in wrong if holds)
    long = (name for name, most in LONGEST.items() if len(getattr(draft, name)) > most)
    return found + tuple(Problem(name, Fault.TOO_LONG) for name in long)


def _groups_without_work(draft: ApplicationDraft) -> bool:
    """Who works in a group is an active partner (Leipzig's two kinds)."""
    return bool(draft.committee_ids) and draft.participation == Participation.INACTIVE


def _is_postcode(text: str) -> bool:
    """Five digits, or nothing."""
    return not text or (len(text) == 5 and text.isascii() and text.isdecimal())


def proof_of(*, text: str, name: str, address: str, moment: datetime) -> str:
    """sha256 over the agreement's text, the organization's name, the mail address and the moment in UTC
    (ISO 8601), one per line.

    Whoever keeps the text and the letter of confirmation can compute it again.
    """
    said = "\n".join((text, name, address, moment.astimezone(UTC).isoformat()))
    return hashlib.sha256(said.encode()).hexdigest()


def key_of(form_key: str, draft: ApplicationDraft) -> str:
    """The same form with the same words: sent twice, it is one application (40 characters)."""
    return hashlib.sha256(f"{form_key}\n{draft!r}".encode()).hexdigest()[:40]
