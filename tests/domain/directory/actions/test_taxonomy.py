import pytest

from mitsorge.domain.directory import actions
from mitsorge.domain.directory.models import (
    LifeSituation,
    TaxonomyTerm,
    TermSynonym,
    WholeWord,
)
from mitsorge.domain.directory.rules import TermKind
from mitsorge.foundation.journal.models import Entry
from tests.domain.directory.factories import NOW

pytestmark = pytest.mark.django_db
SMALL = """
[[term]]
code = "teilstationaer"
name = "Pflege am Tag"
[[term]]
code = "tagespflege"
name = "Tagespflege"
parent = "teilstationaer"
synonyms = ["Tagesstätte"]
law = "§ 41 SGB XI"
[[payer]]
code = "spende"
name = "Gegen Spende"
[[situation]]
slug = "pause"
name = "Ich brauche eine Pause"
summary = "Für einen Tag"
icon = "heart"
position = 1
terms = ["tagespflege", "teilstationaer"]
phrases = ["ich kann nicht mehr"]
[[false_friend]]
word = "Grünpflege"
[[abbreviation]]
short = "TP"
long = "Tagespflege"
terms = ["tagespflege"]
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "taxonomy.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_everything_of_the_file_is_there(small):
    added = actions.load_taxonomy(small, at=NOW)
    assert {section: number for section, number in added.items() if number} == {
        "term": 2,
        "payer": 1,
        "synonym": 2,
        "situation": 1,
        "whole_word": 2,
    }
    day = TaxonomyTerm.objects.get(kind=TermKind.CARE, code="tagespflege")
    assert (day.parent.code, day.law) == ("teilstationaer", "§ 41 SGB XI")
    assert set(day.synonyms.values_list("phrase", flat=True)) == {"Tagesstätte", "TP"}
    assert dict(WholeWord.objects.values_list("word", "long_form")) == {
        "Grünpflege": "",
        "TP": "Tagespflege",
    }


def test_a_situation_keeps_the_order_of_its_terms(small):
    actions.load_taxonomy(small, at=NOW)
    links = LifeSituation.terms.through.objects.order_by("pk")
    codes = list(links.values_list("taxonomyterm__code", flat=True))
    assert codes == ["tagespflege", "teilstationaer"]


def test_a_second_run_changes_nothing(small):
    actions.load_taxonomy(small, at=NOW)
    entries = Entry.objects.count()
    assert set(actions.load_taxonomy(small, at=NOW).values()) == {0}
    assert Entry.objects.count() == entries == 1


def test_what_people_changed_stays(small):
    actions.load_taxonomy(small, at=NOW)
    TaxonomyTerm.objects.filter(code="tagespflege").update(name="Tagesgäste")
    actions.load_taxonomy(small, at=NOW)
    assert TaxonomyTerm.objects.get(code="tagespflege").name == "Tagesgäste"


def test_an_unknown_term_leaves_nothing_behind(small):
    small.write_text(SMALL.replace('terms = ["tagespflege"]', 'terms = ["nie"]'), encoding="utf-8")
    with pytest.raises(KeyError):
        actions.load_taxonomy(small, at=NOW)
    assert (TaxonomyTerm.objects.count(), TermSynonym.objects.count()) == (0, 0)


def test_the_taxonomy_of_the_product_loads():
    added = actions.load_taxonomy(at=NOW)
    assert added["term"] >= 80
    assert LifeSituation.objects.filter(on_start_page=True).count() == 8
