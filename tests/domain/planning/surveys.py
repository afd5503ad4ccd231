"""A small Kreis to ask: two Tagespflegen in the north, one in the south, one that comes home, and their addresses."""

from datetime import UTC, date, datetime
from typing import Any

from mitsorge.domain.directory.models import (
    Attribute,
    Location,
    Organization,
    Phone,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceCapacity,
    TaxonomyTerm,
)
from mitsorge.domain.planning.actions.surveys import Draft, open_survey, send_survey
from mitsorge.domain.planning.models import Survey, SurveyRequest
from mitsorge.domain.planning.rules.surveys import Answers, Ask, answers_from
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.places.models import PlanningArea
from tests.domain.planning import scenes
from tests.network import a_network

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
DRAFT = Draft(
    title="Tagespflege 2026",
    terms=["tagespflege", "pflegedienst"],
    asks=list(Ask),
    as_of=date(2026, 11, 15),
    due_on=date(2026, 12, 15),
    greeting="Wir schreiben den Sozialplan.",
)


def a_house(
    name: str, term: str = "tagespflege", *, lat: float | None = scenes.NORTH, places: int | None = None, email: bool = True
) -> Service:  # fmt: skip
    """An organization with one offer; `lat` None: it comes to the planning area P2."""
    slug = name.lower().replace(" ", "-")
    address = f"post@{slug}.example" if email else ""
    owner = Organization.objects.create(slug=slug, name=name, email=address, modified_at=scenes.AT)
    number = {"number": "+493023125111", "display": "030 23125-111"}
    Phone.objects.create(organization=owner, **number)
    service = Service.objects.create(
        slug=slug,
        name=f"{name} ({term})",
        organization=owner,
        modified_at=scenes.AT,
        assured_at=scenes.AT,
    )
    kind = TaxonomyTerm.objects.get_or_create(
        kind="CARE", code=term, defaults={"name": term.capitalize()}
    )
    Attribute.objects.create(service=service, term=kind[0], is_main=True)
    if lat is None:
        south = PlanningArea.objects.get(code="P2")
        ServiceArea.objects.create(service=service, kind="PLANNING_AREA", planning_area=south)
    else:
        _located(service, lat, places)
    return service


def _located(service: Service, lat: float, places: int | None) -> None:
    from mitsorge.foundation.places.models import Municipality

    town = Municipality.objects.get(latitude=lat)
    location = Location.objects.create(
        organization=service.organization,
        town=town.name,
        municipality=town,
        latitude=lat,
        longitude=13,
    )
    ServiceAtLocation.objects.create(service=service, location=location)
    if places is not None:
        ServiceCapacity.objects.create(
            service=service,
            unit="Plätze",
            kind="DAY",
            maximum=places,
            available=2,
            updated_at=scenes.AT,
        )


def the_houses() -> None:
    """Ahorn (P1, 12 places of which 2 free), Birke (P1), Linde (P2, no address), Weide comes to P2."""
    a_network()
    scenes.the_villages()
    a_house("Ahorn", places=12)
    a_house("Birke")
    a_house("Linde", lat=scenes.SOUTH, email=False)
    a_house("Weide", "pflegedienst", lat=None)


def addresses() -> dict[int, str]:
    rows = Organization.objects.exclude(email="").order_by("pk")
    return dict(rows.values_list("pk", "email"))


def a_survey(by: Account, *, sent: bool = True, **more: Any) -> Survey:
    """Asked of everybody; with `sent` the letters are in the post."""
    draft = Draft(**{**DRAFT.__dict__, **more})
    made = open_survey(draft=draft, by=by, at=AT)
    if sent:
        send_survey(survey_id=made.pk, addresses=addresses(), by=by, at=AT)
    return Survey.objects.get(pk=made.pk)


def asked(name: str, survey: Survey | None = None) -> SurveyRequest:
    rows = SurveyRequest.objects.filter(organization__name=name)
    return rows.get(survey=survey) if survey else rows.get()


def says(name: str, remark: str = "", **more: Any) -> Answers:
    """What the house answers about its only offer; nothing else is known."""
    from dataclasses import replace

    offer = answers_from(asked(name).prefilled).offers[0]
    nothing = {"places": None, "free": None, "waiting": None, "staff": None, "served": None}
    return Answers((replace(offer, **{**nothing, **more}),), remark)
