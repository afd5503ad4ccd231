"""Yardsticks: what the network holds to be enough, each with its source and since when."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.models import Account

LIMITS = ("max_km", "places_per_1000", "coverage", "relative", "overlap_above")


@dataclass(frozen=True)
class Draft:
    """What somebody typed. Limits as in `models.Yardstick`: shares as fractions, None: not judged."""

    term_id: int
    age_from: int
    source: str
    valid_from: date
    care: str = ""
    max_km: float | None = None
    places_per_1000: float | None = None
    coverage: float | None = None
    relative: float | None = None
    overlap_above: float | None = None

    def limits(self) -> dict[str, float | None]:
        return {name: getattr(self, name) for name in LIMITS}


@dataclass(frozen=True)
class Seen:
    """Which yardstick a page showed when somebody began to type, and in which version. `id` None: a new one."""

    id: int | None = None
    version: int | None = None


@transaction.atomic
def set_yardstick(
    *, draft: Draft, by: Account, at: datetime, seen: Seen | None = None
) -> Yardstick:
    """In force from its first day until the next of the same kind and age begins; the one before ends there.

    The same first day again changes that one. With `seen` only what was seen: `ItemChanged` with both where somebody
    saved meanwhile or began one on the same day. Raises `Refused` without a source or any limit.
    """
    check_may_plan(by)
    _check(draft)
    term = TaxonomyTerm.objects.select_for_update().filter(pk=draft.term_id).first()
    if term is None:
        raise Refused(_("Wählen Sie eine Art des Angebots."))
    others = Yardstick.objects.filter(term=term, age_from=draft.age_from)
    values = {**asdict(draft), "source": draft.source.strip()[:300]}
    same = others.filter(valid_from=draft.valid_from).first()
    if seen:
        _check_seen(seen, same, values, at)
    if same is None:
        return _new(values, others, by, at)
    before = _told(same)
    Yardstick.objects.filter(pk=same.pk).update(**values, version=F("version") + 1)
    same.refresh_from_db()
    _record(same, before, by, at)
    return same


@transaction.atomic
def end_yardstick(*, yardstick_id: int, on: date, by: Account, at: datetime) -> Yardstick:
    """From this day on it judges no more; what was handed on stays.

    Raises `Refused` for a day not after its first, `AlreadyDone` where it ends before that day or on it: the next
    one may have begun.
    """
    check_may_plan(by)
    found = Yardstick.objects.select_for_update(of=("self",)).get(pk=yardstick_id)
    if on <= found.valid_from:
        raise Refused(_("Das Ende muss nach dem Beginn liegen."))
    if found.valid_to is not None and found.valid_to <= on:
        day = {"day": date_format(found.valid_to, "j. F Y")}
        raise AlreadyDone(_("Dieser Maßstab gilt schon nicht mehr ab dem %(day)s.") % day)
    before = _told(found)
    Yardstick.objects.filter(pk=found.pk).update(valid_to=on, version=F("version") + 1)
    found.refresh_from_db()
    _record(found, before, by, at)
    return found


def _new(values: dict[str, Any], others: Any, by: Account, at: datetime) -> Yardstick:
    first = values["valid_from"]
    later = others.filter(valid_from__gt=first).order_by("valid_from").first()
    for earlier in others.filter(valid_from__lt=first).order_by("-valid_from")[:1]:
        if earlier.valid_to is None or earlier.valid_to > first:
            before = _told(earlier)
            ended = {"valid_to": first, "version": F("version") + 1}
            Yardstick.objects.filter(pk=earlier.pk).update(**ended)
            earlier.refresh_from_db()
            _record(earlier, before, by, at)
    made = Yardstick.objects.create(**values, valid_to=later.valid_from if later else None)
    _record(made, {}, by, at)
    return made


def _check_seen(
    seen: Seen, same: Yardstick | None, values: Mapping[str, Any], at: datetime
) -> None:
    """What was opened must still be as it was, and nothing else is written over."""
    opened = Yardstick.objects.select_for_update(of=("self",)).filter(pk=seen.id or 0).first()
    if opened and same and same.pk != opened.pk:
        raise Refused(_("An diesem Tag beginnt schon ein anderer Maßstab. Öffnen Sie ihn, um ihn zu ändern."))  # fmt: skip
    target = opened or same
    if target and target.version != seen.version:
        theirs, last = _told(target), history(target).first()
        yours = {name: _plain(values[name]) for name in theirs if name in values}
        raise ItemChanged(
            theirs={**theirs, "version": target.version}, yours=yours, changed_at=last.at if last else at
        )  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _told(found: Yardstick) -> dict[str, Any]:
    """For the journal: dates as ISO, numbers as they are."""
    names = ("care", "age_from", *LIMITS, "source", "valid_from", "valid_to")
    return {name: _plain(getattr(found, name)) for name in names}


def _record(found: Yardstick, before: Mapping[str, Any], by: Account, at: datetime) -> None:
    after = _told(found)
    pairs = {name: [before.get(name), value] for name, value in after.items()}
    changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    if changes:
        event = "planning.yardstick.changed"
        journal.record(event=event, subject=found, by=by, at=at, changes=changes)


def _check(draft: Draft) -> None:
    if not draft.source.strip():
        raise Refused(
            _("Schreiben Sie, woher der Maßstab kommt. „Vorschlag“ ist auch eine Herkunft.")
        )
    limits = [value for value in draft.limits().values() if value is not None]
    if not limits:
        raise Refused(_("Geben Sie mindestens eine Grenze an."))
    if any(value <= 0 for value in limits):
        raise Refused(_("Grenzen sind größer als null."))
