"""Geschäftsordnungen: a new version from a day on, what stands put right, a coming one taken back."""

from dataclasses import asdict
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance import permissions
from mitsorge.domain.governance.actions.committees import refuse
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee, Meeting, RuleSet
from mitsorge.domain.governance.queries.rule_sets import as_rules
from mitsorge.domain.governance.rules.drafts import problems_of_rules
from mitsorge.domain.governance.rules.procedure import Rules
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account


@transaction.atomic
def set_rules(
    *,
    committee_id: int,
    rules: Rules,
    valid_from: date,
    why: str = "",
    by: Account | None,
    at: datetime,
) -> RuleSet:
    """The rules of a committee from a day on; the version before ends there.

    With the first day of the newest version that one is put right. Raises `DraftRefused` for values,
    `Refused` where a meeting was already held by the rules that would change, or a later version stands.
    """
    permissions.check_may_keep_committees(by)
    refuse(problems_of_rules(rules))
    committee = Committee.objects.select_for_update().get(pk=committee_id)
    newest = RuleSet.objects.filter(committee=committee).order_by("-valid_from").first()
    _check_may_begin(committee, newest, valid_from, why=why, today=timezone.localdate(at))
    before = as_rules(newest) if newest else None
    row = _stored(committee, newest, rules, valid_from)
    journal.record(
        event="governance.rule_set.changed" if newest else "governance.rule_set.created",
        subject=row,
        by=by,
        at=at,
        changes=_changes(before, rules) | {"valid_from": _begins(newest, valid_from)},
        why=why,
    )
    return row


@transaction.atomic
def withdraw_rules(*, rule_set_id: int, by: Account | None, at: datetime) -> None:
    """A version that no meeting has used goes, the one before it counts on. Raises `Refused`, `AlreadyDone`."""
    permissions.check_may_keep_committees(by)
    row = RuleSet.objects.select_related("committee").filter(pk=rule_set_id).first()
    if row is None:
        raise AlreadyDone(_("Diese Fassung wurde schon zurückgenommen."))
    Committee.objects.select_for_update().get(pk=row.committee_id)
    if row.valid_to is not None:
        raise Refused(_("Zurücknehmen können Sie nur die neueste Fassung."))
    _check_unused(row.committee, row.valid_from)
    journal.record(
        event="governance.rule_set.withdrawn",
        subject=row,
        by=by,
        at=at,
        changes={"valid_from": [row.valid_from.isoformat(), None]},
    )
    first = row.valid_from
    row.delete()
    RuleSet.objects.filter(committee_id=row.committee_id, valid_to=first).update(valid_to=None)


def held_since(committee: Committee, day: date) -> Meeting | None:
    """The first meeting that really began on or after a day (1 query)."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    held = Meeting.objects.filter(
        committee=committee, started_at__isnull=False, starts_at__gte=begin
    )
    return held.order_by("starts_at").first()


def _check_may_begin(
    committee: Committee, newest: RuleSet | None, valid_from: date, *, why: str, today: date
) -> None:
    if newest and valid_from < newest.valid_from:
        raise Refused(
            _("Seit %(day)s gilt schon eine spätere Fassung. Eine neue beginnt frühestens an diesem Tag.")
            % {"day": _day(newest.valid_from)}
        )  # fmt: skip
    if valid_from < today and not why.strip():
        raise Refused(_("Für eine Änderung, die zurückliegt, nennen Sie bitte den Grund."))
    _check_unused(committee, valid_from)


def _check_unused(committee: Committee, valid_from: date) -> None:
    """What a meeting was held by stays as it was: nobody changes the rules of a past decision."""
    if meeting := held_since(committee, valid_from):
        day = timezone.localdate(meeting.starts_at)
        raise Refused(
            _("Am %(day)s wurde schon nach den geltenden Regeln getagt, dafür bleiben sie, wie sie waren. Neue gelten frühestens ab dem Tag danach.")
            % {"day": _day(day)}
        )  # fmt: skip


def _stored(
    committee: Committee, newest: RuleSet | None, rules: Rules, valid_from: date
) -> RuleSet:
    values = asdict(rules)
    if newest and newest.valid_from == valid_from:
        RuleSet.objects.filter(pk=newest.pk).update(**values)
        newest.refresh_from_db()
        return newest
    if newest:
        RuleSet.objects.filter(pk=newest.pk).update(valid_to=valid_from)
    return RuleSet.objects.create(committee=committee, valid_from=valid_from, **values)


def _begins(newest: RuleSet | None, valid_from: date) -> list[str | None]:
    return [newest.valid_from.isoformat() if newest else None, valid_from.isoformat()]


def _changes(before: Rules | None, after: Rules) -> dict[str, list[Any]]:
    """Each value that differs, old and new, as JSON can keep it."""
    old = asdict(before) if before else dict.fromkeys(asdict(after))
    pairs = {name: [old[name], value] for name, value in asdict(after).items()}
    return {
        name: [_plain(value) for value in pair]
        for name, pair in pairs.items()
        if pair[0] != pair[1]
    }


def _plain(value: Any) -> Any:
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
