"""The published files of the offices, whole, with their published totals by equality."""

import csv
import lzma
from datetime import date

import pytest

from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.queries.chosen import population_of
from mitsorge.domain.planning.rules import CareKind, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.bands import Band
from mitsorge.domain.planning.rules.passport import Passport
from mitsorge.doors.imports.figures.keeping import keep, ours
from mitsorge.doors.imports.figures.published import published as known_totals
from mitsorge.doors.imports.figures.read import Format, TrapKind
from mitsorge.doors.imports.figures.recognize import read_figures
from tests.cast import account
from tests.domain.planning.figures import AT
from tests.doors.imports.figures import published

pytestmark = pytest.mark.shared


def the_only(shared, name):
    (read,) = read_figures((shared / name).read_bytes())
    assert read.errors == []
    return read


def pairs(read):
    return [(total.found, total.published, total.agrees) for total in read.totals]


def test_population_of_all_kreise(shared):
    read = the_only(shared, published.POPULATION)
    assert read.format == Format.POPULATION
    assert len(read.figures) == 81_838
    assert pairs(read) == [
        (n, n, True) for n in (83155031, 83166711, 83019213, 82792351, 82521653, 82175684)
    ]
    leipzig = [f for f in read.figures if f.area_code == "14713" and f.year == 2020]
    assert sum(f.value for f in leipzig) == 597_493
    assert sum(f.value for f in leipzig if f.age_from >= 65) == 121_481
    assert [trap.kind for trap in read.traps] == [TrapKind.TOP_BAND]


def test_population_of_the_networks_kreise(shared):
    read = the_only(shared, published.POPULATION)
    wanted = {"12069": (217_954, 50_597), "16069": (62_656, 16_285)}
    for code, (people, old) in wanted.items():
        rows = [f for f in read.figures if f.area_code == code and f.year == 2020]
        assert sum(f.value for f in rows) == people
        assert sum(f.value for f in rows if f.age_from >= 65) == old


def test_projection_of_germany(shared):
    read = the_only(shared, published.PROJECTION)
    assert read.format == Format.PROJECTION
    assert (read.passport["variant"], read.passport["table_number"]) == ("G2L2W1", "12421-0002")
    assert len(read.figures) == 2 * 101 * 31
    assert pairs(read) == [(83_366_000, 83_365_000, True), (77_584_000, 77_578_000, True)]
    first = [f for f in read.figures if f.year == 2020 and f.age_from == 0]
    assert [(f.sex, f.value, f.age_to) for f in first] == [
        (Sex.MALE, 406_000, 1),
        (Sex.FEMALE, 386_000, 1),
    ]
    assert {f.age_from for f in read.figures if f.age_to is None} == {100}


def test_care_of_germany_and_the_networks(shared):
    read = the_only(shared, published.CARE)
    assert read.format == Format.CARE
    assert pairs(read)[:3] == [(4_127_605, 4_127_605, True)] * 3
    assert all(total.agrees for total in read.totals)
    everyone = {
        f.area_code: f.value
        for f in read.figures
        if (f.year, f.sex, f.care) == (2019, Sex.BOTH, CareKind.ALL)
    }
    named = {code: everyone[code] for code in ("14713", "08111", "12069", "16069", "DG")}
    assert named == {
        "14713": 28_001, "08111": 21_091, "12069": 9_196, "16069": 4_201, "DG": 4_127_605,
    }  # fmt: skip
    naive = sum(value or 0 for code, value in everyone.items() if len(code) == 5)
    assert naive == 3_891_798
    assert [trap.kind for trap in read.traps] == [
        TrapKind.COLUMNS_LEFT, TrapKind.SIGNS, TrapKind.CITY_STATES, TrapKind.OTHER_KEYS,
        TrapKind.CONCEPT_BREAK,
    ]  # fmt: skip


def test_register_of_municipalities(shared):
    read = the_only(shared, published.REGISTER)
    assert read.format == Format.REGISTER
    assert pairs(read) == [(84_358_845, 84_358_845, True)]
    assert sum(f.value for f in read.figures) == 84_358_845
    assert read.passport["as_of"].isoformat() == "2022-12-31"
    flensburg = [f for f in read.figures if f.area_code == "01001000"]
    assert [(f.sex, f.value) for f in flensburg] == [(Sex.MALE, 45_874), (Sex.FEMALE, 46_676)]


