"""Labels that lie, and sources that contradict each other, seen beside what is stored."""

import gzip
from datetime import date

import pytest

from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.rules import Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted, Passport
from mitsorge.doors.imports.figures.comparing import compared
from mitsorge.doors.imports.figures.keeping import keep, ours
from mitsorge.doors.imports.figures.read import Format, Read, TrapKind
from mitsorge.doors.imports.figures.recognize import read_figures
from tests.cast import account
from tests.domain.planning.figures import AT
from tests.doors.imports.figures import published

pytestmark = pytest.mark.django_db
PASSPORT = Passport(
    title="Fortschreibung", subject=Subject.POPULATION, unit="Personen", publisher="Amt",
    licence="dl-de/by-2-0", as_of=date(2022, 12, 31), quality=Quality.OFFICIAL,
)  # fmt: skip
BANDS = [(0, 65), (65, 67), (67, 80), (80, None)]


def official(*numbers: float, code: str = "12069", year: int = 2022):
    return [
        Counted(Level.KREIS, code, year, number, age_from=a, age_to=b, sex=sex)
        for number, (a, b) in zip(numbers, BANDS, strict=True)
        for sex in (Sex.MALE, Sex.FEMALE)
    ]


def told(*figures: Counted):
    read = Read(Format.PLAIN, {}, list(figures))
    mine = ours()
    return compared(keep(read, mine), Subject.POPULATION, mine)


def kreis(number: float, a: int = 0, b: int | None = None, year: int = 2022) -> Counted:
    return Counted(Level.KREIS, "12069", year, number, age_from=a, age_to=b)


@pytest.fixture
def stored():
    published.a_body("12069", "Kreis", "BB")
    figures = official(3500, 250, 750, 500)  # both sexes: 7000, 500, 1500, 1000
    return import_series(passport=PASSPORT, figures=figures, by=account("selma"), at=AT)


def test_a_label_that_lies_is_seen(stored):
    traps = told(kreis(7500, 0, 65), kreis(2500, 65))
    assert [(t.kind, t.sentence) for t in traps] == [
        (
            TrapKind.MISLABELLED,
            "„ab 65“ passt nicht zu „Fortschreibung“ (2022): hier 25,0 % der Menschen, dort 30,0 %. Besser passt „ab 67“. Vielleicht ist die Spalte falsch benannt.",
        )
    ]


def test_a_label_that_fits_is_not_told(stored):
    assert told(kreis(7050, 0, 65), kreis(2950, 65)) == []


def test_two_counts_of_the_same_people(stored):
    traps = told(kreis(11_000))
    assert [(t.kind, t.sentence) for t in traps] == [
        (
            TrapKind.CONTRADICTION,
            "Zwei Quellen widersprechen sich: hier leben 11.000 Menschen im Kreis, in „Fortschreibung“ (2022) 10.000.",
        )
    ]
    assert told(kreis(10_160)) == []


def test_an_old_series_is_no_measure(stored):
    assert told(kreis(20_000, year=2032)) == []


@pytest.mark.shared
def test_the_census_of_gerda_is_seen_to_be_67_and_older(shared):
    """The column named 65plus sums to 67 and older; 12421 tells single years, scaled to the Kreis for this test."""
    published.a_body("12069", "Potsdam-Mittelmark", "BB")
    published.municipalities(shared, "12069")
    (projection,) = read_figures((shared / published.PROJECTION).read_bytes())
    figures = [
        f._replace(level=Level.KREIS, area_code="12069")
        for f in projection.figures
        if f.year == 2022
    ]
    import_series(passport=PASSPORT, figures=figures, by=account("selma"), at=AT)
    table = gzip.decompress(
        (shared / "data/population/zensus2022_gemeinden_gerda.csv.gz").read_bytes()
    )
    rows = [r for r in published.rows_of(table.decode()) if r["ags"].startswith("12069")]
    lines = ["Gebiet;Jahr;Alter von;Alter bis unter;Wert"]
    for row in rows:
        people = float(row["population_census22"])
        old = people * float(row["share_67plus_zensus22__gerda_65plus"]) / 100
        lines += [f"{row['ags']};2022;0;65;{people - old}", f"{row['ags']};2022;65;;{old}"]
    (read,) = read_figures("\n".join(lines).encode())
    mine = ours()
    traps = compared(keep(read, mine), Subject.POPULATION, mine)
    assert [t.kind for t in traps] == [TrapKind.MISLABELLED, TrapKind.CONTRADICTION]
    assert traps[0].sentence.startswith("„ab 65“ passt nicht zu „Fortschreibung“ (2022)")
