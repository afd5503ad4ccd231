"""Answers by letter, account and telephone: each ends its round once, all rows or none."""

import pytest

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.models import Organization, Service
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import answers, mail_replies, reach
from mitsorge.domain.upkeep.actions.calls import record_call
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Call, Change, Inquiry, Reach
from mitsorge.domain.upkeep.rules import CallResult, ChangeKind, ChangeState, Ending, Via
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.upkeep.places import NOW, TODAY, a_round, days, due_house
from tests.letters import letters

pytestmark = pytest.mark.django_db


def confirm(inquiry, **more):
    given = {"seen": None, "via": Via.LINK, "by": None, "at": days(1)}
    return answers.confirm(inquiry_id=inquiry.pk, **given | more)


def test_confirming_moves_only_the_confirmation_of_all_public_entries():
    inquiry = a_round(due_house(offers=2))
    stranger = due_house("haus-otto")
    before = list(Service.objects.order_by("pk").values_list("modified_at", flat=True))
    assert confirm(inquiry) == 3
    inquiry.refresh_from_db()
    assert (inquiry.ending, inquiry.ended_via, inquiry.ended_at) == ("CONFIRMED", "LINK", days(1))
    mine = Service.objects.filter(organization=inquiry.organization)
    assert list(mine.values_list("assured_at", flat=True)) == [days(1)] * 2
    assert Organization.objects.get(pk=inquiry.organization_id).assured_at == days(1)
    assert not Service.objects.filter(organization=stranger, assured_at=days(1)).exists()
    assert list(Service.objects.order_by("pk").values_list("modified_at", flat=True)) == before
    with pytest.raises(AlreadyDone):
        confirm(inquiry, at=days(2))


def test_only_the_version_that_was_shown_is_confirmed():
    inquiry = a_round(due_house(offers=2))
    one, two = Service.objects.order_by("name")
    assert confirm(inquiry, seen={str(one.uid): one.modified_at}) == 1
    two.refresh_from_db()
    assert two.assured_at < NOW


def test_an_entry_changed_meanwhile_confirms_nothing_and_leaves_the_round_open():
    inquiry = a_round(due_house(offers=2))
    seen = {str(row.uid): row.modified_at for row in Service.objects.all()}
    Service.objects.filter(slug="haus-abendsonne-1").update(modified_at=days(0.5))
    with pytest.raises(ChangedMeanwhile):
        confirm(inquiry, seen=seen)
    inquiry.refresh_from_db()
    assert inquiry.ended_at is None
    assert not Service.objects.filter(assured_at=days(1)).exists()


def test_with_an_account_only_ones_own_and_the_coordination_for_them():
    inquiry = a_round()
    otto = account("otto", organization=due_house("haus-otto"))
    for stranger in (otto, account("ida"), None):
        with pytest.raises(NotAllowed):
            confirm(inquiry, via=Via.ACCOUNT, by=stranger)
    paul = account("paul", organization=inquiry.organization)
    assert confirm(inquiry, via=Via.ACCOUNT, by=paul) == 2


def test_gone_asks_the_office_and_nothing_disappears():
    inquiry = a_round(due_house(offers=2))
    one = Service.objects.earliest("pk")
    given = {"inquiry_id": inquiry.pk, "message": " zum Jahresende ", "via": Via.LINK, "by": None}
    change = answers.gone(service_id=one.pk, at=days(1), **given)
    assert (change.kind, change.state, change.message) == ("GONE", "SUBMITTED", "zum Jahresende")
    one.refresh_from_db()
    assert one.status == "ACTIVE"
    with pytest.raises(AlreadyDone):
        answers.gone(service_id=one.pk, at=days(2), **given)
    inquiry.refresh_from_db()
    assert inquiry.ended_at is None
    assert confirm(inquiry) == 2  # the other offer and the organization
    one.refresh_from_db()
    assert one.assured_at < NOW


def test_gone_for_the_last_entry_ends_the_round_and_withdraws_a_draft():
    inquiry = a_round()
    one = Service.objects.get()
    draft = Change.objects.create(
        organization=inquiry.organization, service=one, kind=ChangeKind.EDIT,
        state=ChangeState.DRAFT, via=Via.LINK, seen=NOW, written_at=NOW,
    )  # fmt: skip
    answers.gone(
        inquiry_id=inquiry.pk, service_id=one.pk, message="", via=Via.LINK, by=None, at=days(1)
    )
    inquiry.refresh_from_db()
    draft.refresh_from_db()
    assert (inquiry.ending, draft.state) == (Ending.GONE, ChangeState.WITHDRAWN)
    told = Entry.objects.get(event="upkeep.change.withdrawn")
    assert (draft.decided_at, told.subject_id, told.at) == (days(1), draft.pk, days(1))
    assert open_due(at=days(100)) == 0


def by_mail(inquiry, words, *, on):
    mail = mail_replies.Mail(f"<{on}@haus.example>", words)
    letter = mail_replies.receive(inquiry_uid=inquiry.uid, mail=mail, at=days(on))
    return letter.subject


def test_a_mail_after_the_answer_confirms_anew_as_it_says():
    inquiry = a_round()
    assert (by_mail(inquiry, "stimmt noch", on=1), by_mail(inquiry, "stimmt noch", on=9)) == (
        "Danke: Ihre Antwort ist angekommen",
        "Danke: Ihre Antwort ist angekommen",
    )
    assert Service.objects.get().assured_at == days(9)


