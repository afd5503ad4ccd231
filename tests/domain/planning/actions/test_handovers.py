"""A scenario handed on: once, as it was computed, linked both ways, and kept from then on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.planning.actions.handovers import (
    Computed,
    send_scenario_as_impulse,
    send_scenario_to_agenda,
)
from mitsorge.domain.planning.actions.scenarios import add_changes, remove_scenario
from mitsorge.domain.planning.models import Handover, Scenario
from mitsorge.domain.planning.queries.laid import laid_over
from mitsorge.domain.planning.rules.scenario import AddSite, ChangeRate, CloseSite
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.planning import scenes
from tests.network import a_network

pytestmark = pytest.mark.django_db
AT, LATER = scenes.AT, scenes.AT + timedelta(hours=1)
SITE = AddSite("neu-1", "Haus Birke", scenes.SOUTH, 13.0, 20.0, cost=90_000.0, where="Dorf 3")
TOLD = """Was wäre, wenn? Szenario „Neue Tagespflege im Süden“ (Tagespflege, 2022).
– Neu: Haus Birke (Dorf 3) mit 20 Plätzen

Zum nächsten Angebot hätten es 300 Menschen näher, 0 weiter.
Ein Angebot in 15 km hätten 300 Menschen neu, 0 nicht mehr.
Kosten: 90.000 € im Jahr."""


@pytest.fixture
def selma():
    a_network()
    scenes.the_villages()
    scenes.an_offer()
    return account("selma")


def computed(scenario: Scenario, km: float | None = None) -> Computed:
    scenario.refresh_from_db()
    return Computed(scenario.pk, scenario.version, laid_over(scenario, on=timezone.localdate(AT), km=km))  # fmt: skip


def a_committee(code: str = "runde") -> Committee:
    return Committee.objects.create(code=code, name=code.title(), modified_at=AT)


def sent() -> list[tuple[str, dict]]:
    return list(
        Entry.objects.filter(event="planning.scenario.sent").values_list("event", "changes")
    )


def test_it_becomes_an_impulse_in_words(selma):
    scenario = scenes.a_scenario(SITE)
    made = send_scenario_as_impulse(computed=computed(scenario), by=selma, at=AT)
    assert made == Handover.objects.get()
    assert (made.scenario, made.text, made.sent_at, made.sent_by) == (scenario, TOLD, AT, selma)
    impulse = Impulse.objects.get()
    assert (made.impulse, made.agenda_item) == (impulse, None)
    assert (impulse.text, impulse.source, impulse.planning_area) == (TOLD, ImpulseSource.PLANNING, None)  # fmt: skip
    assert sent() == [("planning.scenario.sent", {"to": [None, str(impulse)]})]


def test_an_impulse_about_one_area_belongs_to_it(selma):
    scenario = scenes.a_scenario(SITE)
    made = send_scenario_as_impulse(computed=computed(scenario, km=5), by=selma, at=AT)
    assert made.impulse.planning_area.code == "P2"


def test_the_same_twice_is_one_and_a_change_makes_another(selma):
    scenario = scenes.a_scenario(SITE)
    first = send_scenario_as_impulse(computed=computed(scenario), by=selma, at=AT)
    assert send_scenario_as_impulse(computed=computed(scenario), by=selma, at=LATER) == first
    add_changes(scenario_id=scenario.pk, version=0, changes=[ChangeRate(1.5)], by=selma, at=AT)
    second = send_scenario_as_impulse(computed=computed(scenario), by=selma, at=LATER)
    assert (Handover.objects.count(), Impulse.objects.count(), len(sent())) == (2, 2, 2)
    assert "– Bedarf +50 %" in second.text


def test_a_closed_impulse_does_not_stand_in_the_way(selma):
    scenario = scenes.a_scenario(SITE)
    send_scenario_as_impulse(computed=computed(scenario), by=selma, at=AT)
    Impulse.objects.update(closed_at=AT, closed_why="Kein Geld")
    send_scenario_as_impulse(computed=computed(scenario), by=selma, at=LATER)
    assert Handover.objects.count() == 2


def test_an_item_for_each_committee_and_none_twice(selma):
    frieda, scenario = account("frieda"), scenes.a_scenario(SITE)
    for committee in (a_committee("eins"), a_committee("zwei")):
        where = {"committee_id": committee.pk, "meeting_id": None, "by": frieda, "at": AT}
        first = send_scenario_to_agenda(computed=computed(scenario), **where)
        assert send_scenario_to_agenda(computed=computed(scenario), **where) == first
        assert (first.impulse, first.agenda_item.committee) == (None, committee)
    items = AgendaItem.objects.all()
    assert {(item.title, item.text, item.brought_by) for item in items} == {
        ("Szenario: Neue Tagespflege im Süden", TOLD, "Planung")
    }
    assert (len(items), Handover.objects.count()) == (2, 2)


def test_no_committee_no_item(selma):
    scenario = scenes.a_scenario(SITE)
    with pytest.raises(Refused, match="Wählen Sie ein Gremium"):
        send_scenario_to_agenda(
            computed=computed(scenario), committee_id=0, meeting_id=None, by=selma, at=AT
        )
    assert not Handover.objects.exists()


def test_what_was_changed_meanwhile_is_not_handed_on(selma):
    scenario = scenes.a_scenario(SITE)
    seen = computed(scenario)
    add_changes(scenario_id=scenario.pk, version=0, changes=[ChangeRate(1.5)], by=selma, at=AT)
    where = {"committee_id": a_committee().pk, "meeting_id": None}
    with pytest.raises(ItemChanged):
        send_scenario_as_impulse(computed=seen, by=selma, at=LATER)
    with pytest.raises(ItemChanged):
        send_scenario_to_agenda(computed=seen, **where, by=selma, at=LATER)
    assert not Impulse.objects.exists()
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize("changes", [[], [CloseSite("weg")]])
def test_what_changes_nothing_is_not_handed_on(selma, changes):
    scenario = scenes.a_scenario(*changes)
    with pytest.raises(Refused, match="ändert noch nichts"):
        send_scenario_as_impulse(computed=computed(scenario), by=selma, at=AT)


@pytest.mark.parametrize("name", ["stella", "arno", "ida", "tilda"])
def test_only_planners_hand_on(selma, name):
    scenario, who = scenes.a_scenario(SITE), account(name)
    with pytest.raises(NotAllowed):
        send_scenario_as_impulse(computed=computed(scenario), by=who, at=AT)
    with pytest.raises(NotAllowed):
        send_scenario_to_agenda(
            computed=computed(scenario), committee_id=0, meeting_id=None, by=who, at=AT
        )
    assert not Handover.objects.exists()


def test_what_was_handed_on_stays(selma):
    scenario = scenes.a_scenario(SITE)
    send_scenario_as_impulse(computed=computed(scenario), by=selma, at=AT)
    with pytest.raises(Refused, match="wurde weitergegeben"):
        remove_scenario(scenario_id=scenario.pk, version=0, by=selma, at=LATER)
    assert Scenario.objects.get() == scenario


def test_forty_long_measures_fit_into_an_impulse(selma):
    many = [AddSite(f"neu-{n}", "H" * 120, 52.0, 13.0, 5.0, where="O" * 120) for n in range(40)]
    made = send_scenario_as_impulse(computed=computed(scenes.a_scenario(*many)), by=selma, at=AT)
    lines = made.text.splitlines()
    assert [len(line) for line in lines[1:9]] == [122] * 8
    assert lines[9] == "– und 32 weitere Maßnahmen"
    assert lines[-1] == "Ein Angebot in 15 km hätten 300 Menschen neu, 0 nicht mehr."
    assert made.impulse.text == made.text
