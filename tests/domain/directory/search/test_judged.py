"""The judged queries against an invented directory of four offers for each kind of help."""

import json
from datetime import UTC, date, datetime

import pytest
from bench import corpus
from bench.judged import QUERIES, Quality, answers, judge, weak
from django.db import transaction

from mitsorge.domain.directory import actions
from mitsorge.foundation.places import actions as places
from mitsorge.foundation.places.models import Body

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
LANDS = frozenset({"08", "12", "14", "16"})
ANSWERS = QUERIES.with_name("expected_answers.json")


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker):
    """412 offers, written once for all tests of this module and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        places.load_own_geography(lands=LANDS)
        Body.objects.create(
            name="Landkreis Potsdam-Mittelmark",
            short_name="Potsdam-Mittelmark",
            kind="KREIS",
            ags="12069",
        )
        actions.load_taxonomy(at=datetime(2026, 11, 20, tzinfo=UTC))
        corpus.fill(412, on=ON)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def quality(directory) -> Quality:
    return judge(on=ON)


def test_there_are_enough_judged_queries(quality):
    assert len(quality.found) + len(quality.none) >= 120


@pytest.mark.parametrize(
    ("figure", "at_least"),
    [("ndcg_at_10", 0.9), ("precision_at_3", 0.85), ("honest_empty_rate", 0.95)],
)
def test_the_answers_are_good(quality, figure, at_least):
    assert quality.figures()[figure] >= at_least, [item.query["q"] for item in weak(quality)]


def test_hardly_any_query_that_should_find_finds_nothing(quality):
    assert quality.figures()["zero_hit_rate"] <= 0.02


def test_the_answers_are_the_same_on_every_database(quality):
    """One stored list for SQLite and PostgreSQL. After a wanted change delete it and run this test twice."""
    found = answers(quality)
    if not ANSWERS.exists():
        ANSWERS.write_text(json.dumps(found, ensure_ascii=False, indent=0), encoding="utf-8")
        pytest.fail(f"{ANSWERS.name} was written anew: look at the difference and commit it")
    assert found == json.loads(ANSWERS.read_text(encoding="utf-8"))
