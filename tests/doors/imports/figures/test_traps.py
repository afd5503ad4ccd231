"""Small tables in the published shapes, one per trap."""

from datetime import date

import pytest

from mitsorge.domain.planning.rules import CareKind, CellSign, Level, Sex
from mitsorge.domain.planning.rules.passport import Counted
from mitsorge.doors.imports.figures.keeping import keep, ours
from mitsorge.doors.imports.figures.read import Problem, TrapKind
from mitsorge.doors.imports.figures.recognize import read_figures
from tests.doors.imports.figures import published


def the_only(content):
    (read,) = read_figures(content)
    return read


def kinds(traps):
    return [trap.kind for trap in traps]


def test_latin_1_and_header_lines_are_read():
    read = the_only(published.population("31.12.2020;12069;Potsdam-Mittelmark, Landkreis;1;2;3;4"))
    assert read.errors == []
    assert read.figures == [
        Counted(Level.KREIS, "12069", 2020, 1.0, age_to=65, sex=Sex.MALE),
        Counted(Level.KREIS, "12069", 2020, 2.0, age_from=65, sex=Sex.MALE),
        Counted(Level.KREIS, "12069", 2020, 3.0, age_to=65, sex=Sex.FEMALE),
        Counted(Level.KREIS, "12069", 2020, 4.0, age_from=65, sex=Sex.FEMALE),
    ]
    assert read.passport["as_of"] == date(2020, 12, 31)
    assert kinds(read.traps) == [TrapKind.TOP_BAND]


def test_utf_8_reads_as_latin_1_does():
    lines = published.population("31.12.2020;16069;Größe;1;2;3;4")
    assert the_only(lines.decode("latin-1").encode()) == the_only(lines)


def test_signs_stay_and_are_never_zero():
    read = the_only(
        published.population(
            "31.12.2020;12069;PM;-;.;/;...", ages="unter 80 Jahre;80 Jahre und mehr"
        )
    )
    assert [(f.value, f.sign) for f in read.figures] == [
        (None, CellSign.NOTHING),
        (None, CellSign.SECRET),
        (None, CellSign.UNRELIABLE),
        (None, CellSign.LATER),
    ]
    assert kinds(read.traps) == [TrapKind.SIGNS]


def test_a_line_that_is_broken_is_told_with_its_number():
    read = the_only(
        published.population("31.12.2020;12069;PM;1;2;3;4", "31.12.2020;16069;HBN;1;2;drei;4", "31.12.2020;16070;IK;1;2;3")
    )  # fmt: skip
    assert read.errors == [
        Problem(8, "„drei“ ist keine Zahl."),
        Problem(9, "Die Zeile hat 6 Spalten, die Überschrift 7."),
    ]


def test_an_unknown_age_group_is_refused_with_the_line_of_the_header():
    read = the_only(
        published.population("31.12.2020;12069;PM;1;2;3;4", ages="Kinder;65 Jahre und mehr")
    )
    assert read.errors[0] == Problem(6, "Die Überschrift „männlich Kinder“ ist keine Altersgruppe.")
    assert read.figures == []


def test_care_names_city_states_other_keys_columns_and_the_new_concept():
    read = the_only(
        published.care(
            "31.12.2019;02;  Hamburg;Insgesamt;77325;-;22402;54923",
            "31.12.2019;032;    Hannover, Stat. Region;Insgesamt;126320;-;30354;61949",
            "31.12.2015;12069;      Potsdam-Mittelmark;Insgesamt;5000;100;.;3000",
        )
    )
    assert read.errors == []
    assert [(f.level, f.area_code, f.year, f.care, f.value) for f in read.figures] == [
        (Level.LAND, "02", 2019, CareKind.ALL, 77325.0),
        (Level.LAND, "02", 2019, CareKind.AMBULATORY, 22402.0),
        (Level.LAND, "02", 2019, CareKind.ALLOWANCE, 54923.0),
        (Level.KREIS, "12069", 2015, CareKind.ALL, 5000.0),
        (Level.KREIS, "12069", 2015, CareKind.AMBULATORY, None),
        (Level.KREIS, "12069", 2015, CareKind.ALLOWANCE, 3000.0),
    ]
    assert kinds(read.traps) == [
        TrapKind.COLUMNS_LEFT,
        TrapKind.SIGNS,
        TrapKind.CITY_STATES,
        TrapKind.OTHER_KEYS,
        TrapKind.CONCEPT_BREAK,
    ]


