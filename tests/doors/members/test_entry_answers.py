"""Answers from an account without a letter: confirming, how to be asked, what to mend."""

import re

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.upkeep.actions.troubles import note
from mitsorge.domain.upkeep.models import Change, Inquiry, Reach
from mitsorge.domain.upkeep.queries.troubles import Owner
from mitsorge.domain.upkeep.rules import TroubleKind
from tests.domain.directory import factories
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    factories.network()
    factories.full_service()
    return Organization.objects.get()


@pytest.fixture
def paul(house):
    return signed_in("paul", organization=house)


def address(house, page):
    return f"/konto/eintraege/{house.uid}/{page}/"


def test_what_is_shown_is_confirmed_and_the_running_round_ends(house, paul):
    Service.objects.update(assured_at=None)
    inquiry = Inquiry.objects.create(organization=house, opened_at=timezone.now())
    page = paul.get(address(house, "bestaetigen")).content.decode()
    assert ("030 23125-114" in page, Service.objects.get().assured_at) == (True, None)
    seen = dict(re.findall(r'name="(seen-[^"]+)" value="([^"]+)"', page))
    assert len(seen) == 2
    done = paul.post(address(house, "bestaetigen"), seen, follow=True).content.decode()
    assert "Ihre Einträge gelten ab heute als bestätigt" in done
    assert Service.objects.get().assured_at is not None
    inquiry.refresh_from_db()
    assert (inquiry.ending, inquiry.ended_via) == ("CONFIRMED", "ACCOUNT")


def test_another_version_than_the_one_shown_is_not_confirmed(house, paul):
    Service.objects.update(assured_at=None)
    old = {f"seen-{Service.objects.get().uid}": "2020-01-01T00:00:00+00:00"}
    page = paul.post(address(house, "bestaetigen"), old).content.decode()
    assert "Bitte sehen Sie die neue Fassung an" in page
    assert Service.objects.get().assured_at is None


def test_members_choose_where_when_and_how_often(house, paul):
    typed = {"email": "buero@haus", "phone": "", "best_time": "dienstags", "rhythm_months": "12"}
    page = paul.post(address(house, "nachfragen"), typed)
    assert (page.status_code, "dienstags" in page.content.decode()) == (200, True)
    assert not Reach.objects.exists()
    typed |= {"email": "buero@haus.example", "phone": "030 23125-120"}
    paul.post(address(house, "nachfragen"), typed)
    assert Reach.objects.values("email", "phone", "best_time", "rhythm_months").get() == typed | {
        "rhythm_months": 12
    }


def test_a_rhythm_of_the_office_stays_a_choice(house, paul):
    Reach.objects.create(organization=house, rhythm_months=5)
    page = paul.get(address(house, "nachfragen")).content.decode()
    assert re.search(r'value="5"[^>]*checked', page)
    assert "alle 5 Monate" in page


@pytest.mark.parametrize("page", ["bestaetigen", "nachfragen"])
def test_otto_finds_nothing_of_others(house, page):
    otto = signed_in("otto", organization=factories.organization("anderes-haus"))
    assert otto.get(address(house, page)).status_code == 404
    assert otto.post(address(house, page), {"best_time": "x"}).status_code == 404
    assert not Reach.objects.exists()


def test_what_does_not_work_stands_there_with_the_way_to_mend_it(house, paul):
    service = Service.objects.get()
    Organization.objects.update(email="Haus@abendsonne.example", website="https://tot.example/")
    Reach.objects.create(organization=house, email="briefe@haus.example")
    now = timezone.now()
    for kind, where in (
        (TroubleKind.WEBSITE, "https://tot.example/"),
        (TroubleKind.EMAIL, "haus@abendsonne.example"),
        (TroubleKind.EMAIL, "leitung@abendsonne.example"),
        (TroubleKind.EMAIL, "briefe@haus.example"),
        (TroubleKind.EMAIL, "niemand@haus.example"),
    ):
        note(kind, where, "404", owner=Owner(house.pk, None), at=now)
    page = paul.get("/konto/eintraege/").content.decode()
    assert "4 Adressen funktionieren nicht" in page
    part = page[page.index("4 Adressen funktionieren nicht") :]
    assert re.findall(r'<a href="([^"]+)"', part)[:4] == [
        address(house, "erreichen"), address(house, "erreichen"),
        address(service, "ansprechstellen"), address(house, "nachfragen"),
    ]  # fmt: skip
    own = paul.get(f"/konto/eintraege/{service.uid}/").content.decode()
    assert "Eine Adresse funktioniert nicht" in own
    assert "leitung@" in own.replace("<wbr>", "")


def test_gone_is_said_from_the_account_and_nothing_disappears(house, paul):
    service = Service.objects.get()
    way = f"/konto/eintraege/{service.uid}/"
    assert "Das gibt es nicht mehr" in paul.get(way).content.decode()
    asked = paul.get(f"{way}ende/").content.decode()
    assert f"Gibt es „{service.name}“ nicht mehr?" in asked
    assert Change.objects.count() == 0
    said = {"message": "Geschlossen zum Jahresende."}
    done = paul.post(f"{way}ende/", said, follow=True).content.decode()
    assert "Wir fragen nach, bevor etwas verschwindet." in done
    paul.post(f"{way}ende/", said)
    change = Change.objects.get()
    told = (change.kind, change.state, change.via, change.service_id, change.message)
    assert told == ("GONE", "SUBMITTED", "ACCOUNT", service.pk, said["message"])
    assert paul.get(f"/angebot/{service.slug}/").status_code == 200
    frieda = signed_in("frieda")
    frieda.post(f"/schreibtisch/aenderungen/{change.pk}/freigeben/")
    assert paul.get(f"/angebot/{service.slug}/").status_code in (404, 410)


def test_gone_ends_the_running_round_only_where_nothing_is_left(house, paul):
    factories.service("nachtpflege-abendsonne", organization=house)
    Service.objects.update(assured_at=None)
    inquiry = Inquiry.objects.create(organization=house, opened_at=timezone.now())
    one, other = Service.objects.values_list("uid", flat=True)
    for uid, ending in ((one, ""), (other, "GONE")):
        paul.post(f"/konto/eintraege/{uid}/ende/", {"message": ""})
        inquiry.refresh_from_db()
        assert inquiry.ending == ending


def test_nobody_says_gone_for_another_house(house):
    otto = signed_in("otto", organization=factories.organization("anderes-haus"))
    for uid in (house.uid, Service.objects.get().uid):
        assert otto.post(f"/konto/eintraege/{uid}/ende/", {"message": ""}).status_code == 404
    assert Change.objects.count() == 0
