"""The office's rooms from the answer to the effect, walked through as Frieda, Selma, Stella and Otto."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from mitsorge.domain.directory.models import Organization
from mitsorge.domain.partners.models import Partnership
from mitsorge.domain.recommendations.models import (
    AnnualReport,
    Answer,
    AnswerRequest,
    Consideration,
    CouncilPaper,
    Measure,
    Reading,
)
from mitsorge.domain.recommendations.rules import RecommendationStatus as S
from mitsorge.face.work import work_for
from mitsorge.foundation.people.models import Account
from tests.domain.recommendations.chains import a_measure, a_paper, a_recommendation, a_topic
from tests.letters import letters
from tests.network import a_network
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
ROOM = "/schreibtisch/massnahmen/"


@pytest.fixture(autouse=True)
def _network() -> None:
    a_network()


@pytest.fixture
def frieda() -> Client:
    return signed_in("frieda")


def shown(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def sent(client: Client, address: str, typed: dict, status: int = 302) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


PLAN = {"title": "Umbau", "owner": "Fachdienst", "is_public": "on"}


def test_every_room_opens_empty(frieda: Client) -> None:
    for room in ("", "neu/", "antworten/", "vorlagen/", "berichte/", "jahresberichte/"):
        shown(frieda, ROOM + room)


def test_from_the_plan_to_the_effect(frieda: Client) -> None:
    row = a_recommendation()
    Organization.objects.create(name="Haus Abendsonne", slug="haus", modified_at=timezone.now())
    back = sent(
        frieda, f"{ROOM}neu/", PLAN | {"recommendation_id": row.pk, "partners": "Haus X"}, 200
    )
    assert "Nicht im Verzeichnis: Haus X." in back
    assert 'value="Fachdienst"' in back
    sent(frieda, f"{ROOM}neu/", PLAN | {"recommendation_id": row.pk, "partners": "Haus Abendsonne"})
    measure = Measure.objects.get()
    one = f"{ROOM}{measure.uid}/"
    sent(frieda, f"{one}schritt/", {"text": "Bauantrag", "due_on": "2026-01-01"})
    assert "überfällig" in shown(frieda, one)
    sent(frieda, f"{ROOM}schritt/{measure.steps.get().pk}/", {})
    assert measure.steps.get().done_on == timezone.localdate()
    indicator = {"name": "Orte", "unit": "%", "source": "Zählung", "suppress_below": "0"}
    indicator |= {"numerator": "gut erreichbare Orte", "denominator": "alle Orte"}
    sent(frieda, f"{one}kennzahl/", indicator)
    reading = f"{ROOM}kennzahl/{measure.indicators.get().pk}/messung/"
    assert "gut erreichbare Orte" in shown(frieda, reading)
    value = {"on": "2023-12-31", "quality": "SURE", "numerator": "6", "denominator": "13"}
    sent(frieda, reading, value | {"is_baseline": "on"})
    again = sent(frieda, reading, value | {"numerator": "7"}, 200)
    assert "steht schon ein Messwert da" in again
    zero = sent(frieda, reading, value | {"on": "2024-12-31", "denominator": "0"}, 200)
    assert "Der Nenner ist null" in zero
    sent(frieda, reading, value | {"on": "2026-11-01", "numerator": "10"})
    html = shown(frieda, one)
    assert "46,2\N{NO-BREAK SPACE}%" in html
    assert "(10 von 13)" in html
    wrong = Reading.objects.get(is_baseline=True)
    sent(frieda, f"{ROOM}messung/{wrong.pk}/", value | {"numerator": "5", "why": "Verzählt"})
    wrong.refresh_from_db()
    assert wrong.numerator == 5


def test_who_saves_second_sees_both(frieda: Client) -> None:
    measure = a_measure(status="RUNNING")
    typed = PLAN | {"version": "0", "status": "RUNNING", "progress": "40"}
    one = f"{ROOM}{measure.uid}/"
    sent(frieda, one, typed)
    both = sent(frieda, one, typed | {"owner": "Bauamt"}, 409)
    assert "Zwei Fassungen" in both
    assert 'value="Bauamt"' in both
    assert 'name="version" value="1"' in both
    sent(frieda, one, typed | {"owner": "Bauamt", "version": "1"})
    measure.refresh_from_db()
    assert (measure.owner, measure.progress) == ("Bauamt", 40)


def test_a_measure_straight_from_a_topic(frieda: Client) -> None:
    topic = a_topic("Standortmarketing")
    assert f'value="{topic.pk}" selected' in shown(frieda, f"{ROOM}neu/?thema={topic.pk}")
    sent(frieda, f"{ROOM}neu/", PLAN | {"topic_id": topic.pk})
    assert Measure.objects.get().topic == topic


def test_asking_reminding_recording(frieda: Client) -> None:
    row = a_recommendation("2026/02")
    one = f"{ROOM}antworten/2026/02/"
    assert "Übergeben und um Antwort bitten" in shown(frieda, one)
    due = (timezone.localdate() + timedelta(days=30)).isoformat()
    refused = sent(
        frieda, f"{one}bitten/", {"email": "x@mitsorge.example", "due_on": "2026-01-01"}, 422
    )
    assert "Wählen Sie einen späteren." in refused
    sent(frieda, f"{one}bitten/", {"email": "rat@mitsorge.example", "due_on": due})
    assert [letter.to for letter in letters()] == ["rat@mitsorge.example"]
    assert "Freundlich erinnern" in shown(frieda, one)
    assert "2026/02" in shown(frieda, f"{ROOM}antworten/")
    sent(frieda, f"{one}erinnern/", {})
    assert AnswerRequest.objects.get().reminded_at is not None
    said = {"kind": "ACCEPTED", "text": "Gern.", "by_office": "Kreistag"}
    said["answered_on"] = timezone.localdate().isoformat()
    sent(frieda, f"{one}eintragen/", said | {"by_office": ""}, 422)
    sent(frieda, f"{one}eintragen/", said)
    row.refresh_from_db()
    assert (row.status, Answer.objects.count()) == ("ANSWERED", 1)
    shown(frieda, f"{ROOM}antworten/2026/99/", 404)


def stations(*rows: tuple[str, str]) -> dict[str, str]:
    typed = {"station-zeilen": str(len(rows))}
    for at, (body, day) in enumerate(rows):
        typed |= {f"station-{at}-body": body, f"station-{at}-held_on": day}
        typed |= {f"station-{at}-is_public": "on"}
    return typed


def test_a_paper_from_draft_to_decision_and_its_files(frieda: Client) -> None:
    a_recommendation("2026/02")
    sent(frieda, f"{ROOM}antworten/2026/02/vorlage/", {})
    paper = CouncilPaper.objects.get()
    one = f"{ROOM}vorlagen/{paper.pk}/"
    assert "18 zusätzliche Plätze" in shown(frieda, one)
    words = {n: getattr(paper, n) for n in ("title", "facts", "proposal", "reasons", "finances")}
    typed = words | {"number": "12/2026", "seen": paper.modified_at.isoformat()}
    more = sent(frieda, one, typed | stations(("Kreistag", "")) | {"weitere": "station"}, 200)
    assert 'value="Kreistag"' in more
    assert 'name="station-zeilen" value="2"' in more
    shown(Client(), f"/vorlagen/{paper.pk}.pdf", 404)
    sent(frieda, one, typed | stations(("Sozialausschuss", "2026-10-01"), ("Kreistag", "")))
    both = sent(frieda, one, typed | stations(("Kreistag", "")) | {"title": "Anders"}, 409)
    assert "Zwei Fassungen" in both
    assert [s.body for s in paper.stations.all()] == ["Sozialausschuss", "Kreistag"]
    last = paper.stations.last()
    result = {"held_on": "2026-11-05", "result": "mehrheitlich zugestimmt", "answer": "PARTLY"}
    sent(frieda, f"{ROOM}vorlagen/station/{last.pk}/", result)
    assert Answer.objects.get().by_office == "Kreistag"
    assert Client().get(f"/vorlagen/{paper.pk}.pdf").content.startswith(b"%PDF-")
    file = frieda.get(f"{ROOM}vorlagen/{paper.pk}.docx")
    document = Document(BytesIO(file.content))
    texts = [part.text for part in document.paragraphs]
    assert "18 zusätzliche Plätze an zwei Orten." in texts
    assert [part.text for part in document.paragraphs if part.style.name == "Heading 2"] == [
        *("Beschlussvorschlag", "Sachverhalt", "Begründung", "Finanzielle Auswirkungen"),
        "Beratungsfolge",
    ]
    cells = [cell.text for cell in document.tables[1].rows[2].cells]
    assert cells == ["Kreistag", "5. November 2026, öffentlich", "mehrheitlich zugestimmt"]


def test_the_office_reports_for_a_partner_and_composes_the_year(frieda: Client) -> None:
    row = a_recommendation("2026/02")
    house = Organization.objects.create(name="Haus", slug="haus", modified_at=timezone.now())
    Partnership.objects.create(
        organization=house, participation="ACTIVE", active_from=date(2020, 1, 1)
    )
    assert "noch nichts" in shown(frieda, f"{ROOM}berichte/?jahr=2025")
    one = f"{ROOM}berichte/2025/{house.pk}/"
    said = {"recommendation_id": row.pk, "kind": "DONE"}
    assert "Schreiben Sie dazu" in sent(frieda, one, said | {"text": ""}, 200)
    sent(frieda, one, said | {"text": "Erledigt."})
    assert Consideration.objects.get().text == "Erledigt."
    assert frieda.get(f"/konto/berichte/2025/{house.uid}.pdf").content.startswith(b"%PDF-")
    year = f"{ROOM}jahresberichte/2026/"
    shown(frieda, year)
    shown(frieda, f"{ROOM}jahresberichte/2026.pdf", 404)
    sent(frieda, year, {"zusammenstellen": "ja"})
    report = AnnualReport.objects.get()
    assert "## Sitzungen und Teilnahme" in report.text
    sent(frieda, year, {"text": "## Unser Jahr", "seen": str(report.version)})
    both = sent(frieda, year, {"text": "Anders", "seen": str(report.version)}, 409)
    assert "Zwei Fassungen" in both
    assert frieda.get(f"{ROOM}jahresberichte/2026.pdf").content.startswith(b"%PDF-")


def test_a_member_reports_for_itself_alone() -> None:
    row = a_recommendation("2026/02")
    now = timezone.now()
    own = Organization.objects.create(name="Haus", slug="haus", modified_at=now)
    other = Organization.objects.create(name="Linde", slug="linde", modified_at=now)
    paul = signed_in("paul", organization=own)
    assert "Haus" in shown(paul, "/konto/berichte/")
    one = f"/konto/berichte/2025/{own.uid}/"
    said = {"recommendation_id": row.pk, "kind": "PARTLY", "text": "Halb."}
    sent(paul, one, said | {"text": " "}, 422)
    sent(paul, one, said)
    assert "Halb." in shown(paul, one)
    assert paul.get(f"/konto/berichte/2025/{own.uid}.pdf").content.startswith(b"%PDF-")
    for address in (f"/konto/berichte/2025/{other.uid}/", f"/konto/berichte/2025/{other.uid}.pdf"):
        shown(paul, address, 404)
    shown(paul, f"/konto/berichte/1990/{own.uid}/", 404)


def test_stella_reads_and_selma_keeps_measures_only() -> None:
    a_recommendation("2026/02")
    measure = a_measure()
    stella, selma = signed_in("stella"), signed_in("selma")
    assert "Maßnahme planen" not in shown(stella, ROOM)
    assert "Speichern" not in shown(stella, f"{ROOM}{measure.uid}/")
    assert stella.get(f"{ROOM}neu/").status_code == 403
    assert selma.get(f"{ROOM}neu/").status_code == 200
    assert selma.post(f"{ROOM}antworten/2026/02/erinnern/").status_code == 403


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_lists_cost_the_same_for_one_and_three(frieda: Client) -> None:
    def one_more(number: str) -> None:
        a_measure(a_recommendation(number))
        a_paper(
            a_recommendation(f"{number}0", S.SENT, answer_due=date(2026, 1, 1)), ("Rat", None, "")
        )

    one_more("2026/1")
    rooms = (ROOM, f"{ROOM}antworten/", f"{ROOM}vorlagen/")
    for room in rooms:
        shown(frieda, room)
    before = [cost(frieda, room) for room in rooms]
    one_more("2026/2")
    one_more("2026/3")
    assert [cost(frieda, room) for room in rooms] == before


def test_the_desk_shows_silence_and_what_is_late(frieda: Client) -> None:
    row = a_recommendation("2026/02", S.SENT, answer_due=date(2026, 11, 10))
    a_recommendation("2026/03")
    a_measure(row, ends_on=date(2026, 11, 1), title="Umbau")
    a_paper(row, ("Kreistag", date(2026, 11, 20), ""))
    found = work_for(Account.objects.get(name="Frieda"), on=date(2026, 11, 22))
    titles = {item.title for items in found.values() for item in items}
    assert {
        "Antwort steht aus: 2026/02 Tagespflege im Fläming ausbauen",
        "1 beschlossene Empfehlung ist noch nicht übergeben",
        "Maßnahme überfällig: Umbau",
        "Wie ging es aus? Kreistag",
    } <= titles
