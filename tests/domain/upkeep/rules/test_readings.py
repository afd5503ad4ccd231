import pytest

from mitsorge.domain.upkeep.rules.readings import Offer, Share, shares, top_of


@pytest.mark.parametrize(
    ("offers", "confirmed", "percent"),
    [(0, 0, 0), (3, 0, 0), (3, 3, 100), (3, 1, 33), (1000, 1, 1), (1000, 999, 99), (8, 4, 50)],
)
def test_percent_says_all_and_none_only_where_it_is_so(offers, confirmed, percent):
    assert Share(offers, confirmed).percent == percent


def test_all_then_top_kinds_then_areas():
    offers = [Offer(1, 11, True), Offer(2, 10, False), Offer(3, None, True)]
    parents = {10: None, 11: 10}
    pairs = [(1, 5), (1, 5), (1, 6), (2, 5), (99, 6)]
    assert shares(offers, parents, pairs) == [
        Share(3, 2),
        Share(2, 1, kind_id=10),
        Share(2, 1, area_id=5),
        Share(1, 1, area_id=6),
    ]
    assert shares([], {}, []) == [Share(0, 0)]


def test_a_branch_that_bites_its_tail_ends():
    assert top_of(1, {1: 2, 2: 1}) == 2
