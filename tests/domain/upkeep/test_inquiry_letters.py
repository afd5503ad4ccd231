"""What the letters say, to whom they go, and what their link opens."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitsorge.domain.directory.models import Phone, ServiceAtLocation
from mitsorge.domain.partners.models import Partnership, Representative
from mitsorge.domain.partners.rules import Participation
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.letters.inquiries import BadLink, opened, signed
from mitsorge.domain.upkeep.models import Inquiry, Reach, Trouble
from mitsorge.domain.upkeep.queries.recipients import recipients
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.foundation.people.models import ContactChannel, Person
from tests.cast import account
from tests.domain.directory import factories
from tests.domain.upkeep.places import NOW, TODAY, a_round, an_offer, asking, days, due_house
from tests.letters import letters

pytestmark = pytest.mark.django_db
FIRST_LETTER = """Guten Tag,

stimmt Ihr Eintrag noch?

  Tagespflege Abendsonne
  Am Alten Bahnhof 3, 14822 Brück
  Telefon 030 23125-114

Bitte sehen Sie kurz nach. Ein Klick genügt,
ein Passwort brauchen Sie nicht:

https://netz.example/eintrag/{token}/

Dort sagen Sie uns:
- Es stimmt noch.
- Etwas hat sich geändert.
- Das gibt es nicht mehr. Wir fragen nach, bevor
  etwas verschwindet.

Der Link gilt bis 29. Dezember 2026.
Dort können Sie auch freie Plätze melden.

Warum wir fragen: Wer Hilfe sucht, verlässt sich auf
diese Angaben.

Sie erreichen uns unter 030 23125-110.

Mit freundlichen Grüßen
Netzwerkbüro
Netzwerk soziale Dienste

--
Sie erhalten diesen Brief als Ansprechperson des
Eintrags. Jemand anderes ist zuständig?
https://netz.example/eintrag/{token}/weitergeben/
"""


def test_the_first_letter_as_it_arrives(settings):
    settings.BASE_URL = "https://netz.example"
    factories.network()
    asking()
    house = due_house("haus-abendsonne", offers=0)
    offer = an_offer(house, "tagespflege-abendsonne")
    ServiceAtLocation.objects.create(service=offer, location=factories.location(house))
    Phone.objects.create(service=offer, number="+493023125114", display="030 23125-114")
    open_due(at=NOW)
    letter = letters()[0]
    token = signed(Inquiry.objects.get(), "entry", at=NOW)
    assert letter.confidential
    assert letter.subject == "Stimmt Ihr Eintrag noch? Tagespflege Abendsonne"
    assert letter.text == FIRST_LETTER.format(token=token)


def test_a_protected_address_is_only_a_town_and_many_entries_are_counted():
    factories.network()
    asking()
    house = due_house(offers=14)
    ServiceAtLocation.objects.create(
        service=house.services.order_by("name").first(),
        location=factories.location(house, is_protected=True),
    )
    open_due(at=NOW)
    text = letters()[0].text
    assert "stimmen Ihre Einträge noch?" in text
    assert "\n  Brück\n" in text
    assert "Bahnhof" not in text
    assert "  und 2 weitere Einträge" in text
    assert letters()[0].subject == "Stimmen Ihre Einträge noch? Haus Abendsonne"


def test_the_later_letters_say_that_they_are_the_second_and_the_last():
    a_round()
    open_due(at=days(14))
    open_due(at=days(42))
    first, second, last = [letter.text for letter in letters()]
    assert "zweite Nachfrage" in second
    assert "letzte Nachfrage" in last
    assert "Hören wir nichts, rufen wir Sie an." in last
    assert "rufen wir Sie an" not in first + second


def test_a_link_opens_its_round_until_it_expires():
    inquiry = a_round()
    token = signed(inquiry, "entry", at=NOW)
    found = opened(token, at=days(41.9))
    assert (found.inquiry_uid, found.organization_uid) == (inquiry.uid, inquiry.organization.uid)
    assert (found.purpose, found.expired) == ("entry", False)
    assert opened(token, at=days(42)).expired
    assert opened(signed(inquiry, "places", at=NOW), at=NOW).purpose == "places"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
        lambda token: token.replace("entry", "offer"),
        lambda token: "",
        lambda token: "x:y:z",
        lambda token: token + "\0",
    ],
)
def test_a_spoiled_link_opens_nothing(spoil):
    with pytest.raises(BadLink):
        opened(spoil(signed(a_round(), "entry", at=NOW)), at=NOW)


def test_a_revoked_link_and_one_of_another_house_open_nothing():
    inquiry = a_round()
    token = signed(inquiry, "entry", at=NOW)
    Inquiry.objects.update(revoked_at=NOW, ended_at=NOW, ending="LAPSED")
    with pytest.raises(BadLink):
        opened(token, at=NOW)
    with pytest.raises(BadLink):
        opened(signed(Inquiry(), "entry", at=NOW), at=NOW)


def test_letters_go_to_whom_the_organization_named_and_so_on_down():
    house = due_house(email="post@haus.example")
    assert recipients([house.pk]) == {house.pk: "post@haus.example"}
    partner = Partnership.objects.create(
        organization=house, participation=Participation.ACTIVE, active_from=TODAY
    )
    person = Person.objects.create(name="Paula", created_at=NOW)
    ContactChannel.objects.create(
        person=person, kind="EMAIL", address="paula@haus.example", purpose="Zusammenarbeit",
        legal_basis="CONSENT", source="selbst", since=TODAY,
    )  # fmt: skip
    Representative.objects.create(partnership=partner, person=person, active_from=TODAY)
    assert recipients([house.pk]) == {house.pk: "paula@haus.example"}
    account("paul", organization=house)
    assert recipients([house.pk]) == {house.pk: "paul@mitsorge.example"}
    Reach.objects.create(organization=house, email="leitung@haus.example")
    assert recipients([house.pk]) == {house.pk: "leitung@haus.example"}
    Trouble.objects.create(
        organization=house, kind=TroubleKind.EMAIL, address="Leitung@haus.example",
        found_at=NOW, tried_at=NOW,
    )  # fmt: skip
    assert recipients([house.pk]) == {house.pk: "paul@mitsorge.example"}


def test_recipients_of_one_and_of_three_cost_the_same():
    houses = [due_house(f"house-{number}") for number in range(3)]
    for ids in ([houses[0].pk], [house.pk for house in houses]):
        with CaptureQueriesContext(connection) as captured:
            assert len(recipients(ids)) == len(ids)
        assert len(captured) == 6
    assert recipients([]) == {}


def test_the_link_in_the_letter_counts_from_the_day_of_the_letter():
    inquiry = a_round()
    open_due(at=days(14))
    token = letters()[1].text.split("/eintrag/")[1].split("/")[0]
    assert opened(token, at=days(55.9)).inquiry_uid == inquiry.uid
    assert opened(token, at=days(14) + timedelta(days=42)).expired
