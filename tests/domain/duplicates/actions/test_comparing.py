"""The worker compares the directory after it changed; pages read what it stored."""

from datetime import timedelta

import pytest

from mitsorge.domain.directory.models import Organization, Phone
from mitsorge.domain.directory.rules import Status
from mitsorge.domain.duplicates import actions, queries
from mitsorge.domain.duplicates.actions.comparing import compare_all
from mitsorge.domain.duplicates.models import Comparison
from mitsorge.domain.duplicates.queries import candidates
from mitsorge.domain.duplicates.rules import Index
from mitsorge.domain.duplicates.rules.keeping import packed, unpacked
from mitsorge.domain.duplicates.rules.merging import Kind
from tests.cast import account
from tests.domain.directory.factories import NOW, organization
from tests.domain.duplicates.queries.test_candidates import keys, twins

pytestmark = pytest.mark.django_db
HOUSES = Kind.ORGANIZATION


@pytest.fixture
def pair(monkeypatch):
    """Two twins the worker compared, in a process that compares nothing itself."""
    found = twins()
    compare_all(at=NOW)
    candidates.forget()
    monkeypatch.setattr(Index, "build", None)
    return found


def test_a_page_reads_what_the_worker_stored(pair, django_assert_num_queries):
    one, two = pair
    with django_assert_num_queries(5):
        [found] = queries.open_pairs(HOUSES)
    assert (found.first, found.second) == (one.pk, two.pk)
    with django_assert_num_queries(2):
        assert queries.evidence_of(HOUSES, two.pk, one.pk) == found.evidence


def test_evidence_is_kept_as_it_is():
    twins()
    compare_all(at=NOW)
    fresh = queries.index(HOUSES).pairs
    assert len(fresh) == 1
    for each in (
        unpacked(Comparison.objects.get(kind=HOUSES).pairs[0]),
        unpacked(packed(fresh[0])),
    ):
        assert (each.first, each.second) == (fresh[0].first, fresh[0].second)
        assert (each.evidence.score, each.evidence.reasons) == (
            fresh[0].evidence.score,
            fresh[0].evidence.reasons,
        )


def test_what_was_retired_since_is_left_out_at_once(pair):
    Organization.objects.filter(pk=pair[0].pk).update(status=Status.DEFUNCT)
    organization("ganz-anders")
    assert queries.open_pairs(HOUSES) == []


def test_merging_and_undoing_need_no_worker(pair):
    one, two = pair
    frieda = account("frieda")
    done = actions.merge(
        kept=one, gone=two, choices={}, seen=(NOW, NOW), by=frieda, at=NOW + timedelta(1)
    )
    assert queries.open_pairs(HOUSES) == []
    actions.undo(merge_id=done.pk, by=frieda, at=NOW + timedelta(2))
    assert keys(queries.open_pairs(HOUSES)) == [(one.pk, two.pk)]


def test_the_worker_compares_again_only_after_a_change(pair, monkeypatch):
    assert compare_all(at=NOW + timedelta(1)) == 0
    assert set(Comparison.objects.values_list("at", flat=True)) == {NOW}
    monkeypatch.undo()
    third = organization("dritte", name=pair[0].name)
    Phone.objects.create(organization=third, number="+493023125110", display="030 23125-110")
    assert len(queries.open_pairs(HOUSES)) == 1
    assert compare_all(at=NOW + timedelta(1)) >= 1
    assert len(queries.open_pairs(HOUSES)) == 3


def test_evidence_of_an_entry_changed_since_is_of_today(pair, monkeypatch):
    one, two = pair
    before = queries.evidence_of(HOUSES, one.pk, two.pk)
    monkeypatch.undo()
    changed = {"name": "Etwas anderes", "modified_at": NOW + timedelta(1)}
    Organization.objects.filter(pk=two.pk).update(**changed)
    now = queries.evidence_of(HOUSES, one.pk, two.pk)
    assert (now != before, "Etwas anderes" in str(now)) == (True, True)
