from datetime import timedelta
from itertools import product

import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.rules import Status, is_visible
from tests.domain.directory.factories import TODAY, organization, service

DAYS = (None, TODAY - timedelta(1), TODAY, TODAY + timedelta(1))


@pytest.mark.django_db
def test_database_and_rule_agree_on_every_case():
    house = organization()
    cases = [
        (status, start, end)
        for status, start, end in product(Status, DAYS, DAYS)
        if start is None or end is None or start < end
    ]
    for number, (status, start, end) in enumerate(cases):
        service(
            f"angebot-{number}",
            organization=house,
            status=status,
            visible_from=start,
            visible_to=end,
        )
    expected = {
        f"angebot-{number}"
        for number, (status, start, end) in enumerate(cases)
        if is_visible(status=status, on=TODAY, visible_from=start, visible_to=end)
    }
    assert set(queries.visible_services(TODAY).values_list("slug", flat=True)) == expected
    assert len(expected) == 6


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.DRAFT, Status.INACTIVE, Status.DEFUNCT])
def test_an_offer_is_hidden_with_its_organization(status):
    service(organization=organization(status=status))
    assert queries.visible_services(TODAY).count() == 0
    assert queries.visible_organizations(TODAY).count() == 0
