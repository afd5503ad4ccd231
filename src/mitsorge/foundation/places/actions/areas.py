"""Planning areas: defined freely by the network, changed from a day on, never rewritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from mitsorge.foundation.places.actions.revision import raise_revision
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from mitsorge.foundation.places.rules import AreaKind, Geometry, box_of, check_outline, middle_of


class AreaExists(ValueError):
    """There is an area with this code already, and it has not ended."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Ein Planungsraum mit der Kennung „{code}“ gilt schon.")


class ChangeTooEarly(ValueError):
    """A change must leave the area at least one day in force."""

    def __init__(self, area: PlanningArea) -> None:
        super().__init__(f"„{area.name}“ gilt an diesem Tag noch nicht oder erst seit diesem Tag.")


class AlreadyEnded(ValueError):
    """The area was changed or ended before, perhaps by somebody else a moment ago."""

    def __init__(self, area: PlanningArea) -> None:
        super().__init__(f"„{area.name}“ wurde schon geändert oder beendet.")


@dataclass(frozen=True, slots=True)
class AreaForm:
    """What a planning area consists of. Quarters join it by naming it as their parent."""

    name: str
    kind: AreaKind
    parent: PlanningArea | None = None
    outline: Geometry | None = None
    municipalities: tuple[Municipality, ...] = ()
    latitude: Decimal | float | None = None
    longitude: Decimal | float | None = None


@transaction.atomic
def define_planning_area(
    *,
    body: Body,
    code: str,
    name: str,
    kind: AreaKind,
    active_from: date,
    parent: PlanningArea | None = None,
    outline: Geometry | None = None,
    municipalities: Iterable[Municipality] = (),
    latitude: Decimal | float | None = None,
    longitude: Decimal | float | None = None,
) -> PlanningArea:
    """Start a planning area; without a position it gets one inside its outline or amid its municipalities.

    Raises `AreaExists`, or a `GeographyRefused` that names what is wrong with the outline.
    """
    if PlanningArea.objects.filter(body=body, code=code, active_to__isnull=True).exists():
        raise AreaExists(code)
    form = AreaForm(name, kind, parent, outline, tuple(municipalities), latitude, longitude)
    return _start(body, code, form, active_from)


@transaction.atomic
def change_planning_area(*, area: PlanningArea, form: AreaForm, on: date) -> PlanningArea:
    """End the area at `on` (exclusive) and start its successor with the same code on that day.

    The areas below it move along as successors of their own, so that every past day keeps its tree.
    Raises `ChangeTooEarly`, `AlreadyEnded`, or a `GeographyRefused` that names what is wrong with the outline.
    """
    _end(area, on)
    successor = _start(area.body, area.code, form, on)
    for child in PlanningArea.objects.filter(parent=area, active_to__isnull=True):
        change_planning_area(area=child, form=_form_of(child, parent=successor), on=on)
    return successor


@transaction.atomic
def end_planning_area(*, area: PlanningArea, on: date) -> None:
    """End the area at `on` (exclusive), and the areas below it. Raises `ChangeTooEarly` or `AlreadyEnded`."""
    _end(area, on)
    for child in PlanningArea.objects.filter(parent=area, active_to__isnull=True):
        end_planning_area(area=child, on=on)


def _end(area: PlanningArea, on: date) -> None:
    if on <= area.active_from:
        raise ChangeTooEarly(area)
    if not PlanningArea.objects.filter(pk=area.pk, active_to__isnull=True).update(active_to=on):
        raise AlreadyEnded(area)
    raise_revision()


def _start(body: Body, code: str, form: AreaForm, active_from: date) -> PlanningArea:
    latitude, longitude = _middle(form)
    area = PlanningArea.objects.create(
        body=body, code=code, name=form.name, kind=form.kind, parent=form.parent, active_from=active_from,
        latitude=latitude, longitude=longitude, **outline_columns(form.outline),
    )  # fmt: skip
    area.municipalities.set(form.municipalities)
    raise_revision()
    return area


def outline_columns(outline: Geometry | None) -> dict[str, object]:
    """The columns of a checked outline and its rectangle. Raises a `GeographyRefused`."""
    if outline is None:
        return dict.fromkeys(("outline", "west", "south", "east", "north"))
    check_outline(outline)
    box = box_of(outline)
    return {
        "outline": outline,
        "west": box.west,
        "south": box.south,
        "east": box.east,
        "north": box.north,
    }


def _middle(form: AreaForm) -> tuple[Decimal | None, Decimal | None]:
    if form.latitude is not None and form.longitude is not None:
        return _five(form.latitude), _five(form.longitude)
    if form.outline:
        check_outline(form.outline)
        point = middle_of(form.outline)
        return _five(point.latitude), _five(point.longitude)
    placed = [
        each
        for each in form.municipalities
        if each.latitude is not None and each.longitude is not None
    ]
    if not placed:
        return None, None
    return _mean([each.latitude for each in placed]), _mean([each.longitude for each in placed])


def _mean(values: list[Decimal]) -> Decimal:
    return _five(sum(Decimal(value) for value in values) / len(values))


def _five(degrees: Decimal | float) -> Decimal:
    return round(Decimal(degrees), 5)


def _form_of(area: PlanningArea, parent: PlanningArea) -> AreaForm:
    return AreaForm(
        area.name, AreaKind(area.kind), parent, area.outline, tuple(area.municipalities.all()),
        area.latitude, area.longitude,
    )  # fmt: skip
