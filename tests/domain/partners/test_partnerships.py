from datetime import date, timedelta

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Membership
from mitsorge.domain.governance.rules import MemberRole
from mitsorge.domain.partners.actions import endings, partnerships, representatives
from mitsorge.domain.partners.models import MemberGroup, Partnership, Representative
from mitsorge.domain.partners.rules import Participation
from mitsorge.foundation.journal.queries import history
from mitsorge.foundation.people.models import Account, ContactChannel, Person
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.partners.joining import (
    AT,
    TODAY,
    conference,
    organization,
    partner,
    seat,
    working_group,
)
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db
ACTIVE, INACTIVE = Participation.ACTIVE, Participation.INACTIVE


def switch(made, to, by):
    return partnerships.switch_participation(partnership_id=made.pk, participation=to, by=by, at=AT)


def leave(made, by=None, on=TODAY, **more):
    by = by or account("frieda")
    return endings.leave(partnership_id=made.pk, on=on, by=by, at=AT, **more)


def succeed(made, successor_id, by=None, on=TODAY):
    by = by or account("frieda")
    return endings.succeed(partnership_id=made.pk, successor_id=successor_id, on=on, by=by, at=AT)


def test_who_is_only_informed_leaves_the_groups_and_the_office_hears_of_it():
    a_network()
    made = partner()
    groups = seat(working_group(), made, role=MemberRole.SPOKESPERSON)
    plenum = seat(conference(), made)
    paul = account("paul", organization=made.organization)
    assert switch(made, INACTIVE, paul).participation == INACTIVE
    groups.refresh_from_db()
    plenum.refresh_from_db()
    assert (groups.active_to, plenum.active_to) == (TODAY, None)
    assert letters()[-1].to == "a@mitsorge.example"
    assert "ist jetzt informiert." in letters()[-1].text
    with pytest.raises(AlreadyDone, match="Haus Abendsonne ist schon informiert"):
        switch(made, INACTIVE, paul)


def test_choosing_groups_takes_and_gives_back_seats_and_makes_active():
    old, new = working_group("ag-alt"), working_group("ag-neu")
    made = partner(participation=INACTIVE)
    left = seat(old, made)
    paul = account("paul", organization=made.organization)
    partnerships.change_groups(partnership_id=made.pk, committee_ids=[new.pk], by=paul, at=AT)
    made.refresh_from_db()
    left.refresh_from_db()
    assert (made.participation, left.active_to) == (ACTIVE, TODAY)
    taken = Membership.objects.get(committee=new)
    assert (taken.person.name, taken.organization) == ("Paul Probe", made.organization)
    version = made.version
    partnerships.change_groups(partnership_id=made.pk, committee_ids=[new.pk], by=paul, at=AT)
    made.refresh_from_db()
    assert (made.version, Membership.objects.filter(committee=new).count()) == (version, 1)


def test_a_seat_taken_and_given_back_on_the_same_day_leaves_no_trace_of_a_period():
    group, made = working_group(), partner()
    frieda = account("frieda")
    for wanted in ([group.pk], []):
        partnerships.change_groups(partnership_id=made.pk, committee_ids=wanted, by=frieda, at=AT)
    assert not Membership.objects.exists()


def test_without_anybody_who_speaks_there_is_no_seat():
    made = partner(speaker="")
    with pytest.raises(Refused, match="Benennen Sie zuerst"):
        partnerships.change_groups(
            partnership_id=made.pk, committee_ids=[working_group().pk], by=account("frieda"), at=AT
        )


def test_leaving_ends_the_seats_of_its_people_the_same_day_and_says_what_is_deleted():
    a_network()
    made = partner()
    own = seat(working_group(), made)
    deputy = seat(own.committee, made, deputy_of=own, person=None)
    expert = seat(conference(), made, organization=None, role=MemberRole.EXPERT)
    stranger = seat(working_group("ag-fremd"), partner("Haus Ulme", speaker="Otto Fremd"))
    leave(made, on=TODAY, why="Schließt")
    made.refresh_from_db()
    rows = [own, deputy, expert, stranger]
    for row in rows:
        row.refresh_from_db()
    assert [row.active_to for row in rows] == [TODAY, TODAY, TODAY, None]
    assert (made.active_to, made.ended_why) == (TODAY, "Schließt")
    assert made.representatives.get().active_to == TODAY
    assert ContactChannel.objects.get(address="paul@haus.example").ended == TODAY
    goodbye = letters()[-1]
    assert goodbye.to == "paul@haus.example"
    assert "gelöscht. (17. Februar 2027)" in goodbye.text
    assert history(made)[0].why == "Schließt"


def test_who_speaks_for_another_partner_too_keeps_her_ways_and_her_own_seat():
    made, other = partner(), partner("Haus Ulme", speaker="")
    person = made.representatives.get().person
    Representative.objects.create(partnership=other, person=person, active_from=TODAY)
    expert = seat(working_group(), made, organization=None, role=MemberRole.EXPERT)
    leave(made)
    expert.refresh_from_db()
    assert (expert.active_to, ContactChannel.objects.get(person=person).ended) == (None, None)


def test_leaving_twice_and_changing_what_has_ended():
    made, frieda = partner(), account("frieda")
    leave(made, frieda, on=TODAY + timedelta(days=30))
    with pytest.raises(AlreadyDone, match="Haus Abendsonne ist schon ausgetreten"):
        leave(made, frieda)
    with pytest.raises(AlreadyDone):
        switch(made, INACTIVE, frieda)
    with pytest.raises(AlreadyDone):
        representatives.appoint_representative(partnership_id=made.pk, name="Neu", by=frieda, at=AT)


