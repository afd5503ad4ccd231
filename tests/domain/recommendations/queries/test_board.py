"""The chain and the board: what they say, and what they cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitsorge.domain.recommendations.models import (
    Answer,
    Indicator,
    Measure,
    Reading,
    Recommendation,
)
from mitsorge.domain.recommendations.queries.board import Board, BoardFilter, board
from mitsorge.domain.recommendations.queries.chain import chain
from mitsorge.domain.recommendations.rules import RecommendationStatus as S
from mitsorge.domain.recommendations.rules import Stage
from mitsorge.domain.recommendations.rules.chain import Standing
from tests.domain.recommendations.chains import (
    NOW,
    TODAY,
    a_committee,
    a_measure,
    a_paper,
    a_recommendation,
    a_topic,
)

pytestmark = pytest.mark.django_db


def answered(row: Recommendation, kind: str = "PARTLY", text: str = "15 Plätze sofort.") -> None:
    Answer.objects.create(
        recommendation=row,
        kind=kind,
        text=text,
        by_office="Fachdienst Soziales",
        answered_on=date(2025, 4, 14),
        recorded_at=NOW,
    )


def measured(measure: Measure, *values: tuple[int, int], **more) -> Indicator:
    said = {"name": "Tagespflegeplätze", "unit": "Plätze", "source": "Meldungen"}
    indicator = Indicator.objects.create(measure=measure, **(said | more))
    for year, value in values:
        Reading.objects.create(
            indicator=indicator,
            on=date(year, 11, 1),
            value=value,
            is_baseline=year == values[0][0],
            recorded_at=NOW,
        )
    return indicator


def the_flaeming(number: str = "2024/07") -> Recommendation:
    """Picture 04: from the need to an effect that is being measured."""
    row = a_recommendation(number, S.ANSWERED)
    a_paper(
        row,
        ("Ausschuss für Soziales", date(2025, 1, 16), "empfohlen"),
        ("Kreistag", date(2025, 2, 27), "mehrheitlich zugestimmt"),
    )
    answered(row)
    measure = a_measure(
        row,
        status="DONE",
        starts_on=date(2025, 5, 1),
        ends_on=date(2026, 8, 31),
        cost="310.000 €",
    )
    measured(measure, (2023, 12), (2026, 27), target_value=30, next_reading_on=date(2027, 5, 1))
    row.topics.add(a_topic())
    return row


def test_the_chain_of_the_picture() -> None:
    the_flaeming()
    found = chain("2024/07", on=TODAY)
    assert (found.label, found.steps, found.standing) == (
        *("Wirkung wird gemessen", "Schritt 8 von 8", Standing.DONE),
    )
    assert [(link.name, str(link.state), link.when) for link in found.links] == [
        ("Bedarf", "done", "März 2024"),
        ("Lücke", "done", ""),
        ("Empfehlung", "done", "12. November 2024"),
        ("Beratung", "done", "16. Januar 2025"),
        ("Beschluss", "done", "27. Februar 2025"),
        ("Antwort", "done", "14. April 2025"),
        ("Maßnahme", "done", "Mai 2025 bis August 2026"),
        ("Wirkung", "now", "Stand 1. November 2026"),
    ]
    said = {link.stage: (link.text, link.note) for link in found.links}
    assert said[Stage.RECOMMENDATION][1] == "41 Ja, 2 Nein, 3 Enthaltungen"
    assert said[Stage.DECISION][0] == "Kreistag, öffentliche Sitzung: mehrheitlich zugestimmt."
    assert said[Stage.ANSWER] == (
        *("Teilweise angenommen. „15 Plätze sofort.“", "Fachdienst Soziales"),
    )
    assert said[Stage.EFFECT][0] == (
        "Tagespflegeplätze: vorher 12\N{NO-BREAK SPACE}Plätze, jetzt 27\N{NO-BREAK SPACE}Plätze."
    )


def test_without_a_council_the_network_consults_and_decides() -> None:
    a_recommendation("2025/02")
    links = {link.stage: link for link in chain("2025/02", on=TODAY).links}
    assert links[Stage.RECOMMENDATION].note == ""
    assert (links[Stage.DECISION].text, links[Stage.DECISION].note) == (
        *("Runder Tisch Planregion 4: beschlossen.", "41 Ja, 2 Nein, 3 Enthaltungen"),
    )


def test_silence_is_told_in_days() -> None:
    a_recommendation("2026/02", S.SENT, answer_due=date(2026, 11, 10), sent_at=NOW)
    found = chain("2026/02", on=TODAY)
    assert (found.label, found.late) == ("Antwort steht aus", "seit 12 Tagen überfällig")
    assert found.links[5].note == "seit 12 Tagen überfällig"
    (line,) = board(BoardFilter(), on=TODAY).lines
    assert (line.label, line.note) == ("Antwort steht aus", "seit 12 Tagen überfällig")
    assert board(BoardFilter(), on=date(2026, 11, 10)).lines[0].note == (
        "erbeten bis 10. November 2026"
    )


def test_what_went_elsewhere_says_where() -> None:
    target = a_recommendation("2025/03", S.IN_CONSULTATION)
    a_recommendation("2025/01", S.MERGED, merged_into=target)
    a_recommendation("2025/02", S.WITHDRAWN, withdrawn_why="Gesetz geändert")
    assert chain("2025/01").went_to == ("2025/03", "Tagespflege im Fläming ausbauen")
    notes = [(line.number, line.label, line.note) for line in board(BoardFilter(), on=TODAY).lines]
    assert notes == [
        ("2025/03", "In Beratung", ""),
        ("2025/02", "Zurückgezogen", "Gesetz geändert"),
        ("2025/01", "Zusammengeführt", "jetzt 2025/03"),
    ]


def test_drafts_and_hidden_measures_stay_inside() -> None:
    a_recommendation("2026/09", S.DRAFT)
    row = a_recommendation("2026/08", S.ADOPTED)
    a_measure(row, is_public=False, status="RUNNING")
    a_measure(is_public=False)
    found = board(BoardFilter(), on=TODAY)
    assert [(line.number, line.standing) for line in found.lines] == [
        ("2026/08", Standing.UNANSWERED)
    ]
    assert not chain("2026/09").is_public
    with pytest.raises(Recommendation.DoesNotExist):
        chain("2026/99")


def test_a_table_that_acts_by_itself_stands_on_the_board() -> None:
    measure = a_measure(status="RUNNING", progress=60, topic=a_topic("Standortmarketing"))
    (line,) = board(BoardFilter(), on=TODAY).lines
    assert (line.own_measure, line.steps, line.label, line.note, line.committee) == (
        str(measure.uid),
        "Schritt 2 von 3",
        "Maßnahme läuft",
        "zu 60 Prozent geschafft",
        "Thema: Standortmarketing",
    )


def every_tab() -> None:
    the_flaeming()
    a_recommendation("2026/02", S.SENT, addressee="Kliniken")
    a_recommendation("2026/03", S.IN_CONSULTATION, committee=a_committee("ag", "AG Demenz"))
    rejected = a_recommendation("2025/06", S.ANSWERED)
    answered(rejected, "REJECTED", "Keine Stellen bis 2027.")
    working = a_recommendation("2025/99", S.ANSWERED)
    answered(working, "ACCEPTED")
    a_recommendation("2025/100", S.WITHDRAWN, withdrawn_why="x")


def numbers(found: Board) -> list[str]:
    return [line.number for line in found.lines]


def test_the_tabs_count_what_they_show() -> None:
    every_tab()
    found = board(BoardFilter(), on=TODAY)
    assert [(str(tab), n) for tab, n in found.counts] == [
        ("CONSULTED", 1),
        ("UNANSWERED", 1),
        ("WORKING", 1),
        ("DONE", 1),
        ("REJECTED", 1),
        ("CLOSED", 1),
    ]
    assert numbers(found) == ["2026/03", "2026/02", "2025/100", "2025/99", "2025/06", "2024/07"]
    for tab, count in found.counts:
        shown = board(BoardFilter(standing=tab), on=TODAY)
        assert {line.standing for line in shown.lines} == {tab}
        assert (shown.total, shown.all) == (count, 6)


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"addressee": "Kliniken"}, ["2026/02"]),
        ({"committee": "ag"}, ["2026/03"]),
        ({"year": 2024}, ["2024/07"]),
        ({"year": 2024, "standing": Standing.REJECTED}, []),
    ],
)
def test_narrowed(narrowed, left: list[str]) -> None:
    every_tab()
    assert numbers(board(BoardFilter(**narrowed), on=TODAY)) == left


def test_narrowed_by_topic_and_only_what_occurs_is_offered() -> None:
    every_tab()
    a_topic("ohne Empfehlung")
    topic = a_topic()
    assert numbers(board(BoardFilter(topic=topic.pk), on=TODAY)) == ["2024/07"]
    choices = board(BoardFilter(year=2024), on=TODAY).choices
    assert choices.addressees == ("Kliniken", "Kreistag")
    assert choices.committees == (
        *(("ag", "AG Demenz"), ("runder-tisch-4", "Runder Tisch Planregion 4")),
    )
    assert (choices.years, choices.topics) == ((2026, 2025, 2024), ((topic.pk, "Tagespflege"),))


def cost(call) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        call()
    return len(seen)


def test_one_row_costs_what_three_cost() -> None:
    the_flaeming("2024/01")
    own = a_measure(status="RUNNING")
    measured(own, (2025, 1), (2026, 2))
    assert cost(lambda: board(BoardFilter(), on=TODAY)) == 16
    assert cost(lambda: chain("2024/01", on=TODAY)) == 11
    the_flaeming("2024/02")
    the_flaeming("2024/03")
    measured(a_measure(status="DONE"), (2025, 1), (2026, 2))
    assert cost(lambda: board(BoardFilter(), on=TODAY)) == 16
    assert cost(lambda: chain("2024/03", on=TODAY)) == 11


def test_fifteen_hundred_recommendations_come_in_pages() -> None:
    committee = a_committee()
    values = {"committee": committee, "addressee": "Kreistag", "created_at": NOW}
    Recommendation.objects.bulk_create(
        Recommendation(
            number=f"{2017 + n // 150}/{n % 150 + 1:02}",
            title=f"Empfehlung {n}",
            status=("ADOPTED", "SENT", "ANSWERED")[n % 3],
            modified_at=NOW,
            **values,
        )
        for n in range(1500)
    )
    found = board(BoardFilter(), on=TODAY, page=75)
    assert (len(found.lines), found.page, found.pages, found.total) == (20, 75, 75, 1500)
    assert board(BoardFilter(), on=TODAY, page=999).page == 75
    assert numbers(found)[-1] == "2017/01"
