"""Free places by the link of a letter: GET shows, POST acts, twice is once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory.actions import ChangedMeanwhile, change_service
from mitsorge.domain.directory.models import Attribute, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.directory.queries import draft_of_service
from mitsorge.domain.upkeep.letters.inquiries import signed
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.foundation.journal.models import Entry
from tests.cast import account
from tests.domain.directory.factories import network, organization, service
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
UNIT = "Tagespflegeplätze"


def house(slug="tagespflege-abendsonne", **fields):
    offer = service(slug, **fields)
    term, _new = TaxonomyTerm.objects.get_or_create(
        kind="CARE", code="tagespflege", defaults={"name": "Tagespflege"}
    )
    Attribute.objects.create(service=offer, term=term, is_main=True)
    return offer


def address(offer, *, at=None):
    now = timezone.now()
    inquiry = Inquiry.objects.create(organization=offer.organization, opened_at=at or now)
    return f"/eintrag/{signed(inquiry, at=at)}/plaetze/"


def typed(offer, **fields):
    return {"offer": offer.slug, "unit": UNIT, "available": "2", "start": "sofort", **fields}


def text(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_ten_seconds_and_it_says_what_is_public_now():
    network()
    offer = house()
    where = address(offer)
    shown = Client().get(where)
    assert ServiceCapacity.objects.count() == 0
    assert "Noch nie gemeldet." in text(shown)
    client = Client()
    page = client.post(where, typed(offer, hint="nur dienstags"), follow=True)
    report = ServiceCapacity.objects.get()
    assert (report.unit, report.kind, report.available) == (UNIT, "DAY", 2)
    assert (report.conditions, report.free_from) == ("nur dienstags", None)
    assert "Öffentlich steht jetzt: Tagespflegeplätze: 2 frei, nur dienstags." in text(page)
    assert "Öffentlich bis" in text(page)
    public = text(Client().get(f"/angebot/{offer.slug}/"))
    assert "2 Plätze frei gemeldet heute" in public


def test_a_double_click_is_one_report():
    network()
    offer = house()
    where = address(offer)
    for _click in range(2):
        assert Client().post(where, typed(offer)).status_code == 302
    assert Entry.objects.filter(event="directory.capacity.reported").count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"available": ""}, "Tippen Sie an, wie viele Plätze frei sind."),
        ({"start": "spaeter", "hint": "bleibt da"}, "Sagen Sie uns noch, ab welchem Tag."),
        ({"start": "spaeter", "day": "32.1."}, "Geben Sie den Tag so ein: 1.12.2026."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(fields, sentence):
    network()
    offer = house()
    page = Client().post(address(offer), typed(offer, **fields))
    assert page.status_code == 422
    assert sentence in text(page)
    assert fields.get("hint", "") in page.content.decode()
    assert ServiceCapacity.objects.count() == 0


def test_another_organizations_offer_is_not_found():
    network()
    mine = house()
    other = house("fremd", organization=organization("andere"))
    assert Client().post(address(mine), typed(other)).status_code == 404
    assert ServiceCapacity.objects.count() == 0


def test_wrong_and_old_links_have_a_way_on():
    network()
    offer = house()
    old = address(offer, at=timezone.now() - timedelta(days=60))
    for where in (old, old.replace("/eintrag/", "/eintrag/x"), "/eintrag/unsinn/plaetze/"):
        for page in (Client().get(where), Client().post(where, typed(offer))):
            assert page.status_code == 410
            assert "030 23125-110" in page.content.decode()
            assert offer.organization.name not in page.content.decode()
    assert ServiceCapacity.objects.count() == 0


def test_a_report_of_somebody_else_in_between_is_shown():
    network()
    offer = house()
    where = address(offer)
    earlier = timezone.now() - timedelta(hours=1)
    report = ServiceCapacity.objects.create(
        service=offer, unit=UNIT, kind="DAY", available=3, updated_at=earlier
    )
    page = Client().post(where, typed(offer, seen=(earlier - timedelta(days=1)).isoformat()))
    assert page.status_code == 422
    assert "Dort steht jetzt: Tagespflegeplätze: 3 frei." in text(page)
    report.refresh_from_db()
    assert report.available == 3
    seen = re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]
    assert Client().post(where, typed(offer, seen=seen)).status_code == 302
    report.refresh_from_db()
    assert report.available == 2


def test_the_office_does_not_overwrite_a_report_unseen():
    network()
    offer = house()
    frieda, draft = account("frieda"), draft_of_service(offer)
    Client().post(address(offer), typed(offer))
    with pytest.raises(ChangedMeanwhile):
        change_service(
            service_id=offer.pk, draft=draft, seen=offer.modified_at, by=frieda, at=timezone.now()
        )
    assert ServiceCapacity.objects.get().available == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    network()
    offers = [house(f"angebot-{number}") for number in range(rows)]
    where = address(offers[0])
    with django_assert_num_queries(
        8
    ):  # link, name; offers, kinds, reports; network, two of the footer
        page = Client().get(where)
    assert len(page.context["sheets"]) == rows


def test_members_report_from_their_account():
    network()
    offer = house()
    paul = signed_in("paul", organization=offer.organization)
    where = paul.get("/konto/freie-plaetze/")["Location"]
    assert "Freie Plätze melden" in text(paul.get(where))
    assert paul.post(where, typed(offer, available="0")).status_code == 302
    assert ServiceCapacity.objects.get().available == 0
    assert Entry.objects.get(event="directory.capacity.reported").by.email.startswith("paul")
    other = house("fremd", organization=organization("andere"))
    assert paul.post(where, typed(other)).status_code == 404
    assert paul.get(f"/konto/freie-plaetze/{other.organization.uid}/").status_code == 404
