from django.db import models
from django.db.models import Count, Max, QuerySet

from mitsorge.foundation.journal.models import Entry


def history(subject: models.Model) -> QuerySet[Entry]:
    """The entries of one record, newest first (1 query)."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


def stamp() -> tuple[int, int]:
    """The last entry and how many there are: no deed leaves both as they were (1 query).

    The count sees what the last number does not: an entry with a lower number that arrived later.
    """
    found = Entry.objects.aggregate(last=Max("pk"), count=Count("pk"))
    return found["last"] or 0, found["count"]
