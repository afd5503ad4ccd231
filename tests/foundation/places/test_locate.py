"""What people type, and where it leads; on all of Germany from our own tables."""

import pytest

from mitsorge.foundation.places import actions
from mitsorge.foundation.places.models import Body, Municipality, Street
from mitsorge.foundation.places.queries import Located, locate, locate_text
from mitsorge.foundation.places.rules import Precision
from tests.foundation.places.conftest import NEW_YEAR, codes

PLACE, QUARTER, STREET = Precision.PLACE, Precision.QUARTER, Precision.STREET


def seen(found: Located | None) -> tuple[str, str, Precision] | None:
    return found and (found.label, found.municipality.ags, found.point.precision)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brück", ("Brück", "12069076", PLACE)),
        ("brueck", ("Brück", "12069076", PLACE)),
        ("  BRÜCK ", ("Brück", "12069076", PLACE)),
        ("Brück, Stadt", ("Brück", "12069076", PLACE)),
        ("Stadt Brück", ("Brück", "12069076", PLACE)),
        ("14822 Brück", ("14822 Brück", "12069076", PLACE)),
        ("14822 Brueck", ("14822 Brück", "12069076", PLACE)),
        ("D-14822 Brück", ("14822 Brück", "12069076", PLACE)),
        ("Brück 14822", ("14822 Brück", "12069076", PLACE)),
        ("Kleinmachnow\n14532", ("14532 Kleinmachnow", "12069304", PLACE)),
        ("Hauptstr. 5, 14822 Brück", ("14822 Brück", "12069076", PLACE)),
        ("Hauptstr. 5\n14822 Brück", ("14822 Brück", "12069076", PLACE)),
        ("14822", ("14822 Brück und Umgebung", "12069076", PLACE)),
        ("14806", ("14806 Bad Belzig und Umgebung", "12069020", PLACE)),
        ("14823 Brück", ("Brück", "12069076", PLACE)),
        ("99999 Brück", ("Brück", "12069076", PLACE)),
        ("14547 Leipzig", ("14547 Beelitz", "12069017", PLACE)),
        ("Brück OT Gömnigk", ("Brück", "12069076", PLACE)),
        ("Brück/OT Gömnigk", ("Brück", "12069076", PLACE)),
        ("Gömnigk b. Brück", ("Brück", "12069076", PLACE)),
        ("Brück b. Beelitz", ("Brück", "12069076", PLACE)),
        ("Brück, Beelitz", ("Brück", "12069076", PLACE)),
        ("Gömnigk (Brück)", ("Brück", "12069076", PLACE)),
        ("Belzig", ("14806 Belzig, Bad Belzig", "12069020", QUARTER)),
        ("Bad-Belzig", ("Bad Belzig", "12069020", PLACE)),
        ("Werder", ("Werder (Havel)", "12069656", PLACE)),
        ("Werder/Havel", ("Werder (Havel)", "12069656", PLACE)),
        ("Wiesenburg", ("Wiesenburg/Mark", "12069665", PLACE)),
        ("Gross Kreutz", ("Groß Kreutz (Havel)", "12069249", PLACE)),
        ("Michendorf OT Wilhelmshorst", ("14557 Wilhelmshorst, Michendorf", "12069397", QUARTER)),
        ("Michendorf Wilhelmshorst", ("14557 Wilhelmshorst, Michendorf", "12069397", QUARTER)),
        ("Brandenburg", ("Brandenburg an der Havel", "12051000", PLACE)),
        ("Brandenburg a.d. Havel", ("Brandenburg an der Havel", "12051000", PLACE)),
        ("Halle", ("Halle (Saale)", "15002000", PLACE)),
        ("Frankfurt", ("Frankfurt (Oder)", "12053000", PLACE)),
        ("10115 Berlin", ("10115 Berlin", "11000000", QUARTER)),
        ("Xyzheim", None),
        ("99999", None),
        ("", None),
        (" , ", None),
        ("Am See", None),
    ],
)
def test_inputs_in_potsdam_mittelmark(mittelmark, text, expected):
    assert seen(locate_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "label", "areas"),
    [
        ("Plagwitz", "Plagwitz, Leipzig", ["5", "51"]),
        ("Leipzig-Plagwitz", "Plagwitz, Leipzig", ["5", "51"]),
        ("Plagwitz, Leipzig", "Plagwitz, Leipzig", ["5", "51"]),
        ("Leipzig, Plagwitz", "Plagwitz, Leipzig", ["5", "51"]),
        ("Plagwitz Leipzig", "Plagwitz, Leipzig", ["5", "51"]),
        ("Leipzig (Plagwitz)", "Plagwitz, Leipzig", ["5", "51"]),
        ("Leipzig OT Plagwitz", "Plagwitz, Leipzig", ["5", "51"]),
        ("04229", "04229 Leipzig", ["5", "51"]),
        ("4229 Leipzig", "04229 Leipzig", ["5", "51"]),
        ("04229 Plagwitz", "04229 Plagwitz, Leipzig", ["5", "51"]),
        ("Böhlitz Ehrenberg", "Böhlitz-Ehrenberg, Leipzig", ["7", "74"]),
        ("Grünau", "Grünau, Leipzig", ["6", "61", "62", "63", "64", "65"]),
        ("Suedvorstadt", "Südvorstadt, Leipzig", ["4", "40"]),
        ("Neuschönefeld", "Neuschönefeld, Leipzig", ["2", "20"]),
        ("West", "West, Leipzig", ["6"]),
        ("Leipzig", "Leipzig", []),
        ("Markkleeberg", "Markkleeberg", []),
    ],
)
def test_inputs_in_leipzig(leipzig, text, label, areas):
    found = locate_text(text)
    assert (found.label, codes(found.planning_areas)) == (label, areas)


