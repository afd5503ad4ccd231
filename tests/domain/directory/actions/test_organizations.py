from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mitsorge.domain.directory import actions, queries, rules
from mitsorge.domain.directory.models import Location, Phone
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import NOW, full_service, organization, term

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def change(house, by, *, seen=NOW, **values):
    draft = replace(queries.organization_for_edit(house.pk).draft, **values)
    return actions.change_organization(
        organization_id=house.pk, draft=draft, seen=seen, by=by, at=LATER
    )


def test_a_new_organization_with_numbers_and_functions(frieda):
    draft = rules.OrganizationDraft(
        name="Nachbarn am Markt e. V.",
        phones=(rules.PhoneDraft("030 23125-120", hours="Mo bis Fr"),),
        contacts=(rules.ContactDraft("Vorstand", "vorstand@nachbarn.example"),),
    )
    made = [
        actions.create_organization(draft=draft, by=frieda, at=NOW, town="Brück") for _n in "12"
    ]
    assert [row.slug for row in made] == ["nachbarn-am-markt-e-v", "nachbarn-am-markt-e-v-brueck"]
    assert Entry.objects.order_by("pk")[0].changes == {
        "name": ["", "Nachbarn am Markt e. V."],
        "phones": [[], ["030 23125-120, Mo bis Fr"]],
        "contacts": [[], ["Vorstand, vorstand@nachbarn.example"]],
    }
    page = queries.organization("nachbarn-am-markt-e-v", on=NOW.date())
    assert page.reach.contacts[0].function == "Vorstand"


def test_a_changed_name_reaches_the_search_of_its_offers(frieda, refreshed):
    offer = full_service()
    change(offer.organization, frieda, name="Haus Morgenrot", phones=())
    assert refreshed == [offer.pk]
    assert Phone.objects.filter(service=offer).count() == 1
    with pytest.raises(actions.ChangedMeanwhile):
        change(offer.organization, frieda, name="Haus Mittag")


def test_nobody_stands_above_themselves(frieda):
    top, middle = organization("oben"), organization("mitte")
    change(middle, frieda, parent_organization_id=top.pk)
    for above in (middle, top):
        with pytest.raises(actions.EntryRefused, match="nicht zu sich selbst"):
            change(top, frieda, parent_organization_id=above.pk)


def test_assuring_moves_one_date_only(frieda):
    house = organization(assured_at=None)
    actions.assure_organization(organization_id=house.pk, by=frieda, at=LATER)
    house.refresh_from_db()
    assert (house.assured_at, house.modified_at) == (LATER, NOW)


def test_a_location_says_what_works(frieda, refreshed):
    offer = full_service()
    place = Location.objects.get()
    before = queries.draft_of_location(place)
    line = rules.AccessDraft(
        term("wc", rules.TermKind.ACCESSIBILITY).pk, rules.Access.NO, "im Umbau"
    )
    after = replace(before, street="Am Neuen Bahnhof 1", accessibility=(line,))
    actions.change_location(location_id=place.pk, draft=after, seen=before, by=frieda, at=LATER)
    assert Entry.objects.get().changes == {
        "street": ["Am Alten Bahnhof 3", "Am Neuen Bahnhof 1"],
        "accessibility": [
            ["Eingang-ohne-stufen, ja, Türen 95 cm breit"],
            ["Wc, nein, im Umbau"],
        ],
    }
    assert refreshed == [offer.pk]
    again = {"location_id": place.pk, "draft": after, "seen": before, "by": frieda, "at": LATER}
    actions.change_location(**again)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_location(**again | {"draft": replace(after, town="Linthe")})
    assert Entry.objects.count() == 1


def test_a_protected_address_is_not_in_the_journal(frieda):
    house = organization()
    draft = rules.LocationDraft(
        town="Brück", street="Geheimweg 1", latitude=Decimal(52), longitude=Decimal(12)
    )
    draft = replace(draft, is_protected=True)
    made = actions.create_location(organization_id=house.pk, draft=draft, by=frieda, at=NOW)
    moved = replace(queries.draft_of_location(made), street="Geheimweg 2", town="Linthe")
    actions.change_location(
        location_id=made.pk,
        draft=moved,
        seen=queries.draft_of_location(made),
        by=frieda,
        at=LATER,
    )
    created, changed = Entry.objects.order_by("pk")
    assert created.changes["street"] == ["", "geschützt"]
    assert changed.changes == {"street": ["geschützt", "geschützt"], "town": ["Brück", "Linthe"]}
    for entry in (created, changed):
        assert "Geheimweg" not in str(entry.changes) + entry.subject_label
        assert "52" not in str(entry.changes)


@pytest.mark.parametrize("draft", [{"postcode": "1482"}, {"latitude": 52}])
def test_a_location_is_checked(frieda, draft):
    with pytest.raises(actions.EntryRefused):
        actions.create_location(
            organization_id=organization().pk, draft=rules.LocationDraft(**draft), by=frieda, at=NOW
        )


def test_others_may_not():
    house, arno = organization(), account("arno")
    with pytest.raises(NotAllowed):
        change(house, arno, name="x")
    with pytest.raises(NotAllowed):
        actions.assure_organization(organization_id=house.pk, by=arno, at=NOW)
