"""The office pages: upload, columns, preview, apply; each deed once."""

import ast
import io
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mitsorge.domain.directory.models import Service
from mitsorge.doors.imports import runs, wording
from mitsorge.doors.imports.models import ImportRun
from tests.doors.imports.conftest import AT
from tests.sign_in import signed_in

LIST = "Träger;Angebot;PLZ;Ort\n" + "\n".join(
    f"Haus {n};Tagespflege;14467;Potsdam" for n in range(3)
)


@pytest.fixture
def office(vocabulary):
    return signed_in("frieda")


def _upload(office, content, name="liste.csv", kind=""):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return office.post(reverse("imports:runs"), {"file": file, "kind": kind})


def _run() -> ImportRun:
    return ImportRun.objects.get()


def test_from_upload_to_result(office):
    response = _upload(office, LIST)
    run = _run()
    assert response.url == reverse("imports:run", args=[run.uid])
    assert office.get(response.url).url == reverse("imports:preview", args=[run.uid])
    page = office.get(reverse("imports:preview", args=[run.uid])).content.decode()
    assert "3 Zeilen übernehmen?" in page
    applied = office.post(reverse("imports:apply", args=[run.uid]))
    assert Service.objects.count() == 3
    result = office.get(applied.url).content.decode()
    assert "Fertig. Die Liste ist im Verzeichnis." in result
    journal = office.get(reverse("imports:journal", args=[run.uid])).content.decode()
    assert "6 Einträge" in journal


def test_a_second_click_writes_nothing_twice(office):
    _upload(office, LIST)
    address = reverse("imports:apply", args=[_run().uid])
    office.post(address)
    response = office.post(address, follow=True)
    assert Service.objects.count() == 3
    assert "Dieser Import ist schon übernommen oder verworfen." in response.content.decode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Die Datei ist leer."),
        (b"%PDF-1.4", "Das ist eine PDF-Datei."),
        (b"Tr\xc3\xa4ger;Ort\n", "Unter den Überschriften steht keine Zeile."),
    ],
)
def test_what_cannot_be_read_is_said_on_the_form(office, content, sentence):
    response = _upload(office, content)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert ImportRun.objects.count() == 0


def test_unknown_headings_lead_to_the_columns(office):
    _upload(office, "Spalte A;Spalte B\nHaus Abend;Tagespflege\n")
    run = _run()
    address = reverse("imports:columns", args=[run.uid])
    assert office.get(reverse("imports:run", args=[run.uid])).url == address
    empty = office.post(address, {"spalte-0": "", "spalte-1": ""})
    assert empty.status_code == 422
    assert (
        "Ordnen Sie mindestens den Träger oder den Namen des Angebots zu." in empty.content.decode()
    )
    office.post(address, {"spalte-0": "name", "spalte-1": "kinds"})
    run.refresh_from_db()
    assert (run.state, run.counts["NEW"]) == ("PREVIEW", 1)


def test_ticks_are_remembered_and_applied(office):
    _upload(
        office,
        "Träger;Angebot;Ort\nHaus A;Tagespfege;Potsdam\nHaus B;Tagespfege;Potsdam\nHaus C;Tagespflege;Potsdam\n",
    )
    run = _run()
    address = reverse("imports:preview", args=[run.uid]) + "?ergebnis=SUSPICIOUS"
    office.post(address, {"gezeigt": ["2", "3"], "zeile": ["3"]})
    run.refresh_from_db()
    assert run.ticked == [3]
    office.post(reverse("imports:apply", args=[run.uid]))
    assert list(Service.objects.order_by("name").values_list("name", flat=True)) == [
        "Haus B",
        "Haus C",
    ]


def test_the_result_says_which_suspicious_rows_were_left_out(office):
    _upload(
        office,
        "Träger;Angebot;Ort\nHaus A;Tagespfege;Potsdam\nHaus B;Tagespfege;Potsdam\nHaus C;Tagespfege;Potsdam\n",
    )
    run = _run()
    address = reverse("imports:preview", args=[run.uid]) + "?ergebnis=SUSPICIOUS"
    office.post(address, {"gezeigt": ["2", "3", "4"], "zeile": ["3"]})
    result = office.post(reverse("imports:apply", args=[run.uid]), follow=True).content.decode()
    assert "2 auffällige Zeilen wurden nicht übernommen" in result
    assert "<li>2 × Angebotsart nicht in unserer Liste</li>" in result


