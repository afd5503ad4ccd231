from datetime import timedelta

import pytest
from django.db import models

from mitsorge.domain.directory.models import Attribute, Organization, Phone
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates import actions, queries
from mitsorge.domain.duplicates.queries.pointers import BY_UID, pointers
from mitsorge.domain.duplicates.rules import Record
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.duplicates.wording import told
from mitsorge.foundation.people.models import RoleGrant
from tests.cast import account
from tests.domain.directory.factories import (
    NOW,
    full_service,
    location,
    organization,
    service,
    term,
)

pytestmark = pytest.mark.django_db
ORGANIZATION = Kind.ORGANIZATION


def twins(name: str = "Pflegedienst Abendsonne") -> tuple[Organization, Organization]:
    found = []
    for number, title in enumerate((name, f"{name} gGmbH")):
        house = organization(f"{name.lower().replace(' ', '-')}-{number}", name=title)
        location(house)
        Phone.objects.create(organization=house, number="+493023125110", display="030 23125-110")
        found.append(house)
    return found[0], found[1]


def keys(pairs) -> list[tuple[int, int]]:
    return [(pair.first, pair.second) for pair in pairs]


def test_the_same_house_twice_is_a_pair_with_its_evidence():
    one, two = twins()
    organization("haus-weidenhof")
    pairs = queries.open_pairs(ORGANIZATION)
    assert keys(pairs) == [(one.pk, two.pk)]
    assert pairs[0].evidence.score > 3


def test_a_judged_pair_is_left_out_until_the_judgement_is_taken_back():
    one, two = twins()
    frieda = account("frieda")
    said = actions.say_distinct(one=one, other=two, by=frieda, at=NOW)
    assert queries.open_pairs(ORGANIZATION) == []
    actions.take_back(verdict_id=said.pk, by=frieda, at=NOW)
    assert len(queries.open_pairs(ORGANIZATION)) == 1


def test_a_judgement_follows_an_entry_that_was_merged():
    one, two = twins()
    third = organization("dritte", name="Sonnenschein Potsdam")
    frieda = account("frieda")
    actions.say_distinct(one=third, other=two, by=frieda, at=NOW)
    done = actions.merge(
        kept=one, gone=third, choices={}, seen=(NOW, NOW), by=frieda, at=NOW + timedelta(1)
    )
    assert queries.open_pairs(ORGANIZATION) == []
    actions.undo(merge_id=done.pk, by=frieda, at=NOW + timedelta(2))
    assert keys(queries.open_pairs(ORGANIZATION)) == [(one.pk, two.pk)]


def test_retired_entries_are_no_pair():
    one, _two = twins()
    Organization.objects.filter(pk=one.pk).update(status=Status.DEFUNCT)
    assert queries.open_pairs(ORGANIZATION) == []


def test_a_new_entry_is_checked_against_all():
    one, two = twins()
    new = Record(key=0, name="Pflegedienst Abendsonne", phones=("030 23125-110",), town="Brück")
    assert {pair.second for pair in queries.likely_same(ORGANIZATION, new)} == {one.pk, two.pk}


@pytest.mark.parametrize("houses", [1, 3])
def test_as_many_queries_for_many_as_for_few(houses, django_assert_num_queries):
    for number in range(houses):
        twins(f"Haus Nummer {number}")
    with django_assert_num_queries(11):
        queries.open_pairs(ORGANIZATION)
    with django_assert_num_queries(5):
        queries.open_pairs(ORGANIZATION)


def test_two_kinds_of_offers_are_two_offers():
    house = organization("haus")
    one, two, other = (
        service(f"a{n}", name="Hilfe Abendsonne", organization=house) for n in range(3)
    )
    for offer, code in ((one, "tagespflege"), (two, "tagespflege"), (other, "beratung")):
        Attribute.objects.create(service=offer, term=term(code), is_main=True)
        Phone.objects.create(service=offer, number="+493023125110", display="030 23125-110")
    assert keys(queries.open_pairs(Kind.SERVICE)) == [(one.pk, two.pk)]


def test_offers_are_read_in_five_queries(django_assert_num_queries):
    offer = full_service()
    with django_assert_num_queries(5):
        found = queries.records(Kind.SERVICE)
    assert found == [
        Record(
            key=offer.pk, name=offer.name, street="Am Alten Bahnhof 3", postcode="14822", town="Brück",
            latitude=52.19, longitude=12.76, phones=("+493023125114", "+493023125115"),
            kinds=("Tagespflege",),
        )
    ]  # fmt: skip


def test_every_column_that_may_name_an_organization_is_known():
    """A uid of something else in a column of its own would need a line in BY_UID."""
    from django.apps import apps

    found = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.UUIDField) and not field.unique
    ]
    assert found == [(RoleGrant, "scope")]
    assert [(other, column) for _target, other, column in BY_UID] == found
    assert len(pointers(Organization)) >= 16


def test_a_number_in_the_evidence_stands_as_people_write_it():
    twins()
    [pair] = queries.open_pairs(ORGANIZATION)
    said = [words for words in told(pair.evidence).pro if "23125" in words]
    assert said == ["gleiche Telefonnummer (030 23125110)"]


def test_a_common_domain_is_told_once_and_as_a_domain():
    one, two = twins()
    for house, name in ((one, "buero"), (two, "leitung")):
        Organization.objects.filter(pk=house.pk).update(email=f"{name}@abendsonne.example")
    [pair] = queries.open_pairs(ORGANIZATION)
    said = [words for words in told(pair.evidence).pro if "Internetadresse" in words]
    assert [words.partition(" (")[2] for words in said] == ["abendsonne.example)"]
