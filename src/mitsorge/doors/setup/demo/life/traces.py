"""What is left of two years: letters that went out long ago, and identifiers that are the same every time."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import F

from mitsorge.domain.governance.models import Attendee, Meeting
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.recommendations.models import Impulse, Measure, Recommendation
from mitsorge.doors.setup.demo.houses import SPACE
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import KEEP_BODY, State

BATCH = 500


def settle(preset: str, *, at: datetime) -> int:
    """Counts past letters as sent and forgets the old ones, names records anew; how many letters are left.

    The seats of meetings ahead keep their identifiers: letters that were kept lead to them.
    """
    past = Letter.objects.filter(queued_at__lt=at)
    past.filter(queued_at__lt=at - KEEP_BODY).delete()
    past.filter(state=State.QUEUED, queued_at__lt=at).exclude(purpose="Beispiel").update(
        state=State.SENT, sent_at=F("queued_at"), attempts=1
    )
    gone = Attendee.objects.exclude(meeting__status=MeetingStatus.INVITED)
    for model, rows in (
        (Meeting, Meeting.objects.all()),
        (Attendee, gone),
        (Recommendation, Recommendation.objects.all()),
        (Impulse, Impulse.objects.all()),
        (Measure, Measure.objects.all()),
    ):
        _rename(preset, model, rows)
    return past.count()


def _rename(preset: str, model: type[models.Model], rows: models.QuerySet) -> None:
    """The n-th record gets the same identifier in every run."""
    found = list(rows.order_by("pk").only("pk"))
    for number, row in enumerate(found):
        row.uid = uuid.uuid5(SPACE, f"{preset}/{model._meta.label_lower}/{number}")
    model._default_manager.bulk_update(found, ["uid"], batch_size=BATCH)
