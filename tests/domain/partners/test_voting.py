"""An application is put on the agenda of the committee that votes, once, and the recorded vote decides it."""

from datetime import UTC, datetime, timedelta

import pytest

from mitsorge.domain.governance.actions.agenda import remove_item, withdraw_item
from mitsorge.domain.governance.actions.carried import carry_over
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import AgendaItem, Meeting
from mitsorge.domain.governance.queries.agenda import agenda_of, backlog
from mitsorge.domain.governance.rules import ItemStatus, MeetingStatus, Result
from mitsorge.domain.partners.actions import deciding, voting
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.partners.queries.applications import applications_in
from mitsorge.domain.partners.rules import ApplicationStatus
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.governance.tables import a_meeting
from tests.domain.partners.joining import LATER, conference, submitted, votes_on_partners
from tests.letters import letters
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
AFTER = BEGIN + timedelta(days=1)


@pytest.fixture
def frieda(db):
    a_network()
    return account("frieda")


@pytest.fixture
def plenum(db):
    committee = conference()
    votes_on_partners(committee)
    return committee


@pytest.fixture
def meeting(plenum, frieda) -> Meeting:
    return a_meeting(plenum, frieda, BEGIN, at=LATER)


def put(application, frieda) -> AgendaItem:
    return voting.put_to_the_vote(application_id=application.pk, by=frieda, at=LATER)


def voted(item: AgendaItem, result: Result, status=MeetingStatus.MINUTES_OPEN) -> None:
    now = {"result": result, "status": ItemStatus.DONE, "decided_at": BEGIN}
    AgendaItem.objects.filter(pk=item.pk).update(**now)
    Meeting.objects.filter(pk=item.meeting_id).update(status=status)


def carry_out(application, frieda):
    return voting.carry_out(application_id=application.pk, by=frieda, at=AFTER)


def test_a_second_click_finds_the_item(meeting, frieda):
    made = submitted()
    first, second = put(made, frieda), put(made, frieda)
    assert first == second
    found = [item.title for item in agenda_of(meeting)]
    assert found.count("Aufnahme: Haus Lindenhof") == 1
    assert (first.kind, first.is_public) == ("DECISION", False)
    events = Entry.objects.filter(event="partners.application.put_to_the_vote")
    assert [entry.subject_id for entry in events] == [made.pk]


def test_without_a_meeting_it_waits_in_the_backlog(plenum, frieda):
    item = put(submitted(), frieda)
    assert list(backlog(plenum)) == [item]


def test_where_nobody_votes_nothing_is_put_anywhere(frieda):
    with pytest.raises(Refused, match="Niemand stimmt ab"):
        put(submitted(), frieda)
    assert AgendaItem.objects.count() == 0


def test_only_the_coordination_puts_it_there(meeting):
    with pytest.raises(NotAllowed):
        put(submitted(), account("stella"))


def test_adopted_makes_a_partner(meeting, frieda):
    made = submitted()
    item = put(made, frieda)
    voted(item, Result.ADOPTED)
    after = carry_out(made, frieda)
    assert (after.status, after.decided_in) == (ApplicationStatus.ACCEPTED, item)
    assert Partnership.objects.get() == after.partnership
    with pytest.raises(AlreadyDone):
        carry_out(made, frieda)
    assert Partnership.objects.count() == 1


def test_rejected_declines_with_words_and_the_decision(meeting, frieda):
    made = submitted()
    item = put(made, frieda)
    voted(item, Result.REJECTED)
    after = carry_out(made, frieda)
    assert (after.status, after.decided_in) == (ApplicationStatus.DECLINED, item)
    words = "Netzwerkkonferenz hat am 10. Dezember 2026 nicht für die Aufnahme gestimmt."
    assert after.reason == words
    assert words in letters()[-1].text
    assert Partnership.objects.count() == 0


def test_before_the_vote_and_while_the_meeting_runs_nothing_is_decided(meeting, frieda):
    made = submitted()
    item = put(made, frieda)
    with pytest.raises(Refused, match="noch nicht abgestimmt"):
        carry_out(made, frieda)
    voted(item, Result.ADOPTED, MeetingStatus.RUNNING)
    with pytest.raises(Refused, match="läuft noch"):
        carry_out(made, frieda)
    made.refresh_from_db()
    assert made.status == ApplicationStatus.SUBMITTED


def test_adjourned_it_is_decided_where_it_was_carried_to(meeting, plenum, frieda):
    made = submitted()
    item = put(made, frieda)
    AgendaItem.objects.filter(pk=item.pk).update(status=ItemStatus.ADJOURNED)
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingStatus.MINUTES_OPEN)
    following = a_meeting(plenum, frieda, BEGIN + timedelta(days=90), at=AFTER)
    carry_over(meeting=following, by=frieda, at=AFTER)
    made.refresh_from_db()
    now = voting.standing_item(made)
    assert now is not None
    assert now.meeting == following
    assert applications_in(agenda_of(following)) == {now.pk: made}


def test_taken_off_or_withdrawn_it_can_be_put_there_again(plenum, frieda):
    made = submitted()
    remove_item(item_id=put(made, frieda).pk, by=frieda, at=LATER)
    second = put(made, frieda)
    withdraw_item(item_id=second.pk, by=frieda, at=LATER)
    assert put(made, frieda) != second
    assert backlog(plenum).count() == 1


def test_a_decided_application_is_not_put_to_the_vote(meeting, frieda):
    made = submitted()
    deciding.decline(application_id=made.pk, reason="Nein.", by=frieda, at=LATER)
    with pytest.raises(AlreadyDone):
        put(made, frieda)


def test_the_pages_lead_to_each_other_and_the_buttons_work(plenum):
    a_network()
    office = signed_in("frieda")
    made = submitted()
    at = f"/schreibtisch/partner/antraege/{made.pk}/"
    assert "Auf die Tagesordnung" in office.get(at).content.decode()
    for _click in range(2):
        office.post(f"{at}abstimmen/")
    item = AgendaItem.objects.get(title="Aufnahme: Haus Lindenhof")
    page = office.get(at).content.decode()
    assert f"/schreibtisch/gremien/konferenz/themen/{item.pk}/" in page
    by = Account.objects.get(email="frieda@mitsorge.example")
    meeting = a_meeting(plenum, by, BEGIN, at=LATER)
    office.post(f"/schreibtisch/sitzungen/{meeting.uid}/punkte/{item.pk}/aufnehmen/")
    page = office.get(f"/schreibtisch/sitzungen/{meeting.uid}/").content.decode()
    assert f'<a href="{at}">Antrag von Haus Lindenhof</a>' in page
    item.refresh_from_db()
    voted(item, Result.ADOPTED)
    assert "Beschluss ausführen: aufnehmen" in office.get(at).content.decode()
    office.post(f"{at}vollziehen/")
    made.refresh_from_db()
    assert (made.status, made.decided_in) == ("ACCEPTED", item)
