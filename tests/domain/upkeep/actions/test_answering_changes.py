"""A sent change answers the letter; a draft does not; what is harmless in it is public at once."""

from datetime import timedelta

import pytest

from mitsorge.domain.directory.actions import ChangedMeanwhile
from mitsorge.domain.directory.models import Organization, Phone, Service
from mitsorge.domain.directory.rules import PhoneDraft, PhoneKind
from mitsorge.domain.duplicates import actions as duplicates
from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.upkeep.actions import answers, approvals, changes
from mitsorge.domain.upkeep.actions.links import send_fresh_link
from mitsorge.domain.upkeep.actions.rounds import open_due, stop_asking
from mitsorge.domain.upkeep.models import Change, Inquiry
from mitsorge.domain.upkeep.queries.calls import call_list, running
from mitsorge.domain.upkeep.queries.changes import Subject
from mitsorge.domain.upkeep.rules import ChangeKind, ChangeState, Via
from tests.cast import account
from tests.domain.upkeep.places import NOW, TODAY, a_round, days, due_house
from tests.letters import letters

pytestmark = pytest.mark.django_db
PHONES = (PhoneDraft("030 23125-199", PhoneKind.VOICE),)
TEXT = {"description": "Wir holen Sie morgens ab."}


def subject(slug: str = "haus-abendsonne-0") -> Subject:
    service = Service.objects.select_related("organization").get(slug=slug)
    return Subject(service.organization, service)


def saved(values, *, at=NOW, draft_seen=None, slug="haus-abendsonne-0") -> Change:
    about = subject(slug)
    change = changes.save_draft(
        subject=about, values=values, seen=about.modified_at, draft_seen=draft_seen, via=Via.LINK,
        by=None, at=at, vouched_by=about.organization.uid,
    )  # fmt: skip
    assert change is not None
    return change


def sent(change: Change, at=NOW) -> Change:
    return changes.submit(
        change_id=change.pk, by=None, at=at, vouched_by=change.organization.uid, message=""
    )


def at_once(values, at=NOW, slug="haus-abendsonne-0") -> Change | None:
    about = subject(slug)
    return changes.change_at_once(
        subject=about, values=values, seen=about.modified_at, via=Via.LINK, by=None, at=at,
        vouched_by=about.organization.uid,
    )  # fmt: skip


def ending() -> tuple[str, str]:
    return Inquiry.objects.values_list("ending", "ended_via").get()


def shown(slug: str = "haus-abendsonne-0") -> list[str]:
    return list(Phone.objects.filter(service__slug=slug).values_list("display", flat=True))


@pytest.mark.parametrize("values", [TEXT, {"phones": PHONES}])
def test_a_sent_change_ends_the_round_and_no_reminder_follows(values):
    a_round(due_house(offers=2))
    change = saved(values, at=days(1))
    assert ending() == ("", "")
    sent(change, at=days(1))
    assert ending() == ("CHANGED", "LINK")
    assert [number for number in range(2, 57) if open_due(at=days(number))] == []
    assert len(letters()) == 1


def test_a_change_at_once_ends_the_round_too_and_one_that_changes_nothing_does_not():
    a_round()
    phones = subject().draft().phones
    assert at_once({"phones": phones}) is None
    assert ending() == ("", "")
    at_once({"phones": PHONES}, at=days(1))
    assert ending() == ("CHANGED", "LINK")


def test_what_was_not_touched_is_asked_about_in_the_next_round():
    a_round(due_house(offers=2))
    sent(saved(TEXT, at=days(1)), at=days(1))
    assert [number for number in range(2, 60) if open_due(at=days(number))] == [57]
    text = letters()[-1].text
    assert ("Haus Abendsonne 1" in text, "Haus Abendsonne 0" in text) == (True, False)


def test_after_a_change_the_rest_can_be_confirmed_and_then_no_more():
    inquiry = a_round(due_house(offers=2))
    sent(saved(TEXT), at=days(1))
    given = {"inquiry_id": inquiry.pk, "seen": None, "via": Via.LINK, "by": None, "at": days(2)}
    assert answers.confirm(**given) == 2  # the other offer and the organization
    assert ending() == ("CONFIRMED", "LINK")
    with pytest.raises(AlreadyDone):
        answers.confirm(**given)
    assert Service.objects.get(slug="haus-abendsonne-0").assured_at < NOW


def test_given_back_it_is_asked_about_again():
    a_round()
    change = sent(saved(TEXT), at=days(1))
    approvals.give_back(change_id=change.pk, sentence="Ab wann?", by=account("frieda"), at=days(2))
    assert [number for number in range(3, 60) if open_due(at=days(number))] == [57]


def test_from_an_account_everything_is_confirmed_without_a_letter():
    house = due_house(offers=2)
    paul = account("paul", organization=house)
    given = {"organization_id": house.pk, "seen": None, "at": days(1)}
    assert answers.confirm_own(**given, by=paul) == 3
    inquiry = Inquiry.objects.create(organization=house, opened_at=NOW)
    assert answers.confirm_own(**given, by=paul) == 3
    inquiry.refresh_from_db()
    assert (inquiry.ending, inquiry.ended_via) == ("CONFIRMED", "ACCOUNT")


