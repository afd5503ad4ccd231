from dataclasses import replace

import pytest

from mitsorge.domain.directory import actions, queries, rules
from mitsorge.domain.directory.models import TermSynonym
from mitsorge.domain.directory.rules import TermKind
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.directory.factories import NOW, full_service, term

pytestmark = pytest.mark.django_db
DRAFT = rules.TermDraft(TermKind.CARE, "nachtpflege", "Nachtpflege", synonyms=("nachts betreut",))


def test_a_term_with_its_everyday_words(frieda, refreshed):
    made = actions.save_term(draft=DRAFT, by=frieda, at=NOW)
    kept = TermSynonym.objects.get().pk
    wider = replace(DRAFT, synonyms=("nachts betreut", "Nachtwache"), law="§ 41 SGB XI")
    made = actions.save_term(draft=wider, term_id=made.pk, by=frieda, at=NOW)
    assert queries.draft_of_term(made) == wider
    assert TermSynonym.objects.order_by("pk")[0].pk == kept
    assert Entry.objects.order_by("-pk")[0].changes == {
        "law": ["", "§ 41 SGB XI"],
        "synonyms": [["nachts betreut"], ["nachts betreut", "Nachtwache"]],
    }
    assert refreshed == []


def test_offers_with_the_term_are_read_anew(frieda, refreshed):
    offer = full_service()
    found = term()
    renamed = replace(queries.draft_of_term(found), name="Tagespflege und mehr")
    actions.save_term(draft=renamed, term_id=found.pk, by=frieda, at=NOW)
    assert refreshed == [offer.pk]


def test_refused(frieda):
    top = actions.save_term(draft=DRAFT, by=frieda, at=NOW)
    below = actions.save_term(
        draft=replace(DRAFT, code="nachts", parent_id=top.pk), by=frieda, at=NOW
    )
    for draft in (
        DRAFT,
        replace(DRAFT, code="Groß"),
        replace(DRAFT, code=""),
        replace(DRAFT, code="neu", name=" "),
    ):
        with pytest.raises(actions.EntryRefused):
            actions.save_term(draft=draft, by=frieda, at=NOW)
    with pytest.raises(actions.EntryRefused):
        actions.save_term(
            draft=replace(DRAFT, parent_id=below.pk), term_id=top.pk, by=frieda, at=NOW
        )


def test_retired_and_restored(frieda):
    found = term()
    given = {"term_id": found.pk, "by": frieda, "at": NOW}
    actions.retire_term(**given)
    assert list(queries.terms_to_choose(TermKind.CARE)) == []
    with pytest.raises(actions.AlreadyDone):
        actions.retire_term(**given)
    actions.restore_term(**given)
    assert list(queries.terms_to_choose(TermKind.CARE)) == [found]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_offices_terms_cost_two_queries(frieda, rows, django_assert_num_queries):
    full_service()
    for n in range(rows):
        actions.save_term(draft=replace(DRAFT, code=f"t{n}"), by=frieda, at=NOW)
    with django_assert_num_queries(2):
        found = [
            (row.code, row.uses, [word.phrase for word in row.synonyms.all()])
            for row in queries.office_terms(TermKind.CARE)
        ]
    assert sorted(found) == [
        *((f"t{n}", 0, ["nachts betreut"]) for n in range(rows)),
        ("tagespflege", 1, []),
    ]


def test_a_life_situation_keeps_the_order_of_its_terms(frieda):
    first, second = term("z"), term("a")
    draft = rules.LifeSituationDraft(
        "krankenhaus", "Nach dem Krankenhaus", "Was jetzt?", "haus", terms=(first.pk, second.pk)
    )
    made = actions.save_life_situation(draft=draft, by=frieda, at=NOW)
    assert queries.draft_of_life_situation(made) == draft
    turned = replace(draft, terms=(second.pk, first.pk), phrases=("komme heim",))
    made = actions.save_life_situation(draft=turned, situation_id=made.pk, by=frieda, at=NOW)
    assert queries.draft_of_life_situation(made) == turned
    assert [row.code for row in queries.life_situations()[0].terms.all()] == ["a", "z"]
    with pytest.raises(actions.EntryRefused):
        actions.save_life_situation(draft=draft, by=frieda, at=NOW)
    with pytest.raises(NotAllowed):
        actions.save_life_situation(draft=draft, by=account("arno"), at=NOW)
