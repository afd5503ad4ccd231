"""Every model has a data class, a legal basis and a retention period in docs/law/privacy-classes.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

TABLE = Path(__file__).resolve().parents[2] / "docs" / "law" / "privacy-classes.toml"
ROWS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["model"]
CLASSES = {"public", "internal", "personal", "protected"}
NO_PERSON = "keine personenbezogenen Daten"
PERIOD = re.compile(r"\d|Frist|Stunde|Tag|Woche|Monat|Jahr|\bnur (bis|für)")
REVEALING = (models.EmailField, models.GenericIPAddressField)


def test_every_model_is_listed_and_every_row_has_its_model():
    assert sorted(ROWS) == sorted(model._meta.label for model in apps.get_models())


@pytest.mark.parametrize("label", ROWS)
def test_every_row_is_whole(label):
    row = ROWS[label]
    assert row.keys() - {"reason"} == {"class", "basis", "retention", "enforced"}
    assert row["class"] in CLASSES
    assert row["basis"]
    assert row["retention"]
    if row["class"] in {"personal", "protected"}:
        assert not row["basis"].startswith(NO_PERSON)
    if row["enforced"]:
        assert callable(import_string(row["enforced"]))


@pytest.mark.parametrize("label", ROWS)
def test_what_ends_is_ended_by_code_or_a_reason_stands_there(label):
    row = ROWS[label]
    if ends(row) and not row["enforced"]:
        assert row.get("reason")
    else:
        assert "reason" not in row


def ends(row) -> bool:
    """Rows about people, and rows that promise a period, do not end by themselves."""
    about_people = row["class"] in {"personal", "protected"} or not row["basis"].startswith(
        NO_PERSON
    )
    return about_people or bool(PERIOD.search(row["retention"]))


def test_a_promised_day_and_a_promised_person_are_recognized():
    free = {"class": "internal", "basis": NO_PERSON}
    kept = ["dauerhaft", "wird überschrieben", "wie das Angebot"]
    over = ["30 Tage", "zwölf Stunden", "nach einem Jahr", "nach der Frist der Kommune"]
    assert [ends({**free, "retention": words}) for words in kept + over] == [False] * 3 + [True] * 4
    assert ends({"class": "public", "basis": "Art. 6", "retention": "dauerhaft"})


def test_an_address_field_is_never_called_free_of_persons():
    """An e-mail address or an IP address can always name someone, except the network's own."""
    fields = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, REVEALING)
    }
    free = {label for label in fields if ROWS[label]["basis"].startswith(NO_PERSON)}
    assert free == {"identity.Network", "directory.Service"}


def test_a_new_model_without_a_row_is_noticed():
    labels = [model._meta.label for model in apps.get_models()]
    assert sorted(ROWS) != sorted([*labels, "directory.Diary"])
