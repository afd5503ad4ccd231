"""Planning areas: from municipalities, from quarters, from outlines; nested; changing over time."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from mitsorge.foundation.places import actions
from mitsorge.foundation.places.actions import (
    AlreadyEnded,
    AreaExists,
    AreaForm,
    ChangeTooEarly,
)
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea, Postcode
from mitsorge.foundation.places.queries import areas_containing, locate_text, outlines_for_map
from mitsorge.foundation.places.rules import AreaKind, Point, Precision, RingNotClosed
from tests.foundation.places.conftest import NEW_YEAR, codes

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)
QUARTER = Precision.QUARTER
INSIDE, OUTSIDE = Point(51.05, 12.05, QUARTER), Point(51.05, 12.5, QUARTER)


def square(west: float, south: float, size: float = 0.1) -> dict[str, object]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


@pytest.fixture
def body() -> Body:
    return Body.objects.create(
        name="Landkreis Muster", short_name="Muster", kind="KREIS", ags="99001"
    )


@pytest.fixture
def village(body) -> Municipality:
    return Municipality.objects.create(
        ags="99001001", name="Dorf", latitude="51.05000", longitude="12.05000", population=500
    )


def define(body: Body, code: str, **more: object) -> PlanningArea:
    first = {"name": f"Raum {code}", "kind": AreaKind.REGION, "active_from": NEW_YEAR}
    return actions.define_planning_area(body=body, code=code, **{**first, **more})


def test_an_area_from_an_outline(body):
    area = define(body, "1", outline=square(12.0, 51.0))
    assert (area.west, area.south, area.east, area.north) == (12.0, 51.0, 12.1, 51.1)
    assert (float(area.latitude), float(area.longitude)) == (51.05, 12.05)
    assert codes(areas_containing(INSIDE, NEW_YEAR)) == ["1"]
    assert codes(areas_containing(OUTSIDE, NEW_YEAR)) == []


def test_an_area_from_municipalities(body, village):
    area = define(body, "1", municipalities=[village])
    assert (float(area.latitude), float(area.longitude)) == (51.05, 12.05)
    assert codes(areas_containing(OUTSIDE, NEW_YEAR, municipality=village)) == ["1"]
    assert codes(areas_containing(INSIDE, NEW_YEAR)) == []  # the village has no outline
    Municipality.objects.update(outline=square(12.0, 51.0))  # and no rectangle: it is looked at
    assert codes(areas_containing(INSIDE, NEW_YEAR)) == ["1"]


def test_an_area_from_its_quarters_is_found_through_them(body):
    region = define(body, "R")
    district = define(body, "D", parent=region, kind=AreaKind.DISTRICT)
    define(body, "Q", parent=district, kind=AreaKind.QUARTER, outline=square(12.0, 51.0))
    assert codes(areas_containing(INSIDE, NEW_YEAR)) == ["R", "D", "Q"]


def test_a_point_known_by_its_place_is_put_into_no_quarter(body):
    define(body, "Q", kind=AreaKind.QUARTER, outline=square(12.0, 51.0))
    define(body, "R", outline=square(12.0, 51.0))
    assert codes(areas_containing(INSIDE, NEW_YEAR)) == ["Q", "R"]
    assert codes(areas_containing(Point(51.05, 12.05, Precision.PLACE), NEW_YEAR)) == ["R"]


def test_a_broken_outline_is_never_stored(body):
    outline = square(12.0, 51.0)
    outline["coordinates"][0].pop()
    with pytest.raises(RingNotClosed):
        define(body, "1", outline=outline)
    assert PlanningArea.objects.count() == 0


def test_a_code_is_given_once(body):
    define(body, "1")
    with pytest.raises(AreaExists) as refused:
        define(body, "1")
    assert str(refused.value) == "Ein Planungsraum mit der Kennung „1“ gilt schon."


def test_a_change_keeps_the_past_and_takes_the_areas_below_along(body, village):
    region = define(body, "R")
    define(body, "Q", parent=region, kind=AreaKind.QUARTER, municipalities=[village])
    form = AreaForm(name="Neuer Name", kind=AreaKind.REGION)
    successor = actions.change_planning_area(area=region, form=form, on=JULY)
    assert [
        (area.code, area.name, area.active_from, area.active_to)
        for area in PlanningArea.objects.order_by("code", "active_from")
    ] == [
        ("Q", "Raum Q", NEW_YEAR, JULY),
        ("Q", "Raum Q", JULY, None),
        ("R", "Raum R", NEW_YEAR, JULY),
        ("R", "Neuer Name", JULY, None),
    ]
    before = areas_containing(INSIDE, date(2026, 6, 30), municipality=village)
    after = areas_containing(INSIDE, JULY, municipality=village)
    assert [area.name for area in before] == ["Raum R", "Raum Q"]
    assert [area.name for area in after] == ["Neuer Name", "Raum Q"]
    assert after[0] == successor
    assert areas_containing(INSIDE, date(2025, 12, 31), municipality=village) == ()


def test_an_area_ends_with_those_below_it(body):
    region = define(body, "R")
    define(body, "Q", parent=region, outline=square(12.0, 51.0))
    actions.end_planning_area(area=region, on=JULY)
    assert codes(areas_containing(INSIDE, date(2026, 6, 30))) == ["R", "Q"]
    assert codes(areas_containing(INSIDE, JULY)) == []
    assert codes(areas_containing(INSIDE)) == []


def test_a_change_on_the_first_day_and_a_second_change_are_refused(body):
    area = define(body, "1")
    form = AreaForm(name="Neu", kind=AreaKind.REGION)
    with pytest.raises(ChangeTooEarly):
        actions.change_planning_area(area=area, form=form, on=NEW_YEAR)
    actions.change_planning_area(area=area, form=form, on=JULY)
    with pytest.raises(AlreadyEnded):
        actions.change_planning_area(area=area, form=form, on=date(2026, 8, 1))
    assert PlanningArea.objects.count() == 2


def test_a_change_is_whole_or_not_at_all(body):
    area = define(body, "1", outline=square(12.0, 51.0))
    broken = AreaForm(
        name="Neu", kind=AreaKind.REGION, outline={"type": "Polygon", "coordinates": []}
    )
    with pytest.raises(ValueError, match="Umriss ist leer"):
        actions.change_planning_area(area=area, form=broken, on=JULY)
    area.refresh_from_db()
    assert (area.active_to, PlanningArea.objects.count()) == (None, 1)


@pytest.mark.parametrize(
    "row",
    [
        {"ags": "99001002", "name": "Dorf", "latitude": "12.05000", "longitude": "51.05000"},
        {"ags": "9900100", "name": "Dorf"},
        {"ags": "99001002", "ars": "99001", "name": "Dorf"},
        {"ags": "99001002", "name": "Dorf", "latitude": "51.05000"},
    ],
)
def test_the_database_refuses_nonsense_itself(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(**row)


def test_the_map_of_a_body(body, village, django_assert_num_queries):
    Municipality.objects.update(outline=square(12.0, 51.0))
    region = define(body, "R", municipalities=[village])
    define(body, "Q", parent=region, kind=AreaKind.QUARTER, outline=square(12.0, 51.0, 0.05))
    with django_assert_num_queries(3):
        drawn = outlines_for_map(body)
    assert drawn == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"ags": "99001001", "name": "Dorf", "areas": ["R"]},
                "geometry": square(12.0, 51.0),
            },
            {
                "type": "Feature",
                "properties": {"code": "Q", "name": "Raum Q", "kind": "QUARTER", "parent": "R"},
                "geometry": square(12.0, 51.0, 0.05),
            },
        ],
    }


@pytest.mark.parametrize("areas", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_areas(
    body, village, django_assert_num_queries, areas
):
    for code in range(areas):
        define(body, str(code), outline=square(12.0, 51.0))
    Municipality.objects.update(outline=square(12.0, 51.0))
    with django_assert_num_queries(5):
        areas_containing(INSIDE, NEW_YEAR)
    with django_assert_num_queries(4):
        areas_containing(INSIDE, NEW_YEAR, municipality=village)


def test_an_empty_installation_finds_nothing(django_assert_num_queries):
    assert locate_text("14822 Brück") is None
    with django_assert_num_queries(1):
        assert areas_containing(INSIDE, NEW_YEAR) == ()


def test_a_postcode_without_a_municipality_still_has_a_place():
    Postcode.objects.create(code="14822", place="Brück", latitude="52.19770", longitude="12.76870")
    found = locate_text("14822")
    assert (found.label, found.municipality, found.municipalities) == ("14822 Brück", None, ())
