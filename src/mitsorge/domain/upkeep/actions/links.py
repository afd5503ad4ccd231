"""A fresh link for a letter whose own has expired."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitsorge.domain.directory.queries.visible import in_period
from mitsorge.domain.upkeep.letters.links import fresh_link
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.domain.upkeep.queries.recipients import recipients
from mitsorge.foundation.identity.queries import network
from mitsorge.foundation.post import actions as post


@transaction.atomic
def send_fresh_link(*, inquiry_id: int, at: datetime) -> bool:
    """To the known address only, whoever asks; whether a letter went there. Nobody outside learns which.

    None to an organization that has left the directory.
    """
    rows = Inquiry.objects.select_related("organization")
    here = in_period(timezone.localdate(at), "organization__")
    inquiry = rows.filter(here, pk=inquiry_id, revoked_at=None, ended_at=None).first()
    ours = network()
    to = recipients([inquiry.organization_id]).get(inquiry.organization_id) if inquiry else None
    if inquiry is None or ours is None or not to:
        return False
    post.enqueue(fresh_link(inquiry, ours, to=to, at=at), at=at)
    return True
