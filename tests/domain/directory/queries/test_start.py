from datetime import timedelta

import pytest

from mitsorge.domain.directory import queries
from mitsorge.domain.directory.models import LifeSituation
from tests.domain.directory.factories import NOW, TODAY, network, organization, service, term

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [1, 3])
def test_figures_count_now_in_two_queries(rows, django_assert_num_queries):
    network()
    for n in range(rows):
        service(f"frisch-{n}")
    service("alt", assured_at=NOW - timedelta(days=200), organization=organization("andere"))
    with django_assert_num_queries(2):
        found = queries.figures(TODAY)
    assert found == queries.Figures(rows + 1, rows / (rows + 1), 2)


def test_figures_of_an_empty_directory():
    assert queries.figures(TODAY) == queries.Figures(0, 0.0, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_life_situations_lead_to_terms_still_in_use(rows, django_assert_num_queries):
    for n in range(rows):
        situation = LifeSituation.objects.create(
            slug=f"lage-{n}", name=f"Lage {n}", summary="", icon="haus", position=n
        )
        for code in ("zuerst", "alt", "danach"):
            situation.terms.add(
                term(
                    code, is_retired=code == "alt", position=["danach", "alt", "zuerst"].index(code)
                )
            )
    LifeSituation.objects.filter(slug="lage-0").update(on_start_page=True)
    with django_assert_num_queries(2):
        found = [
            (row.slug, [word.code for word in row.terms.all()]) for row in queries.life_situations()
        ]
    assert found == [(f"lage-{n}", ["zuerst", "danach"]) for n in range(rows)]
    assert [row.slug for row in queries.life_situations(start_page_only=True)] == ["lage-0"]
