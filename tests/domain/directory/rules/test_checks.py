from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.rules import Area, Fault, Problem

DAY = date(2026, 11, 17)
OFFER = rules.ServiceDraft(organization_id=1, name="Tagespflege")
SLOT = rules.Slot("FREQ=WEEKLY;BYDAY=MO", time(8), time(16))


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({}, []),
        ({"name": " "}, [Problem("name", Fault.NAME_MISSING)]),
        (
            {"visible_from": DAY, "visible_to": DAY},
            [Problem("visible_to", Fault.PERIOD_REVERSED)],
        ),
        ({"care_grade_from": 0}, []),
        ({"care_grade_from": 6}, [Problem("care_grade_from", Fault.CARE_GRADE)]),
        ({"minimum_age": 60}, []),
        ({"minimum_age": 60, "maximum_age": 60}, []),
        (
            {"minimum_age": 60, "maximum_age": 59},
            [Problem("maximum_age", Fault.AGES_REVERSED)],
        ),
        ({"recognized_45a": True, "recognized_until": DAY}, []),
        (
            {"recognized_until": DAY},
            [Problem("recognized_until", Fault.END_WITHOUT_RECOGNITION)],
        ),
        ({"closed_from": DAY}, []),
        (
            {"closed_from": DAY, "closed_to": DAY},
            [Problem("closed_to", Fault.PERIOD_REVERSED)],
        ),
        (
            {"attributes": (rules.AttributeDraft(1, True), rules.AttributeDraft(2, True))},
            [Problem("attributes", Fault.SEVERAL_MAIN_KINDS)],
        ),
        (
            {"attributes": (rules.AttributeDraft(1), rules.AttributeDraft(1))},
            [Problem("attributes", Fault.TWICE, 1)],
        ),
        ({"sites": (rules.SiteDraft(1), rules.SiteDraft(2))}, []),
        ({"sites": (rules.SiteDraft(1), rules.SiteDraft(1))}, [Problem("sites", Fault.TWICE, 1)]),
        ({"sites": (rules.SiteDraft(),)}, [Problem("sites", Fault.SITE, 0)]),
        (
            {"sites": (rules.SiteDraft(1, location=rules.LocationDraft()),)},
            [Problem("sites", Fault.SITE, 0)],
        ),
        (
            {"sites": (rules.SiteDraft(location=rules.LocationDraft(postcode="x")),)},
            [Problem("sites", Fault.POSTCODE, 0)],
        ),
        ({"schedules": (SLOT, rules.Slot(by_appointment=True))}, []),
        ({"schedules": (SLOT, rules.Slot("quatsch"))}, [Problem("schedules", Fault.RULE, 1)]),
        ({"schedules": (rules.Slot(),)}, [Problem("schedules", Fault.HOURS_EMPTY, 0)]),
        (
            {"schedules": (replace(SLOT, closes_at=time(7)),)},
            [Problem("schedules", Fault.HOURS_REVERSED, 0)],
        ),
        (
            {"schedules": (replace(SLOT, valid_from=DAY, valid_to=DAY),)},
            [Problem("schedules", Fault.PERIOD_REVERSED, 0)],
        ),
        (
            {
                "areas": (
                    rules.AreaDraft(Area.BODY),
                    rules.AreaDraft(Area.MUNICIPALITY, municipality_id=1),
                    rules.AreaDraft(Area.PLANNING_AREA, planning_area_id=1),
                    rules.AreaDraft(Area.RADIUS, radius_km=15),
                )
            },
            [],
        ),
        ({"areas": (rules.AreaDraft(Area.BODY, radius_km=1),)}, [Problem("areas", Fault.AREA, 0)]),
        ({"areas": (rules.AreaDraft(Area.RADIUS),)}, [Problem("areas", Fault.AREA, 0)]),
        ({"costs": (rules.CostDraft("Tag", Decimal(0)),)}, []),
        ({"costs": (rules.CostDraft("Tag", Decimal(-1)),)}, [Problem("costs", Fault.PRICE, 0)]),
        ({"costs": (rules.CostDraft(""),)}, [Problem("costs", Fault.TEXT_MISSING, 0)]),
        (
            {"costs": (rules.CostDraft("Tag", valid_from=DAY, valid_to=DAY),)},
            [Problem("costs", Fault.PERIOD_REVERSED, 0)],
        ),
        ({"capacities": (rules.CapacityDraft("Plätze", 12, 12),)}, []),
        (
            {"capacities": (rules.CapacityDraft("Plätze", 13, 12), rules.CapacityDraft(" "))},
            [
                Problem("capacities", Fault.MORE_FREE_THAN_PLACES, 0),
                Problem("capacities", Fault.TEXT_MISSING, 1),
            ],
        ),
        (
            {"capacities": (rules.CapacityDraft("Plätze"), rules.CapacityDraft("Plätze"))},
            [Problem("capacities", Fault.TWICE, 1)],
        ),
        ({"phones": (rules.PhoneDraft("030 23125-114"),)}, []),
        ({"phones": (rules.PhoneDraft("12"),)}, [Problem("phones", Fault.PHONE, 0)]),
        ({"contacts": (rules.ContactDraft(" "),)}, [Problem("contacts", Fault.TEXT_MISSING, 0)]),
        (
            {"contacts": (rules.ContactDraft("Leitung", phones=(rules.PhoneDraft("12"),)),)},
            [Problem("contacts", Fault.PHONE, 0)],
        ),
    ],
)
def test_offers(values, problems):
    assert rules.problems_of_service(replace(OFFER, **values)) == problems


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({}, []),
        ({"name": ""}, [Problem("name", Fault.NAME_MISSING)]),
        ({"phones": (rules.PhoneDraft("12"),)}, [Problem("phones", Fault.PHONE, 0)]),
    ],
)
def test_organizations(values, problems):
    draft = replace(rules.OrganizationDraft("Haus Abendsonne"), **values)
    assert rules.problems_of_organization(draft) == problems


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (rules.LocationDraft(postcode="14822"), []),
        (rules.LocationDraft(postcode="1482a"), [Problem("postcode", Fault.POSTCODE)]),
        (rules.LocationDraft(latitude=Decimal(52)), [Problem("latitude", Fault.HALF_A_POINT)]),
        (
            rules.LocationDraft(
                accessibility=(
                    rules.AccessDraft(1, rules.Access.YES),
                    rules.AccessDraft(1, rules.Access.NO),
                )
            ),
            [Problem("accessibility", Fault.TWICE, 1)],
        ),
    ],
)
def test_locations(draft, problems):
    assert rules.problems_of_location(draft) == problems


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({}, []),
        ({"office": " "}, [Problem("office", Fault.TEXT_MISSING)]),
        ({"function": ""}, [Problem("function", Fault.TEXT_MISSING)]),
        ({"phone": ""}, [Problem("phone", Fault.PHONE)]),
        ({"deputy_phone": "12"}, [Problem("deputy_phone", Fault.PHONE)]),
        ({"municipality_id": 1}, []),
        (
            {"municipality_id": 1, "planning_area_id": 1},
            [Problem("planning_area_id", Fault.AREA)],
        ),
    ],
)
def test_responsibilities(values, problems):
    draft = replace(rules.ResponsibilityDraft(1, "Amt", "Pflege", "030 23125-120"), **values)
    assert rules.problems_of_responsibility(draft) == problems


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (rules.TermDraft(rules.TermKind.CARE, "nachtpflege", "Nachtpflege"), []),
        (rules.TermDraft(rules.TermKind.CARE, "", "x"), [Problem("code", Fault.CODE)]),
        (
            rules.LifeSituationDraft("Groß", " ", "", ""),
            [Problem("name", Fault.NAME_MISSING), Problem("slug", Fault.CODE)],
        ),
    ],
)
def test_words(draft, problems):
    assert rules.problems_of_words(draft) == problems
