"""What stands in an address, read and written back."""

import pytest
from django.http import QueryDict

from mitsorge.doors.public.asked import Asked


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("", "/hilfe/"),
        ("was=+Tages  pflege+", "/hilfe/?was=Tages+pflege"),
        ("was=a&wo=Br%C3%BCck&seite=3", "/hilfe/?was=a&wo=Br%C3%BCck&seite=3"),
        ("f=reach:15km&f=kind:x&seite=0", "/hilfe/?f=kind%3Ax&f=reach%3A15km"),
        ("seite=-1", "/hilfe/"),
        ("seite=abc", "/hilfe/"),
        ("seite=99999999999999999999", "/hilfe/?seite=500"),
        ("was=%00x", "/hilfe/?was=x"),
    ],
)
def test_an_address_is_cleaned(query, address):
    assert Asked.of(QueryDict(query)).here == address


def test_wider_searches():
    asked = Asked.of(QueryDict("was=Pflege&wo=Brück&f=reach:15km&f=target:demenz"))
    assert asked.without_reach == "/hilfe/?was=Pflege&wo=Br%C3%BCck&f=target%3Ademenz"
    assert asked.without_place == "/hilfe/?was=Pflege&f=target%3Ademenz"
    assert asked.without_facets == "/hilfe/?was=Pflege&wo=Br%C3%BCck"
    assert Asked(what="x").without_reach == ""
    assert Asked(what="x").without_place == ""


@pytest.mark.parametrize(
    ("page", "total", "numbers"),
    [
        (1, 20, []),
        (1, 21, [1, 2]),
        (5, 400, [1, 0, 3, 4, 5, 6, 7, 0, 20]),
        (20, 400, [1, 0, 18, 19, 20]),
    ],
)
def test_pages_worth_a_link(page, total, numbers):
    assert [number for number, _address, _current in Asked(page=page).pages(total, 20)] == numbers


def test_the_last_page_has_no_next():
    assert Asked(page=2).next_page(40, 20) == ""
    assert Asked(page=1).next_page(40, 20) == "/hilfe/?seite=2"
