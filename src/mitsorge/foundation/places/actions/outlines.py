"""Outlines from GeoJSON files: of municipalities (by AGS) and of planning areas (by code)."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TextIO

from django.db import transaction

from mitsorge.foundation.places.actions.areas import (
    AreaForm,
    ChangeTooEarly,
    change_planning_area,
    define_planning_area,
    outline_columns,
)
from mitsorge.foundation.places.actions.results import ImportResult, Refusal, refuse
from mitsorge.foundation.places.actions.revision import raise_revision
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.rules import AreaKind, GeographyRefused, Geometry, check_outline

WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


@dataclass(frozen=True, slots=True)
class _Feature:
    number: int
    properties: dict[str, Any]
    geometry: Geometry | None

    @property
    def label(self) -> str:
        return str(
            self.properties.get("name")
            or self.properties.get("ags")
            or self.properties.get("code")
            or "?"
        )


class _FileRefused(ValueError):
    pass


@transaction.atomic
def import_outlines(
    file: TextIO, *, body: Body | None = None, on: date | None = None
) -> ImportResult:
    """Take over a GeoJSON FeatureCollection (RFC 7946).

    A feature with `ags` gives a municipality its outline. One with `code`, `name`, `kind` and perhaps `parent` (a
    code earlier in the file or held already) is a planning area of `body`, in force from `on`; its geometry may be
    null when it consists of its children; `latitude` and `longitude` then say where its name belongs. All or none:
    swapped or projected coordinates, open or crossing rings and unknown keys are named in German. A second run
    changes nothing; an area whose name, kind, parent or outline differs gets a successor from `on`. 2 queries to read, then 1 per municipality and 3 to 6 per area written.
    """
    try:
        features = _read(file)
    except _FileRefused as refused:
        return refuse([Refusal(1, str(refused))])
    municipal = [each for each in features if each.properties.get("ags")]
    areal = [each for each in features if not each.properties.get("ags")]
    refusals = [
        *_refusals_of_shape(features),
        *_refusals_of_keys(municipal),
        *_refusals_of_areas(areal, body, on),
    ]
    if refusals:
        return refuse(sorted(refusals, key=lambda refusal: refusal.line))
    try:
        with transaction.atomic():
            result = _store_municipal(municipal)
            return result + _store_areas(areal, body, on) if body and on else result
    except ChangeTooEarly as refused:
        return refuse([Refusal(0, str(refused))])


def _read(file: TextIO) -> list[_Feature]:
    try:
        content = json.load(file)
    except ValueError as broken:
        raise _FileRefused("Die Datei ist kein GeoJSON.") from broken
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise _FileRefused("Die Datei ist keine FeatureCollection (GeoJSON).")
    system = str(((content.get("crs") or {}).get("properties") or {}).get("name", "CRS84"))
    if not system.endswith(WGS84):
        raise _FileRefused(f"Das Bezugssystem ist {system}. Bitte liefern Sie WGS 84 (EPSG:4326).")
    return [
        _Feature(number, feature.get("properties") or {}, feature.get("geometry"))
        for number, feature in enumerate(content.get("features") or [], 1)
    ]


def _refusals_of_shape(features: list[_Feature]) -> Iterable[Refusal]:
    for feature in features:
        if feature.geometry is None and not feature.properties.get("ags"):
            continue
        try:
            check_outline(feature.geometry)
        except GeographyRefused as refused:
            yield Refusal(feature.number, f"{feature.label}: {refused}")


def _refusals_of_keys(features: list[_Feature]) -> Iterable[Refusal]:
    wanted = [feature.properties["ags"] for feature in features]
    known = (
        set(Municipality.objects.filter(ags__in=wanted).values_list("ags", flat=True))
        if wanted
        else set()
    )
    for feature in features:
        if feature.properties["ags"] not in known:
            yield Refusal(
                feature.number,
                f"{feature.label}: Der Gemeindeschlüssel steht nicht im Gemeindeverzeichnis.",
            )


def _refusals_of_areas(
    features: list[_Feature], body: Body | None, on: date | None
) -> Iterable[Refusal]:
    codes = set(_current(body)) if body and features else set()
    for feature in features:
        if body is None or on is None:
            yield Refusal(
                feature.number,
                f"{feature.label}: Für Planungsräume fehlt die Körperschaft oder der Beginn.",
            )
        elif reason := _reason_against(feature.properties, codes):
            yield Refusal(feature.number, f"{feature.label}: {reason}")
        codes.add(str(feature.properties.get("code")))


def _reason_against(properties: dict[str, Any], codes: set[str]) -> str:
    if not (properties.get("code") and properties.get("name")):
        return "Kennung (code) oder Name (name) fehlt."
    if properties.get("kind") not in set(AreaKind):
        return f"Die Art (kind) muss {', '.join(AreaKind)} sein."
    parent = properties.get("parent")
    return (
        f"Der übergeordnete Raum „{parent}“ ist nicht bekannt."
        if parent and parent not in codes
        else ""
    )


def _store_municipal(features: list[_Feature]) -> ImportResult:
    wanted = {feature.properties["ags"]: feature.geometry for feature in features}
    new = changed = 0
    for held in Municipality.objects.filter(ags__in=wanted) if wanted else ():
        if held.outline == wanted[held.ags]:
            continue
        new, changed = (new + 1, changed) if held.outline is None else (new, changed + 1)
        Municipality.objects.filter(pk=held.pk).update(**outline_columns(wanted[held.ags]))
    if new or changed:
        raise_revision()
    return ImportResult(new, changed, len(wanted) - new - changed)


def _store_areas(features: list[_Feature], body: Body, on: date) -> ImportResult:
    result, current = ImportResult(), _current(body)
    for feature in features:
        held = current.get(feature.properties["code"])
        form = _form(feature, held, current)
        if held is None:
            current[feature.properties["code"]] = _define(feature, form, body, on)
            result += ImportResult(new=1)
        elif _same(held, form):
            result += ImportResult(unchanged=1)
        else:
            change_planning_area(area=held, form=form, on=on)
            current = _current(body)
            result += ImportResult(changed=1)
    return result


def _form(
    feature: _Feature, held: PlanningArea | None, current: dict[str, PlanningArea]
) -> AreaForm:
    properties = feature.properties
    return AreaForm(
        name=properties["name"],
        kind=AreaKind(properties["kind"]),
        parent=current.get(properties.get("parent", "")),
        outline=feature.geometry,
        municipalities=tuple(held.municipalities.all()) if held and not feature.geometry else (),
        latitude=properties.get("latitude"),
        longitude=properties.get("longitude"),
    )


def _same(held: PlanningArea, form: AreaForm) -> bool:
    return (held.name, held.kind, held.parent, held.outline) == (
        form.name,
        form.kind,
        form.parent,
        form.outline,
    )


def _define(feature: _Feature, form: AreaForm, body: Body, on: date) -> PlanningArea:
    return define_planning_area(
        body=body,
        code=feature.properties["code"],
        name=form.name,
        kind=form.kind,
        active_from=on,
        parent=form.parent,
        outline=form.outline,
        latitude=form.latitude,
        longitude=form.longitude,
    )


def _current(body: Body) -> dict[str, PlanningArea]:
    held = PlanningArea.objects.filter(body=body, active_to__isnull=True).select_related("parent")
    return {area.code: area for area in held}
