"""Everything the page of one recommendation shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mitsorge.domain.recommendations.models import (
    Carrier,
    Comment,
    Consultation,
    Evidence,
    Impulse,
    Recommendation,
    Topic,
    Version,
)
from mitsorge.domain.recommendations.rules.fates import NextDeed, next_deed, way
from mitsorge.foundation.journal.models import Entry


@dataclass(frozen=True)
class Sheet:
    """`merged`: what went into it, over all steps; comments are of all of these and of every version, oldest first.

    `asked`: the version partners are asked about, the newest finished one; `carriers` their words on it,
    `carriers_before` those on the version before it.
    """

    versions: tuple[Version, ...]
    evidence: tuple[Evidence, ...]
    comments: tuple[Comment, ...]
    stations: tuple[Consultation, ...]
    merged: tuple[Recommendation, ...]
    impulses: tuple[Impulse, ...]
    topics: tuple[Topic, ...]
    asked: Version | None
    carriers: tuple[Carrier, ...]
    carriers_before: tuple[Carrier, ...]
    next_deed: NextDeed

    @property
    def newest(self) -> Version:
        return self.versions[-1]

    @property
    def here(self) -> Consultation | None:
        """The station where it lies now."""
        return next((each for each in self.stations if each.result == "OPEN"), None)


def merged_into(recommendation: Recommendation) -> list[Recommendation]:
    """What was merged into it, directly or by way of others, by number (1 query)."""
    rows = {row.pk: row for row in Recommendation.objects.exclude(merged_into=None)}
    pointers = {pk: row.merged_into_id for pk, row in rows.items() if row.merged_into_id}
    found = [row for pk, row in rows.items() if recommendation.pk in way(pointers, pk)[1:]]
    return sorted(found, key=lambda row: row.created_at)


def sheet(recommendation: Recommendation) -> Sheet:
    """The whole page of one (8 queries)."""
    versions = tuple(recommendation.versions.order_by("number"))
    merged = merged_into(recommendation)
    every = [recommendation, *merged]
    stations = tuple(recommendation.consultations.select_related("committee", "version", "item"))
    finished = [row for row in versions if row.frozen_at]
    carriers = _carriers(finished[-2:])
    here = next((row for row in stations if row.result == "OPEN"), None)
    return Sheet(
        versions=versions,
        evidence=tuple(Evidence.objects.filter(recommendation__in=every)),
        comments=comments_on(every),
        stations=stations,
        merged=tuple(merged),
        impulses=tuple(recommendation.impulses.select_related("topic")),
        topics=tuple(recommendation.topics.order_by("position", "name")),
        asked=finished[-1] if finished else None,
        carriers=carriers.get(finished[-1].pk, ()) if finished else (),
        carriers_before=carriers.get(finished[-2].pk, ()) if len(finished) > 1 else (),
        next_deed=next_deed(
            status=recommendation.status,
            role=here.role if here else "",
            is_written=versions[-1].frozen_at is None,
        ),
    )


def history_of(recommendation: Recommendation, versions: Sequence[Version]) -> QuerySet[Entry]:
    """What was done with it and with the words of its versions, newest first (1 query)."""
    mine = Q(subject_type=Recommendation._meta.label_lower, subject_id=recommendation.pk)
    words = Q(subject_type=Version._meta.label_lower, subject_id__in=[row.pk for row in versions])
    return Entry.objects.filter(mine | words)


def comments_on(recommendations: Sequence[Recommendation]) -> tuple[Comment, ...]:
    """What was said to any version of these, oldest first (1 query)."""
    rows = Comment.objects.filter(version__recommendation__in=recommendations)
    return tuple(rows.select_related("version__recommendation", "organization", "by"))


def _carriers(versions: Sequence[Version]) -> dict[int, tuple[Carrier, ...]]:
    rows = Carrier.objects.filter(version__in=versions).select_related("organization")
    found = tuple(rows)
    return {
        version.pk: tuple(row for row in found if row.version_id == version.pk)
        for version in versions
    }
