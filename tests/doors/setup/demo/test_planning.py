"""The planning of each demo: real figures with true passports, forecasts, the choice, and what was left out."""

import csv
import re
import tomllib
from pathlib import Path

import pytest
from django.db.models import Sum
from django.test import override_settings

from mitsorge.domain.planning.models import (
    Figure,
    Finding,
    PopulationCell,
    Scenario,
    Series,
    Variant,
    Yardstick,
)
from mitsorge.domain.planning.queries.laid import laid_over
from mitsorge.domain.planning.queries.need import need_of
from mitsorge.domain.planning.rules import CareKind
from mitsorge.doors.setup import demo, presets
from mitsorge.doors.setup.accounts import create_demo_accounts
from mitsorge.doors.setup.demo.planning import plan
from mitsorge.doors.setup.founding import found_network
from tests.doors.networks import AT

FOLDER = Path(demo.__file__).parent / "figures"
STRUCTURE = ("12411-0018", "OFFICIAL")
CARE = ("22411-02-03-4", "OFFICIAL")
PROJECTION = ("12421-0002", "OFFICIAL")
RATES = ("510:105", "OFFICIAL")


def planned(code: str) -> None:
    preset = presets.load(code)
    lands = frozenset({preset.body["ags"][:2]})
    found_network(preset, at=AT, lands=lands, rules_from=AT.date().replace(year=2023))
    with override_settings(DEMO=True):
        create_demo_accounts(at=AT)
    plan(preset, at=AT)


def series() -> set[tuple[str, str]]:
    return set(Series.objects.values_list("table_number", "quality"))


def totals(name: str) -> list[int]:
    table = need_of(Variant.objects.get(name=name), years=(2025, 2030, 2040))
    return [round(table.total(year).persons or 0) for year in table.years]


def test_potsdam_mittelmark(db):
    planned("netzwerk-soziale-dienste")
    assert series() == {STRUCTURE, CARE, PROJECTION, RATES, ("Zensus 2022", "ESTIMATED")}
    chosen = Variant.objects.get(chosen_on__isnull=False)
    assert (chosen.name, chosen.chosen_by.code) == ("Wie heute", "steuerungsgruppe")
    assert totals("Wie heute") == [9865, 10261, 11626]
    assert totals("Gesünder älter") == [9476, 9373, 9605]
    finding = Finding.objects.get()
    assert (finding.kind, finding.term.code, finding.agenda_item.meeting) == (
        *("GAP", "tagespflege"),
        None,
    )
    assert finding.agenda_item.committee.planning_area == finding.planning_area
    tried, closed = Scenario.objects.order_by("pk")
    assert (tried.name, tried.term.code, tried.year, tried.variant) == ("Neue Tagespflege", "tagespflege", 2030, chosen)  # fmt: skip
    [row] = tried.changes
    assert (row["kind"], row["places"], row["cost"]) == ("ADD", 16, 95_000)
    assert row["name"] == f"Tagespflege {row['where']}"
    laid = laid_over(tried, on=AT.date())
    assert (laid.present.year_unknown, laid.present.reach.km) == (False, 15)
    assert laid.effect.total.reached > 0
    assert (closed.name, closed.changes) == ("Wenn die größte Tagespflege schließt", [])


def test_the_need_meets_the_statistics_of_the_kreis(db):
    planned("netzwerk-soziale-dienste")
    found = need_of(Variant.objects.get(name="Wie heute"), years=(2025,)).outlook
    published = {kind: n for kind, n in found.published.items() if kind == CareKind.ALL}
    assert (published, found.published_year) == ({CareKind.ALL: 9196.0}, 2019)
    assert round(found.need.factor[CareKind.ALL], 3) == 0.690


def test_hildburghausen_has_the_grid(db):
    planned("pflegestammtisch-hildburghausen")
    assert series() == {
        *(STRUCTURE, CARE, PROJECTION, RATES),
        *(("Zensus 2022", "ESTIMATED"), ("Zensus 2022, Gitter", "OFFICIAL")),
    }
    cells = PopulationCell.objects.exclude(area_code="")
    assert cells.count() == 3819
    assert cells.aggregate(people=Sum("population")) == {"people": 61235}
    assert totals("Wie heute") == [4325, 4502, 5114]


def test_leipzig_has_its_quarters(db):
    planned("leikop")
    assert series() == {STRUCTURE, CARE, PROJECTION, RATES, ("Ortsteiltabelle", "ESTIMATED")}
    old = Figure.objects.filter(series__table_number="Ortsteiltabelle", year=2020, age_from=65)
    people = old.aggregate(people=Sum("value"))["people"]
    official = Figure.objects.filter(
        series__table_number="12411-0018", year=2020, age_from__gte=65
    ).aggregate(people=Sum("value"))["people"]
    assert (old.count(), people, official) == (63, 121584, 121481)
    assert Variant.objects.count() == 2
    tried = Scenario.objects.get(name="Neue Tagespflege")
    assert [row["kind"] for row in tried.changes] == ["ADD"]
    assert tried.variant.name == "Wie heute"


def test_stuttgart_has_no_figures_of_its_districts_and_no_forecast(db):
    planned("pflegekonferenz-stuttgart")
    assert series() == {STRUCTURE, CARE, PROJECTION, RATES}
    assert not Variant.objects.exists()


@pytest.mark.parametrize("code", presets.names())
def test_a_preset_brings_yardsticks_of_known_kinds(db, code):
    preset = presets.load(code)
    found_network(preset, at=AT, lands=frozenset({preset.body["ags"][:2]}))
    kinds = list(Yardstick.objects.order_by("pk").values_list("term__code", flat=True))
    near = ["seniorentreff", "nachbarschaftshilfe", "tagespflege"]
    usual = ["tagespflege", "kurzzeitpflege", "pflegeheim"]
    assert kinds == (near if code == "wiq-quartierpfleger" else usual)


def test_every_table_has_its_passport_source_and_true_size():
    tables = {path.stem: path for path in FOLDER.glob("*.csv")}
    passports = tomllib.loads((FOLDER / "series.toml").read_text("utf-8")).values()
    assert sorted(each["table"] for each in passports) == sorted(tables)
    assert all(each["publisher"] and each["licence"] and each["as_of"] for each in passports)
    told = re.findall(
        r"^\| `(\w+)\.csv` \| (\d+) \|", (FOLDER / "SOURCES.md").read_text("utf-8"), re.M
    )
    sizes = {name: max(1, round(path.stat().st_size / 1000)) for name, path in tables.items()}
    assert {name: int(size) for name, size in told} == sizes
    assert max(sizes.values()) < 150


def test_the_tables_meet_published_totals():
    sums = {"12069": 0.0, "16069": 0.0}
    for row in rows("municipalities_census"):
        sums[row["area"][:5]] += float(row["value"])
    assert sums == {"12069": 218646, "16069": 61377}
    germany = [
        r for r in rows("care_2019") if (r["area"], r["sex"], r["care"]) == ("DG", "", "ALL")
    ]
    assert [float(row["value"]) for row in germany] == [4127605]
    ahead = sum(float(r["value"]) for r in rows("projection_germany") if r["year"] == "2020")
    assert ahead == pytest.approx(83_365_000, rel=1e-3)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))
