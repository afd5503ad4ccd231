import pytest
from django.http import QueryDict

from mitsorge.face.paging import Paged


@pytest.mark.parametrize(
    ("number", "pages", "words"),
    [
        (1, 1, ["1"]),
        (1, 3, ["1", "2", "3"]),
        (5, 9, ["1", "…", "4", "5", "6", "…", "9"]),
        (9, 9, ["1", "…", "8", "9"]),
    ],
)
def test_the_links_show_the_ends_and_the_neighbours(number, pages, words):
    page = Paged([], number=number, pages=pages, total=0, query=QueryDict("was=Pflege"))
    assert [link[0] for link in page.page_links()] == words


def test_a_link_keeps_what_was_asked():
    page = Paged([], number=1, pages=2, total=80, query=QueryDict("was=Pflege&seite=1"))
    assert page.next_address == "?was=Pflege&seite=2"
