from django.db import models
from django.db.models import QuerySet

from mitsorge.foundation.journal.models import Entry


def history(subject: models.Model) -> QuerySet[Entry]:
    """The entries of one record, newest first (1 query)."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)
