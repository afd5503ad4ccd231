"""A small Kreis to try measures in: three villages on a line, 11.12 km apart, two planning areas, one Tagespflege in the north."""

from datetime import UTC, date, datetime
from typing import Any

from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Organization,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.planning.models import PopulationCell, Scenario, Series
from mitsorge.domain.planning.rules import Quality, Subject
from mitsorge.domain.planning.rules.scenario import Change, as_json
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
NORTH, MIDDLE, SOUTH = 52.2, 52.1, 52.0


def the_villages(*, south: int | None = 300) -> None:
    """Nord (P1) of two villages with 100 and 200 people of 67 and older, Süd (P2) of one with 300."""
    body = Body.objects.get()
    rows = [("1", NORTH, 100, "P1"), ("2", MIDDLE, 200, "P1"), ("3", SOUTH, south, "P2")]
    areas = {
        code: PlanningArea.objects.create(
            code=code, name=name, kind="REGION", body=body, active_from=date(2020, 1, 1)
        )
        for code, name in [("P1", "Nord"), ("P2", "Süd")]
    }
    for key, lat, people, code in rows:
        village = Municipality.objects.create(
            ags=f"1206900{key}", name=f"Dorf {key}", latitude=lat, longitude=13, population_67plus=people
        )  # fmt: skip
        areas[code].municipalities.add(village)


def day_care() -> TaxonomyTerm:
    return TaxonomyTerm.objects.get_or_create(
        kind="CARE", code="tagespflege", defaults={"name": "Tagespflege"}
    )[0]


def an_offer(name: str = "Haus Linde", *, lat: float | None = NORTH, places: int | None = 12, **more: Any) -> Service:  # fmt: skip
    organization = Organization.objects.get_or_create(
        slug="traeger", defaults={"name": "Lindenhof gGmbH", "modified_at": AT}
    )[0]
    slug = name.lower().replace(" ", "-")
    service = Service.objects.create(
        slug=slug, name=name, organization=organization, modified_at=AT, assured_at=AT, **more
    )
    Attribute.objects.create(service=service, term=day_care(), is_main=True)
    degrees = {"latitude": lat, "longitude": 13} if lat is not None else {}
    location = Location.objects.create(organization=organization, town="Dorf", **degrees)
    ServiceAtLocation.objects.create(service=service, location=location)
    ServiceCapacity.objects.create(
        service=service, unit="Tagespflege", kind="DAY", maximum=places, updated_at=AT
    )
    return service


def a_grid(*rows: tuple[float, float, str]) -> Series:
    """Cells at 13° east: latitude, people, planning area."""
    series = Series.objects.create(
        subject=Subject.POPULATION, title="Zensus 2022, 100-Meter-Gitter", unit="Personen",
        publisher="Amt für Statistik", licence="dl-de/by-2-0", as_of=date(2022, 5, 15),
        quality=Quality.OFFICIAL, imported_at=AT,
    )  # fmt: skip
    PopulationCell.objects.bulk_create(
        PopulationCell(
            series=series, latitude=lat, longitude=13, size_m=100, population=people, area_code=code
        )
        for lat, people, code in rows
    )
    return series


def a_scenario(*changes: Change, name: str = "Neue Tagespflege im Süden", **more: Any) -> Scenario:
    values: dict[str, Any] = {"term": day_care(), "year": 2022, "author": "Selma"} | more
    return Scenario.objects.create(
        name=name, changes=[as_json(each) for each in changes], created_at=AT, modified_at=AT,
        **values,
    )  # fmt: skip