@pytest.mark.parametrize(
    ("text", "label", "areas"),
    [
        ("Bad Cannstatt", "Bad Cannstatt, Stuttgart", ["06"]),
        ("Stuttgart-Bad Cannstatt", "Bad Cannstatt, Stuttgart", ["06"]),
        ("70372", "70372 Stuttgart", ["06"]),
        ("70174", "70174 Stuttgart", []),  # Mitte or Nord
        ("Cannstatt", "Cannstatt, Stuttgart", ["06"]),
        ("Mitte", "Mitte, Stuttgart", ["01"]),
        ("Vaihingen", "Vaihingen, Stuttgart", ["20"]),
        ("Vaihingen an der Enz", "Vaihingen an der Enz", []),
        ("Esslingen", "Esslingen am Neckar", []),
    ],
)
def test_inputs_in_stuttgart(stuttgart, text, label, areas):
    found = locate_text(text)
    assert (found.label, codes(found.planning_areas)) == (label, areas)


def test_the_own_body_comes_first_then_what_is_near(germany):
    assert seen(locate(place="Neustadt")) == ("Neustadt an der Weinstraße", "07316000", PLACE)
    Body.objects.create(name="Landkreis Marburg-Biedenkopf", kind="KREIS", ags="06534")
    assert seen(locate(place="Neustadt")) == ("Neustadt (Hessen)", "06534016", PLACE)
    assert seen(locate(place="Frankfurt")) == ("Frankfurt am Main", "06412000", PLACE)


def test_a_postcode_alone_names_all_its_municipalities(mittelmark):
    found = locate(postcode="14822")
    assert [each.name for each in found.municipalities] == [
        "Borkheide",
        "Borkwalde",
        "Brück",
        "Linthe",
        "Mühlenfließ",
        "Planebruch",
    ]
    assert [each.name for each in locate(place="Brück").municipalities] == ["Brück"]


def test_a_known_street_is_found_to_the_street(leipzig):
    city = Municipality.objects.get(ags="14713000")
    Street.objects.create(
        name="Karl-Heine-Straße", key="karlheinestrasse", code="04229", municipality=city,
        latitude="51.33250", longitude="12.33180",
    )  # fmt: skip
    found = locate(street="Karl-Heine-Str. 12a", postcode="04229", place="Leipzig")
    assert (found.point.latitude, found.point.precision) == (51.3325, STREET)
    assert locate(street="Gibtesnichtweg 1", postcode="04229").point.precision == QUARTER


def test_a_street_without_a_position_changes_nothing(leipzig):
    known = Street.objects.first()
    assert locate(street=known.name, place="Leipzig").point == locate(place="Leipzig").point


def test_areas_of_another_day(mittelmark):
    assert codes(locate(place="Brück", on=NEW_YEAR).planning_areas) == ["PR4"]
    assert codes(locate(place="Brück", on=NEW_YEAR.replace(year=2025)).planning_areas) == []


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("", 0),
        ("99999", 2),
        ("Xyzheim", 4),
        ("14822", 7),
        ("Brück", 8),
        ("14822 Brück", 8),
        ("Hauptstr. 5, 14822 Brück", 9),
        ("Leipzig", 8),
    ],
)
def test_the_number_of_queries(mittelmark, django_assert_num_queries, text, queries):
    with django_assert_num_queries(queries):
        locate_text(text)


def test_the_demo_streets_are_streets_of_leipzig(germany):
    with actions.own_table("streets_leipzig.csv") as file:
        assert actions.import_streets(file).unchanged == 276
    assert Street.objects.exclude(municipality__ags="14713000").count() == 0
