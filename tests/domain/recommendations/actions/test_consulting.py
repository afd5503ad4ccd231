from datetime import UTC, date, datetime, timedelta

import pytest

from mitsorge.domain.governance.actions.outcomes import AlreadyDone, Refused
from mitsorge.domain.governance.rules import Majority, Result
from mitsorge.domain.recommendations.actions import consulting, drafting
from mitsorge.domain.recommendations.models import Consultation, Recommendation
from mitsorge.domain.recommendations.queries.consulting import adopting, by_number, end_of
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.actions.test_impulses import collected
from tests.domain.recommendations.networks import (
    AT,
    RULES,
    TODAY,
    adopted,
    before_conference,
    committees,
    consulted,
    decided,
    drafted,
    rules,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def net():
    return committees()


def stations(found: Recommendation) -> list[tuple[str, str, str]]:
    return [(row.committee.code, row.role, row.result) for row in found.consultations.all()]


def now(found: Recommendation) -> Recommendation:
    found.refresh_from_db()
    return found


def test_from_the_group_to_the_conference(net) -> None:
    found = adopted(net)
    assert stations(found) == [
        ("ag-demenz", "DRAFTING", "FORWARDED"),
        ("steuerung", "RATING", "FORWARDED"),
        ("konferenz", "ADOPTING", "ADOPTED"),
    ]
    assert (now(found).status, found.adopted_at) == ("ADOPTED", AT)
    words_of_rule = f"Konferenz, 12. Mai 2026: einfache Mehrheit ({RULES})."
    assert found.consultations.last().reason == words_of_rule
    assert Entry.objects.get(event__endswith=".adopted").why == words_of_rule


def test_submitted_once(net) -> None:
    found = consulted(net)
    with pytest.raises(AlreadyDone, match="schon in Beratung"):
        consulting.submit(recommendation_id=found.pk, committee=net.steering, by=net.frieda, at=AT)
    assert len(stations(found)) == 2


def test_what_was_adopted_needs_new_words(net) -> None:
    found = adopted(net)
    with pytest.raises(Refused, match="neue Fassung"):
        consulting.submit(recommendation_id=found.pk, committee=net.steering, by=net.frieda, at=AT)
    drafting.revise(recommendation_id=found.pk, words=words("Neu."), by=net.frieda, at=AT)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    consulting.submit(committee=net.conference, **given)
    old = found.consultations.filter(result="ADOPTED").get().item
    with pytest.raises(Refused, match="frühere Fassung"):
        consulting.adopt(item=old, **given)
    consulting.adopt(item=decided(net.conference), **given)
    assert [row.version.number for row in found.consultations.filter(result="ADOPTED")] == [1, 2]


def test_rated_again_until_it_is_passed_on(net) -> None:
    found = consulted(net)
    stella = account("stella")
    for rating in (4, 4, 5):
        consulting.rate(recommendation_id=found.pk, rating=rating, by=stella, at=AT)
    assert found.consultations.get(result="OPEN").rating == 5
    assert Entry.objects.filter(event__endswith=".rated").count() == 2
    for wrong in (0, 6):
        with pytest.raises(Refused):
            consulting.rate(recommendation_id=found.pk, rating=wrong, by=stella, at=AT)
    with pytest.raises(NotAllowed):
        consulting.rate(recommendation_id=found.pk, rating=3, by=account("selma"), at=AT)


def test_given_back_with_a_reason_and_submitted_again(net) -> None:
    found = consulted(net)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    with pytest.raises(Refused):
        consulting.give_back(reason=" ", **given)
    consulting.give_back(reason="Kosten fehlen.", **given)
    with pytest.raises(Refused, match="keinem Gremium"):
        consulting.give_back(reason="Kosten fehlen.", **given)
    drafting.revise(words=words("Mit Kosten."), **given)
    consulting.submit(committee=net.steering, **given)
    assert stations(found)[1:] == [
        ("steuerung", "RATING", "RETURNED"),
        ("ag-demenz", "DRAFTING", "FORWARDED"),
        ("steuerung", "RATING", "OPEN"),
    ]


def test_forwarded_twice_lies_there_once(net) -> None:
    found = before_conference(net)
    with pytest.raises(AlreadyDone, match="schon vor"):
        consulting.forward(
            recommendation_id=found.pk, committee=net.conference, by=net.frieda, at=AT
        )
    assert len(stations(found)) == 3


def test_a_page_that_is_out_of_date_acts_on_nothing(net) -> None:
    found = before_conference(net)
    for deed in (consulting.withdraw, consulting.give_back):
        with pytest.raises(AlreadyDone, match="Jemand war schneller"):
            deed(recommendation_id=found.pk, reason="x", row_version=1, by=net.frieda, at=AT)
    assert now(found).status == "IN_CONSULTATION"


@pytest.mark.parametrize("result", [Result.NONE, Result.REJECTED, Result.NO_CONSENSUS])
def test_not_adopted_without_a_result_that_says_so(net, result) -> None:
    found = before_conference(net)
    item = decided(net.conference, result)
    with pytest.raises(Refused):
        consulting.adopt(recommendation_id=found.pk, item=item, by=net.frieda, at=AT)
    assert (now(found).status, found.adopted_at) == ("IN_CONSULTATION", None)


def test_only_the_committee_with_the_right_adopts(net) -> None:
    found = consulted(net)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    with pytest.raises(Refused, match=r"Steuerung beschließt keine Empfehlungen.*es gilt keine"):
        consulting.adopt(item=decided(net.steering), **given)
    rules(net.steering, adopts=False)
    with pytest.raises(Refused, match=r"Steuerung beschließt keine.*§ 7"):
        consulting.adopt(item=decided(net.steering), **given)
    with pytest.raises(Refused, match="Dieser Beschluss ist von Konferenz"):
        consulting.adopt(item=decided(net.conference), **given)


def test_the_rules_of_the_day_of_the_meeting_count(net) -> None:
    found = before_conference(net)
    given = {"recommendation_id": found.pk, "by": net.frieda}
    june = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    net.conference.rule_sets.update(valid_to=date(2026, 6, 1))
    rules(net.conference, adopts=False, since=date(2026, 6, 1))
    with pytest.raises(Refused):
        consulting.adopt(item=decided(net.conference, at=june), at=june, **given)
    consulting.adopt(item=decided(net.conference), at=june, **given)
    assert now(found).adopted_at == AT
    assert [*adopting(TODAY)] == [net.conference]
    assert [*adopting(june.date())] == []


def test_consensus_is_a_result(net) -> None:
    net.conference.rule_sets.update(majority=Majority.CONSENSUS)
    found = before_conference(net)
    item = decided(net.conference, dissent="Ein Mitglied trägt es nicht mit.")
    item.rule_applied = ""
    consulting.adopt(recommendation_id=found.pk, item=item, by=net.frieda, at=AT)
    assert (
        now(found).consultations.last().reason
        == f"Konferenz, 12. Mai 2026: Konsens, abweichende Meinungen werden festgehalten ({RULES})."
    )


def test_adopted_once(net) -> None:
    found = adopted(net)
    item = decided(net.conference, Result.REJECTED)
    for deed in (consulting.adopt, consulting.reject):
        with pytest.raises(AlreadyDone):
            deed(recommendation_id=found.pk, item=item, by=net.frieda, at=AT)


def test_not_adopted_and_consulted_again(net) -> None:
    found = before_conference(net)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    with pytest.raises(Refused, match="wurde die Empfehlung beschlossen"):
        consulting.reject(item=decided(net.conference), **given)
    consulting.reject(item=decided(net.conference, Result.REJECTED), reason="Zu teuer.", **given)
    assert now(found).status == "REJECTED"
    assert found.consultations.last().reason.endswith("Zu teuer.")
    consulting.submit(committee=net.conference, **given)
    assert now(found).status == "IN_CONSULTATION"


def test_withdrawn_with_a_reason_from_wherever_it_lies(net) -> None:
    found = before_conference(net)
    given = {"recommendation_id": found.pk, "by": net.frieda, "at": AT}
    with pytest.raises(Refused):
        consulting.withdraw(reason="", **given)
    consulting.withdraw(reason="Vom Land erledigt.", **given)
    assert (now(found).status, found.withdrawn_why) == ("WITHDRAWN", "Vom Land erledigt.")
    assert stations(found)[-1] == ("konferenz", "ADOPTING", "WITHDRAWN")
    with pytest.raises(Refused, match="inzwischen zurückgezogen"):
        consulting.adopt(item=decided(net.conference), **given)
    with pytest.raises(AlreadyDone):
        consulting.withdraw(reason="Noch einmal.", **given)


def test_merged_ones_stay_to_be_found(net) -> None:
    impulse = collected()
    one, two, three = drafted(net, impulses=[impulse]), consulted(net), consulted(net)
    given = {"by": net.frieda, "at": AT}
    consulting.merge(recommendation_id=one.pk, into_id=two.pk, **given)
    consulting.merge(recommendation_id=two.pk, into_id=three.pk, reason="Dasselbe.", **given)
    assert end_of(by_number(one.number)) == three
    assert [*three.impulses.all()] == [impulse]
    assert stations(two)[-1] == ("steuerung", "RATING", "MERGED")
    for source, target in ((three, one), (three, three)):
        with pytest.raises(Refused):
            consulting.merge(recommendation_id=source.pk, into_id=target.pk, **given)
    with pytest.raises(AlreadyDone):
        consulting.merge(recommendation_id=one.pk, into_id=three.pk, **given)
    consulting.withdraw(recommendation_id=three.pk, reason="Erledigt.", **given)
    four = drafted(net)
    with pytest.raises(Refused, match="zurückgezogen"):
        consulting.merge(recommendation_id=four.pk, into_id=one.pk, **given)
    assert by_number("2099/01") is None


def test_all_or_nothing(net, monkeypatch) -> None:
    found = before_conference(net)
    from mitsorge.domain.recommendations.actions import deciding

    def broken(*_args, **_values) -> None:
        raise RuntimeError

    monkeypatch.setattr(deciding.course, "end_consultation", broken)
    before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        consulting.adopt(
            recommendation_id=found.pk, item=decided(net.conference), by=net.frieda, at=AT
        )
    assert (now(found).status, Entry.objects.count()) == ("IN_CONSULTATION", before)


def test_positions_run_on(net) -> None:
    found = adopted(net)
    assert [row.position for row in Consultation.objects.filter(recommendation=found)] == [1, 2, 3]
    assert timedelta(0) == found.adopted_at - AT
