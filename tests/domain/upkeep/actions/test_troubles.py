"""From an answer to a trouble and to its end: by an answer, a new address, a letter that arrived, or a person."""

from datetime import timedelta
from unittest.mock import ANY

import pytest

from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.governance.actions.outcomes import AlreadyDone
from mitsorge.domain.upkeep import wording
from mitsorge.domain.upkeep.actions import troubles as actions
from mitsorge.domain.upkeep.models import Probe, Trouble
from mitsorge.domain.upkeep.queries.troubles import Owner, due_pages, open_troubles, troubles_of
from mitsorge.domain.upkeep.rules import TroubleKind
from mitsorge.domain.upkeep.rules.troubles import Answer, Fault
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from mitsorge.foundation.post.models import Letter
from tests.cast import NOW, account
from tests.domain.directory.factories import network, organization, service
from tests.domain.upkeep.web_server import a_site

pytestmark = pytest.mark.django_db
PAGE = "https://abendsonne.example/"
DAY = timedelta(days=1)


def house(**fields) -> Organization:
    return organization(**{"website": PAGE} | fields)


def heard(answer: Answer, *, at=NOW, page: str = PAGE) -> None:
    actions.write_down({page: answer}, at=at)


def events() -> list[tuple[str, str]]:
    return list(Entry.objects.order_by("pk").values_list("event", "why"))


def test_a_dead_page_is_noted_once_and_counted():
    abendsonne = house()
    heard(Answer(404))
    heard(Answer(410), at=NOW + DAY)
    [trouble] = open_troubles()
    assert (trouble.organization, trouble.service, trouble.kind) == (abendsonne, None, "WEBSITE")
    assert (trouble.address, trouble.words, trouble.tries) == (PAGE, "410", 2)
    assert (trouble.found_at, trouble.tried_at) == (NOW, NOW + DAY)
    assert events() == [("upkeep.trouble.found", "")]


def test_a_page_that_answers_again_ends_its_trouble():
    house()
    heard(Answer(404))
    heard(Answer(200), at=NOW + DAY)
    assert list(open_troubles()) == []
    assert Trouble.objects.get().ended_at == NOW + DAY
    assert events()[1:] == [("upkeep.trouble.ended", "Die Seite antwortet wieder.")]
    probe = Probe.objects.get()
    assert (probe.tries, probe.failing_since, probe.next_at) == (0, None, NOW + 15 * DAY)


def test_a_doubt_becomes_a_trouble_after_days():
    house()
    for day in (0, 1, 2):
        heard(Answer(503), at=NOW + day * DAY)
    assert list(open_troubles()) == []
    heard(Answer(fault=Fault.SILENT), at=NOW + 4 * DAY)
    assert [trouble.words for trouble in open_troubles()] == ["SILENT"]


def test_where_nobody_answers_no_page_is_called_dead():
    pages = [f"https://{name}.example/" for name in "abc"]
    for number, page in enumerate(pages):
        organization(f"haus-{number}", website=page)
    nobody = dict.fromkeys(pages, Answer(fault=Fault.UNKNOWN_HOST))
    actions.write_down(nobody, at=NOW)
    assert list(open_troubles()) == []
    actions.write_down(nobody | {pages[0]: Answer(200)}, at=NOW + DAY)
    assert [trouble.address for trouble in open_troubles()] == pages[1:]


def test_an_address_of_house_and_offers_is_one_trouble_of_each_organization():
    abendsonne, other = house(), organization("otto", name="Otto")
    service(organization=abendsonne, url=PAGE)
    first = service("eins", organization=other, url=PAGE)
    service("zwei", organization=other, url=PAGE)
    heard(Answer(404))
    found = open_troubles().order_by("organization__name")
    assert [(t.organization, t.service) for t in found] == [(abendsonne, None), (other, first)]
    assert [t.organization for t in troubles_of(other.pk)] == [other]


def test_an_address_that_was_replaced_ends_its_trouble_and_is_forgotten():
    abendsonne = house()
    heard(Answer(404))
    assert actions.end_settled(at=NOW) == 0
    Organization.objects.filter(pk=abendsonne.pk).update(website="https://neu.example/")
    assert actions.end_settled(at=NOW + DAY) == 1
    assert actions.end_settled(at=NOW + DAY) == 0
    assert events()[1:] == [("upkeep.trouble.ended", "Die Adresse steht nicht mehr da.")]
    assert not Probe.objects.exists()


