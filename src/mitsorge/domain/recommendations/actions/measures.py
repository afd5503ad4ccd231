"""What is really done: planned, changed, taken step by step."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.recommendations.actions.readings import add_indicator, read
from mitsorge.domain.recommendations.models import Measure, Recommendation, Step, Topic
from mitsorge.domain.recommendations.rules import (
    MeasureStatus,
    RecommendationStatus,
    measure_may_step,
)
from mitsorge.domain.recommendations.rules.duties import KEEPERS, Duty
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.permissions import check_holds

__all__ = ["add_indicator", "change", "finish_step", "plan", "read", "reopen_step", "step"]
FIELDS = (
    *("title", "text", "owner", "status", "starts_on", "ends_on"),
    *("cost", "progress", "obstacles", "is_public"),
)
"""What `change` takes in `values`."""
_S = RecommendationStatus
ACTABLE = frozenset({_S.ADOPTED, _S.SENT, _S.ANSWERED})


@transaction.atomic
def plan(
    *,
    title: str,
    owner: str,
    recommendation_id: int | None = None,
    topic_id: int | None = None,
    text: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    cost: str = "",
    is_public: bool = True,
    partners: Iterable[int] = (),
    by: Account,
    at: datetime,
) -> Measure:
    """A measure for an adopted recommendation, or straight for a topic. `partners`: ids of organizations.

    Raises `Refused` for a recommendation nobody adopted, and without a title or somebody who owns it.
    """
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    values: dict[str, Any] = {"title": title, "text": text, "owner": owner, "starts_on": starts_on}
    values |= {"ends_on": ends_on, "cost": cost, "is_public": is_public}
    _check_origin(recommendation_id, topic_id)
    _check_values(values)
    measure = Measure.objects.create(
        recommendation_id=recommendation_id,
        topic_id=topic_id,
        created_at=at,
        modified_at=at,
        **values,
    )
    measure.partners.set(partners)
    journal.record(event="recommendations.measure.created", subject=measure, by=by, at=at)
    return measure


def _check_origin(recommendation_id: int | None, topic_id: int | None) -> None:
    if recommendation_id is not None:
        if not Recommendation.objects.filter(pk=recommendation_id, status__in=ACTABLE).exists():
            raise Refused(_("Maßnahmen gibt es erst zu einer beschlossenen Empfehlung."))
    elif topic_id is None or not Topic.objects.filter(pk=topic_id, merged_into=None).exists():
        raise Refused(_("Wählen Sie die Empfehlung oder das Thema, aus dem die Maßnahme kommt."))


def _check_values(values: Mapping[str, Any]) -> None:
    if not str(values["title"]).strip() or not str(values["owner"]).strip():
        raise Refused(_("Nennen Sie die Maßnahme und wer für sie verantwortlich ist."))
    start, end = values["starts_on"], values["ends_on"]
    if start and end and end < start:
        raise Refused(_("Das Ende liegt vor dem Anfang. Wählen Sie einen späteren Tag."))


@transaction.atomic
def change(
    *,
    measure_id: int,
    version: int,
    values: Mapping[str, Any],
    partners: Iterable[int] | None = None,
    by: Account,
    at: datetime,
) -> Measure:
    """Saves if nobody did since `version`; else `ItemChanged` with both. `values`: some of `FIELDS`.

    A finished measure is at 100 percent. Raises `Refused` for a step that does not follow.
    """
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    measure = Measure.objects.get(pk=measure_id)
    now = {name: getattr(measure, name) for name in FIELDS}
    wanted = {**now, **{name: value for name, value in values.items() if name in now}}
    if measure.version != version:
        theirs = {**now, "version": measure.version}
        raise ItemChanged(theirs=theirs, yours=dict(values), changed_at=measure.modified_at)
    _check_values(wanted)
    _check_step(MeasureStatus(now["status"]), MeasureStatus(wanted["status"]))
    if wanted["status"] == MeasureStatus.DONE:
        wanted["progress"] = 100
    changes = {name: [now[name], wanted[name]] for name in FIELDS if now[name] != wanted[name]}
    changes |= _set_partners(measure, partners)
    return _saved(measure, wanted, changes, by, at) if changes else measure


def _check_step(before: MeasureStatus, after: MeasureStatus) -> None:
    if before != after and not measure_may_step(before, after):
        raise Refused(
            _("Dieser Stand folgt nicht auf den jetzigen. Beginnen Sie die Maßnahme erst.")
        )


def _set_partners(measure: Measure, partners: Iterable[int] | None) -> dict[str, list[Any]]:
    if partners is None:
        return {}
    before, after = sorted(measure.partners.values_list("pk", flat=True)), sorted(set(partners))
    if before == after:
        return {}
    measure.partners.set(after)
    names = {org.pk: org.name for org in measure.partners.all()}
    return {"partners": [len(before), ", ".join(names[pk] for pk in after)]}


def _saved(
    measure: Measure,
    wanted: Mapping[str, Any],
    changes: Mapping[str, list[Any]],
    by: Account,
    at: datetime,
) -> Measure:
    mine = Measure.objects.filter(pk=measure.pk, version=measure.version)
    if not mine.update(**wanted, version=F("version") + 1, modified_at=at):
        raise AlreadyDone(_("Jemand anderes hat gerade gespeichert. Laden Sie die Seite neu."))
    plain = {name: [_plain(value) for value in pair] for name, pair in changes.items()}
    event = "recommendations.measure.changed"
    journal.record(event=event, subject=measure, by=by, at=at, changes=plain)
    return Measure.objects.get(pk=measure.pk)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def step(
    *, measure_id: int, text: str, due_on: date | None = None, by: Account, at: datetime
) -> Step:
    """One more step at the end. The same open words twice are one step."""
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Schreiben Sie, was zu tun ist."))
    steps = Step.objects.filter(measure_id=measure_id)
    if known := steps.filter(text=words, due_on=due_on, done_on=None).first():
        return known
    last = steps.aggregate(last=Max("position"))["last"] or 0
    new = Step.objects.create(measure_id=measure_id, position=last + 1, text=words, due_on=due_on)
    _touched(measure_id, at)
    journal.record(event="recommendations.step.added", subject=new, by=by, at=at)
    return new


@transaction.atomic
def finish_step(*, step_id: int, on: date, by: Account, at: datetime) -> None:
    """Ticks a step off; a second time changes nothing. Raises `Refused` for a day to come."""
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    if on > timezone.localdate(at):
        raise Refused(_("Dieser Tag liegt in der Zukunft."))
    subject = Step.objects.get(pk=step_id)
    if Step.objects.filter(pk=step_id, done_on=None).update(done_on=on):
        _touched(subject.measure_id, at)
        journal.record(event="recommendations.step.closed", subject=subject, by=by, at=at)


@transaction.atomic
def reopen_step(*, step_id: int, by: Account, at: datetime) -> None:
    """Takes a tick back; a second time changes nothing."""
    check_holds(by, KEEPERS[Duty.KEEP_MEASURES])
    subject = Step.objects.get(pk=step_id)
    if Step.objects.filter(pk=step_id).exclude(done_on=None).update(done_on=None):
        _touched(subject.measure_id, at)
        journal.record(event="recommendations.step.opened", subject=subject, by=by, at=at)


def _touched(measure_id: int, at: datetime) -> None:
    Measure.objects.filter(pk=measure_id).update(modified_at=at)
