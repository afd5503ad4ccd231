"""The public register of decisions."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from mitsorge.domain.governance.models import AgendaItem, Committee
from mitsorge.domain.governance.rules import MeetingStatus
from tests.domain.governance.calendar_factories import committee, item, meeting, minutes
from tests.network import FRAME_QUERIES, a_network

REGISTER = FRAME_QUERIES + 5
"""Queries of the page: its frame, one of the journal, four of its own."""


@pytest.fixture
def network(db):
    return a_network()


def decided(code: str, number: str, title: str, *, year: int = 2026, **more) -> AgendaItem:
    ours = Committee.objects.filter(code=code).first() or committee(code, publicity="PUBLIC")
    held = meeting(ours, datetime(year, 3, 4, 15, tzinfo=UTC), status=MeetingStatus.APPROVED)
    minutes(held, "Text")
    values = {
        "result": "ADOPTED",
        "decided_at": held.starts_at,
        "status": "DONE",
        "yes": 7,
        "no": 2,
    }
    return item(held, title, register_number=number, **(values | more))


def read(query: str = "") -> str:
    page = Client().get(f"/beschluesse/{query}")
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def three(network) -> list[AgendaItem]:
    return [
        decided("ag-demenz", "AG Demenz 2026/01", "Lotsen suchen"),
        decided("ag-demenz", "AG Demenz 2025/01", "Flyer drucken", year=2025),
        decided(
            "steuerung", "Steuerung 2026/01", "Lotsen bezahlen", resolution_text="Aus Mitteln."
        ),
    ]


def shown(text: str) -> list[str]:
    return [
        title for title in ("Lotsen suchen", "Flyer drucken", "Lotsen bezahlen") if title in text
    ]


def test_number_committee_votes_and_the_way_to_the_meeting(three):
    text = read()
    assert "Beschluss AG Demenz 2026/01" in text
    assert '<a href="/gremien/ag-demenz/">' in text
    assert f'<a href="/termine/{three[0].meeting.uid}/">Lotsen suchen</a>' in text
    assert "7 Ja, 2 Nein, 0 Enthaltungen" in text
    assert "3 Beschlüsse" in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Lotsen suchen", "Flyer drucken", "Lotsen bezahlen"]),
        ("?worte=lotsen", ["Lotsen suchen", "Lotsen bezahlen"]),
        ("?worte=lotsen+mitteln", ["Lotsen bezahlen"]),
        ("?worte=AG+Demenz+2025/01", ["Flyer drucken"]),
        ("?gremium=ag-demenz", ["Lotsen suchen", "Flyer drucken"]),
        ("?jahr=2026", ["Lotsen suchen", "Lotsen bezahlen"]),
        ("?gremium=ag-demenz&jahr=2026", ["Lotsen suchen"]),
        ("?gremium=gibt-es-nicht&jahr=zwei", ["Lotsen suchen", "Flyer drucken", "Lotsen bezahlen"]),
        ("?worte=nichts", []),
        ("?worte=lotsen&seite=99", ["Lotsen suchen", "Lotsen bezahlen"]),
    ],
)
def test_found_by_words_number_committee_and_year(three, query, expected):
    assert shown(read(query)) == expected


def test_words_come_back_and_nothing_found_says_so(three):
    text = read("?worte=nichts+da&jahr=2025")
    assert 'value="nichts da"' in text
    assert '<option value="2025" selected>' in text
    assert "Kein Beschluss passt dazu." in text


def test_on_paper_it_says_what_was_looked_for(three):
    text = read("?worte=lotsen&gremium=ag-demenz&jahr=2026")
    assert "Gesucht: lotsen<br>Gremium: Ag Demenz<br>Jahr: 2026" in text


def test_an_empty_register_says_what_will_come(network):
    assert "Noch kein öffentlicher Beschluss" in read()


def test_a_closed_committee_is_not_even_offered(three):
    decided("geheim", "Geheim 2024/01", "Personalfrage", year=2024)
    AgendaItem.objects.filter(title="Personalfrage").update(is_public=False)
    text = read("?worte=personalfrage&gremium=geheim&jahr=2024")
    assert [
        word for word in ("GEHEIM", "Geheim", 'value="2024"', "Personalfrage</a>") if word in text
    ] == []


def test_others_lead_here(three):
    assert 'href="/beschluesse/"' in Client().get("/termine/").content.decode()
    page = Client().get("/gremien/ag-demenz/").content.decode()
    assert 'href="/beschluesse/?gremium=ag-demenz"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_one_and_three_cost_the_same(network, count, django_assert_num_queries):
    for n in range(count):
        decided(f"g{n}", f"G{n} 2026/01", f"Punkt {n}")
    with django_assert_num_queries(REGISTER):
        read()


def test_twenty_five_a_page(network):
    for n in range(26):
        decided("g", f"G 2026/{n + 1:02d}", f"Punkt {n}")
    assert read().count("Ergebnis:") == 25
    assert read("?seite=2").count("Ergebnis:") == 1
