"""One line for a place: a name that is proposed, an address this house knows, or degrees."""

import pytest
from django import forms

from mitsorge.domain.planning.queries.scenarios import Spot
from mitsorge.doors.office.planning_place_field import Somewhere
from mitsorge.foundation.places.models import Municipality, Postcode, Street
from mitsorge.foundation.places.rules import street_key

VILLAGE, CITY = Spot("12069001", "Dorf", 52.2, 13.0), Spot("12069002", "Stadt", 52.1, 13.1)


@pytest.fixture
def field(db):
    place = Municipality.objects.create(
        ags="12069056", name="Brück", population=4000, latitude=52.1977, longitude=12.7687
    )  # fmt: skip
    Postcode.objects.create(
        code="14822", place="Brück", municipality=place, latitude="52.19770", longitude="12.76870"
    )
    Street.objects.create(
        name="Lindenstraße", key=street_key("Lindenstraße"), code="14822", municipality=place,
        latitude="52.20100", longitude="12.77000",
    )  # fmt: skip
    made = Somewhere("Wo?")
    made.offer([VILLAGE, CITY])
    return made


@pytest.mark.parametrize("typed", ["Dorf", " dorf ", "12069001"])
def test_a_proposed_place_by_name_or_key(field, typed):
    assert field.clean(typed) == VILLAGE


@pytest.mark.parametrize("typed", ["52,1396 12,5837", "52.1396, 12.5837", "52,1396; 12,5837"])
def test_degrees_have_no_name(field, typed):
    assert field.clean(typed) == Spot("", "", 52.1396, 12.5837)


def test_a_street_we_know_is_named_as_it_was_typed(field):
    assert field.clean("Lindenstraße 5, 14822 Brück") == Spot("", "Lindenstraße 5, 14822 Brück", 52.201, 12.77)  # fmt: skip


@pytest.mark.parametrize("typed", ["14822 Brück", "Unbekannter Weg 5, 14822 Brück"])
def test_without_its_street_it_is_said_to_be_the_middle_of_the_place(field, typed):
    assert field.clean(typed) == Spot("", "14822 Brück, Ortsmitte", 52.1977, 12.7687)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Füllen Sie dieses Feld"),
        ("Nirgendwo", "Diesen Ort finden wir nicht"),
        ("13,0 52,0", "Breite und Länge sind vertauscht"),
        ("99,5 12,5", ""),
    ],
)
def test_what_is_no_place_is_said(field, typed, said):
    with pytest.raises(forms.ValidationError) as wrong:
        field.clean(typed)
    assert said in wrong.value.messages[0]
