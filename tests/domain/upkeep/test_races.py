"""Several at the same moment, in transactions of their own: each deed once, nothing overwritten, nobody stuck."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute, Organization, Service, ServiceCapacity
from mitsorge.domain.directory.rules import CapacityDraft, PhoneDraft
from mitsorge.domain.upkeep.actions import answers, approvals, changes, mail_replies, places
from mitsorge.domain.upkeep.actions.troubles import note
from mitsorge.domain.upkeep.models import Change, Inquiry, Trouble
from mitsorge.domain.upkeep.queries.changes import Subject
from mitsorge.domain.upkeep.queries.troubles import Owner
from mitsorge.domain.upkeep.rules import TroubleKind, Via
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.post.models import Letter
from tests.at_once import SEVERAL_WRITERS, at_once
from tests.cast import account
from tests.domain.directory import factories
from tests.domain.upkeep.places import NOW, due_house

pytestmark = SEVERAL_WRITERS
UNIT = "Kurzzeitpflegeplätze"


@pytest.fixture
def house() -> Organization:
    factories.network()
    made = due_house("haus-abendsonne", offers=2)
    Attribute.objects.create(
        service=made.services.earliest("pk"), term=factories.term("kurzzeitpflege"), is_main=True
    )
    return made


def subject(house: Organization) -> Subject:
    return Subject(house, house.services.earliest("pk"))


def saving(house: Organization, **values: Any) -> Callable[[], Change | None]:
    about = subject(house)
    return lambda: changes.save_draft(
        subject=about, values=values, seen=about.modified_at, draft_seen=None, via=Via.LINK,
        by=None, at=timezone.now(), vouched_by=house.uid,
    )  # fmt: skip


def a_draft(house: Organization) -> Change:
    change = saving(house, description="Wir holen Sie ab.")()
    assert change is not None
    return change


def sending(change: Change) -> Callable[[], Change]:
    return lambda: changes.submit(
        change_id=change.pk, by=None, at=NOW, vouched_by=change.organization.uid
    )


def events(name: str) -> int:
    return Entry.objects.filter(event=name).count()


def test_a_draft_is_sent_once(house) -> None:
    assert at_once(*[sending(a_draft(house))] * 4) == ["AlreadyDone"] * 3 + ["done"]
    assert events("upkeep.change.submitted") == 1


def test_a_change_is_published_once_with_one_letter(house) -> None:
    change, frieda = sending(a_draft(house))(), account("frieda")
    publish = [lambda: approvals.publish(change_id=change.pk, by=frieda, at=NOW)] * 4
    assert at_once(*publish) == ["AlreadyDone"] * 3 + ["done"]
    assert (events("upkeep.change.published"), Letter.objects.count()) == (1, 1)


def test_published_and_taken_back_at_one_moment_is_one_of_both(house) -> None:
    change, frieda = sending(a_draft(house))(), account("frieda")
    outcomes = at_once(
        lambda: approvals.publish(change_id=change.pk, by=frieda, at=NOW),
        lambda: changes.withdraw(change_id=change.pk, by=None, at=NOW, vouched_by=house.uid),
    )
    assert outcomes == ["AlreadyDone", "done"]
    change.refresh_from_db()
    is_public = subject(house).draft().description == "Wir holen Sie ab."
    assert (change.state, is_public) in [("PUBLISHED", True), ("WITHDRAWN", False)]


@pytest.mark.parametrize("_round", range(3))
def test_of_two_first_drafts_the_second_is_not_written_over_the_first(house, _round) -> None:
    texts = ("Eins.", "Zwei.", "Drei.")
    outcomes = at_once(*[saving(house, description=text) for text in texts])
    assert outcomes.count("done") == 1
    assert set(outcomes) <= {"ChangedMeanwhile", "Refused", "done"}
    assert events("upkeep.change.saved") == Change.objects.count() == 1


@pytest.mark.parametrize("_round", range(3))
def test_two_phone_numbers_for_one_version_are_one_and_a_conflict(house, _round) -> None:
    about = subject(house)
    given = {"subject": about, "seen": about.modified_at, "via": Via.LINK, "by": None}
    numbers = ("030 23125-121", "030 23125-122")
    outcomes = at_once(
        *[
            lambda number=number: changes.change_at_once(
                values={"phones": (PhoneDraft(number),)},
                at=timezone.now(),
                **given,
                vouched_by=house.uid,
            )
            for number in numbers
        ]
    )
    assert outcomes == ["ChangedMeanwhile", "done"]
    assert Change.objects.count() == 1


@pytest.mark.parametrize("_round", range(5))
def test_confirming_changing_and_ending_at_one_moment_waits_and_never_sticks(house, _round) -> None:
    inquiry = Inquiry.objects.create(organization=house, opened_at=NOW)
    change, offer = a_draft(house), subject(house).service
    about = subject(house)
    given = {"inquiry_id": inquiry.pk, "via": Via.LINK, "by": None, "at": timezone.now()}
    outcomes = at_once(
        lambda: answers.confirm(seen=None, **given),
        lambda: answers.gone(service_id=offer.pk, message="", **given),
        sending(change),
        lambda: changes.change_at_once(
            subject=about, values={"email": "neu@haus.example"}, seen=about.modified_at,
            via=Via.LINK, by=None, at=timezone.now(), vouched_by=house.uid,
        ),
    )  # fmt: skip
    assert {one for one in outcomes if ":" in one} == set()
    inquiry.refresh_from_db()
    assert inquiry.ended_at is not None
    assert events("upkeep.inquiry.ended") in (1, 2)  # a change, and then the rest confirmed


@pytest.mark.parametrize("deed", ["sent", "published", "at once"])
def test_who_answers_holds_the_round_first_so_nobody_waits_in_a_circle(house, deed) -> None:
    """While somebody holds the round, a change waits for it before it holds its own row or the entry."""
    inquiry = Inquiry.objects.create(organization=house, opened_at=NOW)
    change, about, frieda = a_draft(house), subject(house), account("frieda")
    if deed == "published":
        sending(change)()
        Inquiry.objects.update(ended_at=None, ending="", ended_via="")
    deeds = {
        "sent": sending(change),
        "published": lambda: approvals.publish(change_id=change.pk, by=frieda, at=NOW),
        "at once": lambda: changes.change_at_once(
            subject=about, values={"email": "neu@haus.example"}, seen=about.modified_at,
            via=Via.LINK, by=None, at=timezone.now(), vouched_by=house.uid,
        ),
    }  # fmt: skip
    outcomes: list[str] = []
    waiting = Thread(target=lambda: outcomes.extend(at_once(deeds[deed])))
    with transaction.atomic():
        answers.held(inquiry.pk)
        waiting.start()
        until_somebody_waits()
        assert Change.objects.select_for_update(nowait=True).get(pk=change.pk)
        assert Service.objects.select_for_update(nowait=True).get(pk=about.service.pk)
    waiting.join()
    assert outcomes == ["done"]


def until_somebody_waits() -> None:
    """Until a session of this database waits for a lock, at most ten seconds."""
    question = (
        "select count(*) from pg_stat_activity "
        "where datname = current_database() and wait_event_type = 'Lock'"
    )
    for _try in range(200):
        with connection.cursor() as cursor:
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(question)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)


def reporting(house: Organization, free: int) -> Callable[[], ServiceCapacity]:
    offer = subject(house).service
    draft = CapacityDraft(UNIT, free, kind="SHORT_TERM")
    return lambda: places.report_places(
        organization=house.uid, service_id=offer.pk, draft=draft, seen=None, via=Via.LINK, by=None,
        at=timezone.now(),
    )  # fmt: skip


def test_the_same_free_places_twice_are_one_report(house) -> None:
    assert at_once(*[reporting(house, 2)] * 4) == ["done"] * 4
    assert events("directory.capacity.reported") == 1


def test_two_reports_of_free_places_never_overwrite_each_other(house) -> None:
    assert at_once(*[reporting(house, free) for free in (1, 2, 3)]) == [
        "ChangedMeanwhile", "ChangedMeanwhile", "done",
    ]  # fmt: skip
    assert events("directory.capacity.reported") == 1


def receiving(inquiry: Inquiry, message_id: str, text: str) -> Callable[[], Any]:
    mail = mail_replies.Mail(message_id, text)
    return lambda: mail_replies.receive(inquiry_uid=inquiry.uid, mail=mail, at=timezone.now())


def test_one_mail_that_arrives_four_times_is_answered_once(house, settings) -> None:
    settings.REPLY_DOMAIN = "antwort.netz.example"
    opened = timezone.now() - timedelta(days=1)
    inquiry = Inquiry.objects.create(organization=house, opened_at=opened)
    assert at_once(*[receiving(inquiry, "<1@haus.example>", "2 KZP")] * 4) == ["done"] * 4
    assert (Letter.objects.count(), events("directory.capacity.reported")) == (1, 1)


def test_two_mails_at_one_moment_are_both_answered(house, settings) -> None:
    settings.REPLY_DOMAIN = "antwort.netz.example"
    opened = timezone.now() - timedelta(days=1)
    inquiry = Inquiry.objects.create(organization=house, opened_at=opened)
    outcomes = at_once(
        receiving(inquiry, "<1@haus.example>", "2 KZP"),
        receiving(inquiry, "<2@haus.example>", "stimmt noch"),
    )
    assert outcomes == ["done", "done"]
    inquiry.refresh_from_db()
    assert (Letter.objects.count(), inquiry.ending) == (2, "CONFIRMED")
    assert ServiceCapacity.objects.get().available == 2


def test_one_trouble_that_several_find_is_one(house) -> None:
    owner = Owner(house.pk, None)
    find = [lambda: note(TroubleKind.WEBSITE, "https://tot.example/", "404", owner=owner, at=NOW)]
    assert at_once(*find * 4) == ["done"] * 4
    assert (Trouble.objects.get().tries, events("upkeep.trouble.found")) == (4, 1)


def test_the_entry_is_public_as_one_of_them_left_it(house) -> None:
    """Two fields of one version at one moment: one of both is told."""
    about = subject(house)
    Service.objects.filter(pk=about.service.pk).update(email="alt@haus.example")
    about = subject(house)
    given = {"subject": about, "seen": about.modified_at, "via": Via.LINK, "by": None}
    outcomes = at_once(
        lambda: changes.change_at_once(
            values={"email": "eins@haus.example"}, at=timezone.now(), **given, vouched_by=house.uid
        ),
        lambda: changes.change_at_once(
            values={"url": "https://zwei.example/"},
            at=timezone.now(),
            **given,
            vouched_by=house.uid,
        ),
    )
    assert outcomes == ["ChangedMeanwhile", "done"]
    shown = Service.objects.values_list("email", "url").get(pk=about.service.pk)
    assert shown in [("eins@haus.example", ""), ("alt@haus.example", "https://zwei.example/")]
