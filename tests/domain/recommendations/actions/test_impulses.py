from datetime import date

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.models import Committee, Meeting, Membership
from mitsorge.domain.recommendations.actions import impulses, topics
from mitsorge.domain.recommendations.models import Impulse
from mitsorge.domain.recommendations.queries.impulses import end_of
from mitsorge.domain.recommendations.rules import ImpulseSource
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.models import Person
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 17)


@pytest.fixture
def frieda():
    return account("frieda")


def collected(text="Der Bus fährt zu selten.", key="k1", by=None, **more) -> Impulse:
    given = {"source": ImpulseSource.FORM, "happened_on": TODAY, "at": NOW} | more
    return impulses.collect(text=text, key=key, by=by, **given)


def events() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("event", flat=True))


def test_the_same_key_again_is_the_same_impulse() -> None:
    first = collected()
    assert collected(text="etwas anderes") == first
    assert [(each.text, each.public_text) for each in Impulse.objects.all()] == [
        ("Der Bus fährt zu selten.", "")
    ]
    assert events() == ["recommendations.impulse.received"]


def test_a_long_key_is_kept_as_its_digest() -> None:
    first = collected(key="x" * 80)
    assert len(first.key) == 64
    assert collected(key="x" * 80) == first
    assert collected(key="y" * 80) != first


@pytest.mark.parametrize("text", ["", "  \n", "x" * 2001])
def test_nothing_and_too_much_are_refused(text) -> None:
    with pytest.raises(Refused):
        collected(text=text)
    assert Impulse.objects.count() == 0


def test_only_the_form_is_open_to_all() -> None:
    for who in (None, account("otto"), account("ida")):
        with pytest.raises(NotAllowed):
            collected(source=ImpulseSource.VISIT, by=who)
    for number, name in enumerate(("frieda", "selma", "arno", "stella")):
        collected(source=ImpulseSource.CALL, by=account(name), key=str(number))
    assert Impulse.objects.count() == 4


def test_who_leads_the_committee_keeps_the_cards_of_its_meeting() -> None:
    table = Committee.objects.create(code="t", name="Tisch", classification="REGULARS_TABLE")
    meeting = Meeting.objects.create(
        committee=table, number=1, starts_at=NOW, ends_at=NOW.replace(hour=12), modified_at=NOW
    )
    tilda = account("tilda")
    tilda.person = Person.objects.create(name="Tilda", created_at=NOW)
    tilda.save()
    given = {"source": ImpulseSource.MEETING, "meeting": meeting, "by": tilda}
    with pytest.raises(NotAllowed):
        collected(**given)
    Membership.objects.create(
        committee=table, person=tilda.person, role="SPOKESPERSON", active_from=date(2026, 1, 1)
    )
    impulse = collected(**given)
    topic = topics.create(name="Mobilität", meeting=meeting, by=tilda, at=NOW)
    assert (
        impulses.assign(impulse_id=impulse.pk, topic_id=topic.pk, by=tilda, at=NOW).topic == topic
    )
    with pytest.raises(NotAllowed):
        topics.create(name="Anderes", by=tilda, at=NOW)


def test_under_a_topic_and_out_again(frieda) -> None:
    topic = topics.create(name="Mobilität", by=frieda, at=NOW)
    impulse = collected()
    for wanted in (topic.pk, topic.pk, None):
        impulses.assign(impulse_id=impulse.pk, topic_id=wanted, by=frieda, at=NOW)
    assert Impulse.objects.get().topic is None
    assert events()[-2:] == ["recommendations.impulse.assigned"] * 2


def test_under_what_a_merged_topic_became(frieda) -> None:
    old, new = (topics.create(name=name, by=frieda, at=NOW) for name in ("Bus", "Mobilität"))
    topics.merge(topic_id=old.pk, into_id=new.pk, by=frieda, at=NOW)
    impulse = collected()
    found = impulses.assign(impulse_id=impulse.pk, topic_id=old.pk, by=frieda, at=NOW)
    assert found.topic == new


def test_merged_one_points_to_the_other_and_gives_its_topic(frieda) -> None:
    topic = topics.create(name="Mobilität", by=frieda, at=NOW)
    one, two, three = (collected(text=str(n), key=str(n)) for n in range(3))
    impulses.assign(impulse_id=one.pk, topic_id=topic.pk, by=frieda, at=NOW)
    impulses.merge(impulse_id=one.pk, into_id=two.pk, by=frieda, at=NOW)
    impulses.merge(impulse_id=two.pk, into_id=three.pk, by=frieda, at=NOW)
    one.refresh_from_db()
    three.refresh_from_db()
    assert (end_of(one), three.topic) == (three, topic)
    for source, target in ((three, one), (three, three), (one, three)):
        with pytest.raises(Refused):
            impulses.merge(impulse_id=source.pk, into_id=target.pk, by=frieda, at=NOW)
    assert Impulse.objects.count() == 3


def test_closed_once_with_a_reason_and_opened_by_a_topic(frieda) -> None:
    impulse = collected()
    with pytest.raises(Refused):
        impulses.close(impulse_id=impulse.pk, why=" ", by=frieda, at=NOW)
    impulses.close(impulse_id=impulse.pk, why="Liegt beim Land.", by=frieda, at=NOW)
    with pytest.raises(AlreadyDone):
        impulses.close(impulse_id=impulse.pk, why="Noch einmal.", by=frieda, at=NOW)
    assert Impulse.objects.get().closed_why == "Liegt beim Land."
    topic = topics.create(name="Mobilität", by=frieda, at=NOW)
    impulses.assign(impulse_id=impulse.pk, topic_id=topic.pk, by=frieda, at=NOW)
    assert (Impulse.objects.get().closed_at, Impulse.objects.get().closed_why) == (None, "")


def test_the_public_reads_only_what_was_written_for_it(frieda) -> None:
    impulse = collected()
    for _again in range(2):
        impulses.publish(impulse_id=impulse.pk, public_text=" Busse ", by=frieda, at=NOW)
    assert Impulse.objects.get().public_text == "Busse"
    assert events().count("recommendations.impulse.changed") == 1
    with pytest.raises(NotAllowed):
        impulses.publish(impulse_id=impulse.pk, public_text="x", by=account("arno"), at=NOW)
