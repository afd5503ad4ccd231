from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.actions import count_missed_search
from mitsorge.domain.directory.models import MissedSearch

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 16)


def rows() -> list[tuple[str, str, date, int]]:
    return list(
        MissedSearch.objects.order_by("week").values_list("words", "place", "week", "count")
    )


def test_the_same_words_of_a_week_are_one_row():
    for day, words in ((0, "Nachtpflege"), (6, " nachtpflege ")):
        assert count_missed_search(words=words, place="Görzke", on=MONDAY + timedelta(days=day))
    count_missed_search(words="Nachtpflege", place="Görzke", on=MONDAY + timedelta(days=7))
    assert rows() == [
        ("nachtpflege", "Görzke", MONDAY, 2),
        ("nachtpflege", "Görzke", MONDAY + timedelta(days=7), 1),
    ]


def test_what_could_be_somebodys_is_not_stored():
    assert not count_missed_search(words="nadia@familie.example", on=MONDAY)
    assert rows() == []


def test_nothing_is_counted_where_the_network_does_not_want_it(settings):
    settings.SEARCH_LEARNING = False
    assert not count_missed_search(words="Nachtpflege", on=MONDAY)
    assert rows() == []


def test_a_count_costs_one_query_and_the_first_of_a_week_more(django_assert_num_queries):
    count_missed_search(words="Nachtpflege", on=MONDAY)
    with django_assert_num_queries(3):  # the update, between savepoint and release
        count_missed_search(words="Nachtpflege", on=MONDAY)
