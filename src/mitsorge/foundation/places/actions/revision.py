"""The number of the geography, raised in the transaction of every change."""

import time

from django.db.models import F, Value
from django.db.models.functions import Greatest

from mitsorge.foundation.places.models import GeographyRevision


def raise_revision() -> None:
    """The next number: larger than the last and than the microsecond, so that it never means two states.

    Not even after a rollback, a restored backup or an installation founded anew: browsers keep pictures under it
    for a year. The row stays locked until the caller's transaction ends. 1 query, 4 more the first time.
    """
    row = GeographyRevision.objects.filter(pk=1)
    number = Greatest(F("revision") + 1, Value(time.time_ns() // 1000))
    if not row.update(revision=number):
        GeographyRevision.objects.get_or_create(pk=1)
        row.update(revision=number)