def test_a_total_that_differs_is_told():
    lands = [f"31.12.2019;{n:02};Land;Insgesamt;10;-;5;5" for n in range(1, 17)]
    read = the_only(published.care("31.12.2019;DG;Deutschland;Insgesamt;161;-;80;80", *lands))
    assert [(t.label, t.found, t.published, t.agrees) for t in read.totals] == [
        ("Summe der Länder 2019", 160.0, 161.0, False)
    ]


def test_thousands_become_persons():
    read = the_only(
        published.genesis(
            "12421-0002",
            "Vorausberechneter Bevölkerungsstand (1000);;;;;",
            ";;;;Stichtag;Stichtag",
            ";;;;31.12.2020;31.12.2021",
            "BEV-VARIANTE-02;G2-L2-W2 (G2L2W2);männlich;unter 1 Jahr;400;401",
            "BEV-VARIANTE-02;G2-L2-W2 (G2L2W2);männlich;1-Jährige;402;403",
            "BEV-VARIANTE-02;G2-L2-W2 (G2L2W2);männlich;100-Jährige und Ältere;3;4",
            "BEV-VARIANTE-02;G2-L2-W2 (G2L2W2);männlich;Insgesamt;805;808",
        )
    )
    assert read.errors == []
    assert [(f.year, f.age_from, f.age_to, f.value) for f in read.figures] == [
        (2020, 0, 1, 400_000.0), (2021, 0, 1, 401_000.0), (2020, 1, 2, 402_000.0),
        (2021, 1, 2, 403_000.0), (2020, 100, None, 3_000.0), (2021, 100, None, 4_000.0),
    ]  # fmt: skip
    assert kinds(read.traps) == [TrapKind.THOUSANDS]


def test_variants_become_series_of_their_own():
    lines = [f"BEV-VARIANTE-0{n};Variante (G2L2W{n});weiblich;1 Jahr;{n}" for n in (1, 2)]
    head = ["Bevölkerung (1000);;;;", ";;;;Stichtag", ";;;;31.12.2020"]
    reads = read_figures(published.genesis("12421-0002", *head, *lines))
    assert [(r.passport["variant"], r.figures[0].value) for r in reads] == [
        ("G2L2W1", 1000.0),
        ("G2L2W2", 2000.0),
    ]


@pytest.mark.django_db
def test_only_what_concerns_the_network_is_kept_and_merged_kreise_are_named():
    published.a_body("16063", "Wartburgkreis")
    read = the_only(
        published.care(
            "31.12.2019;DG;Deutschland;Insgesamt;1;-;1;1",
            "31.12.2019;16;Thüringen;Insgesamt;2;-;2;2",
            "31.12.2019;16056;Eisenach;Insgesamt;3;-;3;3",
            "31.12.2019;16063;Wartburgkreis;Insgesamt;4;-;4;4",
            "31.12.2019;16069;Hildburghausen;Insgesamt;5;-;5;5",
            "31.12.2019;12;Brandenburg;Insgesamt;6;-;6;6",
        )
    )
    kept = keep(read, ours())
    assert {f.area_code for f in kept.figures} == {"DG", "16", "16056", "16063"}
    assert kept.left == {Level.KREIS: 1, Level.LAND: 1}
    told = [trap.sentence for trap in kept.traps if trap.kind == TrapKind.MERGED]
    assert told == [
        "Der Kreis 16056 gehört seit dem 01.07.2021 zu 16063. Wo beide Schlüssel stehen, zählen wir sie zusammen."
    ]


