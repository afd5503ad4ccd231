"""Pictures of organizations and offers."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mitsorge.domain.directory.models import Organization, Picture, Service
from mitsorge.domain.directory.rules import PictureKind
from mitsorge.foundation.files.models import Image
from mitsorge.foundation.files.queries import shown_images


@dataclass(frozen=True)
class PictureLine:
    """A picture as everyone sees it; `uid` is its file's, width and height are pixels."""

    uid: uuid.UUID
    alt: str
    credit: str
    width: int
    height: int
    is_logo: bool


def pictures_of(owner: Organization | Service) -> QuerySet[Picture]:
    """Everything kept for the office, withdrawn ones too until their file is destroyed (1 query)."""
    held = {"organization": owner} if isinstance(owner, Organization) else {"service": owner}
    return Picture.objects.filter(**held).select_related("image__file")


def shown_pictures(owner: Organization | Service, *, on: date) -> tuple[PictureLine, ...]:
    """Those whose consent stands; the logo first (1 query)."""
    standing = pictures_of(owner).filter(image__in=shown_images(on).values("pk"))
    lines = [line_of(one.image, is_logo=one.kind == PictureKind.LOGO) for one in standing]
    return tuple(sorted(lines, key=lambda line: not line.is_logo))


def line_of(image: Image, *, is_logo: bool = False) -> PictureLine:
    """A picture with its file as everyone sees it (0 queries)."""
    return PictureLine(
        uid=image.file.uid,
        alt=image.alt,
        credit=image.credit,
        width=image.width,
        height=image.height,
        is_logo=is_logo,
    )
