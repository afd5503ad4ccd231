import pytest

from mitsorge.domain.directory.models import (
    Attribute,
    LifeSituation,
    TaxonomyTerm,
    TermSynonym,
    WholeWord,
)
from mitsorge.foundation.journal.models import Entry
from tests.domain.directory.factories import service, term
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/angebotsarten/"
TYPED = {
    "name": "Tagespflege",
    "description": "Betreuung am Tag",
    "law": "§ 41 SGB XI",
    "parent": "",
    "position": 1,
    "synonyms": "Oma für einen Tag\n\nTagesstätte\nTagesstätte",
}


@pytest.fixture
def frieda():
    return signed_in("frieda")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_tree_costs_the_same_for_one_and_for_three(frieda, rows, django_assert_num_queries):
    top = term("pflege")
    for number in range(rows):
        child = term(f"art-{number}", parent=top)
        TermSynonym.objects.create(term=child, phrase="Alltagswort")
    with django_assert_num_queries(
        7
    ):  # 3 session, account, roles; terms, synonyms; network, footer
        page = frieda.get(LIST)
    assert [branch.depth for branch in page.context["branches"]] == [0] + [1] * rows


def test_a_term_counts_its_offers(frieda):
    Attribute.objects.create(service=service(), term=term("tagespflege"))
    assert "1 Angebot</a>" in frieda.get(LIST).content.decode()


def test_a_term_with_everyday_words(frieda):
    assert frieda.post(f"{LIST}neu/", TYPED).status_code == 302
    found = TaxonomyTerm.objects.get()
    assert (found.kind, found.code, found.law) == ("CARE", "tagespflege", "§ 41 SGB XI")
    assert sorted(found.synonyms.values_list("phrase", flat=True)) == [
        "Oma für einen Tag",
        "Tagesstätte",
    ]
    frieda.post(f"{LIST}{found.pk}/", TYPED | {"name": "Tagesbetreuung", "synonyms": "Tagesstätte"})
    found.refresh_from_db()
    assert (found.name, found.code, found.synonyms.count()) == ("Tagesbetreuung", "tagespflege", 1)


def test_a_second_click_makes_no_second_term(frieda):
    frieda.post(f"{LIST}neu/", TYPED)
    page = frieda.post(f"{LIST}neu/", TYPED)
    assert "Dieses Kürzel gibt es schon." in page.content.decode()
    assert "Oma für einen Tag" in page.content.decode()
    assert TaxonomyTerm.objects.count() == 1


def test_retired_and_offered_again(frieda):
    found = term("tagespflege")
    frieda.get(f"{LIST}{found.pk}/zuruecknehmen/")
    assert not TaxonomyTerm.objects.get().is_retired
    for _click in range(2):
        page = frieda.post(f"{LIST}{found.pk}/zuruecknehmen/", follow=True)
    assert "Das ist schon so eingetragen." in page.content.decode()
    assert "nicht mehr wählbar" in frieda.get(LIST).content.decode()
    frieda.post(f"{LIST}{found.pk}/anbieten/")
    assert not TaxonomyTerm.objects.get().is_retired
    assert Entry.objects.filter(event__startswith="directory.term").count() == 2


def test_whole_words_and_abbreviations(frieda):
    address = f"{LIST}woerter/"
    for _click in range(2):
        frieda.post(address, {"word": "KZP", "long_form": "Kurzzeitpflege"})
    assert [(w.word, w.long_form) for w in WholeWord.objects.all()] == [("KZP", "Kurzzeitpflege")]
    assert Entry.objects.filter(event="directory.wholeword.saved").count() == 1
    assert "Kurzzeitpflege" in frieda.get(address).content.decode()
    frieda.post(f"{address}{WholeWord.objects.get().pk}/streichen/")
    assert WholeWord.objects.count() == 0


def test_a_situation_keeps_the_order_of_its_terms(frieda):
    first, second, third = term("a"), term("b"), term("c")
    typed = {
        "name": "Nach dem Krankenhaus",
        "summary": "Hilfe für den Übergang",
        "icon": "bed",
        "position": 1,
        "phrases": "Ich komme nach Hause",
        "terms": [second.pk],
    }
    frieda.post("/schreibtisch/lebenslagen/neu/", typed)
    address = "/schreibtisch/lebenslagen/nach-dem-krankenhaus/"
    frieda.post(address, typed | {"terms": [first.pk, second.pk, third.pk]})
    found = LifeSituation.objects.get()
    links = LifeSituation.terms.through.objects.order_by("pk")
    assert list(links.values_list("taxonomyterm_id", flat=True)) == [
        second.pk,
        first.pk,
        third.pk,
    ]
    assert found.phrases == ["Ich komme nach Hause"] or found.phrases == ("Ich komme nach Hause",)
    page = frieda.post(address, typed | {"name": ""})
    assert "Ich komme nach Hause" in page.content.decode()
    assert "führt zu 3 Angebotsarten" in frieda.get("/schreibtisch/lebenslagen/").content.decode()


@pytest.mark.parametrize(
    ("name", "read", "edit"), [("arno", 200, 403), ("selma", 200, 403), ("ida", 403, 403)]
)
def test_who_may(name, read, edit):
    found = term()
    client = signed_in(name)
    assert client.get(LIST).status_code == read
    assert client.get("/schreibtisch/lebenslagen/").status_code == read
    for address in (f"{LIST}neu/", f"{LIST}{found.pk}/", f"{LIST}woerter/"):
        assert client.get(address).status_code == edit
