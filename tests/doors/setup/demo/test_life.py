"""The two years of each demo network: what happened, how far the chains came, and that every page of it opens."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings
from django.urls import resolve
from django.urls.exceptions import Resolver404
from django.utils import timezone
from pypdf import PdfReader

from mitsorge.domain.governance.models import (
    AgendaItem,
    Meeting,
    MeetingPhoto,
    Membership,
    Paper,
    Task,
)
from mitsorge.domain.governance.rules import MeetingStatus, Reply
from mitsorge.domain.partners.models import Application
from mitsorge.domain.recommendations.models import (
    Carrier,
    Impulse,
    Measure,
    Reading,
    Recommendation,
)
from mitsorge.domain.recommendations.queries.chain import chain
from mitsorge.doors.setup.demo.life import hours
from mitsorge.doors.setup.demo.life.words import table
from mitsorge.foundation.files import vault
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.people.queries import by_address
from mitsorge.foundation.post.models import Letter
from tests.doors.alive import build_alive
from tests.doors.networks import AT

pytestmark = pytest.mark.django_db
NETWORKS = (
    "leikop",
    "netzwerk-soziale-dienste",
    "pflegekonferenz-stuttgart",
    "pflegestammtisch-hildburghausen",
    "wiq-quartierpfleger",
)
FURTHEST = {
    "leikop": "Eine Karte der Lücken für alle",
    "netzwerk-soziale-dienste": "Tagespflege im Fläming ausbauen",
    "pflegekonferenz-stuttgart": "In jedem Quartier jemand, der sich kümmert",
    "pflegestammtisch-hildburghausen": "Eine unabhängige Anlaufstelle im Landkreis",
    "wiq-quartierpfleger": "Ein Quartierpfleger für zwei Häuserblocks",
}
STATES = {
    "ADOPTED": 1, "ANSWERED": 5, "DRAFT": 1, "IN_CONSULTATION": 1, "MERGED": 1,
    "RETURNED": 1, "SENT": 1, "WITHDRAWN": 1,
}  # fmt: skip


@pytest.fixture(scope="module", params=NETWORKS)
def demo(request, tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[str]:
    """One network per run of this module's tests, rolled back afterwards."""
    with (
        override_settings(DEMO=True, MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        build_alive(request.param)
        yield request.param
        transaction.set_rollback(True)


def test_recommendations_stand_in_every_state(demo: str) -> None:
    more = {"ADOPTED": 1} if demo == "wiq-quartierpfleger" else {}
    found = Counter(Recommendation.objects.values_list("status", flat=True))
    assert found == Counter(STATES) + Counter(more)
    kinds = set(Recommendation.objects.values_list("answers__kind", flat=True))
    assert kinds >= {"ACCEPTED", "PARTLY", "REJECTED", "DONE"}


def test_one_chain_reached_its_effect(demo: str) -> None:
    number = Recommendation.objects.get(title=FURTHEST[demo]).number
    found = chain(number)
    assert [str(link.state) for link in found.links] == ["done"] * 7 + ["now"]
    silent = [str(link.stage) for link in found.links if not link.text]
    between = ["CONSULTATION"] if demo == "pflegestammtisch-hildburghausen" else []
    assert silent == between  # its table decides itself: nobody stands between


def test_meetings_were_held_and_lie_ahead(demo: str) -> None:
    found = Counter(Meeting.objects.values_list("status", flat=True))
    assert found[MeetingStatus.APPROVED] >= 11
    assert found[MeetingStatus.OBJECTION_PERIOD] == 1
    assert found[MeetingStatus.INVITED] >= 2
    assert found[MeetingStatus.CANCELLED] == 1
    assert found[MeetingStatus.DRAFT] >= 1
    assert found[MeetingStatus.RUNNING] == 1
    assert found[MeetingStatus.MINUTES_OPEN] == 1
    soon = Meeting.objects.filter(status=MeetingStatus.INVITED).earliest("starts_at")
    assert soon.starts_at == hours.soon(AT)
    answers = set(soon.attendees.values_list("reply", flat=True))
    assert answers >= {Reply.YES, Reply.DEPUTY}
    assert AgendaItem.objects.filter(meeting=None).exists()
    assert Task.objects.filter(done_at=None).exists()


def test_nobody_meets_on_a_free_day(demo: str) -> None:
    land = Network.objects.get().land
    days = {timezone.localdate(one) for one in Meeting.objects.values_list("starts_at", flat=True)}
    assert len(days) > 15
    assert [day for day in sorted(days) if not hours.is_working(day, land)] == []


def test_meetings_have_papers_and_a_picture_that_open(demo: str) -> None:
    papers = list(Paper.objects.select_related("file"))
    assert papers
    for paper in papers:
        with vault.open_file(paper.file.stored_as) as stored:
            text = "".join(page.extract_text() for page in PdfReader(stored).pages)
        assert paper.name in text
    assert Paper.objects.filter(meeting__status=MeetingStatus.INVITED).exists()
    photo = MeetingPhoto.objects.select_related("image__file").get()
    assert Client().get(f"/medien/{photo.image.file.uid}/").status_code == 200


def test_one_meeting_is_half_way_through(demo: str) -> None:
    now = Meeting.objects.get(status=MeetingStatus.RUNNING)
    assert now.starts_at == hours.lately(AT)
    stands = list(now.items.order_by("position").values_list("status", flat=True))
    done = stands.count("DONE")
    assert stands == ["DONE"] * done + ["OPEN"] * (len(stands) - done)
    assert 2 <= done < len(stands)
    assert now.attendees.exclude(present_from=None).exists() or now.head_counts.exists()


def test_every_network_has_recommendations_of_its_own(demo: str) -> None:
    written = set(Recommendation.objects.values_list("title", flat=True))
    elsewhere = {
        story["title"] for story in table("common")["recommendation"]
    }  # fmt: skip
    assert len(written - elsewhere) >= 6


def test_stella_speaks_and_paul_sits(demo: str) -> None:
    stella, paul = (by_address(f"{name}@mitsorge.example") for name in ("stella", "paul"))
    assert stella is not None
    assert paul is not None
    roles = Membership.objects.filter(person=stella.person).values_list("role", flat=True)
    assert list(roles) == ["SPOKESPERSON"]
    assert Membership.objects.filter(person=paul.person).exists()


def test_effects_show_gaps_and_small_numbers(demo: str) -> None:
    assert Reading.objects.filter(value=None).exclude(note="").exists()
    assert Reading.objects.filter(indicator__suppress_below=5, value__lt=5).exists()
    assert Measure.objects.exclude(obstacles="").exists()
    assert Carrier.objects.filter(stance="DISSENTS").exists()
    assert Impulse.objects.filter(topic=None, closed_at=None).exists()


def test_applications_wait_and_are_decided(demo: str) -> None:
    found = Counter(Application.objects.values_list("status", flat=True))
    assert found == {"SUBMITTED": 1, "ACCEPTED": 1, "DECLINED": 1}


def test_the_outbox_holds_no_letter_of_the_past_years(demo: str) -> None:
    waiting = Letter.objects.filter(state="QUEUED").exclude(purpose="Beispiel")
    assert waiting.count() == 0
    assert 0 < Letter.objects.exclude(purpose="Beispiel").count() < 400
    strange = [
        address
        for address in Letter.objects.values_list("to", flat=True)
        if not re.fullmatch(r"[a-z0-9.-]+@[a-z0-9-]+\.example", address)
    ]
    assert strange == []


def test_every_public_page_opens(demo: str) -> None:
    starts = [
        "/", "/termine/", "/was-wurde-daraus/", "/netzwerk/partner/", "/mitmachen/", "/impuls/",
    ]  # fmt: skip
    seen = _walk(Client(), starts, inside=False)
    assert {"public:meeting", "public:committee", "public:partner"} <= seen.keys()
    assert seen["public:recommendation"] == _open_recommendations()


def test_every_page_of_the_office_opens(demo: str) -> None:
    starts = [
        "/schreibtisch/", "/schreibtisch/gremien/", "/schreibtisch/empfehlungen/",
        "/schreibtisch/impulse/", "/schreibtisch/massnahmen/", "/schreibtisch/partner/",
        "/schreibtisch/jahresplan/", "/schreibtisch/ueberschneidungen/",
        "/schreibtisch/beschluesse/", "/schreibtisch/partner/antraege/",
    ]  # fmt: skip
    starts += [f"/schreibtisch/sitzungen/{uid}/" for uid in _last_uids()]
    seen = _walk(_frieda(), starts, inside=True)
    assert {"office:meeting", "office:recommendation", "office:measure"} <= seen.keys()


def _open_recommendations() -> int:
    return Recommendation.objects.exclude(status="DRAFT").count()


def _last_uids() -> list[str]:
    return [str(uid) for uid in Meeting.objects.values_list("uid", flat=True)[:12]]


def _frieda() -> Client:
    client = Client()
    cache.clear()
    assert client.post("/demo/als/frieda/").status_code == 302
    return client


def _walk(client: Client, starts: list[str], *, inside: bool) -> Counter[str]:
    """Follows links page by page, three of each kind and every recommendation; all must answer with 200."""
    waiting, known, seen = list(starts), set(starts), Counter[str]()
    while waiting:
        address = waiting.pop(0)
        page = client.get(address)
        assert page.status_code == 200, (address, page.status_code)
        seen[resolve(address).view_name] += 1
        if page["Content-Type"].startswith("text/html"):
            for link in re.findall(r'<a [^>]*href="(/[^"#?]*)', page.content.decode()):
                if link not in known and _is_wanted(link, seen, waiting, inside=inside):
                    known.add(link)
                    waiting.append(link)
    return seen


def _is_wanted(link: str, seen: Counter[str], waiting: list[str], *, inside: bool) -> bool:
    """Only rooms of networks that decide, and of each kind of page only a few."""
    if link.startswith("/schreibtisch/") is not inside:
        return False
    try:
        name = resolve(link).view_name
    except Resolver404:
        return False
    rooms = (
        "termine",
        "gremien",
        "sitzungen",
        "empfehlung",
        "impuls",
        "massnahmen",
        "partner",
        "was-wurde",
        "beschl",
        "mitmachen",
        "jahres",
        "uebersch",
    )
    if not any(room in link for room in rooms):
        return False
    many = 40 if name.endswith(":recommendation") else 3
    return seen[name] + sum(resolve(each).view_name == name for each in waiting) < many
