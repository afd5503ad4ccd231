"""`{% load history %}` … `{{ entries|in_words }}`"""

from collections.abc import Iterable

from django import template

from mitsorge.face.history import Line, lines
from mitsorge.foundation.journal.models import Entry

register = template.Library()


@register.filter
def in_words(entries: Iterable[Entry]) -> list[Line]:
    """Journal entries as readable lines (1 query for a queryset)."""
    return lines(entries)
