"""Measures, their steps, their indicators and readings; twice, out of order, by nothing divided."""

from datetime import date
from decimal import Decimal

import pytest

from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.recommendations.actions import measures, readings
from mitsorge.domain.recommendations.models import Indicator, Measure, Reading, Step
from mitsorge.domain.recommendations.queries import effects
from mitsorge.domain.recommendations.queries import measures as queries
from mitsorge.domain.recommendations.rules import MeasureStatus, RecommendationStatus
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.chains import NOW, TODAY, a_measure, a_recommendation, a_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def selma():
    return account("selma")


def plan(by, **more) -> Measure:
    said = {"title": "Umbau", "owner": "Fachdienst", "by": by, "at": NOW}
    return measures.plan(**(said | more))


def change(measure: Measure, by, **values) -> Measure:
    return measures.change(
        measure_id=measure.pk, version=measure.version, values=values, by=by, at=NOW
    )


def an_indicator(by, measure: Measure | None = None, **more) -> Indicator:
    said = {"name": "Plätze", "unit": "Plätze", "source": "Meldungen der Träger"}
    of = measure or a_measure(a_recommendation())
    return measures.add_indicator(**({"measure_id": of.pk, "by": by, "at": NOW} | said | more))


def read(indicator: Indicator, by, **more) -> Reading:
    said = {"indicator_id": indicator.pk, "on": date(2026, 11, 1), "by": by, "at": NOW}
    return measures.read(**(said | more))


def test_planned_for_a_recommendation_or_straight_for_a_topic(selma) -> None:
    row, topic = a_recommendation(), a_topic("Standortmarketing")
    assert plan(selma, recommendation_id=row.pk).recommendation == row
    assert plan(selma, topic_id=topic.pk, title="Messestand").topic == topic
    assert Entry.objects.filter(event="recommendations.measure.created").count() == 2


def test_a_measure_comes_from_somewhere(selma) -> None:
    for more in (
        {},
        {"topic_id": 999},
        {"recommendation_id": a_recommendation(status=RecommendationStatus.DRAFT).pk},
    ):
        with pytest.raises(Refused):
            plan(selma, **more)
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    "more",
    [{"title": " "}, {"owner": ""}, {"starts_on": date(2026, 2, 2), "ends_on": date(2026, 2, 1)}],
)
def test_what_cannot_be_is_refused(selma, more) -> None:
    with pytest.raises(Refused):
        plan(selma, topic_id=a_topic().pk, **more)


