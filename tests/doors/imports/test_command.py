"""`mitsorge import FILE`."""

import io

import pytest
from django.core.management import CommandError, call_command

from mitsorge.domain.directory.models import Service
from mitsorge.doors.imports.models import ImportRun

LIST = "Träger;Angebot;Ort\nHaus A;Tagespflege;Potsdam\nHaus B;Tagespfege;Potsdam\n"


@pytest.fixture
def file(tmp_path, vocabulary):
    path = tmp_path / "liste.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def _call(*arguments) -> str:
    out = io.StringIO()
    call_command("import_list", *map(str, arguments), stdout=out, no_color=True)
    return out.getvalue()


def test_dry_run_tells_and_changes_nothing(file):
    said = _call(file, "--dry-run")
    assert said == (
        "neu: 1\n  Zeile 2: Haus A\ngeändert: 0\nunverändert: 0\nauffällig: 1\n"
        "  Zeile 3: Haus B – „Tagespfege“ ist keine Angebotsart aus unserer Liste. Meinten Sie „Tagespflege“? So wird es übernommen.\n"
        "abgelehnt: 0\n"
    )
    assert (Service.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_applies_and_then_changes_nothing(file):
    assert _call(file).endswith("Übernommen: 1 Zeilen.\n")
    assert _call(file, "--with-suspicious").endswith("Übernommen: 1 Zeilen.\n")
    assert Service.objects.count() == 2
    assert "unverändert: 2" in _call(file)
    assert Service.objects.count() == 2


def test_columns_named_by_hand(tmp_path, vocabulary):
    path = tmp_path / "liste.csv"
    path.write_text("Wer;Was\nHaus A;Tagespflege\n", encoding="utf-8")
    with pytest.raises(CommandError, match="Keine Spalte mit Träger oder Name erkannt"):
        _call(path)
    with pytest.raises(CommandError, match="Die Spalte „Wo“ gibt es nicht"):
        _call(path, "--map", "Wo=town")
    _call(path, "--map", "Wer=name", "--map", "Was=kinds")
    assert list(Service.objects.values_list("name", "attributes__term__code")) == [
        ("Haus A", "tagespflege")
    ]


def test_a_missing_file_is_said(tmp_path, db):
    with pytest.raises(CommandError, match="lässt sich nicht lesen"):
        _call(tmp_path / "fehlt.csv")
