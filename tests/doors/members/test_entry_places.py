"""The places of an offer: proposed by its organization, published by the office, never told to a forwarded letter."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.directory.models import Accessibility, Location, Service
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Change, Inquiry
from tests.domain.directory import factories
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
NEW = "Lindenweg 12"
SECRET = "Am Alten Bahnhof 3"


@pytest.fixture
def service():
    factories.network()
    return factories.full_service()


def page_of(service, step="anschrift"):
    return f"/konto/eintraege/{service.uid}/{step}/"


def typed(page, **more):
    """What the form posts as it was shown: hidden fields, lines, choices and ticks; and what is typed over it."""
    text = page.content.decode()
    found = {}
    for tag in re.findall(r"<input[^>]*>", text):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        is_tick = given.get("type") == "checkbox"
        if "name" in given and (not is_tick or " checked" in tag):
            found[given["name"]] = unescape(given.get("value", "on" if is_tick else ""))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', text, re.S):
        found[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    return found | more


def test_a_new_address_waits_is_shown_field_by_field_and_moves_the_location(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    form = paul.get(page_of(service))
    sent = typed(form, **{"sites-0-street": NEW, "sites-0-postcode": "14806", "abschicken": "ja"})
    assert "Wir sehen es uns an" in paul.post(page_of(service), sent, follow=True).content.decode()
    place = Location.objects.get()
    assert (place.street, place.latitude is not None) == (SECRET, True)
    change = Change.objects.get()
    assert (change.state, list(change.after)) == ("SUBMITTED", ["sites"])
    page = frieda.get(f"/schreibtisch/aenderungen/{change.pk}/").content.decode()
    cells = re.findall(
        r'<t[hd] class="kern-table__(?:header|cell)"(?: scope="row")?>(.*?)</t', page
    )
    assert cells[:3] == [
        "Straße und Hausnummer (Haus am Bahnhof, Am Alten Bahnhof 3, 14822 Brück)",
        SECRET,
        NEW,
    ]
    assert len(cells) == 6
    frieda.post(f"/schreibtisch/aenderungen/{change.pk}/freigeben/")
    place = Location.objects.get()
    kept = (place.name, place.transportation, Accessibility.objects.count())
    assert (place.street, place.postcode) == (NEW, "14806")
    assert kept == ("Haus am Bahnhof", "Bus 542 bis Bahnhof", 1)
    assert service.sites.get().location_id == place.pk
    assert NEW in Client().get(f"/angebot/{service.slug}/").content.decode()


def test_an_address_becomes_secret_with_approval(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    sent = typed(paul.get(page_of(service)), **{"sites-0-is_protected": "on", "abschicken": "ja"})
    paul.post(page_of(service), sent)
    public = f"/angebot/{service.slug}/"
    assert SECRET in Client().get(public).content.decode()
    frieda.post(f"/schreibtisch/aenderungen/{Change.objects.get().pk}/freigeben/")
    assert Location.objects.get().is_protected is True
    assert SECRET not in Client().get(public).content.decode()
    own = paul.get(page_of(service)).content.decode()
    assert (SECRET in own, "Brück (Adresse geschützt)" in own) == (True, True)


def test_getting_in_is_said_in_a_step_of_its_own(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    term = Accessibility.objects.get().term_id
    way = page_of(service, "zugang")
    alone = typed(paul.get(way), **{f"access-0-a{term}": "", "abschicken": "ja"})
    assert "ja, teilweise oder nein" in paul.post(way, alone).content.decode()
    assert Change.objects.count() == 0
    sent = alone | {f"access-0-a{term}": "NO", f"access-0-d{term}": "drei Stufen"}
    paul.post(way, sent)
    change = Change.objects.get()
    frieda.post(f"/schreibtisch/aenderungen/{change.pk}/freigeben/")
    line = Accessibility.objects.get()
    assert (line.access, line.details, Location.objects.get().street) == (
        "NO",
        "drei Stufen",
        SECRET,
    )


def test_nothing_typed_is_no_change_and_a_wrong_postcode_is_said_at_its_field(service):
    paul = signed_in("paul", organization=service.organization)
    for step in ("anschrift", "zugang"):
        sent = typed(paul.get(page_of(service, step)), abschicken="ja")
        again = paul.post(page_of(service, step), sent, follow=True).content.decode()
        assert "Es war nichts zu ändern." in again
    sent = typed(paul.get(page_of(service)), **{"sites-0-postcode": "148"})
    page = paul.post(page_of(service), sent).content.decode()
    assert re.search(r'name="sites-0-postcode"[^>]*aria-invalid="true"', page)
    assert Change.objects.count() == 0


def test_one_more_address_and_one_less(service):
    paul, frieda = signed_in("paul", organization=service.organization), signed_in("frieda")
    way = page_of(service)
    more = paul.post(way, typed(paul.get(way), mehr="sites"))
    sent = typed(more, **{"sites-0-town": "", "sites-1-street": NEW, "sites-1-town": "Linthe"})
    paul.post(way, sent | {"abschicken": "ja"})
    frieda.post(f"/schreibtisch/aenderungen/{Change.objects.get().pk}/freigeben/")
    assert [site.location.town for site in service.sites.all()] == ["Linthe"]


def test_who_comes_second_reads_what_stands_there_now(service):
    paul = signed_in("paul", organization=service.organization)
    sent = typed(paul.get(page_of(service)), **{"sites-0-street": NEW})
    Location.objects.update(street="Inzwischen 5")
    page = paul.post(page_of(service), sent)
    text = page.content.decode()
    assert ("Jetzt steht da: Haus am Bahnhof, Inzwischen 5" in text, NEW in text) == (True, True)
    assert Change.objects.count() == 0
    paul.post(page_of(service), typed(page))
    assert Change.objects.get().after["sites"][0]["location"]["street"] == NEW


def test_a_letter_shows_no_protected_address_and_cannot_change_it(service):
    Location.objects.update(is_protected=True)
    inquiry = Inquiry.objects.create(organization=service.organization, opened_at=timezone.now())
    start = f"/eintrag/{inquiries.signed(inquiry)}/"
    visitor = Client()
    for step in ("anschrift", "zugang", "beschreibung"):
        page = visitor.get(f"{start}aendern/{service.uid}/{step}/").content.decode()
        assert (SECRET in page, "14822" in page, "Haus am Bahnhof" in page) == (False,) * 3
    way = f"{start}aendern/{service.uid}/anschrift/"
    form = visitor.get(way)
    assert "Sie bleibt, wie sie ist" in form.content.decode()
    guessed = {"sites-TOTAL_FORMS": "1", "sites-INITIAL_FORMS": "0", "sites-0-town": "Linthe",
               "sites-0-street": NEW, "sites-0-location_id": str(Location.objects.get().pk)}  # fmt: skip
    answer = visitor.post(way, typed(form) | guessed, follow=True).content.decode()
    assert SECRET not in answer
    one, other = Change.objects.get().after["sites"]
    assert (one["location_id"], one["location"]["street"]) == (None, NEW)
    assert other["location"]["street"] == SECRET


def test_a_draft_of_a_secret_address_is_not_shown_to_the_letter_that_wrote_it(service):
    inquiry = Inquiry.objects.create(organization=service.organization, opened_at=timezone.now())
    way = f"/eintrag/{inquiries.signed(inquiry)}/aendern/{service.uid}/anschrift/"
    visitor = Client()
    changes = {"sites-0-street": NEW, "sites-0-is_protected": "on"}
    page = visitor.post(way, typed(visitor.get(way), **changes), follow=True).content.decode()
    assert ("Entwurf gespeichert" in page, NEW in page) == (True, False)


def test_the_place_of_another_organization_stays_with_it(service):
    other = factories.organization("anderes-haus")
    Location.objects.update(organization=other)
    paul = signed_in("paul", organization=service.organization)
    form = paul.get(page_of(service))
    assert SECRET not in form.content.decode()
    added = {"sites-0-town": "Linthe", "abschicken": "ja"}
    paul.post(page_of(service), typed(form, **added))
    frieda = signed_in("frieda")
    frieda.post(f"/schreibtisch/aenderungen/{Change.objects.get().pk}/freigeben/")
    towns = set(Service.objects.get().sites.values_list("location__town", flat=True))
    assert towns == {"Linthe", "Brück"}
    assert Location.objects.get(organization=other).street == SECRET
