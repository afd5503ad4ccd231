from datetime import date

import pytest

from mitsorge.domain.directory.models import Accessibility, Location, Organization, Phone
from mitsorge.domain.directory.queries import draft_of_location, draft_of_organization
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.foundation.journal.models import Entry
from tests.cast import NOW
from tests.domain.directory.factories import (
    full_service,
    location,
    network,
    organization,
    service,
    term,
)
from tests.doors.office.browser import as_shown
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/organisationen/"


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


@pytest.fixture
def house():
    found = organization(description="Ein Haus.\n\nMit Garten.", legal_form="gGmbH")
    Phone.objects.create(
        organization=found, number="+493023125114", display="030 23125-114", hours="werktags"
    )
    return found


def address_of(house):
    return f"{LIST}{house.pk}/"


def test_saving_what_is_shown_changes_nothing(frieda, house):
    before = draft_of_organization(house)
    page = frieda.post(address_of(house), as_shown(frieda.get(address_of(house))))
    assert page.status_code == 302
    assert draft_of_organization(Organization.objects.get()) == before
    assert Entry.objects.count() == 0


def test_a_change_is_told_and_a_row_more_loses_nothing(frieda, house):
    typed = as_shown(frieda.get(address_of(house))) | {"name": "Haus Morgensonne"}
    more = frieda.post(address_of(house), typed | {"weitere": "contacts"})
    assert as_shown(more)["contacts-zeilen"] == ["2"]
    assert as_shown(more)["name"] == ["Haus Morgensonne"]
    assert Organization.objects.get().name == "Haus Abendsonne"
    page = frieda.post(address_of(house), typed, follow=True)
    assert "Gespeichert." in page.content.decode()
    assert Entry.objects.get().changes == {"name": ["Haus Abendsonne", "Haus Morgensonne"]}


def test_what_is_wrong_stays_typed(frieda, house):
    typed = as_shown(frieda.get(address_of(house)))
    page = frieda.post(address_of(house), typed | {"name": "", "phones-0-number": "abc"})
    shown = page.content.decode()
    assert as_shown(page)["phones-0-number"] == ["abc"]
    assert 'href="#id_name"' in shown
    page = frieda.post(address_of(house), typed | {"phones-0-number": "abc"})
    assert 'href="#id_phones-0-number"' in page.content.decode()


def test_who_saves_second_sees_both_versions(frieda, house):
    typed = as_shown(frieda.get(address_of(house)))
    frieda.post(address_of(house), typed | {"legal_form": "e. V."})
    page = frieda.post(address_of(house), typed | {"legal_form": "GmbH"})
    assert page.status_code == 409
    rows = page.context["conflict"].rows
    assert [(row.name, row.before, row.after) for row in rows] == [("Rechtsform", "e. V.", "GmbH")]
    frieda.post(address_of(house), as_shown(page))
    assert Organization.objects.get().legal_form == "GmbH"


def test_a_new_organization_is_made_once(frieda):
    typed = as_shown(frieda.get(f"{LIST}neu/")) | {"name": "Nachbarn am Markt e. V."}
    pages = [frieda.post(f"{LIST}neu/", typed) for _click in range(2)]
    made = Organization.objects.get()
    assert [page["Location"] for page in pages] == [address_of(made)] * 2
    assert Entry.objects.count() == 1


def test_confirming(frieda, house):
    Organization.objects.update(assured_at=None)
    seen = as_shown(frieda.get(address_of(house)))["seen"][0]
    frieda.post(f"{address_of(house)}bestaetigen/", {"seen": seen})
    assert Organization.objects.get().assured_at is not None


def test_offers_places_and_partnership_stand_beside_it(frieda, house):
    service(organization=house)
    location(house, is_protected=True)
    Partnership.objects.create(
        organization=house,
        participation="ACTIVE",
        member_group=MemberGroup.objects.create(code="tp", name="Tagespflegen"),
        active_from=date(2025, 3, 1),
    )
    shown = frieda.get(address_of(house)).content.decode()
    assert "Tagespflege Abendsonne" in shown
    assert "Haus am Bahnhof, Am Alten Bahnhof 3, Brück (Adresse geschützt)" in shown
    assert "Tagespflegen" in shown
    assert "seit 1. März 2025" in shown
    selma = signed_in("selma").get(address_of(house)).content.decode()
    assert "Am Alten Bahnhof 3" not in selma
    assert "Haus am Bahnhof" not in selma
    assert "Brück (Adresse geschützt)" in selma


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_with_one_and_with_three_offers(
    frieda, house, rows, django_assert_num_queries
):
    for number in range(rows):
        service(f"angebot-{number}", organization=house)
        location(house)
    with django_assert_num_queries(19):
        assert frieda.get(address_of(house)).status_code == 200


def test_a_location_is_saved_with_how_one_gets_in(frieda):
    offer = full_service()
    place = Location.objects.get()
    lift = term("aufzug", TermKind.ACCESSIBILITY)
    address = f"/schreibtisch/standorte/{place.pk}/"
    before = draft_of_location(place)
    typed = as_shown(frieda.get(address))
    frieda.post(address, typed)
    assert draft_of_location(Location.objects.get()) == before
    assert Entry.objects.count() == 0
    frieda.post(address, typed | {f"a{lift.pk}": "NO", f"d{lift.pk}": "nur Treppe"})
    said = Accessibility.objects.values_list("term__code", "access", "details").order_by("pk")
    assert list(said) == [
        ("eingang-ohne-stufen", "YES", "Türen 95 cm breit"),
        ("aufzug", "NO", "nur Treppe"),
    ]
    late = frieda.post(address, typed | {"street": "Neue Straße 1"})
    assert late.status_code == 409
    assert as_shown(late)["street"] == ["Neue Straße 1"]
    assert offer.modified_at == NOW


def test_a_location_of_an_organization(frieda, house):
    address = f"{address_of(house)}standorte/neu/"
    wrong = frieda.post(address, {"street": "Dorfstraße 1", "postcode": "14"})
    assert as_shown(wrong)["street"] == ["Dorfstraße 1"]
    frieda.post(address, {"town": "Görzke", "postcode": "14828"})
    assert [(p.town, p.organization) for p in Location.objects.all()] == [("Görzke", house)]


def test_roles(house):
    network()
    place = location(house)
    for name, read, inside in (("arno", 200, 200), ("selma", 200, 403), ("ida", 403, 403)):
        client = signed_in(name)
        assert client.get(address_of(house)).status_code == read
        assert client.get(f"/schreibtisch/standorte/{place.pk}/").status_code == inside
        assert client.post(address_of(house), {"name": "x"}).status_code == 403
        assert client.post(f"/schreibtisch/standorte/{place.pk}/", {"town": "x"}).status_code == 403
        assert client.get(f"{LIST}neu/").status_code == 403
    assert Entry.objects.count() == 0
