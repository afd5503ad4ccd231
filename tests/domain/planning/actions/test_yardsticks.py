"""Yardsticks of one kind and age: one at a time, each with its source, every change in the journal."""

from datetime import date

import pytest

from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.planning.actions.yardsticks import Draft, Seen, end_yardstick, set_yardstick
from mitsorge.domain.planning.models import Yardstick
from mitsorge.domain.planning.queries.findings import current_yardsticks
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.planning import figures

pytestmark = pytest.mark.django_db
AT = figures.AT
FIRST, SECOND, THIRD = date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)


@pytest.fixture
def day_care():
    return TaxonomyTerm.objects.create(kind=TermKind.CARE, code="tagespflege", name="Tagespflege")


@pytest.fixture
def selma():
    return account("selma")


@pytest.fixture
def put(day_care, selma):
    def written(valid_from, **limits):
        limits = limits or {"max_km": 10.0}
        draft = Draft(day_care.pk, 65, "Pflegeplan 2024", valid_from, **limits)
        return set_yardstick(draft=draft, by=selma, at=AT)

    return written


def periods():
    rows = Yardstick.objects.order_by("valid_from")
    return list(rows.values_list("valid_from", "valid_to"))


@pytest.mark.parametrize(
    "order", [(FIRST, SECOND, THIRD), (THIRD, FIRST, SECOND), (SECOND, THIRD, FIRST)]
)
def test_each_ends_where_the_next_begins_in_whatever_order_they_come(put, order):
    for valid_from in order:
        put(valid_from)
    assert periods() == [(FIRST, SECOND), (SECOND, THIRD), (THIRD, None)]


def test_of_one_kind_and_age_one_judges_on_every_day(put, selma):
    first = put(FIRST)
    put(THIRD)
    with pytest.raises(AlreadyDone, match=r"1. Januar 2026"):
        end_yardstick(yardstick_id=first.pk, on=date(2026, 6, 1), by=selma, at=AT)
    assert [current_yardsticks(on).count() for on in (SECOND, THIRD, AT.date())] == [1, 1, 1]
    end_yardstick(yardstick_id=first.pk, on=SECOND, by=selma, at=AT)
    assert periods() == [(FIRST, SECOND), (THIRD, None)]
    assert Entry.objects.filter(event="planning.yardstick.changed").count() == 4


def test_it_cannot_end_before_it_began(put, selma):
    made = put(FIRST)
    with pytest.raises(Refused, match="nach dem Beginn"):
        end_yardstick(yardstick_id=made.pk, on=FIRST, by=selma, at=AT)
    assert periods() == [(FIRST, None)]


def test_the_same_first_day_again_changes_that_one(put):
    put(FIRST)
    put(FIRST, places_per_1000=12.0)
    found = Yardstick.objects.get()
    assert (found.max_km, found.places_per_1000) == (None, 12.0)
    last = Entry.objects.filter(event="planning.yardstick.changed").first()
    assert last.changes == {"max_km": [10.0, None], "places_per_1000": [None, 12.0]}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"source": "  "}, "woher der Maßstab kommt"),
        ({"max_km": None}, "mindestens eine Grenze"),
        ({"max_km": 0.0}, "größer als null"),
    ],
)
def test_without_a_source_or_a_limit_nothing_is_written(day_care, selma, wrong, sentence):
    given = {"source": "Vorschlag", "max_km": 10.0, **wrong}
    draft = Draft(day_care.pk, 65, valid_from=FIRST, **given)
    with pytest.raises(Refused, match=sentence):
        set_yardstick(draft=draft, by=selma, at=AT)
    assert (Yardstick.objects.count(), Entry.objects.count()) == (0, 0)


def test_only_who_plans_sets_and_ends_them(day_care, put):
    made = put(FIRST)
    later = Draft(day_care.pk, 65, "Vorschlag", SECOND, max_km=5.0)
    for stranger in (account("otto"), None):
        with pytest.raises(NotAllowed):
            set_yardstick(draft=later, by=stranger, at=AT)
        with pytest.raises(NotAllowed):
            end_yardstick(yardstick_id=made.pk, on=SECOND, by=stranger, at=AT)
    assert periods() == [(FIRST, None)]


def test_who_saves_second_sees_both(put, day_care, selma):
    """Two opened version 0. The first saves; the second is told, and may save over it on purpose."""
    made = put(FIRST)
    set_yardstick(
        draft=Draft(day_care.pk, 65, "Pflegeplan 2024", FIRST, max_km=8.0),
        by=selma, at=AT, seen=Seen(made.pk, 0),
    )  # fmt: skip
    mine = Draft(day_care.pk, 65, "Pflegeplan 2024", FIRST, max_km=12.0)
    with pytest.raises(ItemChanged) as overtaken:
        set_yardstick(draft=mine, by=selma, at=AT, seen=Seen(made.pk, 0))
    theirs, yours = overtaken.value.theirs, overtaken.value.yours
    assert (theirs["max_km"], yours["max_km"], theirs["version"]) == (8.0, 12.0, 1)
    assert Yardstick.objects.get().max_km == 8.0
    set_yardstick(draft=mine, by=selma, at=AT, seen=Seen(made.pk, 1))
    found = Yardstick.objects.get()
    assert (found.max_km, found.version) == (12.0, 2)


def test_a_new_one_does_not_write_over_one_of_the_same_day(put, day_care, selma):
    put(FIRST)
    mine = Draft(day_care.pk, 65, "Eigener", FIRST, max_km=12.0)
    with pytest.raises(ItemChanged):
        set_yardstick(draft=mine, by=selma, at=AT, seen=Seen())
    assert Yardstick.objects.get().max_km == 10.0


def test_one_moved_onto_the_day_of_another_is_refused(put, day_care, selma):
    put(FIRST)
    second = put(SECOND)
    mine = Draft(day_care.pk, 65, "Eigener", FIRST, max_km=12.0)
    with pytest.raises(Refused, match="beginnt schon ein anderer"):
        set_yardstick(draft=mine, by=selma, at=AT, seen=Seen(second.pk, 0))


def test_whoever_ends_it_meanwhile_is_seen(put, day_care, selma):
    made = put(FIRST)
    end_yardstick(yardstick_id=made.pk, on=SECOND, by=selma, at=AT)
    mine = Draft(day_care.pk, 65, "Eigener", FIRST, max_km=12.0)
    with pytest.raises(ItemChanged):
        set_yardstick(draft=mine, by=selma, at=AT, seen=Seen(made.pk, 0))