def test_sent_together_the_phone_is_public_and_the_text_waits():
    a_round()
    before = Service.objects.get().description
    change = sent(saved(TEXT | {"phones": PHONES}))
    assert (shown(), Service.objects.get().description) == (["030 23125-199"], before)
    rows = list(Change.objects.order_by("pk").values_list("state", "after__description"))
    assert rows == [("SUBMITTED", TEXT["description"]), ("PUBLISHED", None)]
    approvals.publish(change_id=change.pk, by=account("frieda"), at=days(1))
    assert (shown(), Service.objects.get().description) == (["030 23125-199"], TEXT["description"])


def test_a_draft_of_a_phone_is_not_public_and_ends_where_the_same_was_published():
    due_house()
    change = saved({"phones": PHONES})
    assert (change.state, shown()) == (ChangeState.DRAFT, [])
    at_once({"phones": PHONES})
    change.refresh_from_db()
    assert (change.state, shown()) == (ChangeState.WITHDRAWN, ["030 23125-199"])


def test_publishing_a_phone_leaves_the_rest_of_the_draft_and_another_number_in_it():
    due_house()
    change = saved(TEXT | {"email": "neu@haus.example", "phones": PHONES})
    at_once({"email": "neu@haus.example", "phones": (PhoneDraft("030 23125-188"),)})
    change.refresh_from_db()
    assert (change.state, sorted(change.after)) == ("DRAFT", ["description", "phones"])
    with pytest.raises(ChangedMeanwhile):
        sent(change)


def test_an_older_draft_does_not_write_over_the_office_after_another_step_was_saved():
    due_house()
    first = saved(TEXT)
    Service.objects.update(description="Vom Büro.", modified_at=days(1))
    second = saved({"name": "Neuer Name"}, draft_seen=first.written_at, at=days(1))
    change = sent(second)
    with pytest.raises(ChangedMeanwhile):
        approvals.publish(change_id=change.pk, by=account("frieda"), at=days(2))
    assert Service.objects.get().description == "Vom Büro."


def test_gone_given_back_and_then_edited_is_an_edit():
    inquiry = a_round()
    given = {"service_id": Service.objects.get().pk, "message": "", "via": Via.LINK, "by": None}
    change = answers.gone(inquiry_id=inquiry.pk, at=NOW, **given)
    frieda = account("frieda")
    approvals.give_back(change_id=change.pk, sentence="Wirklich?", by=frieda, at=days(1))
    change.refresh_from_db()
    edited = saved(TEXT, draft_seen=change.written_at, at=days(2))
    assert (edited.pk, edited.kind) == (change.pk, ChangeKind.EDIT)
    sent(edited, at=days(2))
    approvals.publish(change_id=change.pk, by=frieda, at=days(3))
    assert Service.objects.values_list("status", "description").get() == (
        "ACTIVE",
        TEXT["description"],
    )


def test_an_organization_that_is_no_more_ends_its_round_and_all_its_changes():
    inquiry = a_round(due_house(offers=2))
    waiting = saved(TEXT, slug="haus-abendsonne-1")
    gone = answers.gone(
        inquiry_id=inquiry.pk, service_id=None, message="", via=Via.LINK, by=None, at=days(1)
    )
    Inquiry.objects.update(ended_at=None, ending="", ended_via="")
    approvals.publish(change_id=gone.pk, by=account("frieda"), at=days(2))
    waiting.refresh_from_db()
    assert (ending()[0], waiting.state) == ("LAPSED", "WITHDRAWN")
    assert [number for number in range(3, 100) if open_due(at=days(number))] == []


@pytest.mark.parametrize("switched_off", [False, True])
def test_who_has_gone_into_another_entry_is_not_asked_or_called_again(switched_off):
    kept, gone = due_house("haus-kept", offers=0), due_house("haus-gone", offers=0)
    inquiry = a_round(gone)
    frieda = account("frieda")
    if switched_off:
        stop_asking(by=frieda, at=days(1))
    duplicates.merge(
        kept=kept, gone=gone, choices={}, seen=(kept.modified_at, gone.modified_at), by=frieda,
        at=days(2),
    )  # fmt: skip
    assert gone.pk not in {row.house.id for row in running(days(50).date())}
    assert gone.pk not in {row.house.id for row in call_list(days(50).date())}
    assert not send_fresh_link(inquiry_id=inquiry.pk, at=days(2))
    with pytest.raises(Refused):
        answers.confirm(inquiry_id=inquiry.pk, seen=None, via=Via.LINK, by=None, at=days(3))
    open_due(at=days(3))
    inquiry.refresh_from_db()
    assert (inquiry.organization, inquiry.ending) == (gone, "LAPSED")
    for number in range(4, 100):
        open_due(at=days(number))
    assert [one.to for one in letters() if "haus-gone" in one.to] == ["haus-gone@haus.example"]


def test_an_organization_outside_its_period_is_not_asked(db):
    house = due_house("haus-ferien", visible_to=TODAY + timedelta(days=10))
    inquiry = a_round(house)
    assert [number for number in range(1, 100) if open_due(at=days(number))] == []
    inquiry.refresh_from_db()
    assert (inquiry.ending, Organization.objects.get().status) == ("LAPSED", "ACTIVE")
