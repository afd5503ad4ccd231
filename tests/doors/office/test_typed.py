"""One of many by its name: typed whole, in part, or as the number a link carries."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from mitsorge.doors.office.typed import TypedOne, key_of, named

CHOICES = [("", "bitte wählen"), (1, "Pflegedienst Linde"), (2, "Haus Linde"), (3, "Tee & Zeit"), (4, "Tee & Zeit")]  # fmt: skip


class OneForm(forms.Form):
    who = TypedOne(choices=CHOICES, label="Wer")


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("", None),
        ("  ", None),
        ("Haus Linde", 2),
        (" haus  linde ", 2),
        ("pflegedienst", 1),
        ("1", 1),
        ("Tee & Zeit (Nr. 4)", 4),
    ],
)
def test_a_name_leads_to_its_record(said: str, key: int | None) -> None:
    form = OneForm({"who": said})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"who": key}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "Linde",
            "Das passt auf mehrere: Pflegedienst Linde · Haus Linde. Welche Angabe meinen Sie?",
        ),
        ("Eiche", "Diesen Namen finden wir nicht. Prüfen Sie die Schreibweise."),
        ("99", "Diesen Namen finden wir nicht. Prüfen Sie die Schreibweise."),
    ],
)
def test_what_fits_on_several_or_none_is_asked_again(said: str, sentence: str) -> None:
    form = OneForm({"who": said})
    assert form.errors == {"who": [sentence]}
    assert f'value="{said}"' in str(form["who"])


def test_many_are_counted() -> None:
    names = named([(n, f"Haus {n:02}") for n in range(10, 17)])
    with pytest.raises(ValidationError) as refused:
        key_of("Haus", names)
    assert refused.value.messages == [
        "Das passt auf mehrere: Haus 10 · Haus 11 · Haus 12 · Haus 13 und 3 weitere. "
        "Schreiben Sie mehr vom Namen."
    ]


def test_shows_the_name_of_what_was_chosen_before_and_every_name_once() -> None:
    shown = str(OneForm(initial={"who": 2})["who"])
    assert 'value="Haus Linde"' in shown
    assert 'list="id_who_namen"' in shown
    assert '<datalist id="id_who_namen">' in shown
    assert shown.count("<option") == 4
    assert '<option value="Tee &amp; Zeit (Nr. 3)">' in shown


@pytest.mark.parametrize(
    ("said", "changed"), [("Haus Linde", False), ("haus", False), ("", True), ("Eiche", True)]
)
def test_the_same_name_is_no_change(said: str, changed: bool) -> None:
    assert OneForm({"who": said}, initial={"who": 2}).has_changed() is changed
