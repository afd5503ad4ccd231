"""The Beschlussvorlage and its way; the report of the partners."""

from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.governance.actions.outcomes import ItemChanged, Refused
from mitsorge.domain.recommendations.actions import considerations, papers
from mitsorge.domain.recommendations.actions.papers import StationDraft
from mitsorge.domain.recommendations.models import Consideration, CouncilPaper
from mitsorge.domain.recommendations.queries.considerations import report, years
from mitsorge.domain.recommendations.rules import AnswerKind, RecommendationStatus
from mitsorge.foundation.people.rules import NotAllowed
from tests.cast import account
from tests.domain.recommendations.chains import NOW, TODAY, a_paper, a_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda():
    return account("frieda")


def change(paper: CouncilPaper, by, stations=(), **values) -> None:
    papers.change_paper(
        paper_id=paper.pk,
        seen=paper.modified_at,
        values=values,
        stations=stations,
        by=by,
        at=NOW + timedelta(minutes=1),
    )


def test_a_paper_is_filled_from_the_recommendation(frieda) -> None:
    paper = papers.draft_paper(recommendation_id=a_recommendation().pk, by=frieda, at=NOW)
    assert (paper.title, paper.proposal, paper.finances) == (
        "Tagespflege im Fläming ausbauen",
        "18 zusätzliche Plätze an zwei Orten.",
        "310.000 €",
    )
    assert paper.facts == (
        "38 Familien suchten einen Platz und fanden keinen.\n\n"
        "In 7 von 13 Orten dauert die Fahrt länger als 30 Minuten."
    )
    assert "Runder Tisch Planregion 4 (Fassung 1)" in paper.reasons


def test_no_paper_before_adoption(frieda) -> None:
    row = a_recommendation(status=RecommendationStatus.IN_CONSULTATION)
    with pytest.raises(Refused):
        papers.draft_paper(recommendation_id=row.pk, by=frieda, at=NOW)


def test_words_and_stations_are_saved_together_and_once(frieda) -> None:
    paper = a_paper(a_recommendation(), ("Sozialausschuss", None, ""), ("Kreistag", None, ""))
    _first, second = paper.stations.all()
    wanted = (
        StationDraft("Kreistag", date(2027, 2, 27), id=second.pk),
        StationDraft("Finanzausschuss", is_public=False),
    )
    change(paper, frieda, wanted, title="Tagespflege", number="12/2026")
    rows = [(s.pk == second.pk, s.position, s.body) for s in paper.stations.all()]
    assert rows == [(True, 1, "Kreistag"), (False, 2, "Finanzausschuss")]
    with pytest.raises(ItemChanged) as caught:
        change(paper, frieda, wanted, title="Anders")
    assert caught.value.theirs["title"] == "Tagespflege"


@pytest.mark.parametrize("more", [{"title": " "}, {"proposal": ""}])
def test_a_paper_stays_whole(frieda, more) -> None:
    with pytest.raises(Refused):
        change(a_paper(a_recommendation()), frieda, **more)


def test_a_result_has_its_day(frieda) -> None:
    paper = a_paper(a_recommendation())
    with pytest.raises(Refused):
        change(paper, frieda, (StationDraft("Kreistag", result="zugestimmt"),))


def test_a_station_may_be_the_answer_at_the_same_time(frieda) -> None:
    row = a_recommendation()
    paper = a_paper(row, ("Sozialausschuss", None, ""), ("Kreistag", None, ""))
    first, last = paper.stations.all()
    said = {"result": "empfohlen", "by": frieda, "at": NOW}
    papers.record_station(station_id=first.pk, held_on=date(2026, 10, 1), **said)
    row.refresh_from_db()
    assert row.status == "ADOPTED"
    papers.record_station(
        station_id=last.pk,
        held_on=date(2026, 11, 5),
        answer=AnswerKind.REJECTED,
        **(said | {"result": "abgelehnt", "note": "Keine Stellen bis 2027."}),
    )
    row.refresh_from_db()
    answer = row.answers.get()
    assert (row.status, answer.by_office, answer.text) == (
        *("ANSWERED", "Kreistag", "Keine Stellen bis 2027."),
    )


@pytest.mark.parametrize(
    "more", [{"held_on": TODAY + timedelta(days=1)}, {"held_on": TODAY, "result": " "}]
)
def test_no_result_before_the_session(frieda, more) -> None:
    paper = a_paper(a_recommendation(), ("Kreistag", None, ""))
    said = {"result": "zugestimmt", "by": frieda, "at": NOW, "station_id": paper.stations.get().pk}
    with pytest.raises(Refused):
        papers.record_station(**(said | more))


@pytest.mark.parametrize("name", ["selma", "stella", "arno"])
def test_papers_belong_to_the_coordination(name: str) -> None:
    row, who = a_recommendation(), account(name)
    with pytest.raises(NotAllowed):
        papers.draft_paper(recommendation_id=row.pk, by=who, at=NOW)
    with pytest.raises(NotAllowed):
        change(a_paper(row), who)


def an_organization(name: str) -> Organization:
    slug = name.lower().replace(" ", "-")
    return Organization.objects.create(name=name, slug=slug, modified_at=NOW)


def consider(organization, by, **more) -> Consideration:
    said = {"kind": AnswerKind.IN_PROGRESS, "text": "Wir planen.", "year": 2025}
    said |= {"organization_id": organization.pk, "by": by, "at": NOW}
    return considerations.consider(**(said | more))


def test_a_member_reports_for_itself_and_for_nobody_else(frieda) -> None:
    row = a_recommendation()
    haus, other = an_organization("Haus Abendsonne"), an_organization("Haus Linde")
    paul = account("paul", organization=haus)
    first = consider(haus, paul, recommendation_id=row.pk)
    again = consider(haus, frieda, recommendation_id=row.pk, kind=AnswerKind.DONE, text="Fertig.")
    assert again.pk == first.pk
    with pytest.raises(NotAllowed):
        consider(other, paul, recommendation_id=row.pk)
    found = report(haus, 2025)
    assert [(line.number, line.words, line.text) for line in found.rows] == [
        ("2026/01", "umgesetzt", "Fertig.")
    ]
    assert (report(other, 2025).answered, report(haus, 2023).rows) == (0, ())


@pytest.mark.parametrize("more", [{"year": 2023}, {"year": 2027}, {"text": " "}])
def test_nothing_to_report_then(frieda, more) -> None:
    row, haus = a_recommendation(), an_organization("Haus Abendsonne")
    with pytest.raises(Refused):
        consider(haus, frieda, recommendation_id=row.pk, **more)


def test_the_years_there_is_something_to_report_on() -> None:
    assert years(TODAY) == []
    a_recommendation()
    assert years(TODAY) == [2026, 2025, 2024]
