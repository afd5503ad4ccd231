"""Forecasts: stored with all they assume, changed, and chosen by a committee."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django.db import transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.planning.actions.versions import check_version, is_taken, write
from mitsorge.domain.planning.models import Series, Variant
from mitsorge.domain.planning.permissions import check_may_plan
from mitsorge.domain.planning.queries.need import SERIES
from mitsorge.domain.planning.rules import RatePath, Subject
from mitsorge.domain.planning.rules.parameters import Parameters, parameters_from
from mitsorge.domain.planning.wording import CARE_KIND, IN_PERCENT, PARAMETER, SUBJECT
from mitsorge.foundation.journal import actions as journal
from mitsorge.foundation.people.models import Account

SUBJECTS = {
    "population": Subject.POPULATION,
    "projection": Subject.POPULATION,
    "structure": Subject.POPULATION,
    "rates": Subject.RATE,
    "care": Subject.CARE,
}
"""What each series of a forecast must count."""


@dataclass(frozen=True)
class Draft:
    """What somebody typed. Series by id; `parameters` each with its source."""

    name: str
    population: int
    rates: int
    projection: int | None = None
    care: int | None = None
    structure: int | None = None
    path: RatePath = RatePath.STATUS_QUO
    assumptions: str = ""
    parameters: Parameters = field(default_factory=Parameters)

    def values(self) -> dict[str, Any]:
        """By the fields of the model; series under their ids."""
        series = {f"{name}_id": getattr(self, name) for name in SERIES}
        plain = {"name": self.name.strip(), "assumptions": self.assumptions.strip()}
        return {**series, **plain, "path": self.path, "parameters": self.parameters.as_json()}


@transaction.atomic
def save_variant(*, draft: Draft, by: Account, at: datetime) -> Variant:
    """A new forecast. Raises `Refused` for a name that is taken, a number without source, or the wrong series."""
    check_may_plan(by)
    _check(draft)
    variant = Variant.objects.create(
        **draft.values(), author=str(by)[:120], created_at=at, modified_at=at
    )
    journal.record(event="planning.variant.saved", subject=variant, by=by, at=at)
    return variant


@transaction.atomic
def change_variant(
    *, variant_id: int, version: int, draft: Draft, by: Account, at: datetime
) -> Variant:
    """Saves if nobody did since `version`, else `ItemChanged` with both. A chosen forecast stays as it was chosen."""
    check_may_plan(by)
    variant = Variant.objects.select_for_update().get(pk=variant_id)
    if variant.chosen_on:
        raise Refused(_("Diese Prognose hat ein Gremium gewählt. Legen Sie eine neue an."))
    wanted = draft.values()
    now = {name: getattr(variant, name) for name in wanted}
    check_version(variant, version, now, wanted)
    _check(draft, besides=variant)
    if now != wanted:
        write(variant, wanted, at)
        event = "planning.variant.saved"
        changes = _changes(variant, draft)
        journal.record(event=event, subject=variant, by=by, at=at, changes=changes)
    return Variant.objects.get(pk=variant_id)


@transaction.atomic
def choose_variant(
    *,
    variant_id: int,
    version: int,
    committee_id: int,
    on: date,
    why: str,
    by: Account,
    at: datetime,
) -> Variant:
    """Writes down which committee chose this forecast, when and why. It can be chosen once; the others stay.

    Raises `Refused` without a reason, for a day to come, or a committee that did not exist on it; `AlreadyDone`;
    `ItemChanged` where the forecast was changed since `version`.
    """
    check_may_plan(by)
    variant = Variant.objects.select_for_update().get(pk=variant_id)
    if variant.chosen_on:
        raise AlreadyDone(_("Diese Wahl ist schon eingetragen."))
    chosen = {"chosen_by_id": committee_id, "chosen_on": on, "chosen_why": why.strip()}
    check_version(variant, version, {name: getattr(variant, name) for name in chosen}, chosen)
    committee = _check_choice(committee_id, on, why, timezone.localdate(at))
    write(variant, chosen, at)
    changes = {"chosen_by": [None, str(committee)], "chosen_on": [None, on.isoformat()]}
    event = "planning.variant.chosen"
    journal.record(event=event, subject=variant, by=by, at=at, changes=changes, why=why.strip())
    return Variant.objects.get(pk=variant_id)


def _changes(before: Variant, draft: Draft) -> dict[str, list[Any]]:
    """For the journal, in words a reader knows: series by title, numbers with their names."""
    ids = {getattr(each, name) for each in (draft, draft_of(before)) for name in SERIES}
    titles = dict(Series.objects.filter(pk__in=ids - {None}).values_list("pk", "title"))
    pairs = {
        name: [titles.get(getattr(each, name), "") for each in (draft_of(before), draft)]
        for name in SERIES
    }
    for name in ("name", "assumptions", "path"):
        pairs[name] = [getattr(before, name), getattr(draft, name)]
    told = [_numbers_told(each.parameters) for each in (draft_of(before), draft)]
    pairs["parameters"] = list(told)
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _numbers_told(parameters: Parameters) -> str:
    """ "Je Jahr 1 %; Tagespflege: Anteil an allen Pflegebedürftigen, in Prozent 5"."""
    told = []
    if parameters.yearly:
        told.append(
            _("Je Jahr %(percent)s %%") % {"percent": _plain(parameters.yearly.number * 100)}
        )
    for kind, each in parameters.care.items():
        numbers = (_number_told(name, value["number"]) for name, value in each.as_json().items())
        told.append(f"{CARE_KIND[kind]}: {', '.join(numbers)}")
    return "; ".join(told)


def _number_told(name: str, number: float) -> str:
    return f"{PARAMETER[name]} {_plain(number * 100 if name in IN_PERCENT else number)}"


def _plain(number: float) -> str:
    """With a comma, no zeros at its end."""
    return str(number_format(Decimal(f"{number:.6g}").normalize(), use_l10n=True))


def _check_choice(committee_id: int, on: date, why: str, today: date) -> Committee:
    if not why.strip():
        raise Refused(_("Schreiben Sie, warum das Gremium diese Prognose gewählt hat."))
    if on > today:
        raise Refused(_("Dieser Tag liegt in der Zukunft."))
    committee = Committee.objects.filter(pk=committee_id).first()
    if committee is None:
        raise Refused(_("Wählen Sie das Gremium, das entschieden hat."))
    starts, ends = committee.active_from or date.min, committee.active_to or date.max
    if not starts <= on < ends:
        raise Refused(_("Dieses Gremium gab es an diesem Tag nicht."))
    return committee


def _check(draft: Draft, besides: Variant | None = None) -> None:
    if not draft.name.strip():
        raise Refused(_("Geben Sie der Prognose einen Namen."))
    if is_taken(draft.name, Variant, besides):
        raise Refused(_("Eine Prognose mit diesem Namen gibt es schon. Wählen Sie einen anderen."))
    _check_series(draft)
    _check_parameters(draft)


def _check_series(draft: Draft) -> None:
    ids = {name: number for name in SERIES if (number := getattr(draft, name))}
    subjects = dict(Series.objects.filter(pk__in=ids.values()).values_list("pk", "subject"))
    for name, number in ids.items():
        if subjects.get(number) != SUBJECTS[name]:
            words = {
                "field": cast("Field[Any, Any]", Variant._meta.get_field(name)).verbose_name,
                "subject": SUBJECT[SUBJECTS[name]],
            }
            raise Refused(_("%(field)s: Wählen Sie eine Reihe mit %(subject)s.") % words)


def _check_parameters(draft: Draft) -> None:
    given = draft.parameters
    if draft.path != RatePath.STATUS_QUO and given.yearly is None:
        raise Refused(_("Um wie viel sich die Quoten jedes Jahr ändern, fehlt noch."))
    if given.yearly and not given.yearly.source.strip():
        raise Refused(_("Schreiben Sie zur jährlichen Änderung, woher sie kommt."))
    for kind, each in given.care.items():
        if any(not value["source"].strip() for value in each.as_json().values()):
            words = {"care": CARE_KIND[kind]}
            raise Refused(_("%(care)s: Schreiben Sie, woher die Rechengrößen kommen.") % words)


def draft_of(variant: Variant) -> Draft:
    """What a stored forecast says, for a form or a copy."""
    return Draft(
        name=variant.name,
        assumptions=variant.assumptions,
        path=RatePath(variant.path),
        parameters=parameters_from(variant.parameters),
        **{name: getattr(variant, f"{name}_id") for name in SERIES},
    )
