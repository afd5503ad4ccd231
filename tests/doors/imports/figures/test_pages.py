"""The pages of figures: list, dry run, take, passport, exports, publish, remove."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mitsorge.domain.governance.actions.outcomes import AlreadyDone
from mitsorge.domain.planning.actions.figures import import_series
from mitsorge.domain.planning.models import Figure, Series
from mitsorge.domain.planning.rules import CellSign, Level, Quality, Sex, Subject
from mitsorge.domain.planning.rules.passport import Counted, Passport, PeopleAt
from mitsorge.doors.imports.figures import actions
from mitsorge.doors.imports.figures.actions import Wanted
from mitsorge.doors.imports.figures.recognize import read_figures
from mitsorge.doors.imports.models import FigureFile
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import Municipality
from tests.domain.planning.figures import AT, the_areas
from tests.doors.imports.figures import published
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/planung/zahlen/"
PASSPORT = Passport(
    title="Einwohner", subject=Subject.POPULATION, unit="Personen", publisher="Amt für Statistik",
    licence="dl-de/by-2-0", as_of=date(2023, 12, 31), quality=Quality.OFFICIAL,
)  # fmt: skip
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[12.0, 52.0], [12.1, 52.0], [12.1, 52.1], [12.0, 52.1], [12.0, 52.0]]],
}


@pytest.fixture
def selma():
    body = a_network().body
    the_areas(body)
    return signed_in("selma")


def the_planner() -> Account:
    return Account.objects.get(email="selma@mitsorge.example")


def everything():
    """All tables but the session's own."""
    ours = [m for m in apps.get_models() if m._meta.app_label not in ("sessions", "mfa")]
    return {model: list(model.objects.order_by("pk").values()) for model in ours}


def upload(client: Client, content: bytes, name: str = "zahlen.csv"):
    return client.post(f"{LIST}hochladen/", {"file": SimpleUploadedFile(name, content)})


