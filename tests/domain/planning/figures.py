"""A small Kreis whose need can be computed by hand: two planning areas, three municipalities, five series."""

from datetime import UTC, date, datetime

from mitsorge.domain.planning.models import Figure, Series, Variant
from mitsorge.domain.planning.rules import CareKind, Level, Quality, RatePath, Sex, Subject
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
YOUNG, SENIOR, OLD, ALL_65 = (0, 65), (65, 80), (80, None), (65, None)
Row = tuple[Level, str, int, tuple[int, int | None], Sex, CareKind | str, float | None]


def a_series(subject: Subject, title: str, *rows: Row, unit: str = "Personen") -> Series:
    series = Series.objects.create(
        subject=subject, title=title, unit=unit, publisher="Amt für Statistik",
        licence="dl-de/by-2-0", as_of=date(2022, 12, 31), quality=Quality.OFFICIAL, imported_at=AT,
    )  # fmt: skip
    Figure.objects.bulk_create(
        Figure(
            series=series, level=level, area_code=code, year=year, age_from=ages[0],
            age_to=ages[1], sex=sex, care=care, value=value, sign="" if value is not None else ".",
        )
        for level, code, year, ages, sex, care, value in rows
    )  # fmt: skip
    return series


def the_areas(body: Body | None = None) -> dict[str, PlanningArea]:
    """P1 of two municipalities, P2 of one."""
    body = body or Body.objects.create(name="Landkreis", kind="COUNTY", ags="12069", land="BB")
    made = {}
    for code, name, keys in [("P1", "Nord", "12"), ("P2", "Süd", "3")]:
        area = PlanningArea.objects.create(
            code=code, name=name, kind="REGION", body=body, active_from=date(2020, 1, 1)
        )
        area.municipalities.set(
            Municipality.objects.create(ags=f"1206900{key}", name=f"Dorf {key}") for key in keys
        )
        made[code] = area
    return made


def _people(level: Level, code: str, year: int, sex: Sex, *counts: float | None) -> list[Row]:
    bands = [YOUNG, ALL_65] if len(counts) == 2 else [YOUNG, SENIOR, OLD]
    return [(level, code, year, ages, sex, "", n) for ages, n in zip(bands, counts, strict=True)]


def municipal(third: float | None = 400) -> Series:
    rows = [
        *_people(Level.MUNICIPALITY, "12069001", 2022, Sex.BOTH, 800, 200),
        *_people(Level.MUNICIPALITY, "12069002", 2022, Sex.BOTH, 400, 100),
        *_people(Level.MUNICIPALITY, "12069003", 2022, Sex.BOTH, 1600, third),
    ]
    return a_series(Subject.POPULATION, "Gemeinden", *rows)


def structure(young_men: float = 1400) -> Series:
    rows = [
        *_people(Level.KREIS, "12069", 2022, Sex.MALE, young_men, 200, 80),
        *_people(Level.KREIS, "12069", 2022, Sex.FEMALE, 1400, 220, 200),
    ]
    return a_series(Subject.POPULATION, "Kreis nach Alter", *rows)


def projection() -> Series:
    rows = [
        *_people(Level.COUNTRY, "DG", 2022, Sex.BOTH, 50_000, 10_000, 6_000),
        *_people(Level.COUNTRY, "DG", 2030, Sex.BOTH, 45_000, 12_000, 9_000),
    ]
    return a_series(Subject.POPULATION, "Vorausberechnung", *rows)


def rates(old: float | None = 0.4) -> Series:
    rows: list[Row] = [
        (Level.COUNTRY, "DG", 2022, ages, Sex.BOTH, CareKind.ALL, share)
        for ages, share in [(YOUNG, 0.01), (SENIOR, 0.1), (OLD, old)]
    ]
    return a_series(Subject.RATE, "Pflegequoten", *rows, unit="Anteil")


def statistics(total: float | None = 273) -> Series:
    rows: list[Row] = [
        (Level.KREIS, "12069", 2022, (0, None), Sex.BOTH, care, value)
        for care, value in [(CareKind.ALL, total), (CareKind.AMBULATORY, 91), (CareKind.DAY, None)]
    ]
    return a_series(Subject.CARE, "Pflegestatistik", *rows)


def a_variant(name: str = "Wie heute", path: RatePath = RatePath.STATUS_QUO, **series) -> Variant:
    made = {
        "population": municipal, "structure": structure, "projection": projection,
        "rates": rates, "care": statistics,
    }  # fmt: skip
    parameters = series.pop("parameters", {})
    chosen = {key: series[key] if key in series else make() for key, make in made.items()}
    return Variant.objects.create(
        name=name,
        path=path,
        parameters=parameters,
        author="Selma",
        created_at=AT,
        modified_at=AT,
        **chosen,
    )
