"""A protected address leaves through no page, no suggestion, no map, no feed and no index."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mitsorge.domain.directory import search
from mitsorge.domain.directory.models import (
    LifeSituation,
    Location,
    Organization,
    ResponsibilityTopic,
    SearchDocument,
    Service,
)
from mitsorge.domain.governance.letters import links
from mitsorge.domain.governance.models import Attendee, Committee, Meeting
from mitsorge.domain.planning.letters.surveys import signed
from mitsorge.domain.planning.models import Series, Survey, SurveyRequest
from mitsorge.domain.planning.queries.figures import network_regions
from mitsorge.domain.planning.queries.surveys import questionnaires_to
from mitsorge.domain.recommendations.models import Measure, Recommendation
from mitsorge.domain.stories.models import Page
from mitsorge.domain.upkeep.letters import inquiries
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.face.entry_forms import SERVICE_STEPS
from mitsorge.face.guards import EVERYONE
from mitsorge.foundation.places.models import PlanningArea
from tests.architecture.routes import routes
from tests.doors.networks import build

pytestmark = pytest.mark.django_db  # each test in a savepoint inside the network of the module
NAME = "Beratung und Schutz Herbstlicht"
OFFER = "public:offer"


@pytest.fixture(scope="module")
def hidden(django_db_setup, django_db_blocker) -> Iterator[Location]:
    """The one protected address of a demo network as it is on this very day."""
    with django_db_blocker.unblock(), transaction.atomic():
        build("pflegestammtisch-hildburghausen", at=timezone.now())
        yield Location.objects.get(is_protected=True)
        transaction.set_rollback(True)


def needles(location: Location) -> list[str]:
    """What must not be found: the street, and the position to about 100 meters however it is written on."""
    street = location.street.rpartition(" ")[0]
    return [street, street.lower(), f"{location.latitude:.5f}"[:6], f"{location.longitude:.5f}"[:6]]


def found(location: Location, text: str) -> list[str]:
    return [needle for needle in needles(location) if needle in text]


def slugs(records) -> list[str]:
    return list(records.values_list("slug", flat=True))


def pages_of(name: str, records) -> list[str]:
    return [reverse(f"public:{name}", args=[slug]) for slug in slugs(records)]


def replies(name: str) -> list[str]:
    return [reverse(f"public:{name}", args=[links.signed(row)]) for row in Attendee.objects.all()]


def asked(name: str, *queries: str) -> list[str]:
    return [f"{reverse(f'public:{name}')}{query}" for query in queries]


STEPS = tuple(step.key for step in SERVICE_STEPS)


def by_letter(name: str, *steps: str) -> list[str]:
    """A page behind the letter of the organization whose address is protected; `steps` for those of one entry."""
    offer = Service.objects.select_related("organization").get(name=NAME)
    said = {"opened_at": timezone.now()}
    inquiry, _new = Inquiry.objects.get_or_create(organization=offer.organization, defaults=said)
    token = inquiries.signed(inquiry)
    own = [[token, offer.uid, step] for step in steps] or [[token]]
    if name == "entry_gone":
        own = [[token, offer.uid]]
    return [reverse(f"public:{name}", args=args) for args in own]


def surveyed() -> list[str]:
    """The questionnaire to the organization whose address is protected, about that very offer."""
    offer = Service.objects.select_related("organization").get(name=NAME)
    on = timezone.localdate()
    survey, _new = Survey.objects.get_or_create(
        title="Umfrage",
        defaults={"terms": [], "asks": ["PLACES", "SERVED"], "as_of": on, "due_on": on, "opened_at": timezone.now(), "sent_at": timezone.now()},
    )  # fmt: skip
    kinds = offer.terms.filter(kind="CARE").values_list("code", flat=True)
    sheets = questionnaires_to(list(kinds), [], on=on, network=network_regions())
    said = {"prefilled": sheets[offer.organization_id].as_json(), "sent_at": timezone.now()}
    row, _new = SurveyRequest.objects.get_or_create(
        survey=survey, organization=offer.organization, defaults=said
    )
    return [reverse("public:survey", args=[signed(row)])]


def of_areas(name: str, *ending: str) -> list[str]:
    codes = PlanningArea.objects.order_by("code").values_list("code", flat=True)[:3]
    return [reverse(f"public:planning_{name}", args=[code, *ending]) for code in codes]


def searches(location: Location) -> list[str]:
    town, code = location.town, location.postcode
    return [
        "",
        "?was=herbstlicht",
        f"?was=gewalt&wo={town}",
        f"?was=krisendienst&wo={code}",
        f"?wo={code}",
    ]


ADDRESSES: dict[str, Callable[[Location], list[str]]] = {
    "public:start": lambda at: asked("start", ""),
    "public:results": lambda at: asked("results", *searches(at)),
    "public:large_map": lambda at: asked("large_map", *searches(at)),
    "public:suggestions": lambda at: asked(
        "suggestions", "?was=schwan", "?was=herbst", "?wo=schwan", "?q=schwan", "?wo=9863"
    ),
    "public:situation": lambda at: pages_of("situation", LifeSituation.objects),
    "public:outlines_svg": lambda at: asked("outlines_svg", ""),
    "public:outlines_json": lambda at: asked("outlines_json", ""),
    OFFER: lambda at: pages_of("offer", Service.objects),
    "public:organization": lambda at: pages_of("organization", Organization.objects),
    "public:responsible": lambda at: [
        address
        for topic in slugs(ResponsibilityTopic.objects)
        for address in asked("responsible", f"?thema={topic}", f"?thema={topic}&wo={at.town}")
    ],
    "public:shortlist": lambda at: asked("shortlist", ""),
    "public:shortlist_sheet": lambda at: asked("shortlist_sheet", ""),
    "public:network": lambda at: asked("network", ""),
    "public:planning": lambda at: asked("planning", "", "?karte=bedarf&jahr=2030"),
    "public:planning_method": lambda at: asked("planning_method", ""),
    "public:planning_area": lambda at: of_areas("area"),
    "public:planning_areas_file": lambda at: [reverse("public:planning_areas_file", args=["csv"])],
    "public:planning_map_file": lambda at: [reverse("public:planning_map_file", args=["svg"])],
    "public:planning_area_map_file": lambda at: of_areas("area_map_file", "svg"),
    "public:planning_places_file": lambda at: of_areas("places_file", "csv"),
    "public:planning_curves_file": lambda at: of_areas("curves_file", "csv"),
    "public:planning_series_file": lambda at: [
        reverse("public:planning_series_file", args=[uid, "csv"])
        for uid in Series.objects.values_list("uid", flat=True)
    ],
    "public:partners": lambda at: asked("partners", "", "?seite=2"),
    "public:partner": lambda at: pages_of("partner", Organization.objects),
    "public:join": lambda at: asked("join", ""),
    "public:join_found": lambda at: asked("join_found", "?organization_name=herbst"),
    "public:join_thanks": lambda at: asked("join_thanks", ""),
    "public:join_confirm": lambda at: [reverse("public:join_confirm", args=["x"])],
    "public:join_withdraw": lambda at: [reverse("public:join_withdraw", args=["x"])],
    "public:entry_places": lambda at: [reverse("public:entry_places", args=["x"])],
    "public:join_signed": lambda at: [reverse("public:join_signed", args=["x"])],
    "public:survey": lambda at: surveyed(),
    "public:entry_link": lambda at: by_letter("entry_link"),
    "public:entry_confirm": lambda at: by_letter("entry_confirm"),
    "public:entry_end": lambda at: by_letter("entry_end"),
    "public:entry_gone": lambda at: by_letter("entry_gone"),
    "public:entry_elsewhere": lambda at: by_letter("entry_elsewhere"),
    "public:entry_fresh": lambda at: by_letter("entry_fresh"),
    "public:entry_rhythm": lambda at: by_letter("entry_rhythm"),
    "public:entry_change": lambda at: by_letter("entry_change"),
    "public:entry_submit": lambda at: [
        reverse("public:entry_submit", args=["x", "00000000-0000-0000-0000-000000000000"])
    ],
    "public:entry_withdraw": lambda at: [
        reverse("public:entry_withdraw", args=["x", "00000000-0000-0000-0000-000000000000"])
    ],
    "public:entry_step": lambda at: by_letter("entry_step", *STEPS),
    "public:minutes": lambda at: [
        reverse("public:minutes", args=[uid])
        for uid in Meeting.objects.values_list("uid", flat=True)
    ],
    "public:own_minutes": lambda at: [reverse("public:own_minutes", args=["x"])],
    "brochure:public_minutes": lambda at: [
        reverse("brochure:public_minutes", args=[uid])
        for uid in Meeting.objects.values_list("uid", flat=True)
    ],
    "public:board": lambda at: asked("board", "", "?stand=umgesetzt", "?seite=2"),
    "public:recommendation": lambda at: [
        reverse("public:recommendation", args=number.split("/"))
        for number in Recommendation.objects.values_list("number", flat=True)
    ],
    "brochure:recommendation": lambda at: [
        reverse("brochure:recommendation", args=number.split("/"))
        for number in Recommendation.objects.values_list("number", flat=True)
    ],
    "public:own_measure": lambda at: [
        reverse("public:own_measure", args=[uid])
        for uid in Measure.objects.values_list("uid", flat=True)
    ],
    "public:impulse": lambda at: asked("impulse", ""),
    "public:impulse_thanks": lambda at: asked("impulse_thanks", ""),
    "public:addressee_answer": lambda at: [reverse("public:addressee_answer", args=["x"])],
    "public:calendar": lambda at: asked("calendar", "", "?seite=2"),
    "public:decisions": lambda at: asked("decisions", "", "?worte=lotsen"),
    "public:meeting": lambda at: [
        reverse("public:meeting", args=[uid])
        for uid in Meeting.objects.values_list("uid", flat=True)
    ],
    "public:committee": lambda at: [
        reverse("public:committee", args=[code])
        for code in Committee.objects.values_list("code", flat=True)
    ],
    "public:reply": lambda at: replies("reply"),
    "public:reply_calendar": lambda at: replies("reply_calendar"),
    "public:reply_paper": lambda at: [
        reverse("public:reply_paper", args=["x", "00000000-0000-0000-0000-000000000000"])
    ],
    "feeds:network_calendar": lambda at: [reverse("feeds:network_calendar")],
    "feeds:committee_calendar": lambda at: [
        reverse("feeds:committee_calendar", args=[code])
        for code in Committee.objects.values_list("code", flat=True)
    ],
    "feeds:own_calendar": lambda at: [reverse("feeds:own_calendar", args=["x"])],
    "brochure:declaration": lambda at: [reverse("brochure:declaration", args=["x"])],
    "brochure:public_paper": lambda at: [reverse("brochure:public_paper", args=[1])],
    "public:page": lambda at: pages_of("page", Page.objects),
    "public:report_error": lambda at: pages_of("report_error", Service.objects),
    "public:report_barrier": lambda at: asked("report_barrier", ""),
    "public:report_thanks": lambda at: asked("report_thanks", ""),
    "public:sitemap": lambda at: asked("sitemap", ""),
    "public:robots": lambda at: asked("robots", ""),
    "public:security": lambda at: asked("security", ""),
    "public:alive": lambda at: asked("alive", ""),
    "public:ready": lambda at: asked("ready", ""),
    "public:post_health": lambda at: asked("post_health", ""),
}
HOLD_NO_ADDRESS = {
    "public:look", "public:favicon", "public:media", "setup:cast", "setup:demo_post", "setup:sign_in_as",
}  # fmt: skip
"""A switch, two pictures, and the pages of a demonstration with its accounts and letters."""


def is_ours(name: str) -> bool:
    return not name.startswith(("account_", "mfa_", "members:"))


def test_every_open_address_is_looked_at_here() -> None:
    open_ones = {
        route.name for route in routes() if route.guard == EVERYONE and is_ours(route.name)
    }
    assert open_ones - HOLD_NO_ADDRESS == set(ADDRESSES) - HOLD_NO_ADDRESS


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_no_page_tells_it(hidden: Location, name: str) -> None:
    client = Client()
    client.post(reverse("public:shortlist"), {"merken": Service.objects.get(name=NAME).pk})
    leaks = {}
    for address in ADDRESSES[name](hidden):
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.get(address, headers=headers)
            if leak := found(hidden, answer.content.decode(errors="replace")):
                leaks[address] = leak
    assert leaks == {}


def test_the_shortlist_looked_at_above_held_the_offer(hidden: Location) -> None:
    client = Client()
    client.post(reverse("public:shortlist"), {"merken": Service.objects.get(name=NAME).pk})
    assert NAME in client.get(reverse("public:shortlist_sheet")).content.decode()


@pytest.mark.parametrize("field", ["was", "wo"])
def test_asking_for_the_street_finds_no_more_than_asking_for_any_other(
    hidden: Location, field: str
) -> None:
    """Whoever guesses the street must not learn that the guess was right."""
    answers = [
        Client()
        .get(reverse("public:results"), {field: f"{street}, {hidden.town}"})
        .content.decode()
        for street in (hidden.street, "Gurkensteg 9")
    ]
    listed = [re.findall(r'href="(/angebot/[^"]+)"', answer) for answer in answers]
    assert listed[0] == listed[1]


def test_the_index_does_not_hold_it(hidden: Location) -> None:
    document = SearchDocument.objects.get(service__name=NAME)
    assert found(hidden, str(document.payload)) == []
    assert "schwanenwinkel" not in str(document.payload).lower()


def test_nothing_but_the_town_stands_on_its_page(hidden: Location) -> None:
    told = Client().get(reverse(OFFER, args=[Service.objects.get(name=NAME).slug])).content.decode()
    assert hidden.town in told
    assert hidden.postcode not in told


def test_these_searches_would_see_an_open_address(hidden: Location) -> None:
    """The same needles are found as soon as the address is not protected: the tests above can fail."""
    with transaction.atomic():
        Location.objects.filter(pk=hidden.pk).update(is_protected=False)
        service = Service.objects.get(name=NAME)
        search.refresh_documents([service.pk])
        told = Client().get(reverse(OFFER, args=[service.slug])).content.decode()
        seen = found(hidden, told)
        indexed = str(SearchDocument.objects.get(service=service).payload)
        transaction.set_rollback(True)
    assert hidden.street.rpartition(" ")[0] in seen
    assert found(hidden, indexed) != []
