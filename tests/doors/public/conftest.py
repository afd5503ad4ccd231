"""A small network with an offer that serves Brück; search documents written."""

import pytest

from mitsorge.domain.directory import actions, search
from mitsorge.domain.directory.models import Service, ServiceArea
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Municipality, Postcode
from tests.domain.directory import factories


@pytest.fixture
def network(db) -> Network:
    return factories.network(place_name="Potsdam-Mittelmark", report_days=5)


@pytest.fixture
def brueck(network) -> Municipality:
    place = Municipality.objects.create(
        ags="12069076", name="Brück", latitude="52.19000", longitude="12.76000", population=4000
    )
    Postcode.objects.create(
        code="14822", place="Brück", municipality=place, latitude="52.19", longitude="12.76"
    )
    return place


@pytest.fixture
def offer(brueck) -> Service:
    """ "Tagespflege Abendsonne" at the old station of Brück, and it comes for the whole municipality."""
    made = factories.full_service()
    ServiceArea.objects.create(service=made, kind="MUNICIPALITY", municipality=brueck)
    search.rebuild()
    return made


@pytest.fixture
def three_offers(offer, brueck) -> list[Service]:
    more = [factories.full_service(f"tagespflege-{name}") for name in ("am-fliess", "burgwiesen")]
    for made in more:
        ServiceArea.objects.create(service=made, kind="MUNICIPALITY", municipality=brueck)
    search.rebuild()
    return [offer, *more]


@pytest.fixture
def taxonomy(network) -> None:
    actions.load_taxonomy(at=factories.NOW)
