import pytest

from mitsorge.domain.upkeep.actions.troubles import note
from mitsorge.domain.upkeep.models import Trouble
from mitsorge.domain.upkeep.queries.troubles import Owner
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.doors.office import freshness_work as work
from tests.cast import NOW
from tests.domain.directory.factories import TODAY, network, organization
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


def trouble(number: int = 0) -> Trouble:
    house = organization(f"haus-{number}", website=f"https://haus-{number}.example/")
    note(TroubleKind.WEBSITE, house.website, "404", owner=Owner(house.pk, None), at=NOW)
    return Trouble.objects.get(organization=house)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    network()
    for number in range(rows):
        trouble(number)
    frieda = signed_in("frieda")
    with django_assert_num_queries(7):  # 3 session, account, roles; count, rows; network, footer
        page = frieda.get("/schreibtisch/gestoert/")
    assert page.context["paged"].total == rows
    assert "Die Seite gibt es nicht mehr (404)." in page.content.decode()


def test_somebody_looked_and_it_is_gone_from_list_and_desk(django_assert_num_queries):
    network()
    found = trouble()
    with django_assert_num_queries(1):
        [item] = work.troubles(TODAY)
    assert (item.title, item.address) == ("1 Adresse ist gestört", "/schreibtisch/gestoert/")
    frieda = signed_in("frieda")
    address = f"/schreibtisch/gestoert/{found.pk}/erledigt/"
    assert frieda.get(address).status_code == 405
    page = frieda.post(address, follow=True).content.decode()
    assert "https://haus-0.example/ gilt wieder als in Ordnung." in page
    assert "Keine Adresse ist gestört" in page
    assert "Das ist schon erledigt." in frieda.post(address, follow=True).content.decode()
    assert work.troubles(TODAY) == []


def test_planning_reads_and_does_not_act():
    network()
    found = trouble()
    selma = signed_in("selma")
    assert "Wieder in Ordnung" not in selma.get("/schreibtisch/gestoert/").content.decode()
    assert selma.post(f"/schreibtisch/gestoert/{found.pk}/erledigt/").status_code == 403
    assert Trouble.objects.get().ended_at is None
