"""The judged queries against an invented directory of four offers for each kind of help."""

import json
import tomllib
from datetime import UTC, date, datetime

import pytest
from bench import corpus
from bench.judged import HOLD_OUT, QUERIES, Quality, answers, judge, weak
from django.db import transaction

from mitsorge.domain.directory import actions
from mitsorge.domain.directory.models import TaxonomyTerm
from mitsorge.domain.directory.rules import TermKind
from mitsorge.domain.directory.search import SearchRequest, find
from mitsorge.foundation.places import actions as places
from mitsorge.foundation.places.models import Body

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
LANDS = frozenset({"08", "12", "14", "16"})
PLACED = {"Tagespflege", "Demenzberatung"}
"""Asked in the hold-out at a place of its own."""
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


@pytest.fixture(scope="module")
def blind(directory) -> Quality:
    return judge(on=ON, queries=HOLD_OUT)


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


class TestHoldOut:
    """Queries nothing was tuned on. The floors are what was reached blind: less means that something broke."""

    def test_there_are_enough_and_none_is_known(self, blind):
        known = {
            query["q"] for query in tomllib.loads(QUERIES.read_text(encoding="utf-8"))["query"]
        }
        asked = [item.query["q"] for item in (*blind.found, *blind.none)]
        assert len(asked) >= 60
        assert known & set(asked) - PLACED == set()

    @pytest.mark.parametrize(
        ("figure", "at_least"),
        [("ndcg_at_10", 0.67), ("precision_at_3", 0.74), ("honest_empty_rate", 0.9)],
    )
    def test_it_answers_no_worse_than_blind(self, blind, figure, at_least):
        assert blind.figures()[figure] >= at_least

    def test_the_grades_name_real_terms(self, blind, directory):
        codes = set(TaxonomyTerm.objects.filter(kind=TermKind.CARE).values_list("code", flat=True))
        graded = {code for item in blind.found for code in item.query["grades"]}
        assert graded - codes == set()


class TestNamedInFull:
    """A kind of help named in full is answered, whatever unknown words stand beside it."""

    @pytest.mark.parametrize(
        ("what", "left_out"),
        [
            ("Beratungseinsatz Pflegegeldempfänger", ["Pflegegeldempfänger"]),
            ("Glühbirne wechseln und Regal anbauen", ["Regal", "anbauen"]),
        ],
    )
    def test_it_is_found_and_the_rest_said_to_be_left_out(self, directory, what, left_out):
        result = find(SearchRequest(on=ON, what=what))
        assert result.total > 0
        assert result.left_out == left_out

    @pytest.mark.parametrize("what", ["Pizza Quattro Beratung", "Hundesteuer Xyzzy Hilfe"])
    def test_a_word_that_says_little_answers_no_strange_question(self, directory, what):
        assert find(SearchRequest(on=ON, what=what)).total == 0
