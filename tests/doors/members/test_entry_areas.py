"""For whose people an offer is there: proposed by its organization, public after approval."""

import pytest
from django.test import Client

from mitsorge.domain.directory.models import ServiceArea
from mitsorge.domain.upkeep.models import Change
from mitsorge.foundation.places.models import Body, Municipality, PlanningArea
from tests.domain.directory import factories
from tests.doors.members.test_entry_places import page_of, typed
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    factories.network()
    Municipality.objects.create(ags="12069056", name="Brück")
    PlanningArea.objects.create(
        body=Body.objects.get(), code="P3", name="Planregion 3", active_from="2020-01-01"
    )
    offer = factories.full_service()
    brueck = Municipality.objects.get()
    ServiceArea.objects.create(service=offer, kind="MUNICIPALITY", municipality=brueck)
    return offer


def areas():
    rows = ServiceArea.objects.order_by("pk")
    return list(rows.values_list("kind", "municipality__name", "planning_area__name", "radius_km"))


def test_a_new_area_waits_is_shown_and_becomes_public(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    way, region = page_of(service, "gebiet"), f"r{PlanningArea.objects.get().pk}"
    more = paul.post(way, typed(paul.get(way), mehr="areas"))
    assert more.content.decode().count("<select") == 2
    draft = paul.post(way, typed(more, **{"areas-1-where": region}), follow=True).content.decode()
    assert "<dt>Einzugsgebiet</dt><dd>Brück, Planregion 3</dd>" in draft
    assert (areas(), Change.objects.get().state) == (
        [("MUNICIPALITY", "Brück", None, None)],
        "DRAFT",
    )
    sent = paul.post(way, typed(paul.get(way), abschicken="ja"), follow=True).content.decode()
    assert "Wir sehen es uns an" in sent
    change = Change.objects.get()
    assert (change.state, list(change.after)) == ("SUBMITTED", ["areas"])
    asked = frieda.get(f"/schreibtisch/aenderungen/{change.pk}/").content.decode()
    assert "Planregion 3" in asked
    frieda.post(f"/schreibtisch/aenderungen/{change.pk}/freigeben/")
    assert areas() == [
        ("MUNICIPALITY", "Brück", None, None),
        ("PLANNING_AREA", None, "Planregion 3", None),
    ]
    assert "Planregion 3" in Client().get(f"/angebot/{service.slug}/").content.decode()


def test_a_circle_takes_kilometers_and_nothing_else_does(service):
    paul = signed_in("paul", organization=service.organization)
    way = page_of(service, "gebiet")
    form = paul.get(way)
    one_more = paul.post(way, typed(form, mehr="areas"))
    for page, given, sentence in (
        (form, {"areas-0-where": "RADIUS"}, "Schreiben Sie dazu, wie viele Kilometer."),
        (form, {"areas-0-radius_km": "12"}, "Das gilt nur für „Umkreis um den Standort“."),
        (one_more, {"areas-1-radius_km": "12"}, "Wählen Sie ein Gebiet."),
    ):
        back = paul.post(way, typed(page, abschicken="ja", **given))
        assert sentence in back.content.decode()
        assert typed(back).items() >= given.items()
    assert Change.objects.count() == 0
    paul.post(way, typed(form, **{"areas-0-where": "RADIUS", "areas-0-radius_km": "12"}))
    [row] = Change.objects.get().after["areas"]
    assert (row["kind"], row["radius_km"], row["municipality_id"]) == ("RADIUS", 12, None)


def test_emptied_it_falls_away_and_sent_back_unchanged_it_is_no_change(service):
    paul = signed_in("paul", organization=service.organization)
    way = page_of(service, "gebiet")
    again = paul.post(way, typed(paul.get(way), abschicken="ja"), follow=True).content.decode()
    assert ("Es war nichts zu ändern." in again, Change.objects.count()) == (True, 0)
    paul.post(way, typed(paul.get(way), **{"areas-0-where": ""}))
    assert Change.objects.get().after == {"areas": []}
