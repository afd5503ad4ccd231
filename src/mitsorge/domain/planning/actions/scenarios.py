"""Scenarios: stored, renamed, changed measure by measure, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.planning.actions.versions import check_version, is_taken, write
from mitsorge.domain.planning.models import Scenario, Variant
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.rules.scenario import BadChange, Change, as_json, changes_from
from mitsorge.domain.planning.wording.scenarios import bad_words, change_words
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

MOST_CHANGES = 40
"""Measures of one scenario: more than anybody reads."""
YEARS = range(2000, 2101)


@dataclass(frozen=True)
class Draft:
    """What somebody typed about a scenario, without its measures. Term and forecast by id."""

    name: str
    term: int
    year: int
    variant: int | None = None
    note: str = ""

    def values(self) -> dict[str, Any]:
        """By the fields of the model."""
        return {
            "name": self.name.strip(),
            "note": self.note.strip(),
            "term_id": self.term,
            "variant_id": self.variant,
            "year": self.year,
        }


@transaction.atomic
def save_scenario(*, draft: Draft, by: Account, at: datetime) -> Scenario:
    """A new scenario without measures. Raises `Refused` for a name that is taken, a kind or forecast that is not there."""
    check_may_plan(by)
    _check(draft)
    made = Scenario.objects.create(
        **draft.values(), author=str(by)[:120], created_at=at, modified_at=at
    )
    journal.record(event="planning.scenario.saved", subject=made, by=by, at=at)
    return made


@transaction.atomic
def change_scenario(
    *, scenario_id: int, version: int, draft: Draft, by: Account, at: datetime
) -> Scenario:
    """Saves if nobody did since `version`, else `ItemChanged` with both. The measures stay."""
    check_may_plan(by)
    scenario = locked(scenario_id)
    wanted = draft.values()
    now = {name: getattr(scenario, name) for name in wanted}
    check_version(scenario, version, now, wanted)
    _check(draft, besides=scenario)
    if now != wanted:
        changes = {name: [now[name], wanted[name]] for name in wanted if now[name] != wanted[name]}
        _write(scenario, wanted, changes, by, at)
    return Scenario.objects.get(pk=scenario_id)


@transaction.atomic
def add_changes(
    *, scenario_id: int, version: int, changes: Sequence[Change], by: Account, at: datetime
) -> Scenario:
    """Puts measures behind those that stand; `ItemChanged` where somebody saved since `version`."""
    check_may_plan(by)
    scenario = locked(scenario_id)
    standing = _readable(scenario)
    check_version(scenario, version, {}, {})
    if len(standing) + len(changes) > MOST_CHANGES:
        words = {"most": MOST_CHANGES}
        raise Refused(_("Ein Szenario hat höchstens %(most)s Maßnahmen. Legen Sie ein zweites an.") % words)  # fmt: skip
    _write_changes(scenario, standing, [*standing, *changes], by, at)
    return Scenario.objects.get(pk=scenario_id)


@transaction.atomic
def drop_change(
    *, scenario_id: int, version: int, number: int, by: Account, at: datetime
) -> Scenario:
    """Takes out one measure by its number (from 0); the others stay in their order."""
    check_may_plan(by)
    scenario = locked(scenario_id)
    standing = _readable(scenario)
    check_version(scenario, version, {}, {})
    if not 0 <= number < len(standing):
        raise AlreadyDone(_("Diese Maßnahme steht nicht mehr im Szenario."))
    left = [each for at_, each in enumerate(standing) if at_ != number]
    _write_changes(scenario, standing, left, by, at)
    return Scenario.objects.get(pk=scenario_id)


@transaction.atomic
def remove_scenario(*, scenario_id: int, version: int, by: Account, at: datetime) -> None:
    """For good. `AlreadyDone` where it is gone, `ItemChanged` where somebody saved since `version`.

    Raises `Refused` for one that was handed on: whoever talks about it can still look it up.
    """
    check_may_plan(by)
    scenario = locked(scenario_id)
    check_version(scenario, version, {}, {})
    if scenario.handovers.exists():
        raise Refused(_("Dieses Szenario wurde weitergegeben. Es bleibt, damit alle nachsehen können, worum es geht."))  # fmt: skip
    journal.record(
        event="planning.scenario.removed",
        subject=scenario,
        by=by,
        at=at,
        changes={"name": [scenario.name, ""]},
    )
    scenario.delete()


def locked(scenario_id: int) -> Scenario:
    """The scenario, held until the deed is done. Raises `AlreadyDone` where it is gone."""
    found = Scenario.objects.select_for_update().filter(pk=scenario_id).first()
    if found is None:
        raise AlreadyDone(_("Dieses Szenario gibt es nicht mehr."))
    return found


def _readable(scenario: Scenario) -> tuple[Change, ...]:
    """Raises `Refused` where what is stored cannot be read: nothing is written over it."""
    try:
        return changes_from(scenario.changes)
    except BadChange as bad:
        raise Refused(bad_words(bad)) from bad


def _write_changes(
    scenario: Scenario, before: Sequence[Change], after: Sequence[Change], by: Account, at: datetime
) -> None:
    told = [[change_words(each) for each in part] for part in (before, after)]
    changes = {"changes": ["; ".join(told[0]), "; ".join(told[1])]}
    _write(scenario, {"changes": [as_json(each) for each in after]}, changes, by, at)


def _write(
    scenario: Scenario,
    values: dict[str, Any],
    changes: dict[str, list[Any]],
    by: Account,
    at: datetime,
) -> None:
    write(scenario, values, at)
    journal.record(event="planning.scenario.saved", subject=scenario, by=by, at=at, changes=changes)


def _check(draft: Draft, besides: Scenario | None = None) -> None:
    if not draft.name.strip():
        raise Refused(_("Geben Sie dem Szenario einen Namen."))
    if is_taken(draft.name, Scenario, besides):
        raise Refused(_("Ein Szenario mit diesem Namen gibt es schon. Wählen Sie einen anderen."))
    if draft.year not in YEARS:
        raise Refused(_("Geben Sie ein Jahr von 2000 bis 2100 an."))
    if not TaxonomyTerm.objects.filter(pk=draft.term, kind=TermKind.CARE).exists():
        raise Refused(_("Wählen Sie eine Art des Angebots."))
    if draft.variant and not Variant.objects.filter(pk=draft.variant).exists():
        raise Refused(_("Diese Prognose gibt es nicht mehr. Wählen Sie eine andere."))