def test_nothing_ends_in_the_past():
    made = partner()
    with pytest.raises(Refused, match="frühestens ab heute"):
        leave(made, on=TODAY - timedelta(days=1))


def test_a_successor_takes_over_people_and_seats_in_their_roles():
    a_network()
    made = partner(topics="Demenz", member_group=MemberGroup.objects.create(code="p", name="P"))
    spoke = seat(working_group(), made, role=MemberRole.SPOKESPERSON, delegated_by="AG")
    deputy = seat(spoke.committee, made, deputy_of=spoke, person=None)
    who = account("paul", organization=made.organization)
    Account.objects.filter(pk=who.pk).update(person=spoke.person)
    heir = succeed(made, organization("Haus Morgenrot").pk)
    made.refresh_from_db()
    assert (made.active_to, made.succeeded_by) == (TODAY, heir)
    assert (heir.topics, heir.member_group, heir.active_from) == (
        "Demenz",
        made.member_group,
        TODAY,
    )
    new = Membership.objects.get(active_to=None, deputy_of=None)
    assert (new.role, new.person, new.organization, new.delegated_by) == (
        MemberRole.SPOKESPERSON,
        spoke.person,
        heir.organization,
        "AG",
    )
    assert Membership.objects.filter(deputy_of=new).count() == 1
    deputy.refresh_from_db()
    assert deputy.active_to == TODAY
    assert heir.representatives.get().person == spoke.person
    assert who.grants.filter(scope=heir.organization.uid).exists()
    assert ContactChannel.objects.get(person=spoke.person).ended is None


def test_a_successor_that_is_a_partner_already_keeps_its_own_way():
    heir = partner("Haus Morgenrot", speaker="", participation=INACTIVE)
    assert succeed(partner(), heir.organization_id) == heir
    heir.refresh_from_db()
    assert (heir.participation, heir.representatives.count()) == (INACTIVE, 1)


def test_nobody_is_her_own_successor_and_what_ended_has_none():
    made, frieda = partner(), account("frieda")
    with pytest.raises(Refused, match="eigene Nachfolgerin"):
        succeed(made, made.organization_id, frieda)
    leave(made, frieda)
    with pytest.raises(AlreadyDone):
        succeed(made, organization("Haus Ulme").pk, frieda)


def test_only_its_own_members_and_the_coordination_change_a_partner():
    made, other = partner(), partner("Haus Ulme", speaker="")
    otto = account("otto", organization=other.organization)
    selma = account("selma")
    for who in (otto, selma):
        with pytest.raises(NotAllowed):
            switch(made, INACTIVE, who)
        with pytest.raises(NotAllowed):
            leave(made, who)
    paul = account("paul", organization=made.organization)
    with pytest.raises(NotAllowed):
        succeed(made, other.organization_id, paul)
    with pytest.raises(NotAllowed):
        partnerships.change_member_group(
            partnership_id=made.pk, member_group_id=None, by=paul, at=AT
        )
    assert Partnership.objects.filter(active_to=None).count() == 2


def test_a_closed_group_takes_nobody_new():
    made, frieda = partner(), account("frieda")
    closed = MemberGroup.objects.create(code="zu", name="Zu", is_closed=True)
    with pytest.raises(Refused, match="„Zu“ ist geschlossen"):
        partnerships.change_member_group(
            partnership_id=made.pk, member_group_id=closed.pk, by=frieda, at=AT
        )
    open_one = MemberGroup.objects.create(code="auf", name="Auf")
    partnerships.change_member_group(
        partnership_id=made.pk, member_group_id=open_one.pk, by=frieda, at=AT
    )
    assert history(made)[0].changes == {"member_group": [None, "Auf"]}


def test_representatives_and_their_deputies_keep_an_order():
    made, frieda = partner(), account("frieda")
    for name, is_first in (("Rita", False), ("Erna", True)):
        representatives.appoint_representative(
            partnership_id=made.pk, name=name, is_first=is_first, by=frieda, at=AT
        )
    ranks = list(made.representatives.values_list("person__name", "rank"))
    assert ranks == [("Erna", 0), ("Paul Probe", 1), ("Rita", 2)]
    first = made.representatives.first()
    representatives.end_representative(representative_id=first.pk, by=frieda, at=AT)
    still = made.representatives.filter(active_to=None).values_list("person__name", "rank")
    assert list(still) == [("Paul Probe", 0), ("Rita", 1)]
    with pytest.raises(AlreadyDone, match="spricht schon nicht mehr"):
        representatives.end_representative(representative_id=first.pk, by=frieda, at=AT)


def test_the_same_person_speaks_once_in_the_same_place():
    made, frieda = partner(), account("frieda")
    named = {"partnership_id": made.pk, "name": "Paul Probe", "email": "paul@haus.example"}
    with pytest.raises(AlreadyDone, match="Paul Probe spricht dort schon"):
        representatives.appoint_representative(**named, by=frieda, at=AT)
    group = working_group()
    representatives.appoint_representative(**named, committee_id=group.pk, by=frieda, at=AT)
    assert made.representatives.count() == 2
    assert Person.objects.count() == 1


def test_a_member_names_people_but_opens_no_accounts():
    made = partner()
    paul = account("paul", organization=made.organization)
    row = representatives.appoint_representative(
        partnership_id=made.pk, name="Rita", email="rita@haus.example", by=paul, at=AT
    )
    channel = ContactChannel.objects.get(person=row.person)
    assert (channel.source, channel.since) == ("benannt von Haus Abendsonne", date(2026, 11, 17))
    assert not Account.objects.filter(email="rita@haus.example").exists()
