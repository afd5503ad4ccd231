from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.models import Location, Organization
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Membership
from mitsorge.domain.governance.rules import Result
from mitsorge.domain.partners import letters as partner_letters
from mitsorge.domain.partners.actions import applying, deciding
from mitsorge.domain.partners.models import Application, MemberGroup, Partnership, Representative
from mitsorge.domain.partners.rules import ApplicationStatus, Participation
from mitsorge.foundation.people.models import Account, ContactChannel, Person, RoleGrant
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.partners.joining import (
    AT,
    LATER,
    TODAY,
    applied,
    conference,
    decision,
    organization,
    submitted,
    votes_on_partners,
    working_group,
)
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db
WHO = "paul@lindenhof.example"


def accept(application, by=None, **more):
    by = by or account("frieda")
    return deciding.accept(application_id=application.pk, by=by, at=LATER, **more)


def test_accepting_makes_the_house_a_partner_with_a_voice_a_seat_and_an_account():
    a_network()
    group = working_group()
    cares = MemberGroup.objects.create(code="pflege", name="Pflege")
    made = submitted(committee_ids=(group.pk,), member_group_id=cares.pk)
    partnership = accept(made)
    house = Organization.objects.get(name="Haus Lindenhof")
    place = Location.objects.get(organization=house)
    assert (place.street, place.postcode, place.town) == ("Hauptstraße 1", "14806", "Bad Belzig")
    assert (partnership.organization, partnership.participation) == (house, Participation.ACTIVE)
    assert (partnership.member_group, partnership.active_from) == (cares, date(2026, 11, 18))
    first = Representative.objects.get(partnership=partnership)
    assert (first.person.name, first.rank, first.active_from) == (
        "Paul Probe",
        0,
        date(2026, 11, 18),
    )
    channel = ContactChannel.objects.get(person=first.person)
    assert (channel.address, channel.source) == (
        WHO,
        "Antrag auf Partnerschaft vom 17. November 2026",
    )
    seat = Membership.objects.get(committee=group)
    assert (seat.person, seat.organization, seat.active_from) == (
        first.person,
        house,
        date(2026, 11, 18),
    )
    who = Account.objects.get(email=WHO)
    assert (who.person, RoleGrant.objects.get(account=who).scope) == (first.person, house.uid)
    made.refresh_from_db()
    assert (made.status, made.organization, made.partnership) == (
        ApplicationStatus.ACCEPTED,
        house,
        partnership,
    )
    assert [letter.subject for letter in letters()[-2:]] == [
        "Ihr Zugang: Netzwerk",
        "Willkommen im Netzwerk",
    ]


def test_who_is_only_informed_sits_in_no_group():
    made = submitted(participation=Participation.INACTIVE)
    assert accept(made).participation == Participation.INACTIVE
    assert not Membership.objects.exists()


def test_all_rows_or_none(monkeypatch):
    a_network()
    made, frieda = submitted(), account("frieda")

    def breaks(*_args, **_named):
        raise OSError("the letter cannot be written")

    monkeypatch.setattr(partner_letters, "accepted", breaks)
    with pytest.raises(OSError, match="cannot be written"):
        accept(made, frieda)
    made.refresh_from_db()
    assert made.status == ApplicationStatus.SUBMITTED
    found = (Partnership, Organization, Person, Representative, ContactChannel)
    assert [model.objects.count() for model in found] == [0, 0, 0, 0, 0]
    assert list(Account.objects.all()) == [frieda]


def test_the_second_decider_reads_what_was_decided():
    made, frieda = submitted(), account("frieda")
    accept(made, frieda)
    with pytest.raises(AlreadyDone) as refused:
        deciding.decline(application_id=made.pk, reason="Zu spät", by=frieda, at=LATER)
    assert str(refused.value) == (
        "Darüber ist schon entschieden: aufgenommen, am 18. November 2026 um 10:00 Uhr von Frieda."
    )
    assert Application.objects.get(pk=made.pk).reason == ""


