"""The rules against published totals, on the open data beside the project. Each was seen red with one number changed."""

import csv
import gzip
import io
import re
from collections import defaultdict
from datetime import date

import numpy as np
import pytest

from mitsorge.domain.planning.rules import CareKind, Level, Sex
from mitsorge.domain.planning.rules.bands import Band, Why, likely_start, recut
from mitsorge.domain.planning.rules.merging import by_kreis, current_kreis, levels_of, sum_of
from mitsorge.domain.planning.rules.outlook import Question, Sources, outlook
from mitsorge.domain.planning.rules.remarks import RemarkKind
from mitsorge.domain.planning.rules.tables import Key, Table

pytestmark = pytest.mark.shared
TODAY = date(2026, 11, 22)
SEXES = {"männlich": Sex.MALE, "weiblich": Sex.FEMALE, "maennlich": Sex.MALE, "Insgesamt": Sex.BOTH,
         "insgesamt": Sex.BOTH, "Male": Sex.MALE, "Female": Sex.FEMALE, "Total": Sex.BOTH}  # fmt: skip
PM, LEIPZIG, COUNTRY = (Level.KREIS, "12069"), (Level.KREIS, "14713"), (Level.COUNTRY, "DG")


def lines(path, encoding="utf-8", delimiter=","):
    text = gzip.decompress(path.read_bytes()).decode(encoding)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


@pytest.fixture(scope="module")
def population(shared):
    """12411: every Kreis in 2020 by age and sex."""
    name = "bevoelkerung_kreise_alter_geschlecht_2015_2020_tidy.csv.gz"
    rows = defaultdict(dict)
    for year, ags, _name, sex, ages, count in lines(shared / "data" / "population" / name)[1:]:
        if year == "2020":
            first, *end = [int(number) for number in re.findall(r"\d+", ages)]
            band = Band(0, first) if ages.startswith("younger") else Band(first, *end)
            rows[Key((Level.KREIS, ags), 2020, SEXES[sex])][band] = float(count)
    return Table(rows)


@pytest.fixture(scope="module")
def projection(shared):
    """12421: Germany by single years of age, 2020 to 2050, in thousands."""
    name = "12421-0002_vorausberechnung_DE_alter_geschlecht_2020_2050_G2L2W1.csv.gz"
    rows = defaultdict(dict)
    for row in lines(shared / "data" / "population" / name, "latin-1", ";"):
        if len(row) < 35 or not row[0].startswith("BEV") or row[2] not in SEXES:
            continue
        age = int((re.findall(r"\d+", row[3]) or ["-1"])[0])
        if row[3] == "under 1 year":
            age = 0
        band = Band() if row[3] == "Total" else Band(age, None if age == 100 else age + 1)
        for year, value in zip(range(2020, 2051), row[4:], strict=True):
            rows[Key(COUNTRY, year, SEXES[row[2]])][band] = 1000 * float(value)
    return Table(rows)


@pytest.fixture(scope="module")
def statistics(shared):
    """22411 of 2019: (key, sex, kind) → value, None for "-" and "x"."""
    name = "22411-02-03-4_pflegebeduerftige_kreise_leistungsart_2015_2017_2019.csv.gz"
    kinds = {4: CareKind.ALL, 6: CareKind.AMBULATORY, 7: CareKind.RESIDENTIAL,
             8: CareKind.LONG_TERM, 9: CareKind.SHORT_TERM, 10: CareKind.ALLOWANCE}  # fmt: skip
    found = {}
    for row in lines(shared / "data" / "care" / name, "latin-1", ";"):
        if row and row[0] == "31.12.2019":
            for column, kind in kinds.items():
                value = float(row[column]) if row[column].isdigit() else None
                found[row[1], SEXES[row[3]], kind] = value
    return found


@pytest.fixture(scope="module")
def rates(shared):
    """Share in need of care in Germany in 2021, by four ages and sex."""
    rows = defaultdict(dict)
    text = (shared / "data" / "care" / "pflegequoten_DE_2021_gbe_bund.csv").read_text(
        encoding="utf-8"
    )
    for ages, sex, _count, percent in list(csv.reader(io.StringIO(text)))[1:]:
        numbers = [int(number) for number in re.findall(r"\d+", ages)]
        band = Band() if ages == "alle" else Band(0, 75) if ages == "unter 75" else Band(*numbers)
        rows[Key(COUNTRY, 2021, SEXES[sex], CareKind.ALL)][band] = float(percent) / 100
    return Table(rows)


def test_the_census_counts_germany(shared):
    """82,711,282 on 15 May 2022, over 10,786 municipalities."""
    rows = lines(shared / "data" / "population" / "zensus2022_gemeinden_gerda.csv.gz")
    census = sum(float(row[2]) for row in rows[1:] if row[2])
    assert census == 82_711_282


