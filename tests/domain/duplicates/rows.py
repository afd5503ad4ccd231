"""All rows of the database as they stand, to compare before and after."""

from collections import Counter
from typing import Any

from django.apps import apps

from mitsorge.domain.directory.models import DirectoryRevision, SearchDocument
from mitsorge.domain.duplicates.models import Merge, Verdict
from mitsorge.foundation.journal.models import Entry

APART = (DirectoryRevision, SearchDocument, Merge, Verdict, Entry)
"""Written by the deed itself, or made anew from the rest."""


def all_rows() -> dict[str, list[dict[str, Any]]]:
    """Model label → its rows with every value."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
        if model not in APART
    }


def counted() -> Counter[tuple[str, Any]]:
    """Which rows there are, whatever stands in them."""
    return Counter((label, row["id"] if "id" in row else repr(row)) for label, rows in all_rows().items() for row in rows)  # fmt: skip
