from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.planning.actions.figures import import_series, remove_series, show_series
from mitsorge.domain.planning.models import Figure, PopulationCell, Series, Variant
from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted, Passport, PeopleAt
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.cast import account
from tests.domain.planning import figures

pytestmark = pytest.mark.django_db
AT = figures.AT
PASSPORT = Passport(
    title="Bevölkerung", subject=Subject.POPULATION, unit="Personen", publisher="Amt für Statistik",
    licence="dl-de/by-2-0", as_of=date(2023, 12, 31), quality=Quality.OFFICIAL, table_number="T 1",
)  # fmt: skip
ROWS = [
    Counted(Level.KREIS, "12069", 2023, 100.0, age_from=65, sex=Sex.MALE),
    Counted(Level.KREIS, "12069", 2023, None, CellSign.SECRET, 65, None, Sex.FEMALE),
]
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[12.0, 52.0], [12.1, 52.0], [12.1, 52.1], [12.0, 52.1], [12.0, 52.0]]],
}


@pytest.fixture
def selma():
    return account("selma")


def everything():
    """Every row of every table, so that nothing at all can have changed unseen."""
    return {model: list(model.objects.order_by("pk").values()) for model in apps.get_models()}


def test_all_figures_come_with_their_passport(selma):
    series = import_series(passport=PASSPORT, figures=ROWS, by=selma, at=AT)
    stored = Series.objects.get()
    assert (stored, stored.imported_at, stored.is_public) == (series, AT, False)
    assert {name: getattr(stored, name) for name in PASSPORT.identity()} == PASSPORT.identity()
    columns = ("level", "area_code", "year", "age_from", "age_to", "sex", "care", "value", "sign")
    assert list(Figure.objects.order_by("pk").values_list(*columns)) == [
        ("KREIS", "12069", 2023, 65, None, "M", "", 100.0, ""),
        ("KREIS", "12069", 2023, 65, None, "F", "", None, "."),
    ]
    entry = Entry.objects.get(event="planning.series.imported")
    assert (entry.changes, entry.by_label) == ({"figures": [0, 2]}, str(selma))


@pytest.mark.parametrize("who", ["kai", "frieda"])
def test_only_planners_take_figures(who):
    by = account(who)
    if who == "frieda":
        import_series(passport=PASSPORT, figures=ROWS, by=by, at=AT)
        return
    before = everything()
    with pytest.raises(NotAllowed):
        import_series(passport=PASSPORT, figures=ROWS, by=by, at=AT)
    assert everything() == before


def test_the_same_passport_again_changes_nothing(selma):
    import_series(passport=PASSPORT, figures=ROWS, by=selma, at=AT)
    before = everything()
    with pytest.raises(AlreadyDone, match=r"schon da: „Bevölkerung“, Stand 31\.12\.2023"):
        import_series(passport=PASSPORT, figures=ROWS[:1], by=selma, at=AT)
    assert everything() == before


def test_replacing_keeps_the_row_and_exchanges_the_figures(selma):
    first = import_series(passport=PASSPORT, figures=ROWS, by=selma, at=AT)
    again = replace(PASSPORT, method="berichtigt")
    second = import_series(passport=again, figures=ROWS[:1], by=selma, at=AT, replace=True)
    assert (second.pk, second.method, second.figures.count()) == (first.pk, "berichtigt", 1)
    changes = Entry.objects.get(event="planning.series.replaced").changes
    assert changes == {"figures": [2, 1]}


def test_another_date_is_another_series(selma):
    import_series(passport=PASSPORT, figures=ROWS, by=selma, at=AT)
    import_series(
        passport=replace(PASSPORT, as_of=date(2024, 12, 31)), figures=ROWS, by=selma, at=AT
    )
    assert Series.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "rows", "sentence"),
    [
        ({"publisher": " "}, ROWS, "Herausgeber"),
        ({}, [], "nichts über Ihr Netzwerk"),
        ({}, [*ROWS, ROWS[0]._replace(value=7.0)], "mehrmals da: 12069, 2023"),
        ({}, [ROWS[0]._replace(value=-1.0)], "kleiner als null"),
        ({}, [ROWS[0]._replace(value=float("inf"))], "kleiner als null oder keine Zahl"),
        ({"subject": Subject.RATE}, [ROWS[0]._replace(value=23.9)], "Anteile von 0 bis 1"),
    ],
)
def test_a_refused_import_changes_no_row_of_any_table(selma, change, rows, sentence):
    before = everything()
    with pytest.raises(Refused, match=sentence):
        import_series(passport=replace(PASSPORT, **change), figures=rows, by=selma, at=AT)
    assert everything() == before


