"""Pictures beside an organization or an offer: shown with consent, gone the moment it is withdrawn."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.directory import permissions, rules, search
from mitsorge.domain.directory.actions.outcomes import refuse
from mitsorge.domain.directory.models import Organization, Picture, Service
from mitsorge.domain.directory.queries.pictures import pictures_of
from mitsorge.foundation.files import actions as files
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

Owner = Organization | Service


@transaction.atomic
def add_picture(
    *,
    owner: Owner,
    draft: rules.PictureDraft,
    data: bytes,
    name: str,
    by: Account,
    at: datetime,
    uid: UUID | None = None,
) -> Picture:
    """Shown from now on. Raises `EntryRefused` for the words and `files.Refused` for the file.

    With the `uid` of a form a second click gets the picture that the first one made.
    """
    permissions.check_may_edit(by)
    if uid and (made := Picture.objects.filter(uid=uid).first()):
        return made
    _refuse_faults(owner, draft, at=at)
    picture = _store(owner, draft, data, name, by=by, at=at, uid=uid)
    _tell("added", owner, by=by, at=at)
    return picture


@transaction.atomic
def replace_picture(
    *,
    picture: Picture,
    draft: rules.PictureDraft,
    data: bytes,
    name: str,
    by: Account,
    at: datetime,
    uid: UUID | None = None,
) -> Picture:
    """A new picture takes the place; the old one goes as a withdrawn one goes. Raises as `add_picture`."""
    permissions.check_may_edit(by)
    if uid and (made := Picture.objects.filter(uid=uid).first()):
        return made
    owner = owner_of(picture)
    files.withdraw_consent(image=picture.image, by=by, at=at, why=_("durch ein neues Bild ersetzt"))
    _refuse_faults(owner, draft, at=at)
    new = _store(owner, draft, data, name, by=by, at=at, uid=uid)
    _tell("replaced", owner, by=by, at=at)
    return new


@transaction.atomic
def withdraw_picture(*, picture: Picture, by: Account, at: datetime, why: str = "") -> None:
    """From this moment no page, no copy and no address shows it. Raises `NotAllowed` the second time."""
    permissions.check_may_edit(by)
    files.withdraw_consent(image=picture.image, by=by, at=at, why=why)
    _tell("withdrawn", owner_of(picture), by=by, at=at, why=why)


def owner_of(picture: Picture) -> Owner:
    """The organization or the offer it stands with (1 query)."""
    if picture.service is not None:
        return picture.service
    return Organization.objects.get(pictures=picture)


def _refuse_faults(owner: Owner, draft: rules.PictureDraft, *, at: datetime) -> None:
    """The owner's row is locked first, so that two logos cannot arrive together."""
    type(owner).objects.select_for_update().get(pk=owner.pk)
    logos = pictures_of(owner).filter(kind=rules.PictureKind.LOGO, image__withdrawn_at=None)
    today = timezone.localdate(at)
    refuse(rules.problems_of_picture(draft, on=today, has_logo=logos.exists()))


def _store(
    owner: Owner,
    draft: rules.PictureDraft,
    data: bytes,
    name: str,
    *,
    by: Account,
    at: datetime,
    uid: UUID | None,
) -> Picture:
    consent = files.Consent.given_on(
        draft.consent_on,
        who=draft.consent_by,
        scope=draft.consent_scope,
        proof=draft.consent_proof,
    )
    image = files.store_image(
        data=data, name=name, alt=draft.alt, credit=draft.credit, consent=consent, by=by, at=at
    )
    held = {"organization": owner} if isinstance(owner, Organization) else {"service": owner}
    return Picture.objects.create(uid=uid or uuid4(), image=image, kind=draft.kind, **held)


def _tell(event: str, owner: Owner, *, by: Account, at: datetime, why: str = "") -> None:
    """Into the history of the owner, without the picture's words: they may tell of someone who withdrew.

    Copies of pages made before are copies no more.
    """
    journal.record(event=f"directory.picture.{event}", subject=owner, by=by, at=at, why=why)
    search.refresh_documents(())
