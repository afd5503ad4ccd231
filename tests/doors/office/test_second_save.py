"""Who saves an older form gets it back as typed, with what stands now beside it; saving it again writes it."""

import re
from html import unescape

import pytest

from mitsorge.domain.directory.models import LifeSituation, TaxonomyTerm
from mitsorge.domain.stories.models import Page
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.journal.models import Entry
from tests.cast import NOW
from tests.domain.directory.factories import network, term
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
TERM = {"name": "Tagespflege", "position": 1, "synonyms": "Oma für einen Tag"}
SITUATION = {"name": "Zu Hause", "summary": "Hilfe", "icon": "home", "position": 1, "phrases": "Ja"}


@pytest.fixture
def frieda():
    network()
    return signed_in("frieda")


def seen_in(page) -> str:
    return unescape(re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1])


def of_term():
    found = term("tagespflege")
    return f"/schreibtisch/angebotsarten/{found.pk}/", TERM, TaxonomyTerm


def of_situation():
    LifeSituation.objects.create(slug="zu-hause", **{**SITUATION, "phrases": ["Ja"]})
    return "/schreibtisch/lebenslagen/zu-hause/", SITUATION, LifeSituation


def of_page():
    Page.objects.create(slug="anreise", title="Anreise", text="Mit dem Bus.", modified_at=NOW)
    typed = {"title": "Anreise", "text": "Mit der Bahn.", "is_published": "on"}
    return "/schreibtisch/seiten/anreise/", typed, Page


def of_network():
    row = Network.objects.values().get()
    names = ("name", "place_name", "carrier", "office_name", "street", "postcode", "town", "phone", "phone_hours", "email", "start_question", "start_lead", "about_heading", "about_text", "report_days", "review_months")  # fmt: skip
    return "/schreibtisch/netzwerk/", {name: row[name] for name in names}, Network


@pytest.mark.parametrize("kind", [of_term, of_situation, of_page, of_network])
def test_the_second_save_shows_both_and_the_third_writes(frieda, kind):
    address, typed, model = kind()
    field = "title" if model is Page else "name"
    seen = seen_in(frieda.get(address))
    assert frieda.post(address, {**typed, field: "Von Ida", "seen": seen}).status_code == 302
    entries = Entry.objects.count()
    late = {**typed, field: "Von Frieda", "seen": seen}
    answer = frieda.post(address, late)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert getattr(model.objects.get(), field) == "Von Ida"
    assert Entry.objects.count() == entries
    assert 'value="Von Frieda"' in html
    assert '<td class="kern-table__cell">Von Ida</td>' in html
    assert '<td class="kern-table__cell">Von Frieda</td>' in html
    assert "Meine Fassung speichern" in html
    again = frieda.post(address, {**late, "seen": seen_in(answer)})
    assert (again.status_code, getattr(model.objects.get(), field)) == (302, "Von Frieda")


@pytest.mark.parametrize("kind", [of_term, of_situation, of_page, of_network])
def test_a_double_click_is_no_conflict(frieda, kind):
    address, typed, model = kind()
    field = "title" if model is Page else "name"
    sent = {**typed, field: "Von Ida", "seen": seen_in(frieda.get(address))}
    assert [frieda.post(address, sent).status_code for _click in range(2)] == [302, 302]


def test_everyday_words_and_places_in_the_tree_are_compared_in_words(frieda):
    address, typed, _model = of_term()
    above = term("pflege", name="Pflege")
    seen = seen_in(frieda.get(address))
    frieda.post(address, {**typed, "parent": above.pk, "seen": seen})
    html = frieda.post(address, {**typed, "synonyms": "Tagesstätte", "seen": seen}).content.decode()
    assert '<td class="kern-table__cell">Pflege</td>' in html
    assert '<td class="kern-table__cell">Tagesstätte</td>' in html


@pytest.mark.parametrize("seen", ["gestern", "2026-13-45T99:99", "17.11.2026 09:00"])
def test_a_token_that_is_none_never_overwrites(frieda, seen):
    for kind in (of_term, of_situation, of_page, of_network):
        address, typed, model = kind()
        field = "title" if model is Page else "name"
        before = getattr(model.objects.first(), field)
        answer = frieda.post(address, {**typed, field: "Blind", "seen": seen})
        assert (answer.status_code, getattr(model.objects.first(), field)) == (409, before)
