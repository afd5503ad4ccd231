from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitsorge.domain.directory.search.index import LATEST, Document, Index
from mitsorge.domain.directory.search.reach import Reach, area_keys
from mitsorge.foundation.places.rules import Point, distance_km

GERMANY = st.tuples(st.floats(47.3, 55.0), st.floats(6.0, 15.0))


def index_of(*sites: list) -> Index:
    """One entry for each list of sites."""
    documents = [
        Document(
            number,
            1,
            {
                "words": ["", "", ""],
                "kinds": [""],
                "marks": [],
                "areas": [],
                "facts": [0, LATEST, 0, 0, 0, 0, 0, 0, 0],
                "sites": group,
                "names": ["a", "b"],
            },
        )
        for number, group in enumerate(sites, start=1)
    ]
    return Index().patched(revision=1, changed=documents)


def place(latitude: float, longitude: float) -> SimpleNamespace:
    return SimpleNamespace(
        point=Point(latitude, longitude), municipality=None, municipalities=(), planning_areas=()
    )


@given(GERMANY, GERMANY)
def test_distances_are_those_of_places_to_ten_meters(here, there):
    reach = Reach.of(index_of([[*there, True]]), place(*here))
    assert reach.km[0] == pytest.approx(distance_km(Point(*here), Point(*there)), abs=0.01)


def test_the_nearest_of_several_sites_counts():
    far, near = [52.6, 13.4, True], [52.2, 12.76, False]
    reach = Reach.of(index_of([far, near], []), place(52.2, 12.76))
    assert reach.km.round(3).tolist() == [0.0, float("inf")]
    assert reach.site.tolist() == [1, -1]


def test_a_place_lies_in_its_municipality_its_body_and_its_planning_areas():
    town = SimpleNamespace(pk=7, ags="12069076")
    area = SimpleNamespace(body_id=1, code="nord")
    where = SimpleNamespace(municipality=town, municipalities=(), planning_areas=(area,))
    assert area_keys(where) == ["P:1:nord", "M:7", "B:12069", "B:12069076"]
