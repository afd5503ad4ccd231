"""A part is drawn from its values alone, once; other values, other words, another language are another part."""

import pytest
from django.utils import translation
from django.utils.safestring import mark_safe

from mitsorge.domain.stories.queries import FooterPage
from mitsorge.face import parts
from mitsorge.foundation.identity.models import Network
from mitsorge.foundation.identity.queries import VALUES, network
from tests.network import a_network

HEADER = "mitsorge/parts/_public_header.html"
FOOTER = "mitsorge/parts/_public_footer.html"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty() -> None:
    parts._kept.cache_clear()


def header(**given) -> str:
    a_network() if not Network.objects.exists() else None
    usual = {"section": "", "signed_in": False, "shortlist_count": 0}
    return parts.drawn_from(HEADER, {"network": VALUES.ask(), **usual, **given})


def test_it_is_drawn_once(django_assert_num_queries):
    first = header()
    assert header() is first
    assert parts._kept.cache_info().misses == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"signed_in": True}, "Mein Konto"),
        ({"shortlist_count": 3}, '<span class="ms-count">3</span>'),
        ({"section": "hilfe"}, '<a href="/hilfe/" aria-current="page">'),
    ],
)
def test_each_value_makes_another_part(given, words):
    assert words not in header()
    assert words in header(**given)
    assert words not in header()


def test_a_changed_row_is_shown_at_once():
    header()
    Network.objects.update(name="Netz am Fluss")
    assert "Netz am Fluss" in header()
    body = network().body
    type(body).objects.filter(pk=body.pk).update(name="Kreis am Fluss")
    assert "Kreis am Fluss" in header()


def test_each_language_has_its_own():
    assert "Anmelden" in header()
    with translation.override("en"):
        assert "Anmelden" not in header()
    assert "Anmelden" in header()


def test_text_is_escaped_and_marked_text_refused():
    page = FooterPage("neu", "<b>Neu</b>")
    a_network()
    values = {"network": VALUES.ask(), "notices": [], "is_demo": False}
    assert "&lt;b&gt;Neu" in parts.drawn_from(FOOTER, {**values, "footer_pages": [page]})
    marked = page._replace(title=mark_safe("<i>Neu</i>"))
    with pytest.raises(TypeError, match="footer_pages"):
        parts.drawn_from(FOOTER, {**values, "footer_pages": [marked]})


def test_a_row_of_the_database_is_refused():
    """Two states of a row are equal, so one would be shown for the other."""
    with pytest.raises(TypeError, match="network"):
        header(network=a_network() if not Network.objects.exists() else network())


def test_while_templates_are_written_nothing_is_kept(settings):
    settings.DEBUG = True
    header()
    assert parts._kept.cache_info().currsize == 0