def test_the_table_of_rates_adds_up(shared):
    """4,961,146 people in need of care at the end of 2021: by ages, by sexes, and as shares of those who live there."""
    path = shared / "data" / "care" / "pflegequoten_DE_2021_gbe_bund.csv"
    found = {
        (ages, SEXES[sex]): float(count)
        for ages, sex, count, _rate in list(csv.reader(path.open(encoding="utf-8")))[1:]
    }
    parts = {key: count for key, count in found.items() if key[0] != "alle"}
    by_sex = sum(found["alle", sex] for sex in (Sex.MALE, Sex.FEMALE))
    assert by_sex == found["alle", Sex.BOTH] == 4_961_146
    for sex in Sex:
        assert sum(n for (_ages, each), n in parts.items() if each == sex) == found["alle", sex]


def care_table(statistics, code):
    rows = {
        Key((Level.KREIS, code), 2019, Sex.BOTH, kind): {Band(): value}
        for (key, sex, kind), value in statistics.items()
        if key == code and sex == Sex.BOTH
    }
    return Table(rows)


def everybody(population):
    found = defaultdict(float)
    for key, row in population.rows.items():
        found[key.place[1]] += sum(row.values())
    return dict(found)


def test_the_kreise_are_germany(population):
    """83,155,031 on 31 December 2020; 401 Kreise then, 400 under the keys of today."""
    people = everybody(population)
    now = by_kreis(people, TODAY)
    assert (len(people), len(now)) == (401, 400)
    assert sum(found.value for found in now.values()) == 83_155_031
    assert now["16063"].value == 41_970 + 117_967
    assert not any(found.is_lower_bound for found in now.values())


@pytest.mark.parametrize(("code", "people", "older"), [
    ("14713", 597_493, 121_481), ("08111", 630_305, 114_225),
    ("12069", 217_954, 50_597), ("16069", 62_656, 16_285),
])  # fmt: skip
def test_bands_of_a_kreis_add_up(population, code, people, older):
    both = population.row((Level.KREIS, code), 2020, Sex.BOTH)
    made = recut(both, [Band(), Band(65)])
    assert (made.values, made.estimated) == ({Band(): people, Band(65): older}, frozenset())
    assert recut(both, [Band(80)]).refused == {Band(80): Why.MUST_BE_CUT}


def test_those_in_need_of_care_are_germany_only_with_the_city_states(statistics):
    """4,127,605 in 2019. Berlin and Hamburg have two digits: who sums five digits gets 3,891,798."""
    values = {key: n for (key, sex, kind), n in statistics.items()
              if sex == Sex.BOTH and kind == CareKind.ALL}  # fmt: skip
    assert sum(n for key, n in values.items() if len(key) == 5 and n) == 3_891_798
    now = by_kreis(values, TODAY)
    assert sum(found.value for found in now.values() if found.value) == 4_127_605
    assert values["DG"] == 4_127_605
    assert now["11000"].value + now["02000"].value == 4_127_605 - 3_891_798


@pytest.mark.parametrize("kind", [CareKind.ALL, CareKind.AMBULATORY, CareKind.RESIDENTIAL])
def test_kreise_add_up_to_their_land(statistics, kind):
    values = {key: n for (key, sex, each), n in statistics.items()
              if sex == Sex.BOTH and each == kind}  # fmt: skip
    lands = [key for key in values if Level.LAND in levels_of(key)]
    for land in lands:
        there = {current_kreis(k, date(2019, 12, 31)) for k in values
                 if Level.KREIS in levels_of(k) and k[:2] == land and values[k] is not None}  # fmt: skip
        found = sum_of(
            {current_kreis(k, date(2019, 12, 31)): n for k, n in values.items()}, sorted(there)
        )
        assert found.value == values[land], land
    assert len(lands) == 16


def test_a_dash_is_a_gap_and_makes_a_lower_bound(statistics):
    """16056 tells no men in short-term care ("-"): with it the sum of Thuringia is a lower bound."""
    values = {key: n for (key, sex, kind), n in statistics.items()
              if sex == Sex.MALE and kind == CareKind.SHORT_TERM and key[:2] == "16"}  # fmt: skip
    found = by_kreis(values, TODAY)["16063"]
    assert found.missing == ("16056",)
    assert found.is_lower_bound


