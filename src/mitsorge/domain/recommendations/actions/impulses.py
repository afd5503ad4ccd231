"""What was observed or wished, and what is done with it. No impulse is ever deleted."""

import hashlib
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Meeting
from mitsorge.domain.recommendations import permissions
from mitsorge.domain.recommendations.models import Impulse, Topic
from mitsorge.domain.recommendations.queries.impulses import end_of
from mitsorge.domain.recommendations.queries.topics import end_of as end_of_topic
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import PlanningArea

TEXT_LIMIT, KEY_LENGTH = 2000, 64


@transaction.atomic
def collect(
    *,
    text: str,
    source: ImpulseSource,
    key: str,
    happened_on: date,
    by: Account | None,
    at: datetime,
    meeting: Meeting | None = None,
    planning_area: PlanningArea | None = None,
) -> Impulse:
    """Keeps what was said, once per `key`: the same key again gives the impulse that stands there.

    `by` None is a visitor of the public form, and only there. Raises `Refused` without a text.
    """
    if by is not None or source != ImpulseSource.FORM:
        permissions.check_may_collect_impulses(by, meeting, timezone.localdate(at))
    said = text.strip()
    if not said:
        raise Refused(_("Schreiben Sie in ein paar Worten, worum es geht."))
    if len(said) > TEXT_LIMIT:
        raise Refused(_("Bitte kürzen Sie den Impuls auf 2.000 Zeichen."))
    impulse = Impulse(
        key=_short(key),
        text=said,
        source=source,
        meeting=meeting,
        planning_area=planning_area,
        happened_on=happened_on,
        created_at=at,
    )
    try:
        with transaction.atomic():
            impulse.save(force_insert=True)
    except IntegrityError:
        return Impulse.objects.get(key=impulse.key)
    journal.record(event="recommendations.impulse.received", subject=impulse, by=by, at=at)
    return impulse


@transaction.atomic
def assign(*, impulse_id: int, topic_id: int | None, by: Account | None, at: datetime) -> Impulse:
    """Puts an impulse under a topic (where that was merged: under what it became), or under none.

    A closed one is opened by this: it is pursued again. Raises `Refused` for a merged impulse.
    """
    impulse = _ready(impulse_id, by, at)
    topic = end_of_topic(Topic.objects.get(pk=topic_id)) if topic_id else None
    if impulse.topic_id == (topic.pk if topic else None) and impulse.closed_at is None:
        return impulse
    before = str(impulse.topic) if impulse.topic else None
    _write(impulse, topic=topic, closed_at=None, closed_why="")
    changes = {"topic": [before, str(topic) if topic else None]}
    journal.record(
        event="recommendations.impulse.assigned", subject=impulse, by=by, at=at, changes=changes
    )
    return impulse


@transaction.atomic
def merge(*, impulse_id: int, into_id: int, by: Account | None, at: datetime) -> Impulse:
    """The same said twice: the first points to the second, both stay. The target keeps or takes the topic."""
    impulse = _ready(impulse_id, by, at)
    target = end_of(Impulse.objects.select_related("topic").get(pk=into_id))
    if target.pk == impulse.pk:
        raise Refused(_("Ein Impuls kann nicht in sich selbst aufgehen."))
    _write(impulse, merged_into=target)
    if target.topic_id is None and impulse.topic_id is not None:
        _write(target, topic=impulse.topic)
    changes = {"merged_into": [None, str(target)]}
    journal.record(
        event="recommendations.impulse.merged", subject=impulse, by=by, at=at, changes=changes
    )
    return target


@transaction.atomic
def close(*, impulse_id: int, why: str, by: Account | None, at: datetime) -> Impulse:
    """It is not pursued, and the reason stays with it. Raises `AlreadyDone` for the second."""
    if not why.strip():
        raise Refused(_("Schreiben Sie, warum der Impuls nicht weiterverfolgt wird."))
    impulse = _ready(impulse_id, by, at)
    if impulse.closed_at is not None:
        raise AlreadyDone(_("Dieser Impuls ist schon abgeschlossen."))
    _write(impulse, closed_at=at, closed_why=why.strip()[:300])
    journal.record(
        event="recommendations.impulse.closed", subject=impulse, by=by, at=at, why=why.strip()
    )
    return impulse


@transaction.atomic
def publish(*, impulse_id: int, public_text: str, by: Account | None, at: datetime) -> Impulse:
    """What the public reads instead of the words themselves; empty: it stays internal."""
    impulse = Impulse.objects.select_related("meeting__committee").get(pk=impulse_id)
    permissions.check_may_sort_impulses(by, impulse.meeting, timezone.localdate(at))
    before, after = impulse.public_text, public_text.strip()[:TEXT_LIMIT]
    if before == after:
        return impulse
    _write(impulse, public_text=after)
    journal.record(
        event="recommendations.impulse.changed",
        subject=impulse,
        by=by,
        at=at,
        changes={"public_text": [before, after]},
    )
    return impulse


def _ready(impulse_id: int, by: Account | None, at: datetime) -> Impulse:
    """The impulse, locked, where somebody may sort it; raises `Refused` for one that was merged."""
    impulse = Impulse.objects.select_for_update(of=("self",)).get(pk=impulse_id)
    permissions.check_may_sort_impulses(by, impulse.meeting, timezone.localdate(at))
    if impulse.merged_into_id is not None:
        raise Refused(
            _("Dieser Impuls ist in einem anderen aufgegangen. Arbeiten Sie dort weiter.")
        )
    return impulse


def _write(impulse: Impulse, **values: object) -> None:
    """Writes only where nobody wrote since it was read."""
    unchanged = Impulse.objects.filter(pk=impulse.pk, version=impulse.version)
    if not unchanged.update(**values, version=F("version") + 1):
        raise AlreadyDone(_("Jemand hat diesen Impuls gerade geändert. Sehen Sie ihn sich an."))
    for name, value in values.items():
        setattr(impulse, name, value)
    impulse.version += 1


def _short(key: str) -> str:
    """The key as it is, or its digest where it is too long for its column."""
    return key if 0 < len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()
