import re

import pytest
from django.core.cache import cache
from django.core.signing import TimestampSigner
from django.test import Client

from mitsorge.domain.partners.letters import confirm_address, signed_address, withdraw_address
from mitsorge.domain.partners.models import Application, Partnership
from tests.domain.partners.joining import (
    TODAY,
    agreement,
    applied,
    organization,
    submitted,
    working_group,
)
from tests.network import a_network

pytestmark = pytest.mark.django_db
FORM = {
    "organization_name": "Haus Lindenhof",
    "participation": "ACTIVE",
    "speaker_name": "Paul Probe",
    "speaker_email": "paul@lindenhof.example",
    "agreed": "on",
    "key": "a-key",
}


@pytest.fixture(autouse=True)
def _ground():
    cache.clear()
    a_network()


def send(**more):
    values = {**FORM, "agreement": agreement().pk} | more
    return Client().post("/mitmachen/", {k: v for k, v in values.items() if v is not None})


def path_of(address: str) -> str:
    return "/" + address.split("/", 3)[3]


def test_applying_without_an_account_ends_at_a_letter():
    group = working_group()
    answer = send(committees=[group.pk], topics="Demenz")
    assert (answer.status_code, answer["Location"]) == (302, "/mitmachen/danke/")
    made = Application.objects.get()
    assert (list(made.committees.all()), made.topics, made.status) == (
        [group],
        "Demenz",
        "UNCONFIRMED",
    )
    assert "Postfach" in Client().get(answer["Location"]).content.decode()


def test_the_form_sent_twice_is_one_application():
    send()
    send()
    assert Application.objects.count() == 1


def test_what_was_typed_is_never_lost_and_each_field_says_what_it_needs():
    group = working_group()
    page = send(
        agreed=None, participation="INACTIVE", committees=[group.pk], topics="Wärme & Licht"
    )
    text = page.content.decode()
    assert page.status_code == 200
    assert "Ohne Ihre Zustimmung" in text
    assert 'value="Wärme &amp; Licht"' in text
    assert re.search(rf'value="{group.pk}"[^>]*checked', text)
    assert 'name="key" value="a-key"' in text
    again = send(participation="INACTIVE", committees=[group.pk]).content.decode()
    assert "ist aktiver Partner" in again
    assert not Application.objects.exists()


def test_an_entry_of_the_directory_is_found_without_a_script():
    house = organization()
    page = send(organization_name="abendsonne", suchen="1", agreed=None).content.decode()
    assert f'id="o-{house.pk}"' in page
    assert 'value="Paul Probe"' in page
    assert "Probleme" not in page
    send(organization_name="abendsonne", organization=house.pk)
    assert Application.objects.get().organization == house


def test_the_exact_name_is_recognized_and_new_stays_new():
    house = organization()
    send(organization_name="haus abendsonne")
    assert Application.objects.get().organization == house
    send(organization_name="haus abendsonne", organization="neu", key="b")
    assert Application.objects.get(organization=None).organization_name == "haus abendsonne"


def test_a_partner_reads_that_it_is_one():
    house = organization()
    Partnership.objects.create(organization=house, participation="ACTIVE", active_from=TODAY)
    assert "Haus Abendsonne ist schon Partner" in send(organization=house.pk).content.decode()


def test_one_sender_sends_ten_an_hour():
    codes = [send(key=str(n), organization_name=f"Haus {n}").status_code for n in range(11)]
    assert codes == [302] * 10 + [429]


def test_without_a_text_to_agree_to_there_is_a_telephone():
    page = Client().get("/mitmachen/").content.decode()
    assert "Zurzeit geht das nur am Telefon" in page
    assert "030 23125-110" in page


def test_the_link_shows_and_only_the_button_confirms():
    address = path_of(confirm_address(applied()))
    assert "Ja, Antrag bestätigen" in Client().get(address).content.decode()
    assert Application.objects.get().status == "UNCONFIRMED"
    assert "Ihr Antrag ist bei uns" in Client().post(address).content.decode()
    assert Application.objects.get().status == "SUBMITTED"
    assert "Ihr Antrag ist bei uns" in Client().post(address).content.decode()


def test_withdrawing_by_link_twice_is_a_calm_sentence():
    made = submitted()
    address = path_of(withdraw_address(made))
    assert "Ja, zurückziehen" in Client().get(address).content.decode()
    assert Application.objects.get().status == "SUBMITTED"
    assert "ist zurückgezogen" in Client().post(address).content.decode()
    assert "schon zurückgezogen" in Client().post(address).content.decode()
    confirm = Client().post(path_of(confirm_address(made))).content.decode()
    assert "Dieser Antrag ist zurückgezogen" in confirm


def test_what_was_signed_can_be_read_with_its_proof():
    made = submitted()
    page = Client().get(path_of(signed_address(made))).content.decode()
    assert made.proof in page
    assert "Wir arbeiten mit." in page


@pytest.mark.parametrize("page", ["bestaetigen", "zurueckziehen", "erklaerung"])
def test_a_wrong_link_is_gone(page):
    made = submitted()
    other = TimestampSigner(salt="another").sign(str(made.uid))
    for signed in ("x", str(made.uid), other):
        answer = Client().get(f"/mitmachen/{page}/{signed}/")
        assert (answer.status_code, "gilt nicht mehr" in answer.content.decode()) == (410, True)


def test_links_of_one_kind_open_no_other():
    made = submitted()
    signed = path_of(confirm_address(made)).split("/")[-2]
    assert Client().get(f"/mitmachen/zurueckziehen/{signed}/").status_code == 410