def a_series(rows: int = 1, title: str = "Einwohner", **more) -> Series:
    figures = [
        Counted(Level.MUNICIPALITY, "12069001", 2023 - n % 30, float(n), age_from=n // 30, age_to=n // 30 + 1)
        for n in range(rows)
    ]  # fmt: skip
    passport = PASSPORT.__class__(**{**vars(PASSPORT), "title": title, **more})
    return import_series(passport=passport, figures=figures, by=the_planner(), at=AT)


CARE = published.care(
    "31.12.2019;12069;Potsdam-Mittelmark;Insgesamt;9196;-;2000;4000",
    "31.12.2019;16069;Hildburghausen;Insgesamt;4201;-;814;2378",
)


def test_an_empty_list_says_what_to_do(selma):
    page = selma.get(LIST).content.decode()
    assert "Noch keine Zahlen" in page
    assert "Hochladen und prüfen" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(selma, rows, django_assert_num_queries):
    for n in range(rows):
        a_series(2, title=f"Reihe {n}")
    selma.get(LIST)
    with django_assert_num_queries(8):
        page = selma.get(LIST)
    assert [s.title for s, _c in page.context["rows"]] == [f"Reihe {n}" for n in range(rows)]
    assert "2 Zahlen" in page.content.decode()


def test_the_dry_run_tells_and_writes_nothing_to_planning(selma):
    answer = upload(selma, CARE)
    file = FigureFile.objects.get()
    assert answer["Location"] == f"{LIST}dateien/{file.uid}/"
    before = everything()
    page = selma.get(answer["Location"])
    text = page.content.decode()
    assert "Erkannt: Pflegestatistik (GENESIS 22411)." in text
    assert "3 Zahlen" in text
    assert "1 Kreis: nicht Ihr Netzwerk" in text
    assert [name for name, _sentence in page.context["rows"][0]["traps"]] == [
        "Nicht übernommen",
    ]
    assert everything() == before
    assert Series.objects.count() == 0


def passport_of(page) -> dict[str, str]:
    """What the browser would send back."""
    form = page.context["rows"][0]["form"]
    values = {field.html_name: field.value() or "" for field in form if not field.field.disabled}
    return {name: value for name, value in values.items() if value is not False}


def test_taking_writes_all_and_the_second_click_nothing(selma):
    address = upload(selma, CARE)["Location"]
    data = passport_of(selma.get(address))
    answer = selma.post(address, data)
    series = Series.objects.get()
    assert answer["Location"] == f"{LIST}{series.uid}/"
    assert (series.subject, series.as_of) == ("CARE", date(2019, 12, 31))
    assert list(Figure.objects.order_by("pk").values_list("area_code", "value")) == [
        ("12069", 9196.0),
        ("12069", 2000.0),
        ("12069", 4000.0),
    ]
    file = FigureFile.objects.get()
    assert (file.state, bytes(file.content), file.taken) == ("DONE", b"", [str(series.uid)])
    before = everything()
    assert selma.post(address, data)["Location"] == f"{LIST}{series.uid}/"
    assert everything() == before


def test_a_file_that_is_over_is_not_taken_again(selma):
    upload(selma, CARE)
    file = FigureFile.objects.get()
    wanted = [Wanted(Passport(**actions.trials(file)[0].read.passport))]
    actions.take(file_id=file.pk, wanted=wanted, by=the_planner(), at=AT)
    before = everything()
    again = [replace(wanted[0], replace=True)]
    with pytest.raises(AlreadyDone, match="schon übernommen oder verworfen"):
        actions.take(file_id=file.pk, wanted=again, by=the_planner(), at=AT)
    assert everything() == before


def test_the_same_figures_again_need_a_tick(selma):
    for _time in range(2):
        address = upload(selma, CARE)["Location"]
        page = selma.get(address)
        data = passport_of(page)
        answer = selma.post(address, data)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Diese Zahlen sind schon da" in text
    assert (Series.objects.count(), Figure.objects.count()) == (1, 3)
    answer = selma.post(address, {**data, "reihe-0-replace": "on"})
    assert answer.status_code == 302
    assert (Series.objects.count(), Figure.objects.count()) == (1, 3)


def test_a_plain_table_asks_for_its_passport_and_keeps_what_was_typed(selma):
    rows = "Gebiet;Jahr;Alter von;Alter bis unter;Geschlecht;Wert\nP1;2023;65;;;23,9\n"
    address = upload(selma, rows.encode())["Location"]
    data = {
        "reihe-0-title": "Quoten", "reihe-0-subject": "RATE", "reihe-0-unit": "Personen",
        "reihe-0-publisher": "", "reihe-0-licence": "eigene Zahlen", "reihe-0-as_of": "2023-12-31",
        "reihe-0-quality": "ESTIMATED",
    }  # fmt: skip
    page = selma.post(address, data)
    assert page.status_code == 422
    text = page.content.decode()
    assert 'value="Quoten"' in text
    assert "Eine Pflegequote ist ein Anteil oder Prozent" in text
    assert Series.objects.count() == 0
    data |= {"reihe-0-unit": "Prozent", "reihe-0-publisher": "Kreis"}
    assert selma.post(address, data).status_code == 302
    assert Series.objects.get().unit == "Anteil"
    assert Figure.objects.get().value == pytest.approx(0.239)


def test_errors_are_told_with_their_line_and_nothing_can_be_taken(selma):
    rows = "Gebiet;Jahr;Wert\nP1;2023;12\nP1;neulich;12\nP2;2023;zwölf\n"
    address = upload(selma, rows.encode())["Location"]
    text = selma.get(address).content.decode()
    assert "Zeile 3: Jahr: „neulich“ ist keine ganze Zahl." in text
    assert "Zeile 4: „zwölf“ ist keine Zahl ab null." in text
    assert 'form="uebernehmen"' not in text
    before = everything()
    data = {
        "reihe-0-title": "T", "reihe-0-subject": "POPULATION", "reihe-0-unit": "Personen",
        "reihe-0-publisher": "K", "reihe-0-licence": "L", "reihe-0-as_of": "2023-12-31",
        "reihe-0-quality": "SURVEY",
    }  # fmt: skip
    page = selma.post(address, data)
    assert page.status_code == 422
    assert "Die Datei hat Fehler. Es wurde nichts übernommen." in page.content.decode()
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b"   \n ", "Die Datei ist leer."),
        (b"%PDF-1.7 etwas", "Das ist eine PDF-Datei."),
        (b"\x89PNG\r\n", "Das ist ein Bild."),
        (b"a;b\x00c", "Die Datei ist keine Textdatei."),
        ("Gebiet;Jahr;Wert\nMÃ¤rz;1;2".encode(), "Die Umlaute der Datei sind zerstört"),
        (b"Name;Ort\nA;B\n", "Wir erkennen die Tabelle nicht."),
        (b"GENESIS-Tabelle: 23111-0001\nx;;;\n", "Die GENESIS-Tabelle 23111-0001 lesen wir nicht."),
        (b"SQLite format 3\x00" + b"\x00" * 200, "Das GeoPackage ist beschädigt"),
        (b"\x1f\x8b\x08kaputt", "Die gepackte Datei ist beschädigt."),
        (b"PK\x03\x04kaputt", "Die Datei ist beschädigt."),
        (b"<!doctype html><html>", "Das ist keine Tabelle, sondern eine Internetseite"),
        (b"1" * (40 * 1024 * 1024), "Die Datei ist größer als 25 MB."),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_bad_file_gets_a_sentence_and_nothing_is_kept(selma, content, sentence):
    before = everything()
    page = upload(selma, content)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert everything() == before


