"""The planning of a demo: real figures taken in as a planner takes them in, two forecasts, and the choice of one."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from mitsorge.domain.governance.models import Committee
from mitsorge.domain.governance.rules.codes import Classification
from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.actions.findings import send_to_agenda
from mitsorge.domain.planning.actions.publishing import Thing, publish
from mitsorge.domain.planning.actions.variants import Draft, choose_variant, save_variant
from mitsorge.domain.planning.models import Series, Variant
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.findings import findings_now
from mitsorge.domain.planning.queries.published import candidates, published
from mitsorge.domain.planning.rules import (
    CareKind,
    CellSign,
    FindingKind,
    Level,
    Public,
    Quality,
    RatePath,
    Sex,
    Subject,
)
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.domain.planning.rules.passport import Counted, Passport, PeopleAt
from mitsorge.doors.setup.demo import library
from mitsorge.doors.setup.demo.scenarios import try_out
from mitsorge.doors.setup.presets import Preset
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.queries import by_address, coordinators

PLANNER = "selma@mitsorge.example"
CELL_M = 100
BY_AREA = ("quarters", "municipalities")
"""Whose people a forecast stands on."""
TAKEN, COMPUTED, CHOSEN = (timedelta(days=number) for number in (70, 63, 40))
"""How long before the day of the demo."""


@transaction.atomic
def plan(preset: Preset, *, at: datetime) -> None:
    """The figures about this network, its forecasts, the choice, a gap handed on, scenarios; needs the cast's accounts.

    A network without figures of its areas (Stuttgart: no open ones by Stadtbezirk) has figures, but no forecast.
    """
    planner = by_address(PLANNER)
    if planner is None:
        return
    series = dict(_take_in(preset, planner, at))
    base = next((series[name] for name in BY_AREA if name in series), None)
    if base:
        for row in _told("variant"):
            _compute(row, base, series, planner, at)
        _choose(planner, at)
        _hand_on(at)
        _publish(planner, at)
    try_out(planner=planner, at=at)


def _told(part: str) -> Any:
    return library.table("planning")[part]


def _take_in(preset: Preset, planner: Account, at: datetime) -> Iterator[tuple[str, Series]]:
    """Every table that has something about this network."""
    kreis = preset.body["ags"][:5]
    for name, entry in tomllib.loads(_text("series.toml")).items():
        table = f"{entry.pop('table')}.csv"
        if entry.pop("kreis", kreis) != kreis:
            continue
        rows = list(csv.DictReader(_text(table).splitlines(), delimiter=";"))
        figures, cells = list(_figures(rows, kreis)), list(_cells(rows))
        if figures or cells:
            passport = _passport(entry)
            moment = at - TAKEN
            yield (
                name,
                import_series(
                    passport=passport, figures=figures, cells=cells, by=planner, at=moment
                ),
            )


def _text(name: str) -> str:
    return (files("mitsorge.doors.setup.demo") / "figures" / name).read_text(encoding="utf-8")


def _passport(entry: dict[str, Any]) -> Passport:
    codes = {"subject": Subject(entry["subject"]), "quality": Quality(entry["quality"])}
    return Passport(**{**entry, **codes})


def _figures(rows: list[dict[str, str]], kreis: str) -> Iterator[Counted]:
    """Those about the network, its Land and the country."""
    for row in rows:
        if "level" in row and _is_ours(Level(row["level"]), row["area"], kreis):
            yield Counted(
                *(Level(row["level"]), row["area"], int(row["year"])),
                value=float(row["value"]) if row["value"] else None,
                sign=CellSign(row["sign"]),
                age_from=int(row["age_from"]),
                age_to=int(row["age_to"]) if row["age_to"] else None,
                sex=Sex(row["sex"]),
                care=CareKind(row["care"]) if row["care"] else None,
            )


def _is_ours(level: Level, area: str, kreis: str) -> bool:
    if level in (Level.KREIS, Level.MUNICIPALITY):
        return area.startswith(kreis)
    return level != Level.LAND or area == kreis[:2]


def _cells(rows: list[dict[str, str]]) -> Iterator[PeopleAt]:
    for row in rows:
        if "people" in row:
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            yield PeopleAt(latitude, longitude, float(row["people"]), CELL_M)


def _compute(
    row: dict[str, Any], base: Series, series: dict[str, Series], planner: Account, at: datetime
) -> None:
    draft = Draft(
        name=row["name"],
        population=base.pk,
        rates=series["rates"].pk,
        projection=series["projection"].pk,
        care=series["care"].pk,
        structure=series["structure"].pk,
        path=RatePath(row["path"]),
        assumptions=row["assumptions"],
        parameters=_parameters(row),
    )
    save_variant(draft=draft, by=planner, at=at - COMPUTED)


def _parameters(row: dict[str, Any]) -> Parameters:
    care = {
        CareKind(kind): CareParameters(
            **{name: _assumed(name, number) for name, number in told.items()}
        )
        for kind, told in _told("care").items()
    }
    return Parameters(_assumed("yearly", row["yearly"]) if "yearly" in row else None, care)


def _assumed(name: str, number: float) -> Value:
    said = _told("said")
    return Value(number, said["unit"].get(name, ""), said["source"])


def _choose(planner: Account, at: datetime) -> None:
    """By the steering group; where a network has none, by its first committee."""
    variant = Variant.objects.get(name=_told("choice")["name"])
    committee = _committee(Q(classification=Classification.STEERING_GROUP))
    if committee:
        moment = at - CHOSEN
        choose_variant(
            variant_id=variant.pk,
            version=variant.version,
            committee_id=committee.pk,
            on=timezone.localdate(moment),
            why=_told("choice")["why"],
            by=planner,
            at=moment,
        )


def _committee(wanted: Q) -> Committee | None:
    committees = Committee.objects.order_by("position", "pk")
    return committees.filter(wanted).first() or committees.filter(parent=None).first()


def _hand_on(at: datetime) -> None:
    """The first gap of day care onto the backlog of the committee of its area, else of a working group."""
    frieda = next((each.account for each in coordinators().select_related("account")), None)
    gaps = (
        found for found in findings_now(timezone.localdate(at)) if found.kind == FindingKind.GAP
    )
    gap = next((found for found in gaps if found.term == _told("handed_on")["term"]), None)
    if gap and frieda:
        near = Committee.objects.filter(planning_area__code=gap.area).exists()
        working = Q(classification=Classification.WORKING_GROUP)
        committee = _committee(Q(planning_area__code=gap.area) if near else working)
        if committee:
            send_to_agenda(found=gap, committee_id=committee.pk, meeting_id=None, by=frieda, at=at)


def _publish(planner: Account, at: datetime) -> None:
    """Everything that may be shown but whole series of figures."""
    found = candidates(network_regions(timezone.localdate(at)), published())
    show = [Thing(each.kind, each.key) for each in found if each.kind != Public.SERIES]
    publish(show=show, hide=[], by=planner, at=at)
