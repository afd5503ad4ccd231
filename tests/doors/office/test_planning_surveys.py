"""Surveys in the office: whom it asks, what came back, what it adds up to."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from mitsorge.domain.planning.actions.survey_answers import answer
from mitsorge.domain.planning.models import Series, Survey, SurveyRequest
from mitsorge.domain.planning.rules.surveys import Served, SurveyState, Via, answers_from
from mitsorge.foundation.people.models import Account
from mitsorge.foundation.post.models import Letter
from tests.domain.planning import surveys
from tests.domain.planning.surveys import AT, asked, says
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
LIST = "/schreibtisch/planung/umfragen/"
LIST_QUERIES, PAGE_QUERIES = 6, 16


@pytest.fixture
def selma():
    surveys.the_houses()
    return signed_in("selma")


def planner() -> Account:
    return Account.objects.get(name="Selma")


def a_survey(**more):
    """Its days are around today, so that it can be sent."""
    made = surveys.a_survey(planner(), **more)
    today = timezone.localdate()
    Survey.objects.filter(pk=made.pk).update(as_of=today, due_on=today + timedelta(20))
    made.refresh_from_db()
    return made


def reply(name, **more):
    row = asked(name)
    said = says(name, **more)
    answer(request_id=row.pk, version=row.version, answers=said, via=Via.LINK, by=None, at=AT)


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def table(page, heading: str) -> list[list[str]]:
    part = page.content.decode().partition(f">{heading}</h2>")[2].partition("</table>")[0]
    found = re.findall(r"<tr.*?</tr>", part, flags=re.DOTALL)
    return [
        [
            " ".join(re.sub(r"<[^>]+>", "", cell).split())
            for cell in re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL)
        ]
        for row in found
    ]


def at(survey, more: str = "") -> str:
    return f"{LIST}{survey.uid}/{more}"


def form(**more):
    today = timezone.localdate()
    return {
        "title": "Plätze 2026",
        "terms": ["tagespflege"],
        "asks": ["PLACES", "WAITING"],
        "as_of": today.isoformat(),
        "due_on": (today + timedelta(20)).isoformat(),
        **more,
    }


def test_an_empty_list_says_how_to_begin_and_planning_leads_there(selma):
    assert "Noch keine Umfrage" in text(selma.get(LIST))
    assert f'href="{LIST}"' in selma.get("/schreibtisch/planung/").content.decode()


def test_the_list_in_a_constant_number_of_queries(selma, django_assert_num_queries):
    a_survey()
    with django_assert_num_queries(LIST_QUERIES):
        page = selma.get(LIST)
    assert "Tagespflege 2026 läuft · Stichtag" in text(page)
    assert "0 von 4 haben geantwortet" in text(page)
    for title in ("Zweite", "Dritte"):
        a_survey(title=title)
    with django_assert_num_queries(LIST_QUERIES):
        selma.get(LIST)


def test_a_survey_is_begun_looked_at_and_sent(selma):
    page = selma.post(f"{LIST}neu/", form())
    made = Survey.objects.get()
    assert (page.status_code, page["Location"]) == (302, at(made))
    assert (made.asks, made.terms) == (["PLACES", "WAITING"], ["tagespflege"])
    words = text(selma.get(at(made)))
    assert "Unten steht, wer gefragt wird." in words
    assert "Wer gefragt wurde 3" in words
    question = text(selma.get(at(made, "verschicken/")))
    assert "2 Briefe gehen sofort hinaus, und jeder nur einmal. 1 Organisation hat keine E-Mail-Adresse." in question  # fmt: skip
    assert Letter.objects.count() == 0
    for _click in range(2):
        selma.post(at(made, "verschicken/"))
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["post@ahorn.example", "post@birke.example"]  # fmt: skip
    assert "Anzurufen" not in text(selma.get(at(made)))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"title": ""}, "Füllen Sie dieses Feld bitte aus."),
        ({"terms": []}, "Wählen Sie mindestens eine Art von Angebot."),
        ({"asks": []}, "Wählen Sie mindestens eine Frage."),
        ({"due_on": "2020-01-01"}, "Die Antworten können frühestens heute"),
        ({"terms": ["weg"]}, "keine gültige Auswahl"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(selma, more, sentence):
    page = selma.post(f"{LIST}neu/", form(greeting="Wir planen neu.", **more))
    assert sentence in text(page)
    assert "Wir planen neu." in page.content.decode()
    assert Survey.objects.count() == 0


def test_who_answered_who_is_silent_and_whom_to_call(selma, django_assert_num_queries):
    made = a_survey()
    reply("Ahorn", places=12, waiting=4, remark="Umbau im Mai")
    Letter.objects.filter(to="post@birke.example").update(state="FAILED")
    with django_assert_num_queries(PAGE_QUERIES):
        page = selma.get(at(made))
    words = text(page)
    assert "Gefragt 4 Geantwortet 1 25 % Nicht erreicht 2" in words
    assert "Ahorn hat geantwortet · 20. November 2026, über den Link · 1 Angebot Umbau im Mai" in words  # fmt: skip
    assert "Birke Brief kam nicht an · verschickt am 20. November 2026 · 1 Angebot 030 23125-111" in words  # fmt: skip
    assert "Linde keine E-Mail-Adresse bekannt · 1 Angebot 030 23125-111" in words
    assert "Weide noch keine Antwort" in words
    calls = text(selma.get(at(made, "?wer=anrufen")))
    assert "Wer gefragt wurde 2" in calls
    assert "Weide noch keine Antwort" not in calls


def test_the_page_costs_the_same_with_every_answer(selma, django_assert_num_queries):
    made = a_survey()
    for name in ("Ahorn", "Birke", "Linde", "Weide"):
        reply(name, places=10)
    with django_assert_num_queries(PAGE_QUERIES):
        selma.get(at(made))


def test_response_and_sums_by_planning_area(selma):
    made = a_survey()
    reply("Ahorn", places=12, free=0, waiting=4)
    reply("Weide", places=40, staff=7.5, served=Served(everywhere=True))
    page = selma.get(at(made))
    assert table(page, "Rücklauf nach Planungsraum")[1:] == [
        ["Nord", "2", "1", "50 %"],
        ["Süd", "1", "0", "0 %"],
        ["keinem Planungsraum zuzuordnen", "1", "1", "100 %"],
    ]
    assert table(page, "Tagespflege") == [
        ["Planungsraum", "Plätze", "freie Plätze", "Menschen auf der Warteliste", "Stellen in Vollzeit", "kommen hierher"],
        ["Nord", "mind. 12", "mind. 0", "mind. 4", "keine Angabe", "keine Angabe"],
        ["Süd", "keine Angabe", "keine Angabe", "keine Angabe", "keine Angabe", "keine Angabe"],
        ["Alle zusammen", "mind. 12", "mind. 0", "mind. 4", "keine Angabe", ""],
    ]  # fmt: skip


def test_the_sums_and_the_answers_as_files(selma):
    made = a_survey()
    reply("Ahorn", places=12, remark="=1+1")
    csv = selma.get(at(made, "ergebnis.csv")).content.decode("utf-8-sig").splitlines()
    assert csv[0] == "Tabelle;Tagespflege 2026"
    assert f"Stand {_today()}" in csv[1]
    assert "1 von 4 Organisationen (25" in csv[1]
    assert "Tagespflege;Nord;2;1;12;1 / 2;keine Angabe;0 / 2;keine Angabe;0 / 2;keine Angabe;0 / 2" in csv  # fmt: skip
    book = load_workbook(BytesIO(selma.get(at(made, "antworten.xlsx")).content)).active
    rows = [[cell.value for cell in row] for row in book.iter_rows()]
    assert "f" not in {cell.data_type for row in book.iter_rows() for cell in row}  # no formula
    mine = next(row for row in rows if row[0] == "Ahorn")
    assert mine[:7] == ["Ahorn", "Ahorn (tagespflege), Dorf 1", "Tagespflege", "Nord", "hat geantwortet", 12, 12]  # fmt: skip
    assert mine[-1] == "=1+1"
    assert selma.get(at(made, "ergebnis.pdf")).status_code == 404
    assert selma.get(at(made, "andere.csv")).status_code == 404


def _today() -> str:
    from django.utils.formats import date_format

    return date_format(timezone.localdate(), "j. F Y")


def test_an_answer_is_taken_at_the_telephone_and_corrected(selma):
    made = a_survey()
    page = selma.get(at(made, f"antwort/{asked('Linde').uid}/"))
    assert "030 23125-111" in text(page)
    typed = {"o0-places": "16", "o0-staff": "viele", "version": "0"}
    page = selma.post(at(made, f"antwort/{asked('Linde').uid}/"), typed)
    assert "Schreiben Sie eine Zahl" in text(page)
    assert 'value="viele"' in page.content.decode()
    page = selma.post(at(made, f"antwort/{asked('Linde').uid}/"), {**typed, "o0-staff": "3,5"})
    assert page["Location"] == at(made)
    row = asked("Linde")
    assert (row.via, answers_from(row.answers).offers[0].staff) == ("PHONE", 3.5)
    page = selma.post(at(made, f"antwort/{row.uid}/"), {**typed, "o0-staff": "4"})
    assert page.status_code == 409
    assert "Stellen in Vollzeit Gespeichert: 3,5 Jetzt von Ihnen: 4" in text(page)


def test_a_questionnaire_stands_under_its_own_survey_only(selma):
    first, other = a_survey(), a_survey(title="Zweite")
    row = SurveyRequest.objects.filter(survey=other).first()
    assert selma.get(at(first, f"antwort/{row.uid}/")).status_code == 404


def test_reminding_says_whom_and_is_done_once(selma):
    made = a_survey()
    reply("Ahorn", places=12)
    assert "2 Organisationen haben noch nicht geantwortet" in text(selma.get(at(made, "erinnern/")))
    before = Letter.objects.count()
    for _click in range(2):
        selma.post(at(made, "erinnern/"))
    assert Letter.objects.count() == before + 2
    assert "Niemand ist mehr zu erinnern." in text(selma.get(at(made)))


def test_closing_leads_to_the_series_with_day_and_response(selma):
    made = a_survey()
    reply("Ahorn", places=12)
    assert "1 von 4 Organisationen haben geantwortet" in text(selma.get(at(made, "beenden/")))
    assert made.state == SurveyState.RUNNING
    selma.post(at(made, "beenden/"))
    series = Series.objects.get()
    page = selma.get(at(made))
    assert f'href="/schreibtisch/planung/zahlen/{series.uid}/"' in page.content.decode()
    passport = text(selma.get(f"/schreibtisch/planung/zahlen/{series.uid}/"))
    assert "Plätze · eigene Erhebung · Stand " in passport
    assert "Rücklauf 33,3 %" in passport
    assert "Umfrage Tagespflege 2026" in passport
    area = text(selma.get("/schreibtisch/planung/gebiete/P1/"))
    assert "Aus eigenen Umfragen" in area
    assert "Plätze, Tagespflege: Tagespflege 2026" in area
    assert "Plätze, Tagespflege: Tagespflege 2026 mind. 12 " in area
    assert (
        table(selma.get("/schreibtisch/planung/gebiete/P1/"), "Aus eigenen Umfragen")[1][3]
        == "33 %"
    )


def test_withdrawing_asks_first(selma):
    made = a_survey()
    assert "Sie endet ohne Zahlen." in text(selma.get(at(made, "zurueckziehen/")))
    selma.post(at(made, "zurueckziehen/"))
    made.refresh_from_db()
    assert (made.state, Series.objects.count()) == (SurveyState.WITHDRAWN, 0)


def test_readers_see_and_do_not_act(selma):
    made = a_survey()
    reader = signed_in("stella")
    page = reader.get(at(made))
    assert page.status_code == 200
    for word in ("Umfrage beenden", "Erinnern", "Antwort eintragen"):
        assert word not in text(page)
    for more in ("verschicken/", "erinnern/", "beenden/", "zurueckziehen/"):
        assert reader.post(at(made, more)).status_code == 403


def test_three_hundred_organizations_stand_on_pages(selma):
    for number in range(60):
        surveys.a_house(f"Haus {number:02} am langen Weg zur Alten Ziegelei der Gemeinde")
    made = a_survey()
    page = selma.get(at(made))
    assert "Wer gefragt wurde 64" in text(page)
    assert page.content.decode().count('class="ms-work__row"') == 50
    assert selma.get(at(made, "?seite=2")).content.decode().count('class="ms-work__row"') == 14


def test_an_unknown_survey_is_not_found(selma):
    assert selma.get(f"{LIST}00000000-0000-4000-8000-000000000000/").status_code == 404
