from datetime import time
from decimal import Decimal

import pytest

from mitsorge.domain.directory import queries, rules
from mitsorge.domain.directory.models import Location, Organization
from tests.domain.directory.factories import full_service, organization, service

pytestmark = pytest.mark.django_db


def test_an_offer_becomes_the_draft_it_was_typed_as(django_assert_num_queries):
    offer = full_service()
    with django_assert_num_queries(12):
        found = queries.service_for_edit(offer.pk)
    draft = found.draft
    assert (found.slug, found.modified_at) == (offer.slug, offer.modified_at)
    assert draft.schedules == (rules.Slot("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(8), time(16)),)
    assert draft.costs == (rules.CostDraft("Tagessatz", Decimal(74), "Tag"),)
    assert draft.capacities == (rules.CapacityDraft("Tagesplätze", available=2),)
    assert draft.phones == (rules.PhoneDraft("030 23125-114", rules.PhoneKind.VOICE),)
    assert draft.contacts == (
        rules.ContactDraft(
            "Leitung",
            "leitung@abendsonne.example",
            (rules.PhoneDraft("030 23125-115", rules.PhoneKind.VOICE),),
        ),
    )
    assert draft.sites == (rules.SiteDraft(Location.objects.get().pk, "Eingang im Hof"),)
    assert rules.problems_of_service(draft) == []
    assert found.completeness.missing == (rules.Part.SUMMARY, rules.Part.AREA)


def test_what_does_not_exist_is_none():
    assert queries.service_for_edit(1) is None
    assert queries.organization_for_edit(1) is None


def test_an_empty_offer_misses_nearly_everything():
    found = queries.service_for_edit(service(assured_at=None, recognized_45a=True).pk)
    assert found.completeness.missing == tuple(rules.Part)


def test_organization_and_location_as_drafts():
    full_service()
    found = queries.organization_for_edit(Organization.objects.get().pk)
    assert (found.draft.name, found.draft.phones) == ("Haus Abendsonne", ())
    place = queries.draft_of_location(Location.objects.get())
    assert (place.street, [line.details for line in place.accessibility]) == (
        "Am Alten Bahnhof 3",
        ["Türen 95 cm breit"],
    )
    assert organization("leer").phones.count() == 0
