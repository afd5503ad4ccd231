from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from mitsorge.domain.recommendations.models import Impulse, Measure, Recommendation, Topic
from mitsorge.domain.recommendations.rules.fates import Fate, fate, way


@dataclass(frozen=True)
class Life:
    """What became of an impulse: `end` is what it was merged into, itself if nothing.

    `recommendations` and `measures` are those of the impulse, of what it became, and of its topic, merged ones
    followed to their end.
    """

    end: Impulse
    topic: Topic | None
    recommendations: tuple[Recommendation, ...]
    measures: tuple[Measure, ...]
    fate: Fate


def end_of(impulse: Impulse) -> Impulse:
    """What an impulse became after all merges, itself if none (1 query per merge)."""
    while impulse.merged_into is not None:
        impulse = impulse.merged_into
    return impulse


def impulses_by_age() -> QuerySet[Impulse]:
    """All impulses, the newest first, with topic and meeting (1 query)."""
    rows = Impulse.objects.select_related("topic", "meeting__committee", "planning_area")
    return rows.order_by("-created_at", "-pk")


def new_impulses() -> QuerySet[Impulse]:
    """Those nobody has sorted yet: no topic, not merged, not closed (1 query)."""
    return impulses_by_age().filter(topic=None, merged_into=None, closed_at=None)


def lives(impulses: Sequence[Impulse]) -> dict[int, Life]:
    """What became of each, by its key (7 queries, however many)."""
    merged = _pointers(Impulse.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    ways = {each.pk: way(merged, each.pk) for each in impulses}
    ends = Impulse.objects.select_related("topic").in_bulk({path[-1] for path in ways.values()})
    passed = {pk for path in ways.values() for pk in path}
    topic_ids = {end.topic_id for end in ends.values() if end.topic_id}
    papers = _papers(passed, topic_ids)
    measures = _measures({row.pk for found in papers.values() for row in found}, topic_ids)
    return {pk: _life(ends[path[-1]], path, papers, measures) for pk, path in ways.items()}


def life_of(impulse: Impulse) -> Life:
    """What became of one (7 queries)."""
    return lives([impulse])[impulse.pk]


Key = tuple[str, int]


def _pointers(pairs: Iterable[tuple[int, int | None]]) -> Mapping[int, int]:
    return {pk: target for pk, target in pairs if target is not None}


def _papers(impulse_ids: set[int], topic_ids: set[int]) -> dict[Key, list[Recommendation]]:
    """Recommendations by ("impulse", pk) and ("topic", pk), each followed to its end (4 queries)."""
    by_impulse = Recommendation.impulses.through.objects.filter(impulse_id__in=impulse_ids)
    by_topic = Recommendation.topics.through.objects.filter(topic_id__in=topic_ids)
    pairs: list[tuple[Key, int]] = [
        (("impulse", pk), paper)
        for pk, paper in by_impulse.values_list("impulse_id", "recommendation_id")
    ]
    pairs += [
        (("topic", pk), paper)
        for pk, paper in by_topic.values_list("topic_id", "recommendation_id")
    ]
    rows = Recommendation.objects.exclude(merged_into=None)
    merged = _pointers(rows.values_list("pk", "merged_into"))
    ended = [(key, way(merged, paper)[-1]) for key, paper in pairs]
    found = Recommendation.objects.in_bulk({paper for _key, paper in ended})
    papers: dict[Key, list[Recommendation]] = defaultdict(list)
    for key, paper in ended:
        papers[key].append(found[paper])
    return papers


def _measures(paper_ids: set[int], topic_ids: set[int]) -> dict[Key, list[Measure]]:
    """Measures by ("paper", pk) and ("topic", pk) (1 query)."""
    measures: dict[Key, list[Measure]] = defaultdict(list)
    for row in Measure.objects.filter(
        Q(recommendation_id__in=paper_ids) | Q(topic_id__in=topic_ids)
    ):
        if row.recommendation_id:
            measures["paper", row.recommendation_id].append(row)
        if row.topic_id:
            measures["topic", row.topic_id].append(row)
    return measures


def _life(
    end: Impulse,
    path: Sequence[int],
    papers: Mapping[Key, list[Recommendation]],
    measures: Mapping[Key, list[Measure]],
) -> Life:
    keys: list[Key] = [("impulse", pk) for pk in path]
    if end.topic_id:
        keys.append(("topic", end.topic_id))
    found = {row.pk: row for key in keys for row in papers.get(key, ())}
    sources: list[Key] = [("paper", pk) for pk in found]
    if end.topic_id:
        sources.append(("topic", end.topic_id))
    done = {row.pk: row for key in sources for row in measures.get(key, ())}
    return Life(
        end=end,
        topic=end.topic,
        recommendations=tuple(found.values()),
        measures=tuple(done.values()),
        fate=fate(
            closed=end.closed_at is not None,
            topic=end.topic_id is not None,
            recommendation=bool(found),
            measure=bool(done),
        ),
    )