def test_a_retired_entry_troubles_nobody():
    offer = service(url=PAGE)
    heard(Answer(404))
    Service.objects.filter(pk=offer.pk).update(status=Status.DEFUNCT)
    assert actions.end_settled(at=NOW) == 1


def letter(state: str, at) -> None:
    sent = {"sent_at": at} if state == "SENT" else {}
    Letter.objects.create(
        key=f"{state}-{at}", to="Haus@abendsonne.example", subject="Stimmt noch?",
        state=state, queued_at=at, due_at=at, **sent,
    )  # fmt: skip


def test_a_letter_that_arrives_later_ends_the_trouble_of_a_mailbox():
    abendsonne = organization(email="haus@abendsonne.example")
    mail = "haus@abendsonne.example"
    actions.note(TroubleKind.EMAIL, mail, "550 no", owner=Owner(abendsonne.pk, None), at=NOW)
    letter("SENT", NOW - DAY)
    letter("FAILED", NOW + DAY)
    assert actions.end_settled(at=NOW + DAY) == 0
    letter("SENT", NOW + DAY)
    assert actions.end_settled(at=NOW + DAY) == 1


def test_a_person_ends_it_once_and_is_believed_for_three_months():
    network()
    house()
    heard(Answer(404))
    trouble = Trouble.objects.get()
    frieda = account("frieda")
    with pytest.raises(NotAllowed):
        actions.end(trouble_id=trouble.pk, by=account("otto"), at=NOW)
    actions.end(trouble_id=trouble.pk, by=frieda, at=NOW + DAY)
    with pytest.raises(AlreadyDone, match="schon erledigt"):
        actions.end(trouble_id=trouble.pk, by=frieda, at=NOW + DAY)
    assert Entry.objects.filter(event="upkeep.trouble.ended", by_id=frieda.pk).count() == 1
    assert due_pages(NOW + 60 * DAY, 9) == []
    assert due_pages(NOW + 91 * DAY, 9) == [PAGE]


def test_only_addresses_of_active_entries_that_are_due_are_asked(django_assert_num_queries):
    abendsonne = house()
    service(organization=abendsonne, url="https://tagespflege.example/")
    service("entwurf", organization=abendsonne, url="https://entwurf.example/", status=Status.DRAFT)
    service("gleich", organization=abendsonne, url=PAGE + "zwei")
    organization("alt", website="https://alt.example/", status=Status.DEFUNCT)
    with django_assert_num_queries(1):
        assert due_pages(NOW, 9) == [PAGE, "https://tagespflege.example/"]
    assert due_pages(NOW, 1) == [PAGE]
    heard(Answer(200))
    assert due_pages(NOW, 9) == [PAGE + "zwei", "https://tagespflege.example/"]


@pytest.mark.parametrize("houses", [1, 3])
def test_writing_down_costs_the_same_per_address(houses, django_assert_max_num_queries):
    for number in range(houses):
        house(slug=f"haus-{number}")
    heard(Answer(404))
    with django_assert_max_num_queries(9 + 4 * houses):
        heard(Answer(404), at=NOW + DAY)


def test_the_worker_asks_a_real_server(settings):
    network()
    with a_site() as site:
        site.says["/weg"] = 404
        house(website=site.url + "/weg")
        assert actions.look_at_pages(at=NOW) == 0
        settings.LINK_CHECK = True
        assert actions.look_at_pages(at=NOW) == 1
        assert site.asked == [], "loopback is not asked without leave"
        Probe.objects.all().delete()
        settings.LINK_CHECK_INSIDE = True
        assert actions.look_at_pages(at=NOW) == 1
        assert actions.look_at_pages(at=NOW) == 0
    assert site.asked == [("HEAD", "/weg", ANY), ("GET", "/weg", ANY)]
    agent = site.asked[0][2]["User-Agent"]
    assert agent == f"Mitsorge-Linkpruefung (netzwerk-soziale-dienste; +{settings.BASE_URL})"
    assert [(t.address, t.words) for t in open_troubles()] == [(site.url + "/weg", "404")]


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        ("WEBSITE", "404", "Die Seite gibt es nicht mehr (404)."),
        ("WEBSITE", "TLS", "Das Sicherheitszertifikat ist ungültig. Browser warnen vor der Seite."),
        ("WEBSITE", "503", "Der Server weist uns seit Tagen ab (503)."),
        ("EMAIL", "550 no such user", "Die Post kam zurück: 550 no such user"),
        ("EMAIL", "", ""),
    ],
)
def test_what_came_back_is_said_in_a_sentence(kind, code, words):
    assert wording.trouble_words(kind, code) == words