@pytest.mark.django_db
def test_a_city_state_finds_itself_under_two_digits():
    published.a_body("11000000", "Berlin", "BE")
    kept = keep(the_only(published.care("31.12.2019;11;Berlin;Insgesamt;158482;-;1;2")), ours())
    assert [(f.level, f.area_code) for f in kept.figures] == [(Level.LAND, "11")] * 3


@pytest.mark.django_db
def test_a_file_about_others_only_is_refused():
    published.a_body("16069")
    kept = keep(the_only(published.population("31.12.2020;12069;PM;1;2;3;4")), ours())
    assert kept.errors == [Problem(0, "In dieser Datei steht nichts über Ihr Netzwerk.")]


REGISTER = (
    "6020231130160690015002Ahlstädt".ljust(122)
    + "64    00000000234{people:0>11}{men:0>11}    98553*****  4170130209809196"
)


def test_the_register_says_that_it_does_not_say_when():
    line = REGISTER.format(people=129, men=67)
    read = the_only(line.encode("latin-1"))
    assert [(f.area_code, f.year, f.sex, f.value) for f in read.figures] == [
        ("16069001", 2022, Sex.MALE, 67.0),
        ("16069001", 2022, Sex.FEMALE, 62.0),
    ]
    assert read.totals == []
    assert kinds(read.traps) == [TrapKind.NO_DATE]


def test_more_men_than_people_is_refused():
    read = the_only(REGISTER.format(people=67, men=129).encode())
    assert [problem.line for problem in read.errors] == [1]


QUARTERS = "jahr,ortsteil,merkmal,wert\n"


def test_65_and_older_is_derived_from_both_ratios():
    lines = [
        "Einwohner insgesamt,1000",
        "Jugendquote,20",
        "Altenquote,40",
        "Männer,490",
        "Frauen,510",
    ]
    rows = "\n".join(f"2023,Mitte,{line}" for line in lines)
    people, by_age = read_figures((QUARTERS + rows).encode())
    assert [(f.sex, f.value) for f in people.figures] == [(Sex.MALE, 490.0), (Sex.FEMALE, 510.0)]
    assert [(f.age_from, f.age_to, f.value) for f in by_age.figures] == [
        (0, 15, 125.0),
        (15, 65, 625.0),
        (65, None, 250.0),
    ]
    assert by_age.passport["quality"] == "ESTIMATED"
    assert kinds(by_age.traps) == [TrapKind.ESTIMATED]


def test_a_missing_ratio_estimates_nothing():
    lines = (
        "2023,Mitte,Einwohner insgesamt,1000\n2023,Mitte,Jugendquote,20\n2023,Mitte,Altenquote,."
    )
    (people,) = read_figures((QUARTERS + lines).encode())
    assert [(f.sex, f.value) for f in people.figures] == [(Sex.BOTH, 1000.0)]


def test_a_feature_told_twice_is_refused():
    lines = "2023,Mitte,Männer,1\n2023,Mitte,Männer,2"
    read = read_figures((QUARTERS + lines).encode())[0]
    assert read.errors == [Problem(3, "Männer steht für Mitte 2023 zweimal da.")]


@pytest.mark.django_db
def test_unknown_and_missing_areas_are_named():
    body = published.a_body("14713000", "Stadt", "SN")
    for code, name in (("1", "Mitte"), ("2", "Süd"), ("3", "Grünau-Ost")):
        published.an_area(body, code, name, kind="QUARTER")
    rows = "\n".join(
        f"2023,{name},Einwohner insgesamt,10" for name in ("Mitte", "grünau-ost", "Atlantis")
    )
    kept = keep(the_only((QUARTERS + rows).encode()), ours())
    assert [f.area_code for f in kept.figures] == ["1", "3"]
    assert [trap.sentence for trap in kept.traps] == [
        "Diesen Raum kennt Ihr Netzwerk nicht, er bleibt draußen: Atlantis.",
        "Für diese Räume steht keine Zahl in der Datei, sie bleiben unbekannt: Süd.",
    ]
