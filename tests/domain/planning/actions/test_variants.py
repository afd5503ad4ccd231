from dataclasses import replace
from datetime import date, timedelta

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.planning.actions.variants import (
    Draft,
    change_variant,
    choose_variant,
    draft_of,
    save_variant,
)
from mitsorge.domain.planning.models import Variant
from mitsorge.domain.planning.rules import CareKind, RatePath
from mitsorge.domain.planning.rules.parameters import CareParameters, Parameters, Value
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.planning import figures

pytestmark = pytest.mark.django_db
AT, LATER = figures.AT, figures.AT + timedelta(hours=1)
SOURCE = "Pflegeplan 2024"


@pytest.fixture
def selma():
    return account("selma")


@pytest.fixture
def draft():
    day = CareParameters(share=Value(0.05, "Anteil", SOURCE))
    return Draft(
        name="Steigend",
        population=figures.municipal().pk,
        rates=figures.rates().pk,
        care=figures.statistics().pk,
        path=RatePath.RISING,
        parameters=Parameters(Value(0.01, "je Jahr", SOURCE), {CareKind.DAY: day}),
    )


@pytest.fixture
def committee():
    return Committee.objects.create(code="pk", name="Pflegekonferenz", active_from=date(2020, 1, 1))


def choose(variant, committee, by, version=0, **what):
    given = {"on": date(2026, 11, 19), "why": "Sie passt zu den Wartelisten.", **what}
    return choose_variant(
        variant_id=variant.pk, version=version, committee_id=committee.pk, by=by, at=LATER, **given
    )


def test_a_forecast_is_stored_with_all_it_assumes(draft, selma):
    variant = save_variant(draft=draft, by=selma, at=AT)
    assert draft_of(Variant.objects.get()) == draft
    assert (variant.author, variant.created_at, variant.version) == (str(selma), AT, 0)
    assert [entry.event for entry in Entry.objects.all()] == ["planning.variant.saved"]


@pytest.mark.parametrize("name", ["stella", "arno", "ida", "tilda"])
def test_only_planners_store(draft, name):
    with pytest.raises(NotAllowed):
        save_variant(draft=draft, by=account(name), at=AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "  "},
        {"parameters": Parameters()},
        {"parameters": Parameters(Value(0.01))},
        {
            "parameters": Parameters(
                Value(0.01, "", SOURCE), {CareKind.DAY: CareParameters(Value(1))}
            )
        },
    ],
)
def test_what_is_missing_is_said(draft, selma, wrong):
    with pytest.raises(Refused):
        save_variant(draft=replace(draft, **wrong), by=selma, at=AT)
    assert not Variant.objects.exists()


def test_a_series_of_another_kind_is_refused(draft, selma):
    with pytest.raises(Refused) as refused:
        save_variant(draft=replace(draft, rates=draft.population), by=selma, at=AT)
    assert str(refused.value) == "Quoten: Wählen Sie eine Reihe mit Pflegequote."


def test_a_name_is_taken_once(draft, selma):
    save_variant(draft=draft, by=selma, at=AT)
    with pytest.raises(Refused):
        save_variant(draft=draft, by=selma, at=AT)


def test_who_saves_second_sees_both_versions(draft, selma):
    variant = save_variant(draft=draft, by=selma, at=AT)
    first = replace(draft, assumptions="Mehr Menschen werden älter.")
    changed = change_variant(variant_id=variant.pk, version=0, draft=first, by=selma, at=LATER)
    assert (changed.version, changed.assumptions) == (1, "Mehr Menschen werden älter.")
    second = replace(draft, assumptions="Weniger.")
    with pytest.raises(ItemChanged) as overtaken:
        change_variant(variant_id=variant.pk, version=0, draft=second, by=selma, at=LATER)
    assert overtaken.value.theirs["assumptions"] == "Mehr Menschen werden älter."
    assert overtaken.value.yours["assumptions"] == "Weniger."


def test_a_committee_chooses_once_and_the_others_stay(draft, selma, committee):
    variant = save_variant(draft=draft, by=selma, at=AT)
    other = save_variant(draft=replace(draft, name="Andere"), by=selma, at=AT)
    chosen = choose(variant, committee, selma)
    assert (chosen.chosen_by, chosen.chosen_on) == (committee, date(2026, 11, 19))
    entry = Entry.objects.get(event="planning.variant.chosen")
    assert entry.why == "Sie passt zu den Wartelisten."
    with pytest.raises(AlreadyDone):
        choose(variant, committee, selma, version=1)
    assert Variant.objects.get(pk=other.pk).chosen_by is None


@pytest.mark.parametrize(
    "wrong", [{"why": " "}, {"on": date(2026, 11, 21)}, {"on": date(2019, 12, 31)}]
)
def test_a_choice_needs_a_reason_and_a_day_the_committee_existed(draft, selma, committee, wrong):
    variant = save_variant(draft=draft, by=selma, at=AT)
    with pytest.raises(Refused):
        choose(variant, committee, selma, **wrong)
    assert Variant.objects.get().chosen_on is None


def test_nobody_chooses_what_was_changed_meanwhile(draft, selma, committee):
    variant = save_variant(draft=draft, by=selma, at=AT)
    changed = replace(draft, assumptions="Neu.")
    change_variant(variant_id=variant.pk, version=0, draft=changed, by=selma, at=LATER)
    with pytest.raises(ItemChanged):
        choose(variant, committee, selma, version=0)


def test_what_was_chosen_is_not_changed(draft, selma, committee):
    variant = save_variant(draft=draft, by=selma, at=AT)
    choose(variant, committee, selma)
    with pytest.raises(Refused):
        change_variant(variant_id=variant.pk, version=1, draft=draft, by=selma, at=LATER)


def test_the_journal_tells_numbers_in_words(draft, selma):
    variant = save_variant(draft=draft, by=selma, at=AT)
    day = CareParameters(
        share=Value(0.1, "%", SOURCE),
        places_per_client=Value(0.4, "", SOURCE),
        utilisation=Value(1.0, "%", SOURCE),
    )
    wanted = replace(draft, parameters=Parameters(Value(0.015, "", SOURCE), {CareKind.DAY: day}))
    change_variant(variant_id=variant.pk, version=0, draft=wanted, by=selma, at=LATER)
    last = Entry.objects.filter(event="planning.variant.saved").first()
    assert last.changes["parameters"] == [
        "Je Jahr 1 %; Tagespflege: Anteil an allen Pflegebedürftigen, in Prozent 5",
        "Je Jahr 1,5 %; Tagespflege: Anteil an allen Pflegebedürftigen, in Prozent 10, "
        "Auslastung der Plätze, in Prozent 100, Plätze je Mensch 0,4",
    ]
