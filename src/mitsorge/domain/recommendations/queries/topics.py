from django.db.models import Count, Q, QuerySet

from mitsorge.domain.recommendations.models import Topic


def open_topics() -> QuerySet[Topic]:
    """Topics that were not merged, by rank (1 query)."""
    return Topic.objects.filter(merged_into=None).order_by("-is_priority", "position", "name", "pk")


def topics_with_counts() -> QuerySet[Topic]:
    """Open topics by rank with `n_impulses` and `n_recommendations` (1 query)."""
    return open_topics().annotate(
        n_impulses=Count("impulses", filter=Q(impulses__merged_into=None), distinct=True),
        n_recommendations=Count("recommendations", distinct=True),
    )


def end_of(topic: Topic) -> Topic:
    """What a topic became after all merges, itself if none (1 query per merge)."""
    while topic.merged_into is not None:
        topic = topic.merged_into
    return topic
