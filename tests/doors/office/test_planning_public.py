"""What planners choose to show everybody."""

import pytest

from mitsorge.domain.planning.models import Publication, Series
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.places.models import Body
from tests.domain.planning import figures
from tests.network import a_network
from tests.sign_in import signed_in

PAGE = "/schreibtisch/planung/oeffentlich/"
PEOPLE, P1, P2 = "FIGURES:people", "AREA:P1", "AREA:P2"
QUERIES = 13


@pytest.fixture
def selma(db):
    a_network()
    figures.the_areas(Body.objects.get())
    return signed_in("selma")


def keys() -> set[str]:
    return {f"{each.kind}:{each.key}" for each in Publication.objects.all()}


def choose(client, ticked: list[str], seen: list[str] = ()):
    return client.post(PAGE, {"zeigen": ticked, "gesehen": seen})


def test_what_is_ticked_is_shown_and_what_is_not_is_taken_back(selma):
    choose(selma, [PEOPLE, P1])
    assert keys() == {PEOPLE, P1}
    page = selma.get(PAGE).content.decode()
    assert page.count("checked") == 2
    assert f'name="gesehen" value="{P1}"' in page
    choose(selma, [P1, P2], seen=[PEOPLE, P1])
    assert keys() == {P1, P2}


def test_two_people_choose_at_once_and_nothing_is_lost(selma):
    choose(selma, [P1])
    frieda = signed_in("frieda")
    choose(frieda, [PEOPLE], seen=[])
    choose(selma, [P1, P2], seen=[P1])
    assert keys() == {PEOPLE, P1, P2}


def test_every_deed_stands_in_the_journal_once(selma):
    choose(selma, [P1])
    choose(selma, [P1])
    choose(selma, [], seen=[P1])
    told = Entry.objects.filter(event__startswith="planning.view.").order_by("pk")
    assert list(told.values_list("event", flat=True)) == ["planning.view.published", "planning.view.hidden"]  # fmt: skip


def test_a_series_is_switched_here_too(selma):
    series = figures.rates()
    choose(selma, [f"SERIES:{series.uid}"])
    assert Series.objects.get(pk=series.pk).is_public is True
    choose(selma, [], seen=[f"SERIES:{series.uid}"])
    assert Series.objects.get(pk=series.pk).is_public is False


def test_a_forecast_nobody_chose_is_not_offered_and_not_shown(selma):
    made = figures.a_variant()
    assert str(made.uid) not in selma.get(PAGE).content.decode()
    answer = selma.post(PAGE, {"zeigen": [f"VARIANT:{made.uid}", P1]}, follow=True)
    assert "Etwas davon gibt es nicht mehr." in answer.content.decode()
    assert keys() == set()


@pytest.mark.parametrize("name", ["stella", "paul"])
def test_others_do_not_choose(selma, name):
    other = signed_in(name)
    assert choose(other, [P1]).status_code == 403
    assert keys() == set()


@pytest.mark.parametrize("more", [0, 2])
def test_the_page_in_a_constant_number_of_queries(selma, more, django_assert_num_queries):
    for n in range(1 + more):
        figures.a_series("RATE", f"Reihe {n}")
    with django_assert_num_queries(QUERIES):
        selma.get(PAGE)