def test_quarters_of_leipzig(shared):
    people, by_age = read_figures((shared / published.QUARTERS).read_bytes())
    assert pairs(people) == [(628_718, 628_718, True)] * 2
    assert sum(f.value for f in people.figures if f.year == 2023) == 628_718
    assert len({f.area_code for f in by_age.figures}) == 63
    old = sum(f.value for f in by_age.figures if f.year == 2020 and f.age_from == 65)
    assert round(old) == 121_582
    assert abs(old / 121_481 - 1) < 0.001  # the official figure of table 12411
    assert by_age.passport["quality"] == "ESTIMATED"


@pytest.mark.django_db
def test_quarters_find_their_planning_areas_by_name(shared):
    published.the_quarters(shared)
    people, _by_age = read_figures((shared / published.QUARTERS).read_bytes())
    kept = keep(people, ours())
    assert (len(kept.figures), kept.areas) == (63 * 24 * 2, {Level.AREA: 63})
    assert [trap.kind for trap in kept.traps] == [TrapKind.COLUMNS_LEFT]
    assert {f.area_code for f in kept.figures if f.year == 2023} == set(ours().finest)


@pytest.mark.django_db
def test_grid_of_hildburghausen(shared):
    published.a_body("16069")
    published.municipalities(shared, "16069")
    read = the_only(shared, published.GRID)
    assert (len(read.cells), sum(cell.population for cell in read.cells)) == (92_199, 2_106_725)
    assert {cell.size_m for cell in read.cells} == {100}
    kept = keep(read, ours())
    assert (kept.cells, kept.people) == (3_819, 61_235)


def test_an_unpacked_geopackage_is_the_same(shared):
    packed = (shared / published.GRID).read_bytes()
    (read,) = read_figures(packed)
    (same,) = read_figures(lzma.decompress(packed))
    assert same.cells == read.cells


@pytest.mark.django_db
def test_older_people_of_leipzig_through_the_house(shared):
    """Read, taken in, asked by quarter: 121,582 of 65 and older in 2020, and 121,481 in the Kreis by table 12411."""
    published.the_quarters(shared)
    _people, by_age = read_figures((shared / published.QUARTERS).read_bytes())
    kept, told = keep(by_age, ours()), by_age.passport
    codes = {"subject": Subject(told["subject"]), "quality": Quality(told["quality"])}
    import_series(
        passport=Passport(**{**told, **codes}), figures=kept.figures, by=account("selma"), at=AT
    )
    found = population_of(None, 2020, [Band(65)])
    assert (len(found.areas), found.missing, found.estimated) == (63, {}, frozenset())
    assert round(found.people.sum()) == 121_582
    assert abs(found.people.sum() / 121_481 - 1) < 0.001


NOT_IN_ANY_FILE = {("12411", date(2021, 12, 31))}
"""Published by the office (table 12411-0001: 83,237,124); the files beside the project end in 2020 or begin in 2022."""


def test_the_total_of_the_census_is_that_of_its_municipalities(shared):
    rows = published.read_gz(shared / "data/population/zensus2022_gemeinden_gerda.csv.gz")
    people = [row["population_census22"] for row in csv.DictReader(rows.decode().splitlines())]
    total = known_totals()["ZENSUS", date(2022, 5, 15)].value
    assert sum(float(each) for each in people if each) == total


def test_every_published_total_is_met_by_a_file(shared):
    files = (published.POPULATION, published.CARE, published.REGISTER, published.QUARTERS)
    reads = [read for name in files for read in read_figures((shared / name).read_bytes())]
    met = {total.published for read in reads for total in read.totals if total.found == total.published}  # fmt: skip
    asked = {
        key: each.value
        for key, each in known_totals().items()
        if key not in NOT_IN_ANY_FILE and key[0] != "ZENSUS"
    }
    assert [key for key, value in asked.items() if value not in met] == []
    assert len(asked) == len(known_totals()) - 2
