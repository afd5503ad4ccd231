"""Partners read what is in consultation, comment, propose, carry or dissent; for their own organization only."""

import pytest

from mitsorge.domain.recommendations.actions import consulting, drafting
from mitsorge.domain.recommendations.models import Carrier, Comment
from tests.domain.recommendations.networks import (
    AT,
    adopted,
    committees,
    consulted,
    drafted,
    partner,
    words,
)
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/konto/empfehlungen/"


@pytest.fixture
def net():
    a_network()
    return committees()


@pytest.fixture
def house():
    return partner("Haus Abendsonne")


@pytest.fixture
def paul(net, house):
    return signed_in("paul", organization=house)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    rows, net, paul, django_assert_num_queries
) -> None:
    for number in range(rows):
        consulted(net, title=f"Anlaufstelle {number}")
    with django_assert_num_queries(
        11
    ):  # 3 session, account, roles; scopes, organizations, 3 for the one; network, notices, footer
        page = paul.get(LIST)
    assert [len(waiting) for _organization, waiting, _rows in page.context["groups"]] == [rows]


def test_drafts_are_not_shown(net, paul) -> None:
    found = drafted(net)
    assert paul.get(f"{LIST}{found.uid}/").status_code == 404
    assert found.title not in paul.get(LIST).content.decode()


def test_carried_then_not_and_the_reason_is_kept(net, house, paul) -> None:
    found = consulted(net)
    address = f"{LIST}{found.uid}/"
    said = {"organization": house.pk, "version": 1}
    assert paul.post(address, said | {"tat": "mittragen"})["Location"] == address
    page = paul.post(address, said | {"tat": "nicht"})
    assert "Schreiben Sie, warum Sie die Empfehlung nicht mittragen." in page.content.decode()
    paul.post(address, said | {"tat": "nicht", "reason": "Zu wenig Personal."})
    assert (Carrier.objects.get().stance, Carrier.objects.get().reason) == (
        "DISSENTS",
        "Zu wenig Personal.",
    )
    assert "Zu wenig Personal." in paul.get(address).content.decode()
    assert "Das haben Sie gesagt" in paul.get(LIST).content.decode()


def test_proposed_and_commented(net, house, paul) -> None:
    found = consulted(net)
    said = {"organization": house.pk, "version": 1, "tat": "anmerken"}
    address = f"{LIST}{found.uid}/"
    paul.post(address, said | {"field": "text", "text": "und mobil"})
    paul.post(address, said | {"text": "Gut."})
    drafting.comment(recommendation_id=found.pk, text="Nur intern.", by=net.frieda, at=AT)
    rows = Comment.objects.order_by("pk").values_list("kind", "field", "text")
    assert list(rows)[:2] == [("AMENDMENT", "text", "und mobil"), ("COMMENT", "", "Gut.")]
    shown = paul.get(address).content.decode()
    assert "und mobil" in shown
    assert "Nur intern." not in shown


def test_nobody_speaks_for_another(net, house, paul) -> None:
    found = consulted(net)
    otto = signed_in("otto", organization=partner("Anderes Haus"))
    page = otto.post(
        f"{LIST}{found.uid}/", {"organization": house.pk, "version": 1, "tat": "mittragen"}
    )
    assert page.status_code == 200
    assert Carrier.objects.count() == 0
    assert signed_in("arno").get(LIST).status_code == 403


def test_a_new_version_asks_anew_and_keeps_what_was_typed(net, house, paul) -> None:
    found = adopted(net)
    address = f"{LIST}{found.uid}/"
    paul.post(address, {"organization": house.pk, "version": 1, "tat": "mittragen"})
    drafting.revise(
        recommendation_id=found.pk, words=words("Eine mobile Stelle."), by=net.frieda, at=AT
    )
    consulting.submit(recommendation_id=found.pk, committee=net.steering, by=net.frieda, at=AT)
    page = paul.post(
        address, {"organization": house.pk, "version": 1, "tat": "nicht", "reason": "Warum nur."}
    )
    shown = page.content.decode()
    assert "Es gibt inzwischen eine neue Fassung." in shown
    assert "Warum nur." in shown
    assert "Zur Fassung davor sagten Sie: trägt mit." in shown
    assert "<ins>" in shown
    assert "Anlaufstelle" in paul.get(LIST).content.decode()
