"""Taking files in and letting them go. Who may upload for what is the rule of the package that asks."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import BinaryIO, Self

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.foundation.files import pictures, rules, vault, wording
from mitsorge.foundation.files.models import File, Image
from mitsorge.foundation.files.permissions import check_may_keep_consents
from mitsorge.foundation.files.rules import IMAGES, Kind, NotAccepted, Visibility
from mitsorge.foundation.journal.actions import record
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed


class Refused(NotAllowed):
    """A file stays outside; the text is the German sentence for the form."""


@dataclass(frozen=True)
class Consent:
    """Who agreed, when, and to what (KUG § 22, Art. 6 (1) (a) GDPR); `proof` says where it is written."""

    who: str
    scope: str
    at: datetime
    proof: str = ""
    until: date | None = None
    """The last day; None until it is withdrawn."""

    @classmethod
    def given_on(
        cls, day: date, *, who: str, scope: str, proof: str = "", until: date | None = None
    ) -> Self:
        """As forms ask for it: a day instead of a moment."""
        begin = datetime.combine(day, time(), timezone.get_current_timezone())
        return cls(who, scope, begin, proof, until)


def read_upload(upload: BinaryIO) -> bytes:
    """At most one byte more than any file may have, so that a huge one is refused, not read."""
    return upload.read(rules.LARGEST + 1)


@transaction.atomic
def store_file(
    *,
    data: bytes,
    name: str,
    accepted: frozenset[Kind],
    by: Account | None,
    at: datetime,
    visibility: Visibility = Visibility.OFFICE,
) -> File:
    """Checks and keeps a file (bytes, row, entry). Raises `Refused`; pictures go to `store_image`."""
    try:
        kind = rules.check(data, accepted)
    except NotAccepted as error:
        raise Refused(str(wording.REFUSAL[error.reason])) from error
    return _keep(data, rules.clean_name(name, kind), kind, visibility, by, at)


@transaction.atomic
def store_image(
    *,
    data: bytes,
    name: str,
    alt: str,
    by: Account | None,
    at: datetime,
    credit: str = "",
    consent: Consent | None = None,
) -> Image:
    """Draws the picture anew and keeps only that. Without consent it is kept and shown to nobody."""
    try:
        rules.check(data, IMAGES)
        picture = pictures.redraw(data)
    except NotAccepted as error:
        words = wording.REFUSAL | wording.REFUSAL_OF_PICTURE
        raise Refused(str(words[error.reason])) from error
    title = rules.clean_name(name, picture.kind)
    file = _keep(picture.data, title, picture.kind, Visibility.PUBLIC, by, at)
    return Image.objects.create(
        file=file,
        alt=alt,
        credit=credit,
        width=picture.width,
        height=picture.height,
        consent_by=consent.who if consent else "",
        consent_at=consent.at if consent else None,
        consent_scope=consent.scope if consent else "",
        consent_proof=consent.proof if consent else "",
        consent_until=consent.until if consent else None,
    )


def _keep(
    data: bytes, name: str, kind: Kind, visibility: Visibility, by: Account | None, at: datetime
) -> File:
    """Bytes first: if the transaction fails, `sweep` finds bytes that no row knows."""
    file = File.objects.create(
        kind=kind,
        name=name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        stored_as=vault.write(data),
        visibility=visibility,
        uploaded_by=by,
        uploaded_at=at,
    )
    record(event="files.file.uploaded", subject=file, by=by, at=at)
    return file


@transaction.atomic
def give_consent(*, image: Image, consent: Consent, by: Account, at: datetime) -> None:
    """The word of those on the picture arrived: from now on it may be shown."""
    check_may_keep_consents(by)
    words = {
        "consent_by": consent.who,
        "consent_at": consent.at,
        "consent_scope": consent.scope,
        "consent_proof": consent.proof,
        "consent_until": consent.until,
    }
    if not Image.objects.filter(pk=image.pk, consent_at=None).update(**words):
        raise NotAllowed(_("Die Einwilligung ist schon festgehalten."))
    record(event="files.image.consented", subject=image, by=by, at=at)


@transaction.atomic
def withdraw_consent(*, image: Image, by: Account, at: datetime, why: str = "") -> None:
    """From this moment no page and no address shows the picture; its bytes go after `rules.REGRET`."""
    check_may_keep_consents(by)
    standing = Image.objects.filter(pk=image.pk, consent_at__isnull=False, withdrawn_at=None)
    if not standing.update(withdrawn_at=at):
        raise NotAllowed(_("Dieses Bild ist schon zurückgezogen."))
    record(event="files.image.withdrawn", subject=image, by=by, at=at, why=why)


def sweep(*, at: datetime) -> tuple[int, int]:
    """Destroys pictures withdrawn or run out, and bytes that no row knows; returns (pictures, strays)."""
    before = at - rules.REGRET
    ended = Q(image__withdrawn_at__lt=before) | Q(
        image__consent_until__lt=timezone.localdate(before)
    )
    gone = list(File.objects.filter(ended).values_list("pk", "stored_as"))
    File.objects.filter(pk__in=[pk for pk, _name in gone]).delete()
    for _pk, name in gone:
        vault.destroy(name)
    known = set(File.objects.values_list("stored_as", flat=True))
    strays = [name for name in vault.names(at - timedelta(days=1)) if name not in known]
    for name in strays:
        vault.destroy(name)
    return len(gone), len(strays)
