from datetime import date

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, ItemChanged, Refused
from mitsorge.domain.recommendations.actions import consulting, drafting, impulses, topics
from mitsorge.domain.recommendations.models import Comment, Evidence, Recommendation
from mitsorge.domain.recommendations.rules import CommentKind, EvidenceKind
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.actions.test_impulses import collected, events
from tests.domain.recommendations.networks import (
    AT,
    adopted,
    committees,
    consulted,
    drafted,
    partner,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def net():
    return committees()


def texts(found: Recommendation) -> list[tuple[int, str, bool]]:
    rows = found.versions.order_by("number")
    return [(row.number, row.text, row.frozen_at is not None) for row in rows]


def test_numbers_run_through_the_year(net) -> None:
    new_year = AT.replace(year=2027, month=1, day=1)
    found = [drafted(net, at=at).number for at in (AT, AT, new_year)]
    assert found == ["2026/01", "2026/02", "2027/01"]


def test_what_a_draft_holds(net) -> None:
    topic = topics.create(name="Beratung", by=net.frieda, at=AT)
    impulse = collected()
    found = drafted(net, "  Anlauf  stelle ", topics=[topic], impulses=[impulse])
    assert (found.title, found.status, found.committee) == ("Anlauf stelle", "DRAFT", net.group)
    assert ([*found.topics.all()], [*found.impulses.all()]) == ([topic], [impulse])
    assert texts(found) == [(1, "Eine Anlaufstelle für alle Fragen einrichten.", False)]
    assert events()[-1] == "recommendations.recommendation.drafted"


@pytest.mark.parametrize(
    "given",
    [
        {"title": " "},
        {"title": "x" * 201},
        {"addressee": ""},
        {"words": words(" ")},
        {"words": words("Text", cost="x" * 301)},
    ],
)
def test_what_is_missing_or_too_long_is_refused(net, given) -> None:
    with pytest.raises(Refused):
        drafted(net, **given)
    assert Recommendation.objects.count() == 0


def test_others_do_not_draft(net) -> None:
    for name in ("stella", "selma", "arno", "ida", "otto"):
        with pytest.raises(NotAllowed):
            drafting.draft(
                committee=net.group, title="T", addressee="K", words=words(),
                by=account(name), at=AT,
            )  # fmt: skip


def test_a_draft_changes_in_place(net) -> None:
    found = drafted(net)
    for _again in range(2):
        drafting.revise(
            recommendation_id=found.pk, words=words("Neu."), title="Stelle", by=net.frieda, at=AT
        )
    found.refresh_from_db()
    assert (found.title, found.row_version, texts(found)) == ("Stelle", 1, [(1, "Neu.", False)])
    entries = Entry.objects.order_by("pk").values_list("event", "changes")
    assert list(entries)[1:] == [
        (
            "recommendations.version.changed",
            {"text": ["Eine Anlaufstelle für alle Fragen einrichten.", "Neu."]},
        ),
        ("recommendations.recommendation.changed", {"title": ["Anlaufstelle", "Stelle"]}),
    ]


def test_two_who_write_at_once_get_both_versions(net) -> None:
    found = drafted(net)
    drafting.revise(
        recommendation_id=found.pk, row_version=0, words=words("Erste."), by=net.frieda, at=AT
    )
    with pytest.raises(ItemChanged) as caught:
        drafting.revise(
            recommendation_id=found.pk, row_version=0, words=words("Zweite."), title="Neu",
            by=net.frieda, at=AT,
        )  # fmt: skip
    assert (caught.value.theirs["text"], caught.value.yours["text"]) == ("Erste.", "Zweite.")
    assert (caught.value.theirs["title"], caught.value.theirs["version"]) == ("Anlaufstelle", 1)
    assert texts(found) == [(1, "Erste.", False)]


def test_in_consultation_the_next_version_lies_there_instead(net) -> None:
    found = consulted(net)
    drafting.revise(recommendation_id=found.pk, words=words("Zwei."), by=net.frieda, at=AT)
    assert texts(found) == [
        (1, "Eine Anlaufstelle für alle Fragen einrichten.", True),
        (2, "Zwei.", True),
    ]
    here = found.consultations.get(result="OPEN")
    assert (here.committee, here.version.number) == (net.steering, 2)
    with pytest.raises(Refused, match="dasselbe"):
        drafting.revise(
            recommendation_id=found.pk, words=words("Zwei.", change_note="nur so"),
            by=net.frieda, at=AT,
        )  # fmt: skip


def test_never_final(net) -> None:
    found = adopted(net)
    drafting.revise(recommendation_id=found.pk, words=words("Zwei."), by=net.frieda, at=AT)
    drafting.revise(recommendation_id=found.pk, words=words("Zwei, besser."), by=net.frieda, at=AT)
    found.refresh_from_db()
    assert (found.status, texts(found)[1]) == ("ADOPTED", (2, "Zwei, besser.", False))
    consulting.submit(recommendation_id=found.pk, committee=net.steering, by=net.frieda, at=AT)
    found.refresh_from_db()
    assert (found.status, texts(found)[1][2]) == ("IN_CONSULTATION", True)


def test_ended_ones_are_not_written(net) -> None:
    found = consulted(net)
    consulting.withdraw(recommendation_id=found.pk, reason="Erledigt.", by=net.frieda, at=AT)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    with pytest.raises(Refused, match="zurückgezogen"):
        drafting.revise(words=words("Neu."), **given)
    with pytest.raises(Refused, match="zurückgezogen"):
        drafting.add_evidence(kind=EvidenceKind.SOURCE, label="Quelle", **given)
    with pytest.raises(Refused):
        drafting.comment(text="Hallo", **given)


def test_links_to_topics_and_impulses_change_with_the_words(net) -> None:
    found, impulse = drafted(net), collected()
    drafting.revise(
        recommendation_id=found.pk, words=words(), impulses=[impulse], by=net.frieda, at=AT
    )
    assert [*impulse.recommendations.all()] == [found]
    drafting.revise(recommendation_id=found.pk, words=words("Neu"), by=net.frieda, at=AT)
    assert [*impulse.recommendations.all()] == [found]


def test_evidence(net) -> None:
    found, impulse = drafted(net), collected()
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    for _again in range(2):
        row = drafting.add_evidence(
            kind=EvidenceKind.FIGURE, label="412 Fragen", as_of=date(2025, 12, 31), **given
        )
    drafting.add_evidence(
        kind=EvidenceKind.IMPULSE, label="Karte vom Runden Tisch", impulse=impulse, **given
    )
    assert Evidence.objects.count() == 2
    for label, url in ((" ", ""), ("x", "javascript:alert(1)")):
        with pytest.raises(Refused):
            drafting.add_evidence(kind=EvidenceKind.SOURCE, label=label, url=url, **given)
    for _again in range(2):
        drafting.remove_evidence(evidence_id=row.pk, by=net.frieda, at=AT)
    assert [each.label for each in Evidence.objects.all()] == ["Karte vom Runden Tisch"]
    assert impulses.collect is not None


def test_partners_propose_where_it_is_in_consultation(net) -> None:
    house = partner("Haus Abendsonne")
    paul, otto = account("paul", organization=house), account("otto", organization=partner("Otto"))
    given = {"kind": CommentKind.AMENDMENT, "field": "text", "text": "und mobil", "at": AT}
    draft = drafted(net)
    with pytest.raises(Refused):
        drafting.comment(recommendation_id=draft.pk, organization=house, by=paul, **given)
    found = consulted(net)
    for _again in range(2):
        row = drafting.comment(recommendation_id=found.pk, organization=house, by=paul, **given)
    assert (Comment.objects.count(), row.version.number, row.resolution) == (1, 1, "OPEN")
    for who, whose in ((otto, house), (paul, None), (account("ida"), None), (None, None)):
        with pytest.raises(NotAllowed):
            drafting.comment(recommendation_id=found.pk, organization=whose, by=who, **given)
    for wrong in ({"text": " "}, {"text": "x" * 4001}, {"field": "title"}):
        with pytest.raises(Refused):
            drafting.comment(
                recommendation_id=found.pk, organization=house, by=paul, **{**given, **wrong}
            )
    drafting.comment(recommendation_id=draft.pk, by=net.frieda, text="Noch Kosten nennen.", at=AT)


def test_a_proposal_is_settled_once(net) -> None:
    found = consulted(net)
    one, two = (
        drafting.comment(recommendation_id=found.pk, text=text, by=net.frieda, at=AT)
        for text in ("eins", "zwei")
    )
    given = {"by": net.frieda, "at": AT}
    with pytest.raises(Refused):
        drafting.settle(comment_id=one.pk, taken=False, why=" ", **given)
    drafting.settle(comment_id=one.pk, taken=False, why="Zu teuer.", **given)
    drafting.settle(comment_id=two.pk, taken=True, **given)
    with pytest.raises(AlreadyDone):
        drafting.settle(comment_id=one.pk, taken=True, **given)
    rows = Comment.objects.order_by("pk").values_list("resolution", "resolution_why")
    assert list(rows) == [("NOT_TAKEN", "Zu teuer."), ("TAKEN", "")]
    with pytest.raises(NotAllowed):
        drafting.settle(comment_id=two.pk, taken=True, by=account("stella"), at=AT)
