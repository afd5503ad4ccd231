"""What impulses and recommendations put on the desk, and when."""

from datetime import timedelta

import pytest

from mitsorge.domain.recommendations.actions import carrying, drafting
from mitsorge.domain.recommendations.models import Consultation, Version
from mitsorge.doors.office import recommendation_work as work
from tests.domain.recommendations.actions.test_impulses import collected
from tests.domain.recommendations.networks import (
    AT,
    TODAY,
    adopted,
    committees,
    consulted,
    partner,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def net():
    return committees()


def titles(rows) -> list[str]:
    return [row.title for row in rows]


def test_impulses_without_topic() -> None:
    assert work.impulses_without_topic(TODAY) == []
    collected()
    collected(key="k2")
    assert titles(work.impulses_without_topic(TODAY)) == ["2 Impulse haben noch kein Thema"]


def test_open_amendments(net) -> None:
    found = consulted(net)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    drafting.comment(text="Nur so.", **given)
    one = drafting.comment(text="Teurer", kind="AMENDMENT", field="cost", **given)
    drafting.comment(text="Mobil", kind="AMENDMENT", field="text", **given)
    assert titles(work.open_amendments(TODAY)) == ["2 Vorschläge zu „Anlaufstelle“"]
    drafting.settle(comment_id=one.pk, taken=True, by=net.frieda, at=AT)
    assert titles(work.open_amendments(TODAY)) == ["1 Vorschlag zu „Anlaufstelle“"]


def test_long_consultations(net) -> None:
    consulted(net)
    assert work.long_consultations(TODAY) == []
    Consultation.objects.filter(result="OPEN").update(opened_at=AT - timedelta(days=61))
    assert titles(work.long_consultations(TODAY)) == ["Liegt lange: Anlaufstelle"]


def test_carriers_missing(net) -> None:
    found = adopted(net)
    one, two = partner("Haus Abendsonne"), partner("Haus am See")
    partner("Nur informiert", active=False)
    assert work.carriers_missing(TODAY) == []
    Version.objects.update(frozen_at=AT - timedelta(days=22))
    assert titles(work.carriers_missing(TODAY)) == ["2 Partner fehlen noch: Anlaufstelle"]
    given = {"recommendation_id": found.pk, "note": "Brief", "by": net.frieda, "at": AT}
    carrying.carry(organization=one, **given)
    assert titles(work.carriers_missing(TODAY)) == ["1 Partner fehlt noch: Anlaufstelle"]
    carrying.dissent(organization=two, reason="Nein.", **given)
    assert work.carriers_missing(TODAY) == []
    Version.objects.update(frozen_at=AT - timedelta(days=181))
    assert work.carriers_missing(TODAY) == []


def test_the_same_number_of_questions_for_one_and_for_three(net, django_assert_num_queries) -> None:
    for rows in (1, 2):
        for _each in range(rows):
            adopted(net)
            partner(f"Haus {Version.objects.count()}")
        Version.objects.update(frozen_at=AT - timedelta(days=22))
        with django_assert_num_queries(3):
            work.carriers_missing(TODAY)