@pytest.mark.parametrize("name", ["arno", "stella", "ida", "nadia"])
def test_coordination_and_planning_keep_measures(name: str) -> None:
    who, measure = account(name), a_measure()
    deeds = [
        lambda: plan(who, topic_id=a_topic().pk),
        lambda: change(measure, who, title="Neu"),
        lambda: measures.step(measure_id=measure.pk, text="x", by=who, at=NOW),
        lambda: an_indicator(who, measure),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_who_saves_second_sees_both(selma) -> None:
    measure = plan(selma, topic_id=a_topic().pk)
    saved = change(measure, selma, owner="Kämmerei")
    assert (saved.owner, saved.version) == ("Kämmerei", 1)
    with pytest.raises(ItemChanged) as caught:
        change(measure, selma, owner="Bauamt")
    assert caught.value.theirs["owner"] == "Kämmerei"
    assert caught.value.yours == {"owner": "Bauamt"}
    saved.refresh_from_db()
    assert saved.owner == "Kämmerei"


def test_what_changes_nothing_leaves_no_trace(selma) -> None:
    measure = plan(selma, topic_id=a_topic().pk)
    assert change(measure, selma, title="Umbau").version == 0
    assert not Entry.objects.filter(event="recommendations.measure.changed").exists()


def test_the_steps_of_a_measure_follow_their_table(selma) -> None:
    measure = plan(selma, topic_id=a_topic().pk)
    with pytest.raises(Refused):
        change(measure, selma, status=MeasureStatus.DONE)
    measure = change(measure, selma, status=MeasureStatus.RUNNING, progress=40)
    measure = change(measure, selma, status=MeasureStatus.DONE)
    assert (measure.status, measure.progress) == ("DONE", 100)


def test_steps_are_ticked_off_and_back(selma) -> None:
    measure = a_measure()
    first = measures.step(measure_id=measure.pk, text="Bauantrag", by=selma, at=NOW)
    assert measures.step(measure_id=measure.pk, text="Bauantrag ", by=selma, at=NOW) == first
    second = measures.step(measure_id=measure.pk, text="Umzug", by=selma, at=NOW)
    assert (first.position, second.position) == (1, 2)
    measures.finish_step(step_id=first.pk, on=TODAY, by=selma, at=NOW)
    measures.finish_step(step_id=first.pk, on=date(2026, 1, 1), by=selma, at=NOW)
    assert Step.objects.get(pk=first.pk).done_on == TODAY
    with pytest.raises(Refused):
        measures.finish_step(step_id=second.pk, on=date(2027, 1, 1), by=selma, at=NOW)
    measures.reopen_step(step_id=first.pk, by=selma, at=NOW)
    assert Step.objects.get(pk=first.pk).done_on is None
    with pytest.raises(Refused):
        measures.step(measure_id=measure.pk, text="  ", by=selma, at=NOW)


@pytest.mark.parametrize("more", [{"unit": ""}, {"numerator": "Orte"}, {"denominator": "Orte"}])
def test_an_indicator_is_whole(selma, more) -> None:
    with pytest.raises(Refused):
        an_indicator(selma, **more)


def test_before_and_after_with_the_quality_of_the_reading(selma) -> None:
    indicator = an_indicator(selma, target_value=Decimal(30))
    read(indicator, selma, on=date(2023, 12, 31), value=12, is_baseline=True, quality="SURE")
    read(indicator, selma, value=27, quality="SURE", next_reading_on=date(2027, 5, 1))
    view = effects.measure_view(queries.measure(indicator.measure.uid), on=TODAY).indicators[0]
    assert [(bar.on.year, bar.width, bar.told) for bar in view.bars] == [
        (2023, 40.0, "12\N{NO-BREAK SPACE}Plätze"),
        (2026, 90.0, "27\N{NO-BREAK SPACE}Plätze"),
    ]
    assert view.effect is not None
    assert (view.effect.change, view.effect.direction, view.effect.quality) == (
        "+15\N{NO-BREAK SPACE}Plätze",
        "besser als vorher",
        "gut gesichert",
    )
    assert (view.effect.reached, view.next_reading_on) == (False, date(2027, 5, 1))


def test_small_numbers_do_not_leave_the_records(selma) -> None:
    indicator = an_indicator(selma, unit="Familien", suppress_below=5)
    read(indicator, selma, on=date(2025, 1, 1), value=4, quality="SURE")
    read(indicator, selma, on=date(2026, 1, 1), note="Keine Rückmeldung.")
    view = effects.measure_view(queries.measure(indicator.measure.uid), on=TODAY).indicators[0]
    assert [(bar.width, bar.told) for bar in view.bars] == [
        (None, "unter 5, deshalb keine Zahl"),
        (None, "keine Messung: Keine Rückmeldung."),
    ]
    assert (view.effect, view.full) == (None, "1\N{NO-BREAK SPACE}Familien")


def test_a_fraction_makes_its_value(selma) -> None:
    indicator = an_indicator(selma, unit="%", numerator="Orte", denominator="alle Orte")
    assert read(indicator, selma, numerator=10, denominator=13).value == Decimal("76.923")


@pytest.mark.parametrize(
    "more",
    [
        {"numerator": 3, "denominator": 0},
        {"numerator": 14, "denominator": 13},
        {"value": None},
        {"value": 3, "on": date(2026, 11, 23)},
    ],
)
def test_a_reading_that_cannot_be_is_refused(selma, more) -> None:
    indicator = an_indicator(selma, unit="%", numerator="Orte", denominator="alle Orte")
    with pytest.raises(Refused):
        read(indicator, selma, **more)
    assert not Reading.objects.exists()


def test_read_once_a_day(selma) -> None:
    indicator = an_indicator(selma)
    first = read(indicator, selma, value=27)
    assert read(indicator, selma, value=27) == first
    with pytest.raises(Refused):
        read(indicator, selma, value=28)
    readings.correct(reading_id=first.pk, value=28, why="Verzählt", by=selma, at=NOW)
    first.refresh_from_db()
    assert first.value == 28
    entry = Entry.objects.get(event="recommendations.reading.changed")
    assert (entry.changes["value"], entry.why) == (["27.000", "28"], "Verzählt")
    with pytest.raises(Refused):
        readings.correct(reading_id=first.pk, value=29, why=" ", by=selma, at=NOW)


def test_there_is_one_beginning(selma) -> None:
    indicator = an_indicator(selma)
    read(indicator, selma, on=date(2023, 1, 1), value=12, is_baseline=True)
    with pytest.raises(Refused):
        read(indicator, selma, on=date(2024, 1, 1), value=13, is_baseline=True)


def test_an_indicator_changes_with_its_trace(selma) -> None:
    indicator = an_indicator(selma)
    values = {"source": "Zählung im Mai", "target_value": Decimal(30)}
    for _twice in range(2):
        readings.change_indicator(indicator_id=indicator.pk, values=values, by=selma, at=NOW)
    entry = Entry.objects.get(event="recommendations.indicator.changed")
    assert entry.changes == {
        "source": ["Meldungen der Träger", "Zählung im Mai"],
        "target_value": [None, "30"],
    }


def test_late_measures_and_readings_are_found(selma) -> None:
    late = a_measure(ends_on=date(2026, 11, 1))
    a_measure(ends_on=date(2026, 11, 1), status="DONE")
    a_measure(ends_on=TODAY)
    indicator = an_indicator(selma, late, next_reading_on=TODAY)
    an_indicator(selma, late, next_reading_on=date(2026, 11, 23))
    assert list(queries.late(TODAY)) == [late]
    assert list(queries.readings_due(TODAY)) == [indicator]
