"""A kept statement finds what the ORM finds, every time anew."""

from datetime import timedelta

import pytest
from django.db import connection

from mitsorge.domain.stories import queries as stories
from mitsorge.domain.stories.models import News
from mitsorge.foundation import statements
from tests.domain.directory.factories import TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def notices(day):
    return News.objects.filter(published_on__lte=day).values_list("pk", "title", "published_on")


def same(day) -> bool:
    return statements.rows(notices, day=day) == list(notices(day))


def test_values_are_those_of_the_orm_and_never_kept():
    assert statements.rows(notices, day=TODAY) == []
    first = News.objects.create(title="Eins", text="-", published_on=TODAY)
    assert statements.rows(notices, day=TODAY) == [(first.pk, "Eins", TODAY)]
    News.objects.update(title="Anders")
    assert statements.rows(notices, day=TODAY) == [(first.pk, "Anders", TODAY)]
    first.delete()
    assert statements.rows(notices, day=TODAY) == []


def test_each_day_has_a_statement_of_its_own():
    News.objects.create(title="Morgen", text="-", published_on=TOMORROW)
    assert [len(statements.rows(notices, day=day)) for day in (TODAY, TOMORROW, TODAY)] == [0, 1, 0]
    assert same(TODAY)
    assert same(TOMORROW)


def test_a_statement_is_compiled_once_and_asked_each_time(django_assert_num_queries):
    statements._compiled.cache_clear()
    with django_assert_num_queries(3):
        for _time in range(3):
            statements.rows(notices, day=TODAY)
    assert statements._compiled.cache_info().misses == 1


@pytest.mark.parametrize("number", [0, 1, 3])
def test_counting(number, django_assert_num_queries):
    for name in range(number):
        News.objects.create(title=str(name), text="-", published_on=TODAY)
    with django_assert_num_queries(1):
        assert statements.count(notices, day=TODAY) == number


def test_news_of_a_day():
    """Three at most, the newest first, with a real date from either database."""
    for name in "abcd":
        News.objects.create(title=name, text="-", published_on=TODAY, ends_on=TOMORROW)
    found = stories.current_news(on=TODAY)
    assert [(row.title, row.published_on) for row in found] == [(n, TODAY) for n in "dcb"]
    assert stories.current_news(on=TOMORROW) == []


def test_several_questions_at_once_are_answered_in_their_order(django_assert_num_queries):
    News.objects.create(title="Eins", text="-", published_on=TODAY)
    titles = statements.Question(notices, lambda rows: [row[1] for row in rows])
    days = statements.Question(notices, lambda rows: [row[2] for row in rows])
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 3):
        found = statements.together(
            (titles, {"day": TODAY}), (days, {"day": TODAY}), (titles, {"day": YESTERDAY})
        )
    assert found == [["Eins"], [TODAY], []]
