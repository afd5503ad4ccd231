"""From a typed address to a point on the map, without asking anybody outside."""

from dataclasses import dataclass, replace
from datetime import date
from statistics import fmean

from django.utils.translation import get_language, gettext

from mitsorge.foundation.places.models import Municipality, PlanningArea, Street
from mitsorge.foundation.places.queries import candidates as find
from mitsorge.foundation.places.queries.areas import (
    areas_containing,
    municipality_at,
)
from mitsorge.foundation.places.queries.candidates import Candidate, Home
from mitsorge.foundation.places.queries.remembered import Geography, answers, geography
from mitsorge.foundation.places.rules import (
    Naming,
    Point,
    Precision,
    clean_postcode,
    distance_km,
    namings,
    street_key,
    take_apart,
)

TRUST_KM = 30.0
"""A place farther than this from the typed postcode is another place of the same name."""


@dataclass(frozen=True, slots=True)
class Located:
    """A found place. `municipalities`: all that share the postcode, when nothing but that was typed.

    Requests share it: its rows are read, never changed.
    """

    point: Point
    municipality: Municipality | None
    postcode: str
    planning_areas: tuple[PlanningArea, ...]
    label: str
    municipalities: tuple[Municipality, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, folded, and nothing about who asked."""

    code: str
    readings: tuple[Naming, ...]
    street: str = ""


def locate_text(
    text: str, *, on: date | None = None, state: Geography | None = None
) -> Located | None:
    """`locate` for one line: "Hauptstr. 5, 14822 Brück". Same queries."""
    typed = take_apart(text)
    return locate(
        street=typed.street, postcode=typed.postcode, place=typed.place, on=on, state=state
    )


def locate(
    *,
    street: str = "",
    postcode: str = "",
    place: str = "",
    on: date | None = None,
    state: Geography | None = None,
) -> Located | None:
    """The most likely place for what was typed, or None. Own body first, then what is near it.

    A postcode and a place that contradict each other: the place if it is within 30 km of the postcode, else the
    postcode. Without outlines of streets the precision is QUARTER or PLACE. Planning areas are those in force `on`
    a day, without a day those that have not ended.

    1 query where this process remembers the answer, none where the caller has read the `state` already. Else at most
    12, and 5 where nothing is found; 1 fewer inside a transaction, where nothing is remembered.
    """
    question = Question(clean_postcode(postcode), namings(place), street_key(street))
    if not question.code and not question.readings:
        return None
    now = state or geography()
    return answers.of(
        (question, on, get_language()), now, read=lambda: _found(question, on, Home(now.ags))
    )


def _found(question: Question, on: date | None, home: Home) -> Located | None:
    code, readings = question.code, question.readings
    rows = find.by_code_or_name(code, readings)
    under_code = [each for each in rows if each.postcode == code]
    areas = find.by_area({each.key for each in under_code} | {reading.key for reading in readings})
    named = [*rows, *find.by_municipality(readings), *areas]
    chosen = _choose(under_code, named, readings, home)
    if chosen is None:
        return None
    chosen = _on_street(question.street, chosen)
    return _located(chosen, under_code if not readings else [], _areas_named(chosen, areas), on)


def _choose(
    under_code: list[Candidate], named: list[Candidate], readings: tuple[Naming, ...], home: Home
) -> Candidate | None:
    if not under_code:
        return _best_reading(named, readings, home)
    matching = _best_reading(under_code, readings, home)
    if matching:
        return matching
    by_code = _summary(under_code, home)
    near = [each for each in named if distance_km(each.point, by_code.point) <= TRUST_KM]
    by_name = _best_reading(near, readings, home)
    return (
        find.within(by_name, by_name.postcode or _code_for(by_name, by_code))
        if by_name
        else by_code
    )


def _code_for(by_name: Candidate, by_code: Candidate) -> str:
    same = by_name.areas or by_name.municipality == by_code.municipality
    return by_code.postcode if same else ""


def _best_reading(
    candidates: list[Candidate], readings: tuple[Naming, ...], home: Home
) -> Candidate | None:
    for reading in readings:
        if allowed := find.readable_as(candidates, reading):
            return _best(allowed, home)
    return None


def _best(candidates: list[Candidate], home: Home) -> Candidate:
    own = [each for each in candidates if home.owns(each)]
    center = None if own or len(candidates) == 1 else home.center()
    if center is None:
        return min(own or candidates, key=lambda each: (each.rank, -each.population, each.postcode))
    return min(candidates, key=lambda each: (each.rank, distance_km(each.point, center)))


def _summary(under_code: list[Candidate], home: Home) -> Candidate:
    """One candidate for a whole postcode: its largest place, in the middle of all of them."""
    own = [each for each in under_code if home.owns(each)] or under_code
    largest = min(own, key=lambda each: (not _is_seat(each), -each.population, each.name))
    if len({each.municipality for each in under_code}) == 1:
        return largest
    latitude = fmean(each.point.latitude for each in under_code)
    longitude = fmean(each.point.longitude for each in under_code)
    name = str(largest.municipality) if _is_seat(largest) else largest.name
    return replace(largest, name=name, point=Point(latitude, longitude, Precision.PLACE))


def _is_seat(place: Candidate) -> bool:
    """The municipality itself, also under the name it had before it became a "Bad" (Belzig, Bad Belzig)."""
    return place.whole or str(place.municipality).endswith(f" {place.name}")


def _on_street(street: str, chosen: Candidate) -> Candidate:
    if not street or chosen.municipality is None:
        return chosen
    streets = Street.objects.filter(key=street, municipality=chosen.municipality)
    placed = [
        each
        for each in streets
        if each.latitude is not None and each.code in {"", chosen.postcode or each.code}
    ]
    if not placed:
        return chosen
    point = Point(placed[0].latitude, placed[0].longitude, Precision.STREET)
    return replace(chosen, point=point, postcode=chosen.postcode or placed[0].code)


def _located(
    chosen: Candidate, sharing: list[Candidate], named: tuple[PlanningArea, ...], on: date | None
) -> Located:
    municipality = chosen.municipality or _municipality_of(chosen)
    together = tuple(dict.fromkeys(each.municipality for each in sharing if each.municipality))
    return Located(
        point=chosen.point,
        municipality=municipality,
        postcode=chosen.postcode,
        planning_areas=areas_containing(chosen.point, on, municipality=municipality, named=named),
        label=_label(chosen, municipality, shared=len(together) > 1),
        municipalities=together or ((municipality,) if municipality else ()),
    )


def _municipality_of(chosen: Candidate) -> Municipality | None:
    """A city's own areas lie in the city; those of a Kreis somewhere in it. 1 query."""
    ags = chosen.areas[0].body.ags if chosen.areas else ""
    if len(ags) == 8:
        return Municipality.objects.defer("outline").filter(ags=ags).first()
    return municipality_at(chosen.point)


def _areas_named(chosen: Candidate, areas: list[Candidate]) -> tuple[PlanningArea, ...]:
    """The areas of the chosen name, or the only one that a place of its postcode names."""
    same = [each for each in areas if each.key == chosen.key]
    if not same and chosen.point.precision == Precision.QUARTER and len(areas) == 1:
        same = areas
    return tuple(area for each in same for area in each.areas)


def _label(chosen: Candidate, municipality: Municipality | None, *, shared: bool) -> str:
    inside = municipality is not None and municipality.name != chosen.name
    name = f"{chosen.name}, {municipality}" if inside else chosen.name
    if shared:
        name = gettext("%(place)s und Umgebung") % {"place": chosen.name}
    return f"{chosen.postcode} {name}".strip()
