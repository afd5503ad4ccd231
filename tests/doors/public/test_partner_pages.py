"""The public list of partners with its map and areas, and a partner's own page."""

import re
from datetime import date

import pytest

from mitsorge.domain.directory.models import Location
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.partners.queries.places import clusters, houses_in_area, partner_places
from mitsorge.domain.recommendations.models import Carrier, Recommendation, Version
from mitsorge.foundation.places.models import Municipality, PlanningArea
from tests.domain.partners.joining import AT, TODAY, partner, seat, working_group
from tests.network import a_network

pytestmark = pytest.mark.django_db
PAGE = "/partner/haus-abendsonne/"
SQUARE = [[12.5, 52.1], [12.7, 52.1], [12.7, 52.3], [12.5, 52.3], [12.5, 52.1]]


def location(made, *, town="Bad Belzig", postcode="14806", north="52.2", east="12.6", **more):
    return Location.objects.create(
        organization=made.organization,
        street="Hauptstraße 1",
        town=town,
        postcode=postcode,
        latitude=north,
        longitude=east,
        **more,
    )


def area(network, code: str, **more) -> PlanningArea:
    return PlanningArea.objects.create(
        body=network.body, code=code, name=code, kind="REGION", active_from=date(2020, 1, 1), **more
    )


def test_the_map_counts_partners_by_town_and_hides_protected_ones(client):
    a_network()
    for name in ("A", "B"):
        location(partner(name, speaker=""))
    location(partner("C", speaker=""), town="Brück", north="52.3", east="12.7")
    location(partner("D", speaker=""), town="Geheim", is_protected=True)
    found = clusters(partner_places(on=TODAY))
    assert [(one.name, one.partners) for one in found] == [("Bad Belzig", 2), ("Brück", 1)]
    page = client.get("/netzwerk/partner/").content.decode()
    assert re.findall(r'class="pin-n"[^>]*>(\d+)<', page) == ["2", "1"]
    assert "Geheim" not in page


def test_in_one_town_the_map_counts_by_postcode():
    for name, code in (("A", "04103"), ("B", "04103"), ("C", "04105")):
        location(partner(name, speaker=""), town="Leipzig", postcode=code)
    found = clusters(partner_places(on=TODAY))
    assert [(one.name, one.partners) for one in found] == [("", 2), ("", 1)]


def test_a_partner_counts_once_at_its_first_place():
    made = partner()
    location(made)
    location(made, town="Brück")
    assert [one.name for one in clusters(partner_places(on=TODAY))] == ["Bad Belzig"]


def test_an_area_is_known_by_municipality_by_outline_and_by_what_lies_below(client):
    network = a_network()
    belzig = Municipality.objects.create(name="Bad Belzig", ags="12069020")
    top = area(network, "kreis")
    area(network, "ost", parent=top).municipalities.add(belzig)
    area(network, "umriss", outline={"type": "Polygon", "coordinates": [SQUARE]})
    area(network, "leer")
    first, second = partner("A", speaker=""), partner("B", speaker="")
    location(first, municipality=belzig, north="51.0", east="11.0")
    location(second)
    places = partner_places(on=TODAY)
    houses = {
        code: houses_in_area(code, places, on=TODAY)
        for code in ("ost", "kreis", "umriss", "leer", "x")
    }
    one, two = first.organization_id, second.organization_id
    assert houses == {"ost": {one}, "kreis": {one}, "umriss": {two}, "leer": set(), "x": set()}
    page = client.get("/netzwerk/partner/?gebiet=ost").content.decode()
    assert (">A</a>" in page, ">B</a>" in page) == (True, False)


def test_the_page_of_a_partner(client):
    a_network()
    made = partner(topics="Demenz")
    seat(working_group(), made, role=MemberRole.SPOKESPERSON)
    seat(working_group("ag-alt", active_to=TODAY), made)
    page = client.get(PAGE).content.decode()
    assert "Partner im Netzwerk seit 1. Januar 2025" in page
    assert ("Ag-Demenz" in page, "Ag-Alt" in page, "Demenz" in page) == (True, False, True)
    assert "Paul Probe" not in page
    made.active_to = TODAY
    made.save()
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize("status", ["ADOPTED", "DRAFT"])
def test_it_shows_the_newest_word_on_what_is_no_draft(client, status):
    a_network()
    made = partner()
    paper = Recommendation.objects.create(
        number="2026/01",
        title="Kurzzeitpflege",
        committee=working_group(),
        status=status,
        created_at=AT,
        modified_at=AT,
    )
    for number, stance in ((1, "DISSENTS"), (2, "CARRIES")):
        version = Version.objects.create(recommendation=paper, number=number, created_at=AT)
        Carrier.objects.create(
            version=version,
            organization=made.organization,
            stance=stance,
            reason="Weil",
            signed_by="P",
            signed_at=AT,
        )
    page = client.get(PAGE).content.decode()
    shown = page.count('href="/was-wurde-daraus/2026/01/"')
    assert shown == (1 if status == "ADOPTED" else 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(client, rows, django_assert_num_queries):
    a_network()
    made = partner()
    for number in range(rows):
        seat(working_group(f"ag-{number}"), made)
    client.get(PAGE)
    with django_assert_num_queries(8):
        assert len(client.get(PAGE).context["committees"]) == rows
