"""Photos of meetings: those the office keeps, and those everyone may see today."""

from datetime import date

from django.db.models import QuerySet

from mitsorge.domain.directory.queries.pictures import PictureLine, line_of
from mitsorge.domain.governance.models import Committee, Meeting, MeetingPhoto
from mitsorge.domain.governance.queries.public_calendar import public_meetings_of
from mitsorge.foundation.files.queries import shown_images


def photos_of(meeting: Meeting) -> QuerySet[MeetingPhoto]:
    """Everything kept for the office, withdrawn ones too until their file is destroyed (1 query)."""
    return MeetingPhoto.objects.filter(meeting=meeting).select_related("image__file")


def shown_photos(
    *, committee: Committee, meeting: Meeting | None = None, on: date, most: int = 12
) -> list[PictureLine]:
    """Those whose consent stands on that day, of meetings everyone may know of, joint ones too, the last first (1 query)."""
    rows = MeetingPhoto.objects.filter(image__in=shown_images(on).values("pk"))
    rows = rows.filter(meeting__in=public_meetings_of(committee).values("pk"))
    if meeting is not None:
        rows = rows.filter(meeting=meeting)
    rows = rows.select_related("image__file").order_by("-meeting__starts_at", "pk")
    return [line_of(row.image) for row in rows[:most]]
