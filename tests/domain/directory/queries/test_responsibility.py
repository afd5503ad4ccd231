from types import SimpleNamespace

import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.models import Responsibility, ResponsibilityTopic
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.directory.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


def office(topic, name, **place):
    return Responsibility.objects.create(
        topic=topic,
        office=name,
        function="Sachgebiet Pflege",
        phone="030 23125-120",
        modified_at=NOW,
        **place,
    )


@pytest.fixture
def brueck():
    return Municipality.objects.create(ags="12069076", name="Brück")


@pytest.fixture
def topic():
    return ResponsibilityTopic.objects.create(slug="pflegegrad", name="Pflegegrad beantragen")


def area(code: str, parent: PlanningArea | None = None) -> PlanningArea:
    body, _new = Body.objects.get_or_create(ags="12069", defaults={"name": "Potsdam-Mittelmark"})
    return PlanningArea.objects.create(
        code=code, name=code.title(), body=body, parent=parent, active_from=TODAY
    )


def test_the_narrowest_place_wins(topic, brueck, django_assert_num_queries):
    south = area("sued")
    quarter = area("viertel", south)
    located = SimpleNamespace(municipality=brueck, planning_areas=(south, quarter))
    answers = []
    for name, place in (
        ("Landkreis", {}),
        ("Planregion", {"planning_area": south}),
        ("Viertel", {"planning_area": quarter}),
        ("Gemeinde", {"municipality": brueck}),
    ):
        office(topic, name, **place)
        with django_assert_num_queries(1):
            answers.append(queries.responsible("pflegegrad", located, on=TODAY))
    assert [(answer.office, answer.place) for answer in answers] == [
        ("Landkreis", ""),
        ("Planregion", "Sued"),
        ("Viertel", "Viertel"),
        ("Gemeinde", "Brück"),
    ]


def test_without_a_place_only_the_whole_answers(topic, brueck):
    office(topic, "Gemeinde", municipality=brueck)
    assert queries.responsible("pflegegrad", None, on=TODAY) is None
    office(topic, "Landkreis")
    assert queries.responsible("pflegegrad", None, on=TODAY).office == "Landkreis"


@pytest.mark.parametrize("rows", [1, 3])
def test_topics_with_an_office_cost_one_query(rows, django_assert_num_queries):
    ResponsibilityTopic.objects.create(slug="leer", name="Ohne Stelle")
    for n in range(rows):
        office(ResponsibilityTopic.objects.create(slug=f"t{n}", name=f"Thema {n}"), "Amt")
    with django_assert_num_queries(1):
        found = [row.name for row in queries.responsibility_topics()]
    assert found == [f"Thema {n}" for n in range(rows)]
