"""Answers about places are remembered, and never longer than they are true."""

import time
from datetime import date
from io import StringIO
from json import dumps
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.utils.translation import override

from mitsorge.foundation.places import actions
from mitsorge.foundation.places.models import Body, GeographyRevision, Municipality, PlanningArea
from mitsorge.foundation.places.queries import (
    Geography,
    forget,
    geography,
    locate,
    locate_text,
    outlines_stamp,
    remembered,
)
from mitsorge.foundation.places.queries.remembered import Answers
from mitsorge.foundation.places.rules import AreaKind
from tests.foundation.places.conftest import NEW_YEAR, codes

TODAY, NEXT_YEAR = date(2026, 11, 1), date(2027, 1, 1)
HEADING = "ags;verband;name;latitude;longitude;population;population_67plus;area_ha\n"
BRUECK = "12069076;5904;Brück;52.19770;12.76870;4000;900;7000\n"
BEELITZ = "12069017;0017;Beelitz;52.23810;12.97140;12000;3000;18000\n"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[12.7, 52.1], [12.8, 52.1], [12.8, 52.3], [12.7, 52.3], [12.7, 52.1]]],
}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def body() -> Body:
    """A Kreis with Brück and Beelitz and one region, in a database that other threads see too."""
    made = Body.objects.create(name="Potsdam-Mittelmark", kind="KREIS", ags="12069")
    municipalities(BRUECK + BEELITZ)
    region(made)
    return made


def municipalities(lines: str) -> actions.ImportResult:
    return actions.import_municipalities(StringIO(HEADING + lines))


def postcodes(lines: str) -> actions.ImportResult:
    return actions.import_postcodes(StringIO("code;place;ags;latitude;longitude\n" + lines))


def region(body: Body, code: str = "PR1") -> PlanningArea:
    return actions.define_planning_area(
        body=body, code=code, name=f"Planregion {code}", kind=AreaKind.REGION,
        active_from=NEW_YEAR, municipalities=Municipality.objects.filter(name="Brück"),
    )  # fmt: skip


def seen() -> tuple[str, list[str]]:
    """What the next question answers: the label and the areas."""
    found = locate_text("14822 Brück", on=TODAY)
    return found.label, codes(found.planning_areas)


def changed_region(body: Body) -> None:
    form = actions.AreaForm("Fläming", AreaKind.REGION)
    actions.change_planning_area(area=PlanningArea.objects.get(), form=form, on=date(2026, 5, 1))


def ended_region(body: Body) -> None:
    actions.end_planning_area(area=PlanningArea.objects.get(), on=date(2026, 5, 1))


def outlined(body: Body) -> None:
    feature = {"type": "Feature", "properties": {"ags": "12069017"}, "geometry": SQUARE}
    file = StringIO(dumps({"type": "FeatureCollection", "features": [feature]}))
    assert actions.import_outlines(file).new == 1


def streets(body: Body) -> None:
    table = "name;ags;code;latitude;longitude\nAm Markt;12069076;14822;52.2;12.77\n"
    assert actions.import_streets(StringIO(table)).new == 1


CHANGES = {
    "area defined": lambda body: region(body, "PR2"),
    "area changed": changed_region,
    "area ended": ended_region,
    "municipality": lambda body: municipalities(BRUECK.replace("Brück", "Brück (Mark)")),
    "postcode": lambda body: postcodes("14822;Brück;12069076;52.2;12.77\n"),
    "outline": outlined,
    "street": streets,
    "body": lambda body: Body.objects.create(name="Leipzig", kind="STADT", ags="14713000"),
    "body's key": lambda body: Body.objects.update(ags="12070"),
}


@pytest.mark.parametrize("text", ["Brück", "Atlantis", "Am Markt 5, Brück"])
def test_a_remembered_answer_costs_one_query_and_is_the_same(body, django_assert_num_queries, text):
    first = locate_text(text, on=TODAY)
    with django_assert_num_queries(1):
        assert locate_text(text, on=TODAY) is first
    state = geography()
    with django_assert_num_queries(0):
        assert locate_text(text, on=TODAY, state=state) is first
    forget()
    assert locate_text(text, on=TODAY) == first


def test_the_same_place_typed_otherwise_is_remembered_too(body, django_assert_num_queries):
    locate(street="Hauptstr. 5", place="Brück")
    with django_assert_num_queries(1):
        locate(street="Hauptstraße 7 b", place=" brueck")


