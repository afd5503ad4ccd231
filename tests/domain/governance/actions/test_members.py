from datetime import date, timedelta

import pytest

from mitsorge.domain.governance.actions import members
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Membership
from mitsorge.domain.governance.queries.seats import seats_on
from mitsorge.domain.governance.rules import Composition, MemberRole
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.governance.factories import (
    EARLIER,
    TODAY,
    a_committee,
    a_membership,
    a_person,
    an_organization,
)

R = MemberRole
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    return account("frieda")


@pytest.fixture
def group(db):
    return a_committee()


def appointed(committee, by, who="Stella", role=R.MEMBER, start=TODAY, **values):
    person = a_person(who) if isinstance(who, str) else who
    return members.appoint(
        committee_id=committee.pk,
        person_id=person.pk if person else None,
        role=role,
        active_from=start,
        by=by,
        at=NOW,
        **values,
    )


def entries():
    return [(e.event, e.changes, e.why, e.by_label) for e in Entry.objects.order_by("pk")]


def test_appointed_sits_from_that_day_and_the_journal_knows(group, frieda):
    row = appointed(group, frieda, role=R.SPOKESPERSON, start=TOMORROW)
    assert seats_on(group, TODAY) == []
    assert [(s.person_id, s.role, s.votes) for s in seats_on(group, TOMORROW)] == [
        (row.person_id, R.SPOKESPERSON, True)
    ]
    words = "Stella (Sprecherin oder Sprecher, ab 18. November 2026)"
    assert entries() == [
        ("governance.membership.added", {"memberships": [[], [words]]}, "", "Frieda")
    ]


def test_guest_is_stored_without_a_vote(group, frieda):
    assert appointed(group, frieda, role=R.GUEST).votes is False


def test_nobody_is_the_same_twice(group, frieda):
    first = appointed(group, frieda)
    with pytest.raises(Refused, match=r"Das gibt es schon: Stella \(Mitglied, ab 17. November"):
        appointed(group, frieda, who=first.person, start=TOMORROW)
    members.end_membership(membership_id=first.pk, on=TOMORROW, by=frieda, at=NOW)
    appointed(group, frieda, who=first.person, start=TOMORROW)
    appointed(group, frieda, who=first.person, role=R.CHAIR)
    assert Membership.objects.count() == 3


def test_backdated_only_with_a_reason(group, frieda):
    with pytest.raises(Refused, match="zurückliegt"):
        appointed(group, frieda, start=YESTERDAY, why=" ")
    appointed(group, frieda, start=YESTERDAY, why="Brief vom 10. November lag in der Post.")
    assert entries()[0][2] == "Brief vom 10. November lag in der Post."


@pytest.mark.parametrize("composition", [Composition.SPOKESPERSONS, Composition.ALL_PARTNERS])
def test_computed_seats_are_not_named(composition, frieda):
    group = a_committee(composition=composition)
    with pytest.raises(Refused, match="ergibt sich von selbst"):
        appointed(group, frieda)
    assert appointed(group, frieda, role=R.EXPERT).votes is True


def test_somebody_must_sit_there(group, frieda):
    with pytest.raises(Refused, match="Person oder eine Organisation"):
        appointed(group, frieda, who=None)


def test_organization_may_sit_alone(group, frieda):
    house = an_organization("Haus")
    appointed(group, frieda, who=None, organization_id=house.pk)
    assert [(s.name, s.organization_id) for s in seats_on(group, TODAY)] == [("Haus", house.pk)]


def test_period_and_committee_hold_the_days(frieda):
    group = a_committee(active_from=TODAY)
    with pytest.raises(Refused, match="Das Ende liegt nach dem Anfang"):
        appointed(group, frieda, active_to=TODAY)
    with pytest.raises(Refused, match="gibt es das Gremium nicht"):
        appointed(group, frieda, start=YESTERDAY, why="so war es")


def test_deputy_takes_role_and_end_of_the_seat(group, frieda):
    seat = appointed(group, frieda, role=R.CHAIR, active_to=TODAY + timedelta(days=9))
    row = appointed(group, frieda, who="Tilda", role=R.GUEST, deputy_of=seat.pk)
    assert (row.role, row.votes, row.active_to) == (R.CHAIR, True, seat.active_to)
    assert [[d.name for d in s.deputies] for s in seats_on(group, TODAY)] == [["Tilda"]]


def test_deputies_that_cannot_be(group, frieda):
    seat = appointed(group, frieda, start=TODAY)
    deputy = appointed(group, frieda, who="Tilda", deputy_of=seat.pk)
    elsewhere = a_membership(a_committee("AG 2"), "Otto")
    for principal in (elsewhere, deputy):
        with pytest.raises(Refused, match="selbst in diesem Gremium sitzt"):
            appointed(group, frieda, who="Nadia", deputy_of=principal.pk)
    with pytest.raises(Refused, match="andere Person"):
        appointed(group, frieda, who=seat.person, deputy_of=seat.pk)
    with pytest.raises(Refused, match="gibt es den Sitz nicht"):
        appointed(group, frieda, who="Nadia", deputy_of=seat.pk, start=YESTERDAY, why="x")


