"""Photos of a meeting: shown with consent, gone the moment it is withdrawn or has run out."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.governance.models import Meeting, MeetingPhoto
from mitsorge.domain.governance.rules.photos import PhotoDraft, PhotoFault, faults_of_photo
from mitsorge.foundation.files import actions as files
from mitsorge.foundation.files.permissions import check_may_keep_consents
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


class PhotoRefused(Exception):
    """Nothing was kept; `faults` names each field and what stands against it."""

    def __init__(self, faults: list[tuple[str, PhotoFault]]) -> None:
        super().__init__(faults)
        self.faults = faults


@transaction.atomic
def add_photo(
    *,
    meeting: Meeting,
    draft: PhotoDraft,
    data: bytes,
    name: str,
    by: Account,
    at: datetime,
    uid: UUID | None = None,
) -> MeetingPhoto:
    """Shown from now on where the meeting is public. Raises `PhotoRefused`, and `files.Refused` for the file.

    With the `uid` of a form a second click gets the photo that the first one made.
    """
    check_may_keep_consents(by)
    if uid and (made := MeetingPhoto.objects.filter(uid=uid).first()):
        return made
    if faults := faults_of_photo(draft, on=timezone.localdate(at)):
        raise PhotoRefused(faults)
    consent = files.Consent.given_on(
        draft.consent_on,
        who=draft.consent_by,
        scope=draft.consent_scope,
        proof=draft.consent_proof,
        until=draft.consent_until,
    )
    image = files.store_image(
        data=data, name=name, alt=draft.alt, credit=draft.credit, consent=consent, by=by, at=at
    )
    photo = MeetingPhoto.objects.create(
        uid=uid or uuid4(), meeting=meeting, image=image, people=draft.people
    )
    journal.record(event="governance.photo.added", subject=meeting, by=by, at=at)
    return photo


@transaction.atomic
def withdraw_photo(*, photo: MeetingPhoto, by: Account, at: datetime, why: str = "") -> None:
    """From this moment no page, no copy and no address shows it. Raises `NotAllowed` the second time.

    The meeting's history does not repeat the photo's words: they may tell of someone who withdrew.
    """
    files.withdraw_consent(image=photo.image, by=by, at=at, why=why)
    journal.record(event="governance.photo.withdrawn", subject=photo.meeting, by=by, at=at, why=why)
