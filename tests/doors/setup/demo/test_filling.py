"""Each of the five networks: as many partners as its seed names, everything invented, everything at a real place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from shapely.geometry import Point, shape

from mitsorge.domain.directory.models import (
    Attribute,
    Contact,
    Location,
    Organization,
    Phone,
    Report,
    Responsibility,
    ResponsibilityTopic,
    Service,
)
from mitsorge.domain.directory.queries import figures
from mitsorge.domain.duplicates.queries import open_pairs
from mitsorge.domain.duplicates.rules.merging import Kind
from mitsorge.domain.partners.models import MemberGroup, Partnership
from mitsorge.doors.setup.demo.dice import apportion
from mitsorge.doors.setup.presets import Preset
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.places.models import Municipality
from tests.doors.networks import AT, build

pytestmark = pytest.mark.django_db  # each test in a savepoint inside the network of the module
PARTNERS = {
    "leikop": 120,
    "netzwerk-soziale-dienste": 300,
    "pflegekonferenz-stuttgart": 86,
    "pflegestammtisch-hildburghausen": 21,
    "wiq-quartierpfleger": 42,
}


@pytest.fixture(scope="module", params=sorted(PARTNERS))
def demo(request, django_db_setup, django_db_blocker) -> Iterator[Preset]:
    """One network per run of this module's tests, rolled back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(request.param)
        transaction.set_rollback(True)


def test_has_as_many_partners_as_its_seed_in_the_shares_of_its_groups(demo: Preset) -> None:
    shares = {group["code"]: group["share"] for group in demo.member_groups}
    held = {
        group.code: Partnership.objects.filter(member_group=group, active_to=None).count()
        for group in MemberGroup.objects.all()
    }
    assert held == apportion(PARTNERS[demo.code], shares)
    assert Organization.objects.count() == PARTNERS[demo.code] + 1  # one stands there twice


def test_something_stands_twice_for_someone_to_find(demo: Preset) -> None:
    (pair,) = open_pairs(Kind.ORGANIZATION)
    one, other = (Organization.objects.get(pk=pk) for pk in (pair.first, pair.second))
    assert one.name == f"{other.name} {one.legal_form}"
    assert Partnership.objects.filter(organization=other).count() == 0
    assert 2 <= len(open_pairs(Kind.SERVICE)) <= 12


def test_every_offer_has_one_main_kind_and_a_place_inside_the_body(demo: Preset) -> None:
    assert Attribute.objects.filter(is_main=True).count() == Service.objects.count()
    assert Service.objects.filter(sites=None).count() == 0
    outlines = {
        each.ags: shape(each.outline).buffer(0.004)
        for each in Municipality.objects.filter(ags__startswith=demo.body["ags"][:5])
        if each.outline
    }
    outside = [
        location
        for location in Location.objects.select_related("municipality")
        if not outlines[location.municipality.ags].contains(
            Point(float(location.longitude), float(location.latitude))
        )
    ]
    assert outside == []


def test_reaches_nobody_real(demo: Preset) -> None:
    mails = [
        *Organization.objects.values_list("email", flat=True),
        *Service.objects.values_list("email", flat=True),
        *Contact.objects.values_list("email", flat=True),
        *Responsibility.objects.values_list("email", flat=True),
        *Report.objects.exclude(reply_to="").values_list("reply_to", flat=True),
    ]
    assert [
        mail for mail in mails if not re.fullmatch(r"[a-z0-9-]+@[a-z0-9-]+\.example", mail)
    ] == []
    webs = Organization.objects.exclude(website="").values_list("website", flat=True)
    assert [
        web for web in webs if not re.fullmatch(r"https://www\.[a-z0-9-]+\.example/", web)
    ] == []
    numbers = [
        *Phone.objects.values_list("display", flat=True),
        *Responsibility.objects.values_list("phone", flat=True),
        *Responsibility.objects.values_list("deputy_phone", flat=True),
    ]
    assert [each for each in numbers if not re.fullmatch(r"030 23125-\d{3}", each)] == []
    assert [
        number
        for number, display in Phone.objects.values_list("number", "display")
        if number != f"+493023125{display[-3:]}"
    ] == []


@pytest.mark.shared
def test_bears_no_real_name(demo: Preset, shared: Path) -> None:
    def plain(name: str) -> str:
        return re.sub(r"[^a-z0-9äöüß]|gmbh|ggmbh|e\. ?v\.|gbr", "", name.lower())

    listed = (shared / "data/facilities/osm_namen_soziale_dienste_DE.txt").read_text("utf-8")
    real = {plain(line) for line in listed.splitlines()} - {""}
    ours = [
        *Organization.objects.values_list("name", flat=True),
        *Service.objects.values_list("name", flat=True),
    ]
    assert [name for name in ours if plain(name) in real] == []


def test_most_offers_are_confirmed_and_some_are_not(demo: Preset) -> None:
    assert 0.80 <= figures(AT.date()).share_confirmed <= 0.90
    assert Service.objects.filter(assured_at__gt=AT).count() == 0


def test_the_journal_knows_every_partner_and_offer(demo: Preset) -> None:
    for model, event in (
        (Organization, "directory.organization.created"),
        (Service, "directory.service.created"),
        (Responsibility, "directory.responsibility.created"),
    ):
        noted = Entry.objects.filter(event=event).values_list("subject_id", flat=True)
        assert sorted(noted) == sorted(model.objects.values_list("pk", flat=True))


def test_someone_is_responsible_for_every_topic_everywhere(demo: Preset) -> None:
    whole = Responsibility.objects.filter(municipality=None, planning_area=None)
    assert whole.count() == ResponsibilityTopic.objects.count()
    office = whole.get(topic__slug="pflegeberatung").office
    town = Network.objects.get().town
    assert office == f"Pflegestützpunkt {town}"
    assert Responsibility.objects.filter(topic__slug="pflegeberatung").count() > 1


def test_the_cast_and_one_protected_address_are_there(demo: Preset) -> None:
    tagespflege = Service.objects.get(name="Tagespflege Abendsonne")
    assert tagespflege.organization.name == "Haus Abendsonne gGmbH"
    assert tagespflege.organization.services.count() == 4
    protected = Location.objects.get(is_protected=True)
    assert protected.street == "Schwanenwinkel 9"
    error = Report.objects.get(service__name="Pfarrhof-Stube")
    assert error.answered_at is None
    assert str(Network.objects.get().body) == demo.body["short_name"]


def test_no_blank_is_left_unfilled(demo: Preset) -> None:
    texts = [
        text
        for row in Service.objects.values_list(
            "name", "summary", "description", "eligibility", "application_process",
            "fees_description", "funding_description", "transport_description",
        )
        for text in row
    ]  # fmt: skip
    texts += [
        text for row in Organization.objects.values_list("name", "description") for text in row
    ]
    assert [text for text in texts if re.search(r"[{}]|  |\bin Zentrum", text)] == []