def test_still_correct_and_gone_do_not_go_together():
    inquiry = a_round()
    what = {"service_id": None, "message": "", "via": Via.LINK, "by": None, "at": days(1)}
    answers.gone(inquiry_id=inquiry.pk, **what)
    subject = by_mail(inquiry, "stimmt noch", on=2)
    assert subject == "Wie meinen Sie das? Ihre Antwort zu den freien Plätzen"
    assert Service.objects.get().assured_at < NOW


def test_an_entry_of_somebody_else_cannot_be_gone():
    inquiry = a_round()
    other = Service.objects.create(
        slug="other", name="Other", organization=due_house("haus-otto", offers=0), modified_at=NOW
    )
    with pytest.raises(Refused):
        answers.gone(
            inquiry_id=inquiry.pk, service_id=other.pk, message="", via=Via.LINK, by=None, at=NOW
        )


def call(inquiry, result, **more):
    given = {"note": "", "again_on": None, "at": days(1)}
    return record_call(inquiry_id=inquiry.pk, result=result, **given | more)


def test_a_call_that_says_all_is_well_confirms_and_ends():
    inquiry, frieda = a_round(), account("frieda")
    call(inquiry, CallResult.CONFIRMED, note=" nett ", by=frieda)
    inquiry.refresh_from_db()
    assert (inquiry.ending, inquiry.ended_via) == (Ending.CALLED, Via.PHONE)
    assert Service.objects.get().assured_at == days(1)
    assert Call.objects.get().note == "nett"
    with pytest.raises(AlreadyDone):
        call(inquiry, CallResult.NOT_REACHED, by=frieda)
    assert Call.objects.count() == 1


@pytest.mark.parametrize(
    ("result", "ending", "changes"),
    [
        (CallResult.CHANGED, "CALLED", 0),
        (CallResult.GONE, "CALLED", 1),
        (CallResult.NOT_REACHED, "", 0),
        (CallResult.WRONG_NUMBER, "", 0),
    ],
)
def test_what_follows_from_a_call(result, ending, changes):
    inquiry = a_round()
    call(inquiry, result, by=account("frieda"))
    inquiry.refresh_from_db()
    assert (inquiry.ending, Change.objects.count()) == (ending, changes)
    assert Service.objects.get().assured_at < NOW


def test_a_double_click_is_one_call():
    inquiry, frieda = a_round(), account("frieda")
    key = "0b5b1ac0-6d7c-4a58-9a0e-0d5b6f3a8a11"
    one = call(inquiry, CallResult.CONFIRMED, by=frieda, uid=key)
    assert call(inquiry, CallResult.CONFIRMED, by=frieda, uid=key) == one
    assert (Call.objects.count(), Entry.objects.filter(event="upkeep.call.made").count()) == (1, 1)


def test_calling_again_needs_a_day_ahead():
    inquiry, frieda = a_round(), account("frieda")
    for day in (None, TODAY, days(1).date()):
        with pytest.raises(Refused):
            call(inquiry, CallResult.CALL_AGAIN, again_on=day, by=frieda)
    assert call(inquiry, CallResult.CALL_AGAIN, again_on=days(3).date(), by=frieda).pk


def test_only_the_coordination_calls():
    inquiry = a_round()
    for name in ("selma", "arno", "ida", "otto"):
        with pytest.raises(NotAllowed):
            call(inquiry, CallResult.CONFIRMED, by=account(name))
    assert not Call.objects.exists()


def test_somebody_else_is_responsible_asks_the_office_and_then_begins_anew():
    inquiry, frieda = a_round(), account("frieda")
    wish = reach.say_who(
        inquiry_id=inquiry.pk, email="Neu@Haus.example", words="Frau N. ist neu",
        via=Via.LINK, by=None, at=days(1),
    )  # fmt: skip
    assert (wish.email, wish.wished_email) == ("", "neu@haus.example")
    reach.accept_wish(reach_id=wish.pk, by=frieda, at=days(2))
    inquiry.refresh_from_db()
    assert (inquiry.revoked_at, inquiry.ending) == (days(2), Ending.LAPSED)
    assert open_due(at=days(2)) == 1
    assert [letter.to for letter in letters()] == [
        "haus-abendsonne@haus.example",
        "neu@haus.example",
    ]
    with pytest.raises(Refused):
        reach.accept_wish(reach_id=wish.pk, by=frieda, at=days(3))


def test_a_declined_wish_leaves_everything_as_it_was():
    inquiry, frieda = a_round(), account("frieda")
    wish = reach.say_who(
        inquiry_id=inquiry.pk, email="x@haus.example", words="", via=Via.LINK, by=None, at=days(1)
    )
    reach.decline_wish(reach_id=wish.pk, by=frieda, at=days(2))
    assert Reach.objects.values("email", "wished_email", "wished_at").get() == {
        "email": "", "wished_email": "", "wished_at": None,
    }  # fmt: skip
    assert Inquiry.objects.get().ended_at is None


def test_members_choose_their_rhythm_and_the_journal_keeps_what_changed():
    inquiry = a_round()
    paul = account("paul", organization=inquiry.organization)
    given = {"organization_id": inquiry.organization_id, "phone": " 030 23125-120 ", "email": "",
             "best_time": "dienstags", "rhythm_months": 12, "at": NOW}  # fmt: skip
    reach.change_reach(by=paul, **given)
    reach.change_reach(by=paul, **given)
    entry = Entry.objects.get(event="upkeep.reach.changed")
    assert entry.changes == {
        "phone": ["", "030 23125-120"], "best_time": ["", "dienstags"], "rhythm_months": [None, 12],
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        reach.change_reach(by=account("otto", organization=due_house("haus-otto")), **given)
