"""Where an entry ended up, and from which entries it grew."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from mitsorge.domain.duplicates.models import Merge
from mitsorge.domain.duplicates.queries.pointers import MODELS, Entry, kind_of
from mitsorge.domain.duplicates.rules.merging import Kind, final
from mitsorge.foundation.journal.models import Entry as JournalEntry


def standing_merges(kind: Kind) -> QuerySet[Merge]:
    """Mergers that were not undone (1 query)."""
    return Merge.objects.filter(kind=kind, undone_at=None)


def merged_into(kind: Kind) -> dict[int, int]:
    """Number of each gone entry → the one it went into (1 query)."""
    return dict(standing_merges(kind).values_list("gone", "kept"))


def address_now(kind: Kind, slug: str) -> str | None:
    """The address of the entry that a merged one became; None where it was not merged (1 query, then 2 more)."""
    model = MODELS[kind]
    merges = standing_merges(kind)
    number = (
        model._default_manager.filter(slug=slug, pk__in=merges.values("gone"))
        .values_list("pk", flat=True)
        .first()
    )
    if number is None:
        return None
    kept = final(number, merged_into(kind))
    return model._default_manager.values_list("slug", flat=True).get(pk=kept)


def history(entry: Entry) -> QuerySet[JournalEntry]:
    """The journal of an entry and of all that went into it, newest first (2 queries)."""
    numbers = [entry.pk, *_gone_into(kind_of(entry), entry.pk)]
    return JournalEntry.objects.filter(subject_type=entry._meta.label_lower, subject_id__in=numbers)


def merges_of(entry: Entry) -> QuerySet[Merge]:
    """Mergers in which the entry took part, newest first (1 query)."""
    number = Q(kept=entry.pk) | Q(gone=entry.pk)
    return Merge.objects.filter(number, kind=kind_of(entry))


def _gone_into(kind: Kind, number: int) -> Iterable[int]:
    chain = merged_into(kind)
    return (gone for gone in chain if final(gone, chain) == number)
