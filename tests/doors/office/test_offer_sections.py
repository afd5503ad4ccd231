"""The long form of an offer is folded; what wants to be seen is open, and nothing typed is lost."""

import re

import pytest

from mitsorge.domain.directory.models import Attribute, Service, TaxonomyTerm
from tests.domain.directory.factories import full_service, network, term
from tests.doors.office.browser import as_shown
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
SECTION = re.compile(
    r'<details class="ms-fold" id="(\w+)"( open)?>.*?ms-fold__words">([^<]*)<', re.S
)


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


def address_of(offer: Service) -> str:
    return f"/schreibtisch/angebote/{offer.pk}/"


def opened(page) -> list[str]:
    return [anchor for anchor, is_open, _words in SECTION.findall(page.content.decode()) if is_open]


def words(page) -> dict[str, str]:
    found = SECTION.findall(page.content.decode())
    return {anchor: said.replace("&amp;", "&") for anchor, _is_open, said in found}


def test_every_section_says_what_is_in_it(frieda):
    page = frieda.get(address_of(full_service()))
    assert opened(page) == ["was"]
    said = words(page)
    assert list(said) == [
        *("was", "wer", "wo", "wann", "kosten", "kontakt", "sprachen", "plaetze", "sichtbar")
    ]
    assert said["was"] == "Tagespflege · Tagespflege Abendsonne"
    assert said["wann"] == "Montag bis Freitag, 8 bis 16 Uhr"
    assert said["sprachen"] == "Polnisch"
    assert said["sichtbar"] == "öffentlich"


def test_an_empty_section_says_so(frieda):
    offer = full_service()
    offer.schedules.all().delete()
    assert words(frieda.get(address_of(offer)))["wann"] == "noch leer"


def test_a_problem_opens_its_section_and_keeps_what_was_typed(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    page = frieda.post(address_of(offer), typed | {"email": "kein-at-zeichen"})
    assert opened(page) == ["was", "kontakt"]
    assert 'value="kein-at-zeichen"' in page.content.decode()


def test_a_problem_in_a_row_opens_its_section(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    typed |= {"schedules-0-opens_at": "16:00", "schedules-0-closes_at": "08:00"}
    assert opened(frieda.post(address_of(offer), typed)) == ["was", "wann"]


def test_one_more_row_opens_its_section_and_those_with_something_typed(frieda):
    offer = full_service()
    typed = as_shown(frieda.get(address_of(offer)))
    page = frieda.post(
        address_of(offer), typed | {"weitere": "costs", "transport_description": "Ein Bus"}
    )
    assert opened(page) == ["was", "wo", "kosten"]
    assert "Ein Bus" in page.content.decode()


def test_many_ticks_fold_by_branch_with_a_count(frieda):
    offer = full_service()
    kind = "TARGET_GROUP"
    old = TaxonomyTerm.objects.create(kind=kind, code="aeltere", name="Ältere")
    for code in ("alleinlebende", "hochbetagte"):
        TaxonomyTerm.objects.create(kind=kind, code=code, name=code.capitalize(), parent=old)
    for number in range(9):
        TaxonomyTerm.objects.create(kind=kind, code=f"g{number}", name=f"Gruppe {number}")
    Attribute.objects.create(service=offer, term=term("hochbetagte", kind))
    html = frieda.get(address_of(offer)).content.decode()
    folds = re.findall(r'<details class="ms-ticks"><summary>(.*?)</summary>', html)
    assert 'Ältere: 1 von 3 gewählt <span class="ms-muted">Hochbetagte</span>' in folds
    assert any(said.endswith(" von 9 gewählt") or " von 1" in said for said in folds)
    assert (
        frieda.post(address_of(offer), as_shown(frieda.get(address_of(offer)))).status_code == 302
    )


def test_the_contents_lead_to_every_section(frieda):
    html = frieda.get(address_of(full_service())).content.decode()
    links = re.findall(r'<a href="#(\w+)" data-unfold>', html)
    assert links == [anchor for anchor, _open, _words in SECTION.findall(html)]
