"""Whatever stands in an address or a hidden field of the office, a page answers in words."""

import pytest

from tests.domain.directory.factories import full_service, network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LISTS = ("angebote", "organisationen", "anerkennungen", "konten", "briefe", "hinweise", "importe", "suchen-ohne-treffer")  # fmt: skip
KEYS = ("seite", "gebiet", "organisation", "art", "q", "suche", "stand", "status")
VALUES = ("9" * 19, "9" * 400, "9" * 5000, "-1", "²", "٣", "%", "\\", "'", "𝒜", "a" * 3000)
BROKEN_MOMENTS = ("2026-13-45T99:99", "2026-11-17 09:00", "gestern", "")


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


@pytest.mark.parametrize("name", LISTS)
def test_no_address_breaks_a_list(frieda, name):
    full_service()
    frieda.raise_request_exception = False
    broken = {
        (key, value[:20]): answer.status_code
        for key in KEYS
        for value in VALUES
        if (answer := frieda.get(f"/schreibtisch/{name}/", {key: value})).status_code >= 500
    }
    assert broken == {}


@pytest.mark.parametrize("seen", BROKEN_MOMENTS)
def test_a_broken_moment_is_no_fault(frieda, seen):
    offer = full_service()
    frieda.raise_request_exception = False
    rooms = (f"angebote/{offer.pk}/", f"angebote/{offer.pk}/bestaetigen/", f"organisationen/{offer.organization_id}/", f"organisationen/{offer.organization_id}/bestaetigen/")  # fmt: skip
    answers = [frieda.post(f"/schreibtisch/{room}", {"seen": seen, "name": "A"}) for room in rooms]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