def test_a_failure_in_the_middle_takes_everything_back(selma, monkeypatch):
    before = everything()
    broken = PeopleAt(52.05, 12.05, 3, 100)
    body = Body.objects.create(name="Landkreis", kind="COUNTY", ags="12069", land="BB")
    Municipality.objects.create(ags="12069001", name="Dorf", outline=SQUARE)
    with_places = everything()
    with pytest.raises(Exception, match=r"(?i)unique"):
        import_series(passport=PASSPORT, figures=ROWS, cells=[broken, broken], by=selma, at=AT)
    assert everything() == with_places
    assert body.pk
    assert before.keys() == with_places.keys()


def test_cells_find_their_area_and_others_stay_out(selma):
    body = Body.objects.create(name="Landkreis", kind="COUNTY", ags="12069", land="BB")
    inside = Municipality.objects.create(ags="12069001", name="Dorf", outline=SQUARE)
    east = {"type": "Polygon", "coordinates": [[[x + 0.1, y] for x, y in SQUARE["coordinates"][0]]]}
    Municipality.objects.create(ags="12069002", name="Weiler", outline=east)
    area = PlanningArea.objects.create(
        code="P1", name="Nord", kind="REGION", body=body, active_from=date(2020, 1, 1)
    )
    area.municipalities.set([inside])
    points = [
        PeopleAt(52.05, 12.05, 30, 100),
        PeopleAt(52.05, 12.15, 20, 100),
        PeopleAt(52.05, 13.0, 10, 100),
    ]
    import_series(passport=PASSPORT, figures=[], cells=points, by=selma, at=AT)
    columns = ("latitude", "longitude", "population", "size_m", "area_code")
    assert list(PopulationCell.objects.order_by("pk").values_list(*columns)) == [
        (52.05, 12.05, 30.0, 100, "P1"),
        (52.05, 12.15, 20.0, 100, ""),
    ]
    assert Entry.objects.get(event="planning.cells.imported").changes == {"cells": [0, 2]}


def test_cells_need_outlines(selma):
    before = everything()
    with pytest.raises(Refused, match="keine Umrisse"):
        import_series(
            passport=PASSPORT, figures=[], cells=[PeopleAt(52.05, 12.05, 30)], by=selma, at=AT
        )
    assert everything() == before


@pytest.fixture
def variant():
    rates = figures.a_series(Subject.RATE, "Quoten", unit="Anteil")
    population = figures.a_series(Subject.POPULATION, "Grundlage")
    return Variant.objects.create(
        name="Steigend", population=population, rates=rates, path="RISING",
        author="Selma", created_at=AT, modified_at=AT,
    )  # fmt: skip


def test_a_series_under_a_forecast_stays(selma, variant):
    before = everything()
    with pytest.raises(Refused, match="beruhen Prognosen: „Steigend“"):
        remove_series(series_id=variant.rates_id, by=selma, at=AT)
    assert everything() == before


def test_a_series_is_removed_with_its_figures_once(selma):
    series = import_series(passport=PASSPORT, figures=ROWS, by=selma, at=AT)
    remove_series(series_id=series.pk, by=selma, at=AT)
    assert (Series.objects.count(), Figure.objects.count()) == (0, 0)
    assert Entry.objects.get(event="planning.series.removed").changes["figures"] == [2, 0]
    with pytest.raises(AlreadyDone):
        remove_series(series_id=series.pk, by=selma, at=AT)


def test_a_chosen_forecast_keeps_its_figures(selma, variant):
    base = variant.population
    same = replace(
        PASSPORT, title=base.title, publisher=base.publisher, as_of=base.as_of, table_number=""
    )
    import_series(passport=same, figures=ROWS, by=selma, at=AT, replace=True)
    committee = Committee.objects.create(code="pk", name="Konferenz", active_from=date(2020, 1, 1))
    Variant.objects.update(chosen_by=committee, chosen_on=date(2026, 11, 1))
    before = everything()
    with pytest.raises(Refused, match="ein Gremium gewählt"):
        import_series(passport=same, figures=ROWS[:1], by=selma, at=AT, replace=True)
    assert everything() == before


def test_publishing_is_switched_once_and_told(selma):
    series = import_series(passport=PASSPORT, figures=ROWS, by=selma, at=AT)
    show_series(series_id=series.pk, public=True, by=selma, at=AT)
    with pytest.raises(AlreadyDone):
        show_series(series_id=series.pk, public=True, by=selma, at=AT)
    assert Series.objects.get().is_public is True
    show_series(series_id=series.pk, public=False, by=selma, at=AT)
    assert Series.objects.get().is_public is False
    events = Entry.objects.order_by("pk").values_list("event", flat=True)
    assert list(events)[-2:] == ["planning.series.published", "planning.series.hidden"]


def test_care_kinds_are_stored(selma):
    rows = [Counted(Level.KREIS, "12069", 2019, 9196.0, care=CareKind.ALL)]
    import_series(passport=replace(PASSPORT, subject=Subject.CARE), figures=rows, by=selma, at=AT)
    assert Figure.objects.get().care == CareKind.ALL