def test_every_doubt_has_words_that_outlive_the_file():
    """Codes stand as literals where a doubt is made: `doubt("code", …)`, `term_parser(…, "code")`."""
    places = {"doubt": 0, "term_parser": 3}
    codes = set()
    for path in Path(wording.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                argument = (
                    node.args[places.get(node.func.id, 0)] if node.func.id in places else None
                )
                codes |= {argument.value} if isinstance(argument, ast.Constant) else set()
    assert codes == set(wording.DOUBT)


def test_a_result_without_left_rows_says_nothing_of_them(office):
    _upload(office, LIST)
    result = office.post(reverse("imports:apply", args=[_run().uid]), follow=True).content.decode()
    assert "auffällig" in result
    assert "nicht übernommen" not in result


def test_a_phone_number_that_was_a_number_says_so(office):
    book = openpyxl.Workbook()
    book.active.append(("Träger", "Angebot", "Tel.", "Ort"))
    book.active.append(("Haus A", "Tagespflege", 3023125111, "Potsdam"))
    packed = io.BytesIO()
    book.save(packed)
    _upload(office, packed.getvalue(), name="liste.xlsx")
    page = office.get(reverse("imports:preview", args=[_run().uid])).content.decode()
    assert "<li>Telefonnummer aus einer Zahl wiederhergestellt: 03023125111</li>" in page


def test_all_can_be_ticked_at_once_and_none(office):
    _upload(office, "Träger;Angebot\n" + "\n".join(f"Haus {n};Tagespfege" for n in range(60)))
    run = _run()
    address = reverse("imports:preview", args=[run.uid]) + "?ergebnis=SUSPICIOUS"
    office.post(address, {"alle": "1"})
    run.refresh_from_db()
    assert len(run.ticked) == 60
    office.post(address, {"keine": "1"})
    run.refresh_from_db()
    assert run.ticked == []


def test_dropping_deletes_the_file(office):
    _upload(office, LIST)
    office.post(reverse("imports:drop", args=[_run().uid]))
    run = _run()
    assert (run.state, bytes(run.content), bytes(run.preview), Service.objects.count()) == (
        "DROPPED",
        b"",
        b"",
        0,
    )


def test_rows_are_narrowed_and_paged(office):
    _upload(office, "Träger;Ort\n" + "\n".join(f"Haus {n:03};Potsdam" for n in range(301)))
    address = reverse("imports:preview", args=[_run().uid])
    assert [row.label for row in office.get(address + "?seite=7").context["rows"]] == ["Haus 300"]
    assert [row.label for row in office.get(address + "?q=haus 123").context["rows"]] == [
        "Haus 123"
    ]


def test_differences_are_shown_field_by_field(office):
    _upload(office, "Träger;Angebot;Ort;Tel.\nHaus A;Tagespflege;Potsdam;030 23125-111\n")
    office.post(reverse("imports:apply", args=[_run().uid]))
    ImportRun.objects.all().delete()
    _upload(office, "Träger;Angebot;Ort;Tel.\nHaus A;Tagespflege;Potsdam;030 23125-112\n")
    row = office.get(reverse("imports:preview", args=[_run().uid])).context["rows"][0]
    assert [(c.label, c.old, c.new, c.by_hand) for c in row.changes] == [
        ("Telefon", "030 23125-111", "030 23125-112", False)
    ]


def test_large_runs_wait_for_the_worker(office, monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(runs, "AT_ONCE", 2)
    _upload(office, LIST)
    run = _run()
    waiting = office.get(office.post(reverse("imports:apply", args=[run.uid])).url)
    assert "Die Liste wird übernommen" in waiting.content.decode()
    assert Service.objects.count() == 0
    runs.carry_out_all(at=AT)
    done = office.get(reverse("imports:standing", args=[run.uid]))
    assert (done["HX-Refresh"], Service.objects.count()) == ("true", 3)


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_row_and_three(office, django_assert_num_queries, rows):
    _upload(
        office,
        "Träger;Angebot;Ort\n" + "\n".join(f"Haus {n};Tagespflege;Potsdam" for n in range(rows)),
    )
    office.get(reverse("imports:runs"))
    with django_assert_num_queries(7):
        office.get(reverse("imports:runs"))
    with django_assert_num_queries(15):
        office.get(reverse("imports:preview", args=[_run().uid]))


@pytest.mark.parametrize("name", ["arno", "selma", "tilda"])
def test_only_the_coordination_may(vocabulary, name):
    client = signed_in(name)
    assert client.get(reverse("imports:runs")).status_code == 403
    assert _upload(client, LIST).status_code == 403


def test_visitors_are_asked_to_sign_in(client, db):
    assert client.get(reverse("imports:runs")).status_code == 302