def test_what_was_withdrawn_is_not_accepted():
    made = submitted()
    applying.withdraw(uid=made.uid, at=AT)
    with pytest.raises(Refused, match="inzwischen zurückgezogen"):
        accept(made)
    assert not Partnership.objects.exists()


def test_what_nobody_confirmed_is_not_accepted():
    with pytest.raises(Refused, match="noch nicht bestätigt"):
        accept(applied())


def test_a_partner_is_not_accepted_once_more_and_nothing_is_written():
    house = organization()
    made = submitted(organization_id=house.pk)
    Partnership.objects.create(organization=house, participation="ACTIVE", active_from=TODAY)
    with pytest.raises(Refused, match="Haus Abendsonne ist schon Partner"):
        accept(made)
    made.refresh_from_db()
    assert (made.status, Person.objects.count()) == (ApplicationStatus.SUBMITTED, 0)


def test_the_coordination_recognizes_the_entry_in_the_directory():
    house = organization()
    assert accept(submitted(), organization_id=house.pk).organization == house
    assert Organization.objects.count() == 1


def test_who_has_an_account_gets_the_role_and_no_second_account():
    house = organization("Haus Ulme")
    who = account("paul", organization=house)
    Account.objects.filter(pk=who.pk).update(email=WHO)
    accept(submitted())
    assert Account.objects.filter(email=WHO).count() == 1
    assert RoleGrant.objects.filter(account=who).count() == 2


def test_nobody_opens_a_door_for_herself():
    frieda = account("frieda")
    partnership = accept(submitted(speaker_email=frieda.email), frieda)
    assert partnership.representatives.count() == 1
    assert RoleGrant.objects.filter(account=frieda).count() == 1


def test_declining_needs_words_and_the_applicant_reads_them():
    a_network()
    made, frieda = submitted(), account("frieda")
    with pytest.raises(Refused, match="Begründen Sie"):
        deciding.decline(application_id=made.pk, reason=" ", by=frieda, at=LATER)
    deciding.decline(application_id=made.pk, reason="Kein Sitz im Kreis.", by=frieda, at=LATER)
    assert "Kein Sitz im Kreis." in letters()[-1].text
    assert letters()[-1].to == WHO


def test_where_a_conference_votes_nobody_else_accepts():
    votes_on_partners(conference())
    with pytest.raises(Refused, match="Über neue Partner stimmt ab: Netzwerkkonferenz"):
        accept(submitted())


def by_vote(made, item):
    return deciding.accept_by_vote(
        application_id=made.pk, item_id=item.pk, by=account("frieda"), at=LATER
    )


def test_a_vote_that_was_carried_admits():
    plenum = conference()
    votes_on_partners(plenum)
    made = submitted()
    partnership = by_vote(made, item := decision(plenum))
    made.refresh_from_db()
    assert (made.decided_in, made.partnership) == (item, partnership)


@pytest.mark.parametrize(
    ("result", "at", "valid_to", "sentence"),
    [
        (Result.REJECTED, LATER, None, "nicht beschlossen"),
        (Result.NO_CONSENSUS, LATER, None, "nicht beschlossen"),
        (Result.ADOPTED, AT - timedelta(days=1), None, "älter als der Antrag"),
        (Result.ADOPTED, LATER, date(2026, 11, 18), "stimmte an diesem Tag nicht"),
    ],
)
def test_no_other_decision_admits(result, at, valid_to, sentence):
    plenum = conference()
    votes_on_partners(plenum, valid_to=valid_to)
    made = submitted()
    with pytest.raises(Refused, match=sentence):
        by_vote(made, decision(plenum, result, at))
    assert not Partnership.objects.exists()


@pytest.mark.parametrize("name", ["selma", "arno", "stella", "ida", "tilda"])
def test_only_the_coordination_decides(name):
    made, who = submitted(), account(name)
    with pytest.raises(NotAllowed):
        accept(made, who)
    with pytest.raises(NotAllowed):
        deciding.decline(application_id=made.pk, reason="Nein", by=who, at=LATER)
