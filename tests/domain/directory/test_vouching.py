"""What an organization itself may do to its entries, and only to its own."""

from dataclasses import replace
from uuid import uuid4

import pytest

from mitsorge.domain.directory import rules
from mitsorge.domain.directory.actions.capacities import report_capacity
from mitsorge.domain.directory.actions.organizations import assure_organization, change_organization
from mitsorge.domain.directory.actions.services import assure_service, change_service
from mitsorge.domain.directory.queries.edit import draft_of_organization, draft_of_service
from mitsorge.foundation.people.rules import NotAllowed
from tests.domain.directory.factories import NOW, organization, service

pytestmark = pytest.mark.django_db


def deeds(offer):
    """Deed → what it needs, for one offer and its organization."""
    house = offer.organization
    seen = {"seen": offer.modified_at}
    changed = replace(draft_of_service(offer), summary="Neu")
    renamed = replace(draft_of_organization(house), alternate_name="Neu")
    places = rules.CapacityDraft(unit="Plätze", available=2)
    return {
        assure_service: {"service_id": offer.pk},
        change_service: {"service_id": offer.pk, "draft": changed, **seen},
        report_capacity: {"service_id": offer.pk, "draft": places},
        assure_organization: {"organization_id": house.pk},
        change_organization: {
            "organization_id": house.pk,
            "draft": renamed,
            "seen": house.modified_at,
        },
    }


@pytest.mark.parametrize("number", range(5))
def test_only_the_organization_itself_is_believed(number):
    offer = service("tagespflege")
    deed, what = list(deeds(offer).items())[number]
    for stranger in (None, uuid4(), organization("andere").uid):
        with pytest.raises(NotAllowed):
            deed(**what, by=None, at=NOW, vouched_by=stranger)
    deed(**what, by=None, at=NOW, vouched_by=offer.organization.uid)


def test_nobody_vouches_for_handing_an_offer_on():
    offer, other = service("tagespflege"), organization("andere")
    draft = replace(draft_of_service(offer), organization_id=other.pk)
    for vouched_by in (offer.organization.uid, other.uid):
        with pytest.raises(NotAllowed):
            change_service(
                service_id=offer.pk,
                draft=draft,
                seen=offer.modified_at,
                by=None,
                at=NOW,
                vouched_by=vouched_by,
            )
    offer.refresh_from_db()
    assert offer.organization.name != "Andere"
