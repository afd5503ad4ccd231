"""Committees: create, change, close."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance import permissions, wording
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Committee, Meeting, Membership
from mitsorge.domain.governance.rules import MeetingStatus
from mitsorge.domain.governance.rules.drafts import CommitteeDraft, Fault, Problem
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import PlanningArea

WAITING = frozenset({MeetingStatus.DRAFT, MeetingStatus.INVITED, MeetingStatus.RUNNING})
POINTERS: dict[str, type[Model]] = {
    "parent_id": Committee,
    "planning_area_id": PlanningArea,
    "led_by_organization_id": Organization,
}


class DraftRefused(Refused):
    """What was typed cannot stand. `problems` name the fields, the text says it in German."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(str(wording.FAULT[problem.fault]) for problem in problems))


def refuse(problems: list[Problem]) -> None:
    """Raises `DraftRefused` when there is a problem."""
    if problems:
        raise DraftRefused(problems)


@transaction.atomic
def create_committee(*, draft: CommitteeDraft, by: Account | None, at: datetime) -> Committee:
    """A new committee without members and rules. Raises `DraftRefused`."""
    permissions.check_may_keep_committees(by)
    refuse(_problems(draft, None))
    try:
        with transaction.atomic():
            found = Committee.objects.create(**asdict(draft), modified_at=at)
    except IntegrityError as error:
        raise DraftRefused([Problem("code", Fault.CODE_TAKEN)]) from error
    changes = {"name": ["", draft.name], "composition": ["", str(draft.composition)]}
    journal.record(
        event="governance.committee.created", subject=found, by=by, at=at, changes=changes
    )
    return found


@transaction.atomic
def change_committee(
    *,
    committee_id: int,
    draft: CommitteeDraft,
    seen: datetime | None,
    by: Account | None,
    at: datetime,
) -> Committee:
    """The committee as typed; its `code` stays. `seen` is the `modified_at` that was edited.

    Raises `DraftRefused`, and `ItemChanged` where somebody saved in between.
    """
    permissions.check_may_keep_committees(by)
    found = Committee.objects.get(pk=committee_id)
    refuse(_problems(draft, found))
    yours = asdict(draft) | {"code": found.code}
    theirs = {name: getattr(found, name) for name in yours}
    changes = {name: [theirs[name], yours[name]] for name in yours if theirs[name] != yours[name]}
    if not changes:
        return found
    values = {name: after for name, (_before, after) in changes.items()}
    rows = Committee.objects.filter(pk=committee_id, modified_at=seen)
    if not rows.update(**values, modified_at=at):
        raise ItemChanged(
            theirs=theirs | {"version": found.modified_at},
            yours=yours,
            changed_at=found.modified_at or at,
        )
    found.refresh_from_db()
    journal.record(
        event="governance.committee.changed",
        subject=found,
        by=by,
        at=at,
        changes={name: [_plain(value) for value in pair] for name, pair in _named(changes).items()},
    )
    return found


@transaction.atomic
def close_committee(
    *, committee_id: int, on: date, why: str, by: Account | None, at: datetime
) -> Committee:
    """No longer there from `on`; its memberships end with it. Meetings, papers and decisions stay.

    Raises `Refused` while committees below it or meetings ahead need it, `AlreadyDone` where it is closed.
    """
    permissions.check_may_keep_committees(by)
    found = Committee.objects.select_for_update().get(pk=committee_id)
    _check_may_close(found, on, why)
    Committee.objects.filter(pk=committee_id).update(active_to=on, modified_at=at)
    ended = _end_all(found, on)
    found.refresh_from_db()
    journal.record(
        event="governance.committee.closed",
        subject=found,
        by=by,
        at=at,
        changes={"active_to": [None, on.isoformat()], "memberships": [ended, []]},
        why=why,
    )
    return found


def _end_all(committee: Committee, on: date) -> list[str]:
    """Ends what runs and takes away what would only begin; the names of those whose seat ended."""
    running = Membership.objects.filter(
        Q(active_to=None) | Q(active_to__gt=on), committee=committee
    )
    names = [str(row.person or row.organization) for row in running.select_related("person")]
    running.filter(active_from__gte=on).delete()
    running.update(active_to=on)
    return names


def _check_may_close(found: Committee, on: date, why: str) -> None:
    if found.active_to is not None:
        raise AlreadyDone(_("Dieses Gremium ist schon beendet."))
    if not why.strip():
        raise Refused(_("Nennen Sie bitte den Grund, er steht später im Verlauf."))
    if found.active_from is not None and on <= found.active_from:
        raise Refused(
            _("Das Gremium besteht erst seit %(day)s.") % {"day": _day(found.active_from)}
        )
    _check_nothing_needs(found, on)


def _check_nothing_needs(found: Committee, on: date) -> None:
    below = Committee.objects.filter(Q(active_to=None) | Q(active_to__gt=on), parent=found)
    if names := [child.name for child in below]:
        raise Refused(_("Zuerst beenden oder umhängen: %(names)s.") % {"names": ", ".join(names)})
    begin = timezone.make_aware(datetime.combine(on, datetime.min.time()))
    ahead = Meeting.objects.filter(committee=found, status__in=WAITING, starts_at__gte=begin)
    if meeting := ahead.order_by("starts_at").first():
        day = _day(timezone.localdate(meeting.starts_at))
        raise Refused(_("Sagen Sie zuerst die Sitzung vom %(day)s ab.") % {"day": day})


def _problems(draft: CommitteeDraft, found: Committee | None) -> list[Problem]:
    problems = []
    if not draft.name.strip():
        problems.append(Problem("name", Fault.NAME_MISSING))
    if found is None and Committee.objects.filter(code=draft.code).exists():
        problems.append(Problem("code", Fault.CODE_TAKEN))
    if found and _circles(found, draft.parent_id):
        problems.append(Problem("parent_id", Fault.OWN_PARENT))
    return problems


def _circles(found: Committee, above: int | None) -> bool:
    """Whether `above` is the committee itself or stands below it."""
    parents = dict(Committee.objects.values_list("pk", "parent_id"))
    while above is not None and above != found.pk:
        above = parents[above]
    return above == found.pk


def _named(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Keys of records as their names: the journal stays readable after they are gone."""
    named = dict(changes)
    for field, model in POINTERS.items():
        if field in named:
            known = model._default_manager.in_bulk([pk for pk in named[field] if pk])
            named[field] = [str(known.get(pk, "")) for pk in named[field]]
    return named


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
