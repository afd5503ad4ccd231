"""The page of an offer and of an organization: every fact, its age, and data for machines."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from mitsorge.domain.directory.models import (
    Attribute,
    Contact,
    Location,
    Organization,
    Service,
)
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.partners.models import Partnership
from tests.domain.directory.factories import NOW, term
from tests.network import FRAME_QUERIES


def linked_data(page) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode())
    return json.loads(found[1])


def who_pays(page) -> str:
    return page.content.decode().partition("<dt>Wer zahlt</dt>")[2].partition("</dd>")[0]


def test_the_offer_with_its_facts(client, offer):
    Partnership.objects.create(
        organization=offer.organization, participation="ACTIVE", active_from="2017-05-01"
    )
    page = client.get(f"/angebot/{offer.slug}/")
    html = page.content.decode()
    for fact in (
        "74 € je Tag",
        "Montag bis Freitag, 8 bis 16 Uhr",
        "Polnisch (bitte vorher anrufen)",
        "Türen 95 cm breit",
        "030 23125-114",
        "Am Alten Bahnhof 3",
        "Partner im Netzwerk seit 2017",
        "bestätigt am 17. November 2026.",
        "innerhalb von 5 Werktagen",
        'property="og:title" content="Tagespflege Abendsonne"',
    ):
        assert fact in html, fact


@pytest.mark.parametrize("status", ["DRAFT", "INACTIVE", "DEFUNCT"])
def test_hidden_offers_are_not_found(client, offer, status):
    Service.objects.update(status=status)
    assert client.get(f"/angebot/{offer.slug}/").status_code == 404


def test_temporarily_closed_is_said_first(client, offer):
    today = timezone.localdate()
    Service.objects.update(
        closed_from=today, closed_to=today + timedelta(days=9), closed_reason="Umbau"
    )
    html = client.get(f"/angebot/{offer.slug}/").content.decode()
    assert "Vorübergehend geschlossen, wieder geöffnet ab" in html
    assert html.index("Umbau") < html.index('class="ms-facts"')
    assert "ms-places" not in html


def test_an_address_stands_there_once(client, offer):
    Service.objects.update(email="tagespflege@abendsonne.example")
    Contact.objects.create(
        service=offer, function="Leitung", email="tagespflege@abendsonne.example"
    )
    html = client.get(f"/angebot/{offer.slug}/").content.decode()
    assert html.count('href="mailto:tagespflege@abendsonne.example"') == 1


def test_recognition_with_its_end(client, offer):
    until = timezone.localdate() + timedelta(days=100)
    Service.objects.update(recognized_45a=True, recognized_until=until)
    assert (
        "Anerkannt nach § 45a SGB XI bis" in client.get(f"/angebot/{offer.slug}/").content.decode()
    )


def test_an_ended_recognition_is_said_where_it_matters(client, offer):
    Attribute.objects.create(service=offer, term=term("entlastungsbetrag", TermKind.PAYER))
    ended = timezone.localdate() - timedelta(days=1)
    Service.objects.update(
        recognized_45a=True, recognized_until=ended, funding_description="Der Betrag hilft."
    )
    pays = who_pays(client.get(f"/angebot/{offer.slug}/"))
    assert (
        f"Die Anerkennung nach § 45a SGB XI endete am {date_format(ended, 'DATE_FORMAT')}." in pays
    )
    assert "Ohne Anerkennung ist der Entlastungsbetrag nicht zu erwarten." in pays
    assert "<li>Pflegekasse</li>" in pays
    assert "<li>Entlastungsbetrag" not in pays
    assert "Im Eintrag steht dazu noch:</p><p>Der Betrag hilft." in pays
    Service.objects.update(recognized_until=timezone.localdate())
    assert "<li>Entlastungsbetrag</li>" in who_pays(client.get(f"/angebot/{offer.slug}/"))


@pytest.mark.parametrize(
    ("hours_before", "said"),
    [
        (3, "Zuletzt geändert und bestätigt am 17. November 2026."),
        (30, "Zuletzt bestätigt am 17. November 2026. Zuletzt geändert am 16. November 2026."),
    ],
)
def test_one_day_for_both_is_said_once(client, offer, hours_before, said):
    confirmed = datetime(2026, 11, 17, 15, tzinfo=UTC)
    changed = confirmed - timedelta(hours=hours_before)
    Service.objects.update(assured_at=confirmed, modified_at=changed)
    told = client.get(f"/angebot/{offer.slug}/").content.decode()
    assert told.partition("Wie aktuell ist das?")[2].partition("</dd>")[0].count(
        "Zuletzt"
    ) == said.count("Zuletzt")
    assert said in told


def test_never_confirmed_is_said(client, offer):
    Service.objects.update(assured_at=None)
    html = client.get(f"/angebot/{offer.slug}/").content.decode()
    assert "Noch von niemandem bestätigt." in html
    assert "noch nicht bestätigt" in html


def test_linked_data_of_an_offer(client, offer):
    data = linked_data(client.get(f"/angebot/{offer.slug}/"))
    assert data["@type"] == "Service"
    assert data["provider"]["name"] == "Haus Abendsonne"
    assert data["availableChannel"] == [
        {
            "@type": "ServiceChannel",
            "serviceLocation": {
                "@type": "Place",
                "name": "Haus am Bahnhof",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Am Alten Bahnhof 3",
                    "postalCode": "14822",
                    "addressLocality": "Brück",
                    "addressCountry": "DE",
                },
            },
            "servicePhone": {"@type": "ContactPoint", "telephone": "+493023125114"},
            "availableLanguage": ["Polnisch"],
        }
    ]


def test_a_protected_address_is_not_in_the_data(client, offer):
    Location.objects.update(is_protected=True)
    page = client.get(f"/angebot/{offer.slug}/")
    assert "availableChannel" not in linked_data(page)
    assert "Die Adresse ist geschützt." in page.content.decode()


def test_text_cannot_leave_the_data_block(client, offer):
    Service.objects.update(summary="</script><script>alert(1)</script>")
    html = client.get(f"/angebot/{offer.slug}/").content.decode()
    assert "<script>alert" not in html
    assert linked_data(client.get(f"/angebot/{offer.slug}/"))["description"] == (
        "</script><script>alert(1)</script>"
    )


OFFER_QUERIES = FRAME_QUERIES + 13
ORGANIZATION_QUERIES = FRAME_QUERIES + 13


def test_the_offer_page_costs_a_fixed_number_of_queries(client, offer, django_assert_num_queries):
    client.get(f"/angebot/{offer.slug}/")
    with django_assert_num_queries(OFFER_QUERIES):
        client.get(f"/angebot/{offer.slug}/")


@pytest.mark.parametrize("rows", ["offer", "three_offers"])
def test_the_organization_page_costs_the_same_for_one_and_three(
    client, request, rows, django_assert_num_queries
):
    request.getfixturevalue(rows)
    with django_assert_num_queries(ORGANIZATION_QUERIES):
        page = client.get("/organisation/haus-abendsonne/")
    assert len(page.context["organization"].offers) == (3 if rows == "three_offers" else 1)


def test_an_organization_the_public_may_not_see(client, offer):
    Organization.objects.update(status="DRAFT", modified_at=NOW)
    assert client.get("/organisation/haus-abendsonne/").status_code == 404
    assert client.get(f"/angebot/{offer.slug}/").status_code == 404
