"""Where an offer comes to, and how many places it has reported."""

from datetime import timedelta
from random import Random
from typing import Any

from mitsorge.domain.directory.models import Service, ServiceArea, ServiceCapacity
from mitsorge.domain.directory.rules import KIND_OF_TERM, Area, PlaceKind
from mitsorge.doors.setup.demo import ages, library
from mitsorge.doors.setup.demo.ground import Settlement
from mitsorge.doors.setup.demo.houses import Builder, House

MOOD = {"free": 0.26, "few": 0.17, "none": 0.2, "request": 0.08, "old": 0.17, "silent": 0.12}
"""How houses report: the shares of what they say, of old news, and of saying nothing."""


def add_reach(
    builder: Builder,
    house: House,
    service: Service,
    chance: Random,
    kind: dict[str, Any],
    fixed: dict[str, Any],
) -> None:
    """The service areas by the reach of the kind; none for houses that take people from anywhere."""
    if "towns" in fixed:
        for name in fixed["towns"]:
            builder.sheaf.add(_area(service, builder.ground.named(name)))
        if "radius" in fixed:
            builder.sheaf.add(
                ServiceArea(service=service, kind=Area.RADIUS, radius_km=fixed["radius"])
            )
        return
    for area in _areas(builder, house, service, chance, kind["reach"]):
        builder.sheaf.add(area)


def _areas(
    builder: Builder, house: House, service: Service, chance: Random, reach: str
) -> list[ServiceArea]:
    home = house.place
    if reach == "body":
        return [ServiceArea(service=service, kind=Area.BODY)]
    if reach == "radius":
        reaches = [3, 4, 6] if builder.ground.is_city else [10, 15, 20]
        return [ServiceArea(service=service, kind=Area.RADIUS, radius_km=chance.choice(reaches))]
    if reach == "town":
        return [_area(service, home)]
    if reach == "area" and home.area:
        return [ServiceArea(service=service, kind=Area.PLANNING_AREA, planning_area=home.outer)]
    if reach == "near":
        around = builder.ground.around(home, chance.choice([1, 2, 3, 3, 4, 6]))
        return [_area(service, each) for each in (home, *around)]
    return []


def _area(service: Service, place: Settlement) -> ServiceArea:
    if place.is_quarter:
        return ServiceArea(service=service, kind=Area.PLANNING_AREA, planning_area=place.area)
    return ServiceArea(service=service, kind=Area.MUNICIPALITY, municipality=place.municipality)


def add_capacity(
    builder: Builder,
    service: Service,
    chance: Random,
    code: str,
    kind: dict[str, Any],
    fixed: dict[str, Any],
) -> None:
    """A report of places where the kind has any: fresh, scarce, full, old or none at all."""
    if "capacity" in fixed:
        report = dict(fixed["capacity"])
        days = report.pop("days")
    elif "places" in kind:
        mood = chance.choices(list(MOOD), list(MOOD.values()))[0]
        if mood == "silent":
            return
        report, days = _report(chance, kind, mood, fixed["maximum"]), _age(chance, mood)
        if "free_in" in report:
            report["free_from"] = builder.at.date() + timedelta(days=report.pop("free_in"))
    else:
        return
    report["kind"] = KIND_OF_TERM.get(code, PlaceKind.OTHER)
    updated = ages.moment(chance, at=builder.at, days=days)
    builder.sheaf.add(ServiceCapacity(service=service, updated_at=updated, **report))


def _report(chance: Random, kind: dict[str, Any], mood: str, maximum: int) -> dict[str, Any]:
    unit, low, _high = kind["places"]
    report: dict[str, Any] = {"unit": unit, "maximum": maximum}
    if mood == "request":
        return report | {"on_request": True}
    if mood == "none":
        return report | {"available": 0, "waiting_list": chance.random() < 0.75}
    if mood == "few":
        report |= {"available": 1}
    else:
        report |= {"available": chance.randint(2, max(2, min(5, low // 2)))}
    if chance.random() < 0.3:
        report["free_in"] = chance.choice([5, 9, 14, 21])
    if chance.random() < 0.2 and unit == "Tagespflegeplätze":
        report["conditions"] = library.shared("capacity")["conditions"][0]
    return report


def _age(chance: Random, mood: str) -> int:
    return chance.randint(16, 75) if mood == "old" else chance.randint(1, 12)
