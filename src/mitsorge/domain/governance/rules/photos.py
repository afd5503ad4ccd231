"""When a photo of a meeting may be kept. Plain Python."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

GROUP = 2
"""From so many people on it is a group: the words of the consent must say how each was asked."""
MOST_PEOPLE = 999


@dataclass(frozen=True)
class PhotoDraft:
    """A photo as described beside its file; `people` can be made out on it. Days are the consent's first and last."""

    alt: str
    credit: str
    people: int
    consent_by: str
    consent_on: date
    consent_scope: str
    consent_proof: str = ""
    consent_until: date | None = None


class PhotoFault(StrEnum):
    """What stands against a photo; the sentences are in `wording.photos`."""

    TEXT_MISSING = "TEXT_MISSING"
    PEOPLE = "PEOPLE"
    GROUP_WITHOUT_WORD = "GROUP_WITHOUT_WORD"
    CONSENT_AHEAD = "CONSENT_AHEAD"
    CONSENT_OVER = "CONSENT_OVER"


def faults_of_photo(draft: PhotoDraft, *, on: date) -> list[tuple[str, PhotoFault]]:
    """(field, fault): no photo without words and a consent that stands on this day."""
    required = ("alt", "credit", "consent_by", "consent_scope")
    found = [
        (name, PhotoFault.TEXT_MISSING) for name in required if not getattr(draft, name).strip()
    ]
    if not 0 <= draft.people <= MOST_PEOPLE:
        found.append(("people", PhotoFault.PEOPLE))
    if draft.people >= GROUP and not draft.consent_proof.strip():
        found.append(("consent_proof", PhotoFault.GROUP_WITHOUT_WORD))
    if draft.consent_on > on:
        found.append(("consent_on", PhotoFault.CONSENT_AHEAD))
    if draft.consent_until is not None and draft.consent_until < max(on, draft.consent_on):
        found.append(("consent_until", PhotoFault.CONSENT_OVER))
    return found
