from dataclasses import replace
from datetime import timedelta

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions.scenarios import (
    MOST_CHANGES,
    Draft,
    add_changes,
    change_scenario,
    drop_change,
    remove_scenario,
    save_scenario,
)
from mitsorge.domain.planning.models import Scenario
from mitsorge.domain.planning.rules.scenario import AddSite, ChangeRate, CloseSite, as_json
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.planning import scenes

pytestmark = pytest.mark.django_db
AT, LATER = scenes.AT, scenes.AT + timedelta(hours=1)
SITE = AddSite("neu-1", "Haus Birke", 52.0, 13.0, 20.0)


@pytest.fixture
def selma():
    return account("selma")


@pytest.fixture
def draft():
    return Draft(name="Neubau", term=scenes.day_care().pk, year=2030, note="Idee der AG")


def entries():
    return [(entry.event, entry.changes) for entry in Entry.objects.order_by("pk")]


def test_a_scenario_is_stored(draft, selma):
    made = save_scenario(draft=draft, by=selma, at=AT)
    assert (made.name, made.note, made.year, made.changes) == ("Neubau", "Idee der AG", 2030, [])
    assert (made.author, made.created_at, made.version) == (str(selma), AT, 0)
    assert entries() == [("planning.scenario.saved", {})]


@pytest.mark.parametrize("name", ["stella", "arno", "ida", "tilda"])
def test_only_planners_write(draft, name):
    scenario, who = scenes.a_scenario(SITE), account(name)
    where = {"scenario_id": scenario.pk, "version": 0, "by": who, "at": LATER}
    for deed in (
        lambda: save_scenario(draft=draft, by=who, at=AT),
        lambda: change_scenario(draft=draft, **where),
        lambda: add_changes(changes=[SITE], **where),
        lambda: drop_change(number=0, **where),
        lambda: remove_scenario(**where),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert Scenario.objects.get().version == 0
    assert not entries()


@pytest.mark.parametrize(
    "wrong", [{"name": " "}, {"year": 1999}, {"term": 99}, {"variant": 99}, {"name": "Steht schon"}]
)
def test_what_is_wrong_is_said(draft, selma, wrong):
    scenes.a_scenario(name="Steht schon")
    with pytest.raises(Refused):
        save_scenario(draft=replace(draft, **wrong), by=selma, at=AT)
    assert Scenario.objects.count() == 1


def test_who_saves_second_sees_both(draft, selma):
    scenario = save_scenario(draft=draft, by=selma, at=AT)
    what = {"scenario_id": scenario.pk, "version": 0, "by": selma, "at": LATER}
    changed = change_scenario(draft=replace(draft, year=2035), **what)
    assert (changed.year, changed.version, changed.modified_at) == (2035, 1, LATER)
    assert entries()[-1] == ("planning.scenario.saved", {"year": [2030, 2035]})
    with pytest.raises(ItemChanged) as overtaken:
        change_scenario(draft=replace(draft, name="Anders"), **what)
    assert (overtaken.value.theirs["year"], overtaken.value.yours["name"]) == (2035, "Anders")


def test_nothing_changed_writes_nothing(draft, selma):
    scenario = save_scenario(draft=draft, by=selma, at=AT)
    same = change_scenario(scenario_id=scenario.pk, version=0, draft=draft, by=selma, at=LATER)
    assert (same.version, len(entries())) == (0, 1)


def test_measures_come_and_go(selma):
    scenario = scenes.a_scenario(SITE)
    what = {"scenario_id": scenario.pk, "by": selma, "at": LATER}
    added = add_changes(version=0, changes=[ChangeRate(1.1), CloseSite("neu-1")], **what)
    assert [row["kind"] for row in added.changes] == ["ADD", "RATE", "CLOSE"]
    assert entries()[-1][1] == {
        "changes": [
            "Neu: Haus Birke mit 20 Plätzen",
            "Neu: Haus Birke mit 20 Plätzen; Bedarf +10 %; unbekanntes Angebot schließt",
        ]
    }
    dropped = drop_change(version=1, number=1, **what)
    assert ([row["kind"] for row in dropped.changes], dropped.version) == (["ADD", "CLOSE"], 2)
    with pytest.raises(AlreadyDone):
        drop_change(version=2, number=2, **what)
    with pytest.raises(ItemChanged):
        drop_change(version=1, number=0, **what)
    with pytest.raises(ItemChanged):
        add_changes(version=1, changes=[SITE], **what)


def test_so_many_measures_and_no_more(selma):
    scenario = scenes.a_scenario(*[ChangeRate(1.1)] * MOST_CHANGES)
    with pytest.raises(Refused, match="höchstens 40"):
        add_changes(scenario_id=scenario.pk, version=0, changes=[SITE], by=selma, at=LATER)


def test_what_cannot_be_read_is_not_written_over(selma):
    scenario = scenes.a_scenario()
    Scenario.objects.update(changes=[as_json(SITE), {"kind": "GROW"}])
    with pytest.raises(Refused, match="Maßnahme 2 hat eine unbekannte Art"):
        add_changes(scenario_id=scenario.pk, version=0, changes=[SITE], by=selma, at=LATER)


def test_a_scenario_is_removed_once(selma):
    scenario = scenes.a_scenario(SITE)
    what = {"scenario_id": scenario.pk, "by": selma, "at": LATER}
    with pytest.raises(ItemChanged):
        remove_scenario(version=1, **what)
    remove_scenario(version=0, **what)
    assert not Scenario.objects.exists()
    assert [event for event, _changes in entries()] == ["planning.scenario.removed"]
    with pytest.raises(AlreadyDone):
        remove_scenario(version=0, **what)
