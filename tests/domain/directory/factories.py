"""Records of the directory for tests: every one complete, nothing random."""

from datetime import UTC, datetime, time
from typing import Any

from mitsorge.domain.directory.models import (
    Accessibility,
    Attribute,
    Contact,
    CostOption,
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.directory.rules import Status, TermKind
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.places.models import Body

NOW = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


def network(**fields: Any) -> Network:
    body, _new = Body.objects.get_or_create(
        ags="12069", defaults={"name": "Landkreis Potsdam-Mittelmark"}
    )
    given = {
        "preset": "netzwerk-soziale-dienste",
        "name": "Netzwerk soziale Dienste",
        "body": body,
        "land": "BB",
        "carrier": "Landkreis Potsdam-Mittelmark",
        "office_name": "Netzwerkbüro",
        "phone": "030 23125-110",
        "email": "buero@mitsorge.example",
        "start_question": "Wobei brauchen Sie Unterstützung?",
        "start_lead": "Wir nennen Ihnen die richtige Stelle.",
        "about_heading": "Das Netzwerk",
        "about_text": "Wir arbeiten zusammen.",
    }
    return Network.objects.create(pk=1, **given | fields)


def organization(slug: str = "haus-abendsonne", **fields: Any) -> Organization:
    given = {"name": slug.replace("-", " ").title(), "modified_at": NOW, "assured_at": NOW}
    return Organization.objects.create(slug=slug, **given | fields)


def service(slug: str = "tagespflege-abendsonne", **fields: Any) -> Service:
    if "organization" not in fields:
        fields["organization"] = (
            Organization.objects.filter(slug="haus-abendsonne").first() or organization()
        )
    given = {
        "name": slug.replace("-", " ").title(),
        "modified_at": NOW,
        "assured_at": NOW,
        "status": Status.ACTIVE,
    }
    return Service.objects.create(slug=slug, **given | fields)


def term(code: str = "tagespflege", kind: TermKind = TermKind.CARE, **fields: Any) -> TaxonomyTerm:
    found, _new = TaxonomyTerm.objects.get_or_create(
        kind=kind, code=code, defaults={"name": code.capitalize(), **fields}
    )
    return found


def location(of: Organization, **fields: Any) -> Location:
    given = {
        "name": "Haus am Bahnhof",
        "street": "Am Alten Bahnhof 3",
        "postcode": "14822",
        "town": "Brück",
        "latitude": "52.19000",
        "longitude": "12.76000",
        "transportation": "Bus 542 bis Bahnhof",
    }
    return Location.objects.create(organization=of, **given | fields)


def full_service(slug: str = "tagespflege-abendsonne", **fields: Any) -> Service:
    """An offer with one or two rows of everything that can hang on it."""
    offer = service(slug, **fields)
    place = location(offer.organization)
    ServiceAtLocation.objects.create(service=offer, location=place, description="Eingang im Hof")
    Accessibility.objects.create(
        location=place,
        term=term("eingang-ohne-stufen", TermKind.ACCESSIBILITY),
        access="YES",
        details="Türen 95 cm breit",
    )
    Attribute.objects.create(service=offer, term=term(), is_main=True)
    Attribute.objects.create(service=offer, term=term("demenz", TermKind.TARGET_GROUP))
    Attribute.objects.create(service=offer, term=term("pflegekasse", TermKind.PAYER))
    Attribute.objects.create(
        service=offer, term=term("polnisch", TermKind.LANGUAGE), note="bitte vorher anrufen"
    )
    Schedule.objects.create(
        service=offer,
        rrule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        opens_at=time(8),
        closes_at=time(16),
    )
    ServiceCapacity.objects.create(service=offer, unit="Tagesplätze", available=2, updated_at=NOW)
    CostOption.objects.create(service=offer, option="Tagessatz", amount="74", per="Tag")
    Phone.objects.create(service=offer, number="+493023125114", display="030 23125-114")
    contact = Contact.objects.create(
        service=offer, function="Leitung", email="leitung@abendsonne.example"
    )
    Phone.objects.create(contact=contact, number="+493023125115", display="030 23125-115")
    return offer
