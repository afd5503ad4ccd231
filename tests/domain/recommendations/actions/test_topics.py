import pytest

from mitsorge.domain.governance.actions.outcomes import Refused
from mitsorge.domain.governance.models import Committee
from mitsorge.domain.recommendations.actions import impulses, topics
from mitsorge.domain.recommendations.models import Measure, Recommendation, Topic
from mitsorge.domain.recommendations.queries.topics import open_topics, topics_with_counts
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import NOW, account
from tests.domain.recommendations.actions.test_impulses import collected, events

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda():
    return account("frieda")


def made(frieda, *names) -> list[Topic]:
    return [topics.create(name=name, by=frieda, at=NOW) for name in names]


def test_the_same_name_is_the_same_topic(frieda) -> None:
    one, two = made(frieda, "Pflege  im Dorf", "pflege im dorf")
    assert one == two
    assert (one.name, one.position) == ("Pflege im Dorf", 1)
    for name in (" ", "x" * 161):
        with pytest.raises(Refused):
            made(frieda, name)
    with pytest.raises(NotAllowed):
        topics.create(name="Neu", by=account("stella"), at=NOW)


def test_renaming_keeps_everything_else(frieda) -> None:
    (topic,) = made(frieda, "Bus")
    impulse = impulses.assign(impulse_id=collected().pk, topic_id=topic.pk, by=frieda, at=NOW)
    for _again in range(2):
        topics.rename(
            topic_id=topic.pk, name="Mobilität", summary="Bus und Bahn", by=frieda, at=NOW
        )
    impulse.refresh_from_db()
    assert (str(impulse.topic), impulse.topic.summary) == ("Mobilität", "Bus und Bahn")
    assert events().count("recommendations.topic.changed") == 1


def test_what_points_to_a_merged_topic_moves_along(frieda) -> None:
    old, new = made(frieda, "Bus", "Mobilität")
    impulse = impulses.assign(impulse_id=collected().pk, topic_id=old.pk, by=frieda, at=NOW)
    measure = Measure.objects.create(topic=old, title="Rufbus", created_at=NOW, modified_at=NOW)
    group = Committee.objects.create(code="ag", name="AG", classification="WORKING_GROUP")
    paper = Recommendation.objects.create(
        number="2026/01", title="Rufbus", committee=group,
        addressee="Kreis", created_at=NOW, modified_at=NOW,
    )  # fmt: skip
    paper.topics.add(old)
    assert topics.merge(topic_id=old.pk, into_id=new.pk, by=frieda, at=NOW) == new
    for row in (impulse, measure, old):
        row.refresh_from_db()
    assert (impulse.topic, measure.topic, old.merged_into) == (new, new, new)
    assert set(paper.topics.all()) == {old, new}
    assert [(each, each.n_impulses, each.n_recommendations) for each in topics_with_counts()] == [
        (new, 1, 1)
    ]
    for source, target in ((new, old), (new, new), (old, new)):
        with pytest.raises(Refused):
            topics.merge(topic_id=source.pk, into_id=target.pk, by=frieda, at=NOW)


def test_priorities_first_in_their_order(frieda) -> None:
    a, _b, c, d = made(frieda, "a", "b", "c", "d")
    for topic, rank in ((c, 1), (d, 1), (a, 2), (c, None), (a, 9)):
        topics.prioritize(topic_id=topic.pk, rank=rank, by=frieda, at=NOW)
    found = [(each.name, each.is_priority, each.position) for each in open_topics()]
    assert found == [("d", True, 1), ("a", True, 2), ("c", False, 3), ("b", False, 4)]


def test_the_name_of_another_open_topic_is_refused(frieda) -> None:
    bus, _walk = made(frieda, "Bus", "Fußweg")
    with pytest.raises(Refused, match="Legen Sie beide zusammen"):
        topics.rename(topic_id=bus.pk, name="fußweg", by=frieda, at=NOW)
    bus.refresh_from_db()
    assert bus.name == "Bus"
