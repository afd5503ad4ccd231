"""The demonstration shows its letters; nothing else ever does."""

import pytest

from mitsorge.foundation.post import actions
from mitsorge.foundation.post.rules import Draft
from tests.cast import NOW

pytestmark = pytest.mark.django_db
PAGE = "/demo/post/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def write(*names: str, **more) -> None:
    for name in names:
        text = f"Guten Tag {name},\n\nIhr Link: http://localhost:8000/s/{name}?a=1"
        actions.enqueue(Draft(f"{name}@haus.example", f"Für {name}", text, name, **more), at=NOW)


def test_outside_a_demonstration_there_is_no_such_page(client):
    write("paul")
    assert client.get(PAGE).status_code == 404


def test_letters_read_as_they_arrive_the_newest_first_with_links_that_work(client, demo):
    write("paul", "otto")
    html = client.get(PAGE).content.decode()
    assert html.index("Für otto") < html.index("Für paul")
    assert '<a href="http://localhost:8000/s/paul?a=1">http://localhost:8000/s/paul?a=1</a>' in html
    assert '<pre class="ms-plaintext" tabindex="0">Guten Tag paul,\n\nIhr Link' in html


def test_one_recipient_reads_only_her_own(client, demo):
    write("paul", "otto")
    page = client.get(PAGE, {"an": "paul@"})
    assert [letter.to for letter, _received in page.context["shown"]] == ["paul@haus.example"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_letter_and_for_three(
    client, demo, django_assert_num_queries, number
):
    write(*"abc"[:number])
    with django_assert_num_queries(5):
        client.get(PAGE)


def test_without_letters_the_page_says_how_to_get_one(client, demo):
    assert "Noch kein Brief." in client.get(PAGE).content.decode()
    assert "Kein Brief an „x“." in client.get(PAGE, {"an": "x"}).content.decode()