def test_dropping_forgets_the_file(selma):
    address = upload(selma, CARE)["Location"]
    assert selma.post(f"{address}verwerfen/")["Location"] == LIST
    file = FigureFile.objects.get()
    assert (file.state, bytes(file.content), Series.objects.count()) == ("DROPPED", b"", 0)
    before = everything()
    selma.post(f"{address}verwerfen/")
    assert everything() == before


def test_the_passport_page_tells_signs_in_words_and_narrows(selma):
    rows = [
        Counted(Level.MUNICIPALITY, "12069001", 2023, 1234.0, sex=Sex.MALE),
        Counted(Level.MUNICIPALITY, "12069001", 2022, None, CellSign.SECRET, sex=Sex.MALE),
        Counted(Level.AREA, "P1", 2023, 7.0),
    ]
    series = import_series(passport=PASSPORT, figures=rows, by=the_planner(), at=AT)
    page = selma.get(f"{LIST}{series.uid}/")
    text = page.content.decode()
    assert "unbekannt oder geheim (.)" in text
    assert [(r["name"], r["year"], r["value"]) for r in page.context["rows"]] == [
        ("Nord", 2023, "7"),
        ("Dorf 1", 2023, "1.234"),
        ("Dorf 1", 2022, ""),
    ]
    page = selma.get(f"{LIST}{series.uid}/?gebiet=MUNICIPALITY:12069001&jahr=2022")
    assert [r["unknown"] for r in page.context["rows"]] == ["unbekannt oder geheim"]
    page = selma.get(f"{LIST}{series.uid}/?gebiet=AREA:P1&jahr=2022")
    assert "Für diese Auswahl steht keine Zahl da" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3, 300])
def test_the_passport_page_asks_the_same_number_of_queries(selma, rows, django_assert_num_queries):
    address = f"{LIST}{a_series(rows).uid}/"
    selma.get(address)
    with django_assert_num_queries(15):
        page = selma.get(address)
    assert (page.context["paged"].total, len(page.context["rows"])) == (rows, min(rows, 100))


def test_the_export_is_read_back_as_the_same_figures(selma):
    rows = [
        Counted(Level.KREIS, "12069", 2023, 1234.5, age_from=65, age_to=80, sex=Sex.FEMALE),
        Counted(Level.KREIS, "12069", 2023, None, CellSign.NOTHING, 80, None, Sex.FEMALE),
        Counted(Level.AREA, "P1", 2023, 3.0),
    ]
    series = import_series(passport=PASSPORT, figures=rows, by=the_planner(), at=AT)
    for form in ("csv", "xlsx"):
        answer = selma.get(f"{LIST}{series.uid}/zahlen.{form}")
        (read,) = read_figures(answer.content)
        assert read.errors == []
        assert sorted(read.figures, key=str) == sorted(rows, key=str)


