from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitsorge.domain.governance.queries.seats import seats_on
from mitsorge.domain.governance.rules import Composition
from mitsorge.domain.governance.rules.composition import Deputy
from mitsorge.domain.partners.actions import endings, partnerships, representatives
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.rules import Participation
from tests.cast import account
from tests.domain.partners.joining import AT, TODAY, conference, partner, working_group

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def houses(committee, on) -> list[str]:
    return sorted(seat.organization_name for seat in seats_on(committee, on))


def test_one_seat_per_active_partner_spoken_for_by_the_first_with_deputies_behind():
    plenum, made = conference(), partner()
    partner("Haus Ulme", speaker="", participation=Participation.INACTIVE)
    partner("Haus Wind", speaker="")
    frieda = account("frieda")
    representatives.appoint_representative(partnership_id=made.pk, name="Rita", by=frieda, at=AT)
    second, first = seats_on(plenum, TODAY)
    rita = made.representatives.get(rank=1).person
    assert (first.name, first.organization_name, first.votes) == (
        "Paul Probe",
        "Haus Abendsonne",
        True,
    )
    assert first.deputies == (Deputy(rita.pk, "Rita", "Haus Abendsonne"),)
    assert (second.person_id, second.name) == (None, "Haus Wind")
    assert seats_on(plenum, YESTERDAY)[1].deputies == ()


def test_whoever_is_named_for_a_committee_speaks_there():
    plenum, made, frieda = conference(), partner(), account("frieda")
    representatives.appoint_representative(
        partnership_id=made.pk, name="Rita", committee_id=plenum.pk, by=frieda, at=AT
    )
    seat = seats_on(plenum, TODAY)[0]
    assert (seat.name, [deputy.name for deputy in seat.deputies]) == ("Rita", ["Paul Probe"])


def test_all_partners_sit_where_a_committee_is_made_of_all():
    table = working_group(composition=Composition.ALL_PARTNERS)
    partner("Haus Ulme", speaker="", participation=Participation.INACTIVE)
    assert houses(table, TODAY) == ["Haus Ulme"]


def test_who_left_or_switched_sat_there_until_that_day():
    plenum, frieda = conference(), account("frieda")
    left, switched, joined = (
        partner(),
        partner("Haus Ulme", speaker=""),
        partner("Haus Wind", speaker="", active_from=TODAY),
    )
    endings.leave(partnership_id=left.pk, on=TODAY, by=frieda, at=AT)
    for day, how in ((0, Participation.INACTIVE), (3, Participation.ACTIVE)):
        partnerships.switch_participation(
            partnership_id=switched.pk, participation=how, by=frieda, at=AT + timedelta(days=day)
        )
    assert houses(plenum, YESTERDAY) == ["Haus Abendsonne", "Haus Ulme"]
    assert houses(plenum, TODAY) == ["Haus Wind"]
    assert houses(plenum, TODAY + timedelta(days=2)) == ["Haus Wind"]
    assert houses(plenum, TODAY + timedelta(days=3)) == ["Haus Ulme", "Haus Wind"]
    assert joined.active_from == TODAY


def test_who_became_active_by_choosing_a_group_was_not_so_before():
    plenum, made = conference(), partner(participation=Participation.INACTIVE)
    partnerships.change_groups(
        partnership_id=made.pk, committee_ids=[working_group().pk], by=account("frieda"), at=AT
    )
    assert (houses(plenum, YESTERDAY), houses(plenum, TODAY)) == ([], ["Haus Abendsonne"])


@pytest.mark.parametrize("rows", [1, 3])
def test_a_thousand_partners_cost_no_more_queries_than_one(rows):
    plenum = conference()
    for number in range(rows):
        partner(f"Haus {number}", speaker=f"P{number} Probe")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert len(seats_on(plenum, TODAY)) == rows
    assert len(asked) == 4
    assert Partnership.objects.filter(active_from__lte=date(2025, 1, 1)).count() == rows