def test_day_and_language_are_part_of_the_question(body):
    assert seen() == ("Brück", ["PR1"])
    assert locate_text("14822 Brück", on=date(2025, 1, 1)).planning_areas == ()
    with override("en"):
        assert seen() == ("Brück", ["PR1"])
    assert len(remembered.answers) == 3


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_is_a_new_state(body, change):
    before = geography()
    change(body)
    assert geography() != before


def test_the_stamp_of_the_outlines_changes_with_them(body):
    before = outlines_stamp(body.ags)
    assert outlines_stamp(body.ags, geography()) == before
    outlined(body)
    assert outlines_stamp(body.ags) != before


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("area defined", ("Brück", ["PR1", "PR2"])),
        ("area changed", ("Brück", [])),
        ("area ended", ("Brück", [])),
        ("municipality", ("Brück (Mark)", ["PR1"])),
        ("postcode", ("14822 Brück", ["PR1"])),
    ],
)
def test_the_next_question_sees_a_change(body, change, expected):
    assert seen() == ("Brück", ["PR1"])
    CHANGES[change](body)
    assert seen() == expected


def test_a_new_body_is_seen_without_any_action():
    neustadt = "{};0001;Neustadt;{};8.5;{};1;1\n".format
    municipalities(neustadt("07316000", "49.35", 50000) + neustadt("06534016", "50.85", 9000))
    assert locate(place="Neustadt").municipality.ags == "07316000"
    Body.objects.create(name="Marburg-Biedenkopf", kind="KREIS", ags="06534")
    assert locate(place="Neustadt").municipality.ags == "06534016"


def test_an_import_that_changes_nothing_keeps_the_number(body):
    outlined(body)
    streets(body)
    before = geography()
    assert municipalities(BRUECK + BEELITZ).unchanged == 2
    with pytest.raises(AssertionError):
        outlined(body)
    with pytest.raises(actions.AreaExists):
        region(body)
    assert geography() == before


def test_another_process_sees_a_change_too(body, monkeypatch):
    seen()
    with monkeypatch.context() as other:
        other.setattr("mitsorge.foundation.places.queries.location.answers", Answers())
        seen()
        ended_region(body)
        assert seen() == ("Brück", [])
    assert seen() == ("Brück", [])


def test_what_was_rolled_back_was_never_remembered(body):
    seen()
    before = geography()
    with transaction.atomic():
        region(body, "PR2")
        undone = geography()
        assert seen() == ("Brück", ["PR1", "PR2"])
        transaction.set_rollback(True)
    assert (geography(), len(remembered.answers)) == (before, 1)
    assert seen() == ("Brück", ["PR1"])
    region(body, "PR3")
    assert geography().revision > undone.revision > before.revision


def test_what_changed_while_it_was_read_is_not_remembered(body):
    state = geography()
    found = locate_text("Beelitz", state=Geography(state.revision - 1, state.ags))
    assert (found.label, len(remembered.answers)) == ("Beelitz", 0)


def test_threads_see_a_change_at_once(body):
    start, wrong = Barrier(5), []

    def ask() -> None:
        try:
            start.wait()
            for _round in range(20):
                wrong.extend(answer for answer in [seen()] if answer[0] != "Brück")
        finally:
            connection.close()

    threads = [Thread(target=ask) for _number in range(4)]
    for thread in threads:
        thread.start()
    start.wait()
    for thread in threads:
        thread.join()
    assert (wrong, len(remembered.answers)) == ([], 1)
    other = Thread(target=lambda: (ended_region(body), connection.close()))
    other.start()
    other.join()
    assert seen() == ("Brück", [])


def test_the_number_grows_past_the_clock_and_stands_in_one_row(body):
    ahead = time.time_ns() // 1000 + 10**9
    GeographyRevision.objects.update(revision=ahead)
    region(body, "PR2")
    assert list(GeographyRevision.objects.values_list("pk", "revision")) == [(1, ahead + 1)]
    assert str(GeographyRevision.objects.get()) == str(ahead + 1)


def test_answers_stay_few_and_the_latest_used_stay():
    few, state = Answers(limit=2), geography()
    for question in ("a", "b", "a", "c"):
        few.of(question, state, read=lambda name=question: name)
    kept = [few.of(name, state, read=lambda: "read") for name in ("a", "c")]
    assert (kept, len(few)) == (["a", "c"], 2)
    assert few.of("b", state, read=lambda: "read") == "read"
    few.forget()
    assert len(few) == 0


def test_nothing_is_remembered_inside_a_transaction(body, monkeypatch):
    with transaction.atomic():
        seen()
        assert len(remembered.answers) == 0
        monkeypatch.setattr(remembered.answers, "only_committed", False)
        seen()
    assert len(remembered.answers) == 1
