"""What nobody confirms goes down in the order, and away where the network wants it."""

from datetime import timedelta

import pytest

from mitsorge.domain.directory import queries, search
from mitsorge.domain.directory.models import Service
from mitsorge.domain.directory.queries.hiding import hidden_services
from mitsorge.domain.directory.queries.visible import OFFER_REVIEW_MONTHS
from mitsorge.domain.directory.rules import days
from mitsorge.domain.directory.search import SearchRequest, find
from mitsorge.domain.directory.search.keeper import current
from mitsorge.domain.stories.actions import change_network
from tests.cast import account
from tests.domain.directory import factories
from tests.domain.directory.search.conftest import TODAY, located, offer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("words")]


def a_network(**rule) -> None:
    factories.network(**rule)
    search.refresh_taxonomy()


def months_ago(months: int):
    return factories.NOW - timedelta(days=months * days.DAYS_PER_MONTH + 1)


def found(**request) -> list[str]:
    slugs = dict(Service.objects.values_list("pk", "slug"))
    return [slugs[hit.service_id] for hit in find(SearchRequest(on=TODAY, **request)).hits]


def test_a_name_that_fits_better_does_not_help_who_was_not_confirmed_for_twice_the_interval():
    a_network()
    offer("vergessen", "tagespflege", name="Tagespflege", assured_at=months_ago(13))
    offer("frisch", "tagespflege", name="Lindenhof")
    assert found(what="Tagespflege") == ["frisch", "vergessen"]


def test_an_unconfirmed_house_stands_ten_kilometers_farther_away(towns):
    a_network()
    offer("da", "tagespflege", towns["Brück"], assured_at=months_ago(7))
    offer("auch-da", "tagespflege", towns["Brück"])
    offer("weit", "tagespflege", towns["Bad Belzig"])
    assert found(what="Tagespflege", where=located(towns["Brück"])) == ["auch-da", "da", "weit"]


def test_the_interval_is_that_of_the_kind_of_a_kind_above_it_or_of_the_network():
    a_network(review_months=6)
    made = offer("haus", "tagespflege", assured_at=months_ago(4))
    term = made.terms.get()
    above = factories.term("teilstationaer")
    type(term).objects.filter(pk=term.pk).update(parent=above)
    assert faded_and_interval(made) == (0, 6)
    type(above).objects.filter(pk=above.pk).update(review_months=3)
    assert faded_and_interval(made) == (1, 3)
    type(term).objects.filter(pk=term.pk).update(review_months=12)
    assert faded_and_interval(made) == (0, 12)


def faded_and_interval(made) -> tuple[int, int]:
    """How far it has faded for the search, and its interval in months for the pages."""
    search.refresh_taxonomy()
    shown = queries.visible_services(TODAY).annotate(months=OFFER_REVIEW_MONTHS)
    return int(current().view(TODAY).faded[0]), shown.values_list("months", flat=True).get()


HIDING = [(None, 40, True), (12, 11, True), (12, 13, False), (24, 13, True), (36, 37, False)]


@pytest.mark.parametrize(("rule", "age", "shown"), HIDING)
@pytest.mark.parametrize("said", ["assured_at", "imported_at", "modified_at"])
def test_hidden_by_rule_on_pages_and_in_the_search_alike(said, rule, age, shown):
    """The last word counts: without a confirmation the moment it came in, else that of its last change."""
    a_network(hide_after_months=rule)
    moments = {"assured_at": None, "imported_at": None, "modified_at": months_ago(age)}
    made = offer("haus", "tagespflege", **(moments | {said: months_ago(age)}))
    assert found(what="Tagespflege") == (["haus"] if shown else [])
    assert queries.visible_services(TODAY).filter(pk=made.pk).exists() is shown
    assert hidden_services(TODAY).filter(pk=made.pk).exists() is not shown


def test_a_confirmation_brings_it_back():
    a_network(hide_after_months=12)
    made = offer("haus", "tagespflege", assured_at=months_ago(13))
    assert found() == []
    type(made).objects.filter(pk=made.pk).update(assured_at=factories.NOW)
    search.refresh_documents([made.pk])
    assert found() == ["haus"]


def test_switched_off_all_are_back_at_once():
    a_network(hide_after_months=12)
    offer("haus", "tagespflege", assured_at=months_ago(13))
    assert found() == []
    change_network(values={"hide_after_months": None}, by=account("frieda"), at=factories.NOW)
    assert found() == ["haus"]
