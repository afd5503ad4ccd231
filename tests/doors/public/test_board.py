"""The status board, the page of a recommendation, the answer of an addressee: seen as a visitor."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.recommendations.letters.answers import signed
from mitsorge.domain.recommendations.models import Answer, AnswerRequest, Carrier, Version
from mitsorge.domain.recommendations.rules import RecommendationStatus as S
from tests.domain.recommendations.chains import NOW, a_measure, a_recommendation
from tests.domain.recommendations.queries.test_board import every_tab, the_flaeming
from tests.network import FRAME_QUERIES, a_network

pytestmark = pytest.mark.django_db
BOARD = "/was-wurde-daraus/"


@pytest.fixture(autouse=True)
def _network() -> None:
    a_network()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_board_of_nothing_says_so(client: Client) -> None:
    assert "Noch keine Empfehlung ist öffentlich." in page(client, BOARD)


def test_tabs_lines_and_one_opened(client: Client) -> None:
    every_tab()
    html = page(client, BOARD)
    assert 'Alle <span class="ms-muted">6</span>' in html
    assert "Ende bei Schritt 6 von 8" in html
    assert html.count('class="ms-board__row"') == 5
    assert html.count('class="ms-board__open"') == 1
    assert html.count("Wirkung wird gemessen") == 1
    narrowed = page(client, f"{BOARD}?stand=abgelehnt")
    assert narrowed.count('class="ms-board__row"') == 1
    assert 'class="ms-board__open"' not in narrowed


@pytest.mark.parametrize(
    "query", ["?stand=x&jahr=abc&thema=-1&seite=0", "?jahr=99999999999999", "?an=" + "x" * 300]
)
def test_odd_addresses_are_answered(client: Client, query: str) -> None:
    every_tab()
    page(client, BOARD + query)


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen) - FRAME_QUERIES


def test_one_row_costs_what_three_cost(client: Client) -> None:
    the_flaeming("2024/01")
    page(client, BOARD)
    one = cost(client, BOARD), cost(client, f"{BOARD}2024/01/")
    the_flaeming("2024/02")
    the_flaeming("2024/03")
    assert (cost(client, BOARD), cost(client, f"{BOARD}2024/03/")) == one


def test_the_page_tells_everything(client: Client) -> None:
    row = the_flaeming()
    first = row.versions.get()
    second = Version.objects.create(
        recommendation=row,
        number=2,
        text="15 zusätzliche Plätze an einem Ort.",
        situation=first.situation,
        created_at=NOW,
    )
    for name, stance, why in (
        ("Haus Abendsonne", "CARRIES", ""),
        ("Linde", "DISSENTS", "Zu weit."),
    ):
        house = Organization.objects.create(name=name, slug=name[:4].lower(), modified_at=NOW)
        Carrier.objects.create(
            version=second, organization=house, stance=stance, reason=why, signed_by="x",
            signed_at=NOW,
        )  # fmt: skip
    html = page(client, f"{BOARD}2024/07/")
    for words in (
        "<del>18 </del><ins>15 </ins>zusätzliche Plätze",
        f'<p class="ms-prose">{first.text}</p>',
        "Haus Abendsonne",
        "Abweichende Meinungen",
        "Zu weit.",
        "mehrheitlich zugestimmt",
        "27\N{NO-BREAK SPACE}Plätze",
        "Nächste Messung am 1. Mai 2027.",
        "Güte der Messung: wahrscheinlich.",
    ):
        assert words in html, words


def test_what_went_elsewhere_leads_there(client: Client) -> None:
    target = a_recommendation("2025/03")
    a_recommendation("2025/01", S.MERGED, merged_into=target)
    html = page(client, f"{BOARD}2025/01/")
    assert (
        '<a href="/was-wurde-daraus/2025/03/">2025/03 Tagespflege im Fläming ausbauen</a>' in html
    )
    assert "2025/01 Tagespflege" in page(client, f"{BOARD}2025/03/")
    assert "Dazu kam es nicht." in html
    assert "noch offen" not in html


def test_drafts_hidden_measures_and_nonsense_are_not_found(client: Client) -> None:
    a_recommendation("2026/09", S.DRAFT)
    hidden = a_measure(is_public=False)
    for address in ("2026/09/", "2026/99/", "2026/x/", f"massnahme/{hidden.uid}/"):
        page(client, BOARD + address, 404)


def test_a_tables_own_measure_has_its_page(client: Client) -> None:
    measure = a_measure(title="Gemeinsamer Messestand", progress=40)
    html = page(client, f"{BOARD}massnahme/{measure.uid}/")
    assert "Vereinbart zum Thema: Tagespflege" in html
    assert "40 Prozent" in html


def request_for(status: S = S.SENT, *, asked_at: datetime | None = None) -> AnswerRequest:
    row = a_recommendation("2026/02", status)
    return AnswerRequest.objects.create(
        recommendation=row,
        email="kreistag@mitsorge.example",
        asked_at=asked_at or timezone.now(),
        due_on=timezone.localdate() + timedelta(days=60),
    )


def link(request: AnswerRequest) -> str:
    return f"/empfehlung-antwort/{signed(request)}/"


SAID = {"kind": "PARTLY", "text": "15 Plätze sofort.", "by_office": "Fachdienst Soziales"}


def test_get_shows_and_post_answers_once(client: Client) -> None:
    asked = request_for()
    answer = client.get(link(asked))
    assert answer["Referrer-Policy"] == "same-origin"  # without one a browser may not send the form
    assert "18 zusätzliche Plätze" in answer.content.decode()
    assert not Answer.objects.exists()
    thanks = client.post(link(asked), SAID)
    assert "Danke für Ihre Antwort." in thanks.content.decode()
    again = client.post(link(asked), SAID | {"kind": "REJECTED"})
    assert (again.status_code, "Hierauf ist schon geantwortet." in again.content.decode()) == (
        *(200, True),
    )
    assert list(Answer.objects.values_list("kind", "by_office")) == [
        ("PARTLY", "Fachdienst Soziales")
    ]
    assert "Teilweise angenommen" in page(client, f"{BOARD}2026/02/")


def test_a_no_without_a_reason_comes_back_filled(client: Client) -> None:
    asked = request_for()
    back = client.post(link(asked), {"kind": "REJECTED", "text": "", "by_office": "Dezernat II"})
    html = back.content.decode()
    assert back.status_code == 422
    assert "Zu einer Ablehnung gehört ein Grund." in html
    assert 'value="Dezernat II"' in html
    assert client.post(link(asked), {}).status_code == 422
    assert not Answer.objects.exists()


def test_an_old_link_asks_to_call(client: Client) -> None:
    asked = request_for(asked_at=datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=200))
    for answer in (client.get(link(asked)), client.post(link(asked), SAID)):
        assert answer.status_code == 410
        assert "Dieser Link gilt nicht mehr." in answer.content.decode()
    AnswerRequest.objects.update(reminded_at=timezone.now())
    page(client, link(asked))


def test_a_link_nobody_signed_is_not_found(client: Client) -> None:
    page(client, f"/empfehlung-antwort/{request_for().uid}~x/", 404)
