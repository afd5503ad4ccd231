"""What belongs together: topics, their names, their rank. A merged topic points to where it went."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.models import Impulse, Measure, Topic
from mitsorge.domain.recommendations.queries.topics import end_of, open_topics
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def create(
    *,
    name: str,
    by: Account | None,
    at: datetime,
    summary: str = "",
    meeting: Meeting | None = None,
) -> Topic:
    """A new topic behind all others; where an open one has that name (whatever its case), that one.

    `meeting`: whoever records it may, too; so in all deeds here. Raises `Refused` without a name.
    """
    _check(by, meeting, at)
    name = _named(name)
    found = open_topics().filter(name__iexact=name).first()
    if found:
        return found
    last = Topic.objects.order_by("-position").values_list("position", flat=True).first()
    topic = Topic(name=name, summary=summary.strip(), position=(last or 0) + 1, created_at=at)
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError:  # somebody named the same a moment earlier
        return open_topics().get(name__iexact=name)
    journal.record(event="recommendations.topic.created", subject=topic, by=by, at=at)
    return topic


@transaction.atomic
def rename(
    *,
    topic_id: int,
    name: str,
    by: Account | None,
    at: datetime,
    summary: str | None = None,
    meeting: Meeting | None = None,
) -> Topic:
    """Another name, and another summary where one is given. What points to the topic is not touched.

    Raises `Refused` for the name of another open topic.
    """
    _check(by, meeting, at)
    topic = _open(topic_id)
    after = {"name": _named(name)} | ({} if summary is None else {"summary": summary.strip()})
    changes = {
        field: [getattr(topic, field), value]
        for field, value in after.items()
        if getattr(topic, field) != value
    }
    if changes:
        _write(topic, **after)
        journal.record(
            event="recommendations.topic.changed", subject=topic, by=by, at=at, changes=changes
        )
    return topic


@transaction.atomic
def merge(
    *,
    topic_id: int,
    into_id: int,
    by: Account | None,
    at: datetime,
    meeting: Meeting | None = None,
) -> Topic:
    """The first points to the second, with its impulses, recommendations and measures (7 queries)."""
    _check(by, meeting, at)
    topic = _open(topic_id)
    target = end_of(Topic.objects.get(pk=into_id))
    if target.pk == topic.pk:
        raise Refused(_("Ein Thema kann nicht in sich selbst aufgehen."))
    Impulse.objects.filter(topic=topic).update(topic=target, version=F("version") + 1)
    Measure.objects.filter(topic=topic).update(topic=target)
    target.recommendations.add(*topic.recommendations.all())
    _write(topic, merged_into=target, is_priority=False)
    changes = {"merged_into": [None, target.name]}
    journal.record(
        event="recommendations.topic.merged", subject=topic, by=by, at=at, changes=changes
    )
    return target


@transaction.atomic
def prioritize(
    *,
    topic_id: int,
    rank: int | None,
    by: Account | None,
    at: datetime,
    meeting: Meeting | None = None,
) -> Topic:
    """Makes a topic a priority at this rank (1 is first), or with None no priority; the others move.

    Positions of all open topics are numbered anew: priorities first, in their order.
    """
    _check(by, meeting, at)
    topic = _open(topic_id)
    others = [each for each in open_topics().select_for_update() if each.pk != topic.pk]
    chosen = [each for each in others if each.is_priority]
    rest = [each for each in others if not each.is_priority]
    before = [topic.is_priority, topic.position]
    topic.is_priority = rank is not None
    if rank is None:
        rest.insert(0, topic)
    else:
        chosen.insert(max(rank, 1) - 1, topic)
    for number, each in enumerate([*chosen, *rest], 1):
        each.position, each.version = number, each.version + 1
    Topic.objects.bulk_update([*chosen, *rest], ["position", "is_priority", "version"])
    changes = {
        "is_priority": [before[0], topic.is_priority],
        "position": [before[1], topic.position],
    }
    journal.record(
        event="recommendations.topic.ranked", subject=topic, by=by, at=at, changes=changes
    )
    return topic


def _check(by: Account | None, meeting: Meeting | None, at: datetime) -> None:
    permissions.check_may_sort_impulses(by, meeting, timezone.localdate(at))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Geben Sie dem Thema einen Namen."))
    if len(name) > 160:
        raise Refused(_("Bitte kürzen Sie den Namen auf 160 Zeichen."))
    return name


def _open(topic_id: int) -> Topic:
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic_id)
    if topic.merged_into_id is not None:
        raise Refused(_("Dieses Thema ist in einem anderen aufgegangen. Arbeiten Sie dort weiter."))
    return topic


def _write(topic: Topic, **values: object) -> None:
    unchanged = Topic.objects.filter(pk=topic.pk, version=topic.version)
    try:
        with transaction.atomic():
            written = unchanged.update(**values, version=F("version") + 1)
    except IntegrityError:
        words = _("Ein Thema mit diesem Namen gibt es schon. Legen Sie beide zusammen.")
        raise Refused(words) from None
    if not written:
        raise AlreadyDone(_("Jemand hat dieses Thema gerade geändert. Sehen Sie es sich an."))
    for name, value in values.items():
        setattr(topic, name, value)
    topic.version += 1