def test_ended_is_gone_from_that_day_with_deputies(group, frieda):
    seat = a_membership(group, "Stella")
    a_membership(group, "Tilda", deputy_of=seat)
    later = a_membership(group, "Nadia", deputy_of=seat, active_from=TODAY + timedelta(days=30))
    members.end_membership(membership_id=seat.pk, on=TOMORROW, by=frieda, at=NOW)
    assert [s.name for s in seats_on(group, TODAY)] == ["Stella"]
    assert seats_on(group, TOMORROW) == []
    assert set(Membership.objects.values_list("active_to", flat=True)) == {TOMORROW}
    assert not Membership.objects.filter(pk=later.pk).exists()


def test_ends_that_cannot_be(group, frieda):
    row = a_membership(group, "Stella", active_from=TODAY)
    with pytest.raises(Refused, match=r"beginnt erst am 17. November 2026"):
        members.end_membership(membership_id=row.pk, on=TODAY, by=frieda, at=NOW)
    old = a_membership(group, "Tilda", active_to=TOMORROW)
    with pytest.raises(Refused, match=r"endet schon am 18. November 2026"):
        members.end_membership(membership_id=old.pk, on=date(2027, 1, 1), by=frieda, at=NOW)
    with pytest.raises(Refused, match="zurückliegt"):
        members.end_membership(membership_id=old.pk, on=YESTERDAY, by=frieda, at=NOW)
    members.end_membership(membership_id=old.pk, on=TODAY, by=frieda, at=NOW)
    with pytest.raises(AlreadyDone, match="schon beendet"):
        members.end_membership(membership_id=old.pk, on=TODAY, by=frieda, at=NOW)


def test_changed_role_begins_where_the_old_one_ends(group, frieda):
    row = a_membership(group, "Stella")
    a_membership(group, "Tilda", deputy_of=row)
    new = members.change_role(
        membership_id=row.pk, role=R.SPOKESPERSON, on=TOMORROW, by=frieda, at=NOW
    )
    for day, role in ((TODAY, R.MEMBER), (TOMORROW, R.SPOKESPERSON)):
        found = seats_on(group, day)
        assert [(s.name, s.role, [d.name for d in s.deputies]) for s in found] == [
            ("Stella", role, ["Tilda"])
        ]
    row.refresh_from_db()
    assert (row.active_to, new.active_from, new.active_to) == (TOMORROW, TOMORROW, None)


def test_role_of_the_first_day_is_put_right_in_place(group, frieda):
    row = a_membership(group, "Stella", active_from=TODAY)
    new = members.change_role(membership_id=row.pk, role=R.GUEST, on=TODAY, by=frieda, at=NOW)
    assert (new.pk, new.role, new.votes) == (row.pk, R.GUEST, False)


def test_role_changes_that_cannot_be(group, frieda):
    row = a_membership(group, "Stella", active_to=date(2027, 1, 1))
    deputy = a_membership(group, "Tilda", deputy_of=row)
    change = {"role": R.EXPERT, "by": frieda, "at": NOW}
    with pytest.raises(Refused, match="gibt es die Mitgliedschaft nicht"):
        members.change_role(membership_id=row.pk, on=date(2027, 1, 1), **change)
    with pytest.raises(Refused, match="die sie vertritt"):
        members.change_role(membership_id=deputy.pk, on=TODAY, **change)
    a_membership(group, row.person, role=R.EXPERT)
    with pytest.raises(Refused, match="Das gibt es schon"):
        members.change_role(membership_id=row.pk, on=TODAY, **change)


def test_mistaken_entry_goes_with_a_reason(group, frieda):
    row = a_membership(group, "Stella")
    with pytest.raises(Refused, match="Grund"):
        members.remove_membership(membership_id=row.pk, why="", by=frieda, at=NOW)
    members.remove_membership(membership_id=row.pk, why="Falsche Stella", by=frieda, at=NOW)
    assert seats_on(group, TODAY) == []
    assert entries()[0][::2] == ("governance.membership.removed", "Falsche Stella")
    with pytest.raises(AlreadyDone):
        members.remove_membership(membership_id=row.pk, why="noch mal", by=frieda, at=NOW)


def test_who_speaks_for_it_keeps_members_but_gives_no_office(group):
    stella = account("tilda")
    stella.person = a_person("Tilda")
    stella.save(update_fields=["person"])
    own = a_membership(group, stella.person, role=R.SPOKESPERSON)
    other = a_membership(group, "Otto", role=R.CHAIR)
    appointed(group, stella, who="Nadia")
    with pytest.raises(NotAllowed, match="Koordination"):
        appointed(group, stella, who="Paul", role=R.CHAIR)
    with pytest.raises(NotAllowed, match="Koordination"):
        members.end_membership(membership_id=other.pk, on=TOMORROW, by=stella, at=NOW)
    members.end_membership(membership_id=own.pk, on=TOMORROW, by=stella, at=NOW)


@pytest.mark.parametrize("name", ["selma", "arno", "ida", None])
def test_others_keep_no_members(group, name):
    with pytest.raises(NotAllowed):
        appointed(group, account(name) if name else None)
    assert Membership.objects.count() == 0


def test_all_or_nothing(group, frieda, monkeypatch):
    row = a_membership(group, "Stella")

    def fails(**_values):
        raise RuntimeError

    monkeypatch.setattr(members.journal, "record", fails)
    with pytest.raises(RuntimeError):
        members.change_role(membership_id=row.pk, role=R.EXPERT, on=TODAY, by=frieda, at=NOW)
    assert [(r.role, r.active_from, r.active_to) for r in Membership.objects.all()] == [
        (R.MEMBER, EARLIER, None)
    ]
