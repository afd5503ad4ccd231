from datetime import timedelta

import pytest

from mitsorge.domain.directory import queries, rules
from mitsorge.domain.directory.models import Location, Report, ServiceArea
from mitsorge.domain.directory.queries import ListFilters
from mitsorge.foundation.places.models import Municipality, PlanningArea
from tests.domain.directory.factories import (
    NOW,
    TODAY,
    full_service,
    network,
    organization,
    service,
)

pytestmark = pytest.mark.django_db


def names(**filters) -> list[str]:
    return [row.slug for row in queries.office_services(ListFilters(**filters), on=TODAY).rows]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_two_queries(rows, django_assert_num_queries):
    for n in range(rows):
        full_service(f"angebot-{n}", organization=organization(f"haus-{n}"))
    with django_assert_num_queries(2):
        page = queries.office_services(ListFilters(), on=TODAY)
    assert (len(page.rows), page.total, page.page, page.pages) == (rows, rows, 1, 1)
    with django_assert_num_queries(2):
        page = queries.office_organizations(ListFilters(), on=TODAY)
    assert [(row.slug, row.services, row.town) for row in page.rows] == [
        (f"haus-{n}", 1, "Brück") for n in range(rows)
    ]


def test_a_row_says_what_the_office_needs():
    full_service(status="DRAFT", closed_from=TODAY, assured_at=None)
    Location.objects.update(is_protected=True)
    (row,) = queries.office_services(ListFilters(), on=TODAY).rows
    assert (row.kind, row.town, row.is_protected, row.status, row.closed, row.fresh.age) == (
        "Tagespflege",
        "Brück",
        True,
        "DRAFT",
        True,
        rules.Age.NEVER,
    )
    assert "Bahnhof" not in repr(row)


def test_filters_narrow():
    network()
    house, other = organization(), organization("aerzte-verein", name="Ärzteverein")
    full_service("voll", name="Tagespflege", organization=house)
    service("leer", name="Besuchsdienst", organization=other, status="INACTIVE")
    service("alt", name="Mittagstisch", organization=other, assured_at=NOW - timedelta(200))
    assert names() == ["leer", "alt", "voll"]
    assert names(text="TAGES") == ["voll"]
    assert names(text="ärzte") == ["leer", "alt"]
    assert names(text="ärzte tisch") == ["alt"]
    assert names(text="brück") == ["voll"]
    assert names(kind="tagespflege") == ["voll"]
    assert names(status="INACTIVE") == ["leer"]
    assert names(organization_id=house.pk) == ["voll"]
    assert names(unconfirmed=True) == ["alt"]
    assert names(protected=True) == []
    Location.objects.update(is_protected=True)
    assert names(protected=True) == ["voll"]


def test_a_planning_area_finds_what_comes_there_and_what_stands_there():
    body = network().body
    area = PlanningArea.objects.create(code="sued", name="Süd", body=body, active_from=TODAY)
    brueck = Municipality.objects.create(ags="12069076", name="Brück")
    area.municipalities.add(brueck)
    full_service("steht-dort")
    Location.objects.update(municipality=brueck)
    comes = service("kommt-hin")
    ServiceArea.objects.create(service=comes, kind="PLANNING_AREA", planning_area=area)
    service("anderswo")
    assert names(planning_area_id=area.pk) == ["kommt-hin", "steht-dort"]


def test_pages_end_where_they_end():
    for n in range(5):
        service(f"angebot-{n}")
    page = queries.office_services(ListFilters(page=99, per_page=2), on=TODAY)
    assert ([row.slug for row in page.rows], page.page, page.pages) == (["angebot-4"], 3, 3)


def test_organizations_narrow_too():
    network()
    full_service()
    organization("verein", name="Ärzteverein", assured_at=None, status="INACTIVE")

    def found(**filters) -> list[str]:
        page = queries.office_organizations(ListFilters(**filters), on=TODAY)
        return [row.slug for row in page.rows]

    assert found() == ["haus-abendsonne", "verein"]
    assert found(text="ärzte") == ["verein"]
    assert found(kind="tagespflege") == ["haus-abendsonne"]
    assert found(unconfirmed=True) == ["verein"]
    assert found(status="INACTIVE") == ["verein"]
    Location.objects.update(is_protected=True)
    assert found(protected=True) == ["haus-abendsonne"]


@pytest.mark.parametrize("rows", [1, 3])
def test_open_reports_by_urgency_in_one_query(rows, django_assert_num_queries):
    offer = service()
    for n in range(rows):
        Report.objects.create(
            kind="ERROR",
            service=offer,
            text="Falsche Nummer",
            key=str(n),
            created_at=NOW,
            due_on=TODAY - timedelta(n),
        )
    answered = {"answer": "Danke.", "answered_at": NOW}
    Report.objects.create(
        kind="ERROR", text="alt", key="x", created_at=NOW, due_on=TODAY, **answered
    )
    with django_assert_num_queries(1):
        found = [
            (report.key, report.service.organization.name) for report in queries.open_reports()
        ]
    assert found == [(str(n), "Haus Abendsonne") for n in reversed(range(rows))]


def test_recognitions_that_end():
    for slug, days in (("bald", 56), ("spaeter", 57), ("vorbei", -1)):
        service(slug, recognized_45a=True, recognized_until=TODAY + timedelta(days))
    assert [row.slug for row in queries.recognitions_ending(TODAY)] == ["vorbei", "bald"]