def test_the_passport_stands_on_top_of_the_export(selma):
    series = a_series(1, title="=1+1")
    text = selma.get(f"{LIST}{series.uid}/zahlen.csv").content.decode("utf-8-sig")
    assert text.splitlines()[0] == "Tabelle;'=1+1"
    assert text.splitlines()[1].startswith("Quelle 1;Bevölkerung: =1+1, ")
    book = openpyxl.load_workbook(io.BytesIO(selma.get(f"{LIST}{series.uid}/zahlen.xlsx").content))
    cell = next(row[1] for row in book["Passport"].iter_rows() if row[0].value == "Tabelle")
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert [cell.value for cell in book.active[1]][:3] == ["Gebiet", "Name", "Jahr"]


def test_cells_are_shown_by_planning_area(selma):
    Municipality.objects.filter(ags="12069001").update(outline=SQUARE)
    points = [PeopleAt(52.05, 12.05, 30, 100), PeopleAt(52.06, 12.05, 12, 100)]
    series = import_series(passport=PASSPORT, figures=[], cells=points, by=the_planner(), at=AT)
    page = selma.get(f"{LIST}{series.uid}/")
    assert page.context["areas"] == [{"name": "Nord", "cells": "2", "people": "42"}]
    text = selma.get(f"{LIST}{series.uid}/zahlen.csv").content.decode("utf-8-sig")
    assert text.splitlines()[-2:] == ["52,05;12,05;30,0;100;P1", "52,06;12,05;12,0;100;P1"]


def test_publishing_and_removing(selma):
    series = a_series()
    selma.post(f"{LIST}{series.uid}/oeffentlich/", {"public": "1"})
    assert Series.objects.get().is_public is True
    selma.post(f"{LIST}{series.uid}/oeffentlich/", {"public": "0"})
    assert Series.objects.get().is_public is False
    assert "entfernen?" in selma.get(f"{LIST}{series.uid}/entfernen/").content.decode()
    assert Series.objects.count() == 1
    assert selma.post(f"{LIST}{series.uid}/entfernen/")["Location"] == LIST
    assert Series.objects.count() == 0


def test_readers_read_and_cannot_write(selma):
    series = a_series()
    reader = signed_in("stella")
    for address in (LIST, f"{LIST}{series.uid}/", f"{LIST}{series.uid}/zahlen.csv"):
        assert reader.get(address).status_code == 200
    assert "Hochladen und prüfen" not in reader.get(LIST).content.decode()
    before = everything()
    assert upload(reader, CARE).status_code == 403
    assert reader.post(f"{LIST}{series.uid}/oeffentlich/", {"public": "1"}).status_code == 403
    assert reader.post(f"{LIST}{series.uid}/entfernen/").status_code == 403
    assert everything() == before


def test_two_series_of_one_file_are_taken_or_left_out(selma):
    rows = "jahr,ortsteil,merkmal,wert\n2023,Nord,Einwohner insgesamt,1000\n2023,Nord,Jugendquote,20\n2023,Nord,Altenquote,40\n"
    address = upload(selma, rows.encode())["Location"]
    page = selma.get(address)
    assert [row["title"] for row in page.context["rows"]] == [
        "Einwohner der Ortsteile",
        "Einwohner der Ortsteile nach Alter",
    ]
    data = {
        "reihe-1-wanted": "on", "reihe-1-title": "Nach Alter", "reihe-1-publisher": "Stadt",
        "reihe-1-licence": "dl-de/by-2-0", "reihe-1-as_of": "2023-12-31", "reihe-1-table_number": "",
    }  # fmt: skip
    assert selma.post(address, data).status_code == 302
    series = Series.objects.get()
    assert (series.title, series.quality, series.figures.count()) == ("Nach Alter", "ESTIMATED", 3)