def test_older_people_of_leipzig_from_its_quarters(shared):
    """people × A / (100 + J + A), summed over 63 quarters: 121,582 in 2020; official 121,481."""
    features = defaultdict(dict)
    name = "leipzig_statistik_ortsteile_2000_2023.csv.gz"
    for year, quarter, feature, value in lines(shared / "data" / "leipzig" / name)[1:]:
        if year == "2020":
            features[quarter][feature] = float(value)
    older = {
        quarter: row["Einwohner insgesamt"] * row["Altenquote"]
        / (100 + row["Jugendquote"] + row["Altenquote"])
        for quarter, row in features.items()
    }  # fmt: skip
    found = sum_of(older, sorted(features))
    assert (found.parts, found.missing, round(found.value)) == (63, (), 121_582)
    assert abs(found.value / 121_481 - 1) <= 0.001


def test_the_bands_of_the_census_by_municipality_bear_wrong_labels(shared, projection):
    """A column called "65plus" holds 19.7 % of the people; 22.4 % are 65 and older, 19.9 % are 67 and older."""
    rows = lines(shared / "data" / "population" / "zensus2022_gemeinden_gerda.csv.gz")
    head = rows[0]
    share = next(n for n, name in enumerate(head) if name.endswith("__gerda_65plus"))
    counted = [(float(r[2]), float(r[share]) / 100) for r in rows[1:] if r[2] and r[share]]
    older = sum(people * part for people, part in counted) / sum(people for people, _ in counted)
    official = {b: n for b, n in projection.row(COUNTRY, 2022, Sex.BOTH).items() if b != Band()}
    total = sum(official.values())
    named, real = (recut(official, [Band(age)]).values[Band(age)] / total for age in (65, 67))
    assert (round(older, 3), round(named, 3), round(real, 3)) == (0.197, 0.224, 0.199)
    assert likely_start(older, official) == 67


def test_ages_67_and_older_do_not_become_65_and_older(projection):
    """As published: below 16, to 24, to 59, to 66, 67 and older. 65 must be cut, and only an estimate can."""
    census = {
        Band(0, 16): 15.0,
        Band(16, 25): 10.0,
        Band(25, 60): 45.0,
        Band(60, 67): 10.0,
        Band(67): 20.0,
    }
    assert recut(census, [Band(65)]).refused == {Band(65): Why.MUST_BE_CUT}
    national = {b: n for b, n in projection.row(COUNTRY, 2022, Sex.BOTH).items() if b != Band()}
    made = recut(census, [Band(65)], within=national)
    assert made.estimated == {Band(65)}
    assert 22 < made.values[Band(65)] < 23


def test_rates_times_germany_is_the_number_of_those_in_need(projection, rates):
    """4,961,146 in 2021: the rates are rounded to a tenth of a per cent, the people to thousands."""
    found = outlook(Sources(projection, rates), Question({"DE": [COUNTRY]}, "12069", (2021,)))
    assert found.need.bands == (Band(0, 75), Band(75, 85), Band(85, 90), Band(90))
    assert found.need.sums()[0, 0, 0] == pytest.approx(4_961_146, rel=0.005)


@pytest.mark.parametrize(("code", "published"), [
    ("12069", 9_196), ("14713", 28_001), ("08111", 21_091), ("16069", 4_201)
])  # fmt: skip
def test_the_need_of_a_kreis_meets_its_statistics(
    population, projection, rates, statistics, code, published
):
    place = (Level.KREIS, code)
    base = {Key(key.place, 2019, key.sex): row for key, row in population.rows.items()}
    both = Table({**population.rows, **base})
    sources = Sources(both, rates, projection, care_table(statistics, code))
    found = outlook(sources, Question({code: [place]}, code, (2019, 2025, 2040)))
    assert found.need.sums()[0, 0, 0] == pytest.approx(published, rel=1e-12)
    assert 0.6 < found.need.factor[CareKind.ALL] < 1.1
    kinds = {remark.kind for remark in found.remarks}
    assert {RemarkKind.ESTIMATED, RemarkKind.CALIBRATED, RemarkKind.YEARS_DIFFER} <= kinds
    assert np.isfinite(found.need.persons).all()


def test_the_need_of_leipzig_2040_by_hand(population, projection, rates, statistics):
    """Women 90 and older in 2040: people of the Kreis 75+ × national share × growth × rate × factor."""
    place = LEIPZIG
    sources = Sources(population, rates, projection)
    found = outlook(sources, Question({"L": [place]}, "14713", (2040,)))
    national = {year: projection.row(COUNTRY, year, Sex.FEMALE) for year in (2020, 2040)}
    old = {
        year: sum(n for b, n in row.items() if b.age_from >= 90) for year, row in national.items()
    }
    base = sum(n for b, n in national[2020].items() if b.age_from >= 75)
    women = population.row(place, 2020, Sex.FEMALE)[Band(75)] * old[2020] / base
    expected = women * old[2040] / old[2020] * 0.864
    row = found.need.bands.index(Band(90)), found.need.sexes.index(Sex.FEMALE)
    assert found.need.persons[0, 0, *row, 0] == pytest.approx(expected, rel=1e-12)
