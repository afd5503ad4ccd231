"""A scenario handed on from its page, and the way back from what it became."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mitsorge.domain.governance.models import AgendaItem, Committee, Meeting
from mitsorge.domain.planning.models import Handover, Scenario
from mitsorge.domain.planning.rules.scenario import AddSite
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.foundation.places.models import PlanningArea
from tests.domain.planning import scenes
from tests.network import a_network
from tests.sign_in import signed_in

LIST = "/schreibtisch/planung/szenarien/"
SOUTHERN = AddSite("neu-1", "Haus Birke", scenes.SOUTH, 13.0, 20.0, cost=90_000.0)
QUERIES = 25
FIRST = "Was wäre, wenn? Szenario „Neue Tagespflege im Süden“ (Tagespflege, 2022)."


@pytest.fixture
def scenario(db):
    a_network()
    scenes.the_villages()
    scenes.an_offer()
    return scenes.a_scenario(SOUTHERN)


@pytest.fixture
def selma(scenario):
    return signed_in("selma")


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def at(scenario, more: str = "") -> str:
    return f"{LIST}{scenario.uid}/{more}"


def action(page) -> str:
    """Where the form of the page hands on to."""
    return re.search(r'action="([^"]*/impuls/[^"]*)"', page.content.decode()).group(1).replace("&amp;", "&")  # fmt: skip


def a_committee(code: str, **more) -> Committee:
    return Committee.objects.create(
        code=code, name=code.title(), modified_at=timezone.now(), **more
    )


def test_an_impulse_says_what_the_page_showed_and_leads_back(selma, scenario):
    page = selma.get(at(scenario, "?km=30"))
    done = selma.post(action(page), follow=True)
    assert done.redirect_chain == [(at(scenario, "?km=30"), 302)]
    assert "Weitergegeben. Der Impuls steht bei den neuen Impulsen." in text(done)
    handover, impulse = Handover.objects.get(), Impulse.objects.get()
    assert handover.text.splitlines()[0] == FIRST
    assert "Ein Angebot in 30 km hätten 0 Menschen neu" in impulse.text
    assert f'id="weitergegeben-{handover.pk}"' in done.content.decode()
    assert f"/schreibtisch/impulse/{impulse.uid}/" in done.content.decode()
    there = selma.get(f"/schreibtisch/impulse/{impulse.uid}/")
    link = f"{LIST}weitergegeben/{handover.uid}/"
    assert link in there.content.decode()
    assert "das Szenario mit Karte und Zahlen" in text(there)
    assert selma.get(link)["Location"] == f"{at(scenario)}#weitergegeben-{handover.pk}"


def test_a_second_click_hands_on_nothing_more(selma, scenario):
    address = action(selma.get(at(scenario)))
    for _click in range(2):
        assert selma.post(address)["Location"] == at(scenario)
    assert Handover.objects.count() == 1


def test_what_somebody_changed_meanwhile_is_not_handed_on(selma, scenario):
    address = action(selma.get(at(scenario)))
    Scenario.objects.update(version=1, changes=[{"kind": "RATE", "factor": 1.5}])
    page = selma.post(address, follow=True)
    assert "hat jemand anderes hier gespeichert" in text(page)
    assert not Handover.objects.exists()


def test_a_planner_proposes_and_the_coordination_puts_it_onto_a_meeting(selma, scenario):
    south = PlanningArea.objects.get(code="P2")
    elsewhere, here = a_committee("andere"), a_committee("runde", planning_area=south)
    soon = timezone.now() + timedelta(days=9)
    meeting = Meeting.objects.create(
        committee=here, number=1, starts_at=soon, ends_at=soon + timedelta(hours=2),
        modified_at=timezone.now(),
    )  # fmt: skip
    asked = text(selma.get(at(scenario, "tagesordnung/")))
    assert asked.index("Runde: Themenspeicher (als Vorschlag)") < asked.index("Andere: Themen")
    frieda = signed_in("frieda")
    done = frieda.post(at(scenario, "tagesordnung/"), {"place": f"{here.pk}-{meeting.pk}"}, follow=True)  # fmt: skip
    item = AgendaItem.objects.get()
    assert (item.title, item.meeting) == ("Szenario: Neue Tagespflege im Süden", meeting)
    assert item.text.splitlines()[0] == FIRST
    assert "Tagesordnung: Runde" in text(done)
    there = frieda.get(reverse("office:item", args=[meeting.uid, item.pk]))
    assert f"{LIST}weitergegeben/{Handover.objects.get().uid}/" in there.content.decode()
    refused = frieda.post(at(scenario, "tagesordnung/"), {"place": f"{elsewhere.pk}-{meeting.pk}"})
    assert "steht nicht mehr zur Wahl" in text(refused)
    assert AgendaItem.objects.count() == 1


def test_an_item_of_the_backlog_leads_back_too(scenario):
    frieda, runde = signed_in("frieda"), a_committee("runde")
    frieda.post(at(scenario, "tagesordnung/"), {"place": f"{runde.pk}-0"})
    item = AgendaItem.objects.get()
    there = frieda.get(reverse("office:backlog_topic", args=[runde.code, item.pk]))
    assert f"{LIST}weitergegeben/{Handover.objects.get().uid}/" in there.content.decode()
    assert "Themenspeicher: Runde" in text(frieda.get(at(scenario)))


def test_what_was_handed_on_stays_and_offers_no_way_to_delete_it(selma, scenario):
    assert "Szenario löschen" in text(selma.get(at(scenario)))
    selma.post(action(selma.get(at(scenario))))
    assert "Szenario löschen" not in text(selma.get(at(scenario)))
    page = selma.post(at(scenario, "loeschen/"), {"version": "0"}, follow=True)
    assert "Dieses Szenario wurde weitergegeben." in text(page)
    assert Scenario.objects.get() == scenario


def test_nothing_to_hand_on_without_a_measure(selma):
    bare = scenes.a_scenario(name="Leer")
    assert "Als Impuls weitergeben" not in text(selma.get(at(bare)))
    page = selma.post(at(bare, "impuls/"), follow=True)
    assert "Dieses Szenario ändert noch nichts." in text(page)
    assert not Handover.objects.exists()


def test_who_only_reads_sees_what_became_of_it_and_hands_on_nothing(selma, scenario):
    selma.post(action(selma.get(at(scenario))))
    stella = signed_in("stella")
    page = text(stella.get(at(scenario)))
    assert "Was damals mitging" in page
    assert "Als Impuls weitergeben" not in page
    assert stella.post(at(scenario, "impuls/")).status_code == 403
    assert stella.get(at(scenario, "tagesordnung/")).status_code == 403
    assert Handover.objects.count() == 1


def test_the_page_shows_all_that_was_handed_on_in_a_constant_number_of_queries(
    selma, scenario, django_assert_num_queries
):
    selma.post(action(selma.get(at(scenario))))
    with django_assert_num_queries(QUERIES):
        selma.get(at(scenario))
    for factor in (1.1, 1.2):
        Scenario.objects.update(changes=[{"kind": "RATE", "factor": factor}])
        selma.post(action(selma.get(at(scenario))))
    assert Handover.objects.count() == 3
    with django_assert_num_queries(QUERIES):
        selma.get(at(scenario))
