"""The link of a survey: answered on any device, nothing lost, nothing told to whoever holds a wrong one."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mitsorge.domain.planning.actions.surveys import close_survey, withdraw_survey
from mitsorge.domain.planning.letters.surveys import signed
from mitsorge.domain.planning.models import Survey, SurveyRequest
from mitsorge.domain.planning.rules.surveys import answers_from
from mitsorge.foundation.journal.models import Entry
from tests.cast import account
from tests.domain.planning import surveys
from tests.domain.planning.surveys import asked

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 9
GOOD = {"o0-places": "1.200", "o0-free": "0", "o0-staff": "6,5", "remark": "Umbau", "version": "0"}


@pytest.fixture
def survey():
    surveys.the_houses()
    made = surveys.a_survey(account("selma"))
    today = timezone.localdate()
    Survey.objects.filter(pk=made.pk).update(as_of=today, due_on=today + timedelta(20))
    return made


@pytest.fixture
def client():
    return Client()


def at(name="Ahorn") -> str:
    return f"/umfrage/{signed(asked(name))}/"


def text(page) -> str:
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page.content.decode(), flags=re.DOTALL)
    return " ".join(plain.split())


def values(page) -> dict[str, str]:
    fields = re.findall(r'<input[^>]*name="(o\d-\w+|version)"(?:[^>]*value="([^"]*)")?', page.content.decode())  # fmt: skip
    return dict(fields)


def stored():
    return SurveyRequest.objects.order_by("pk").values("answers", "answered_at", "version", "via")


def test_the_questions_come_filled_from_the_directory(client, survey, django_assert_num_queries):
    with django_assert_num_queries(PAGE_QUERIES):
        page = client.get(at())
    found = values(page)
    assert {name: found[name] for name in ("o0-places", "o0-free", "o0-waiting", "o0-staff", "version")} == {
        "o0-places": "12", "o0-free": "2", "o0-waiting": "", "o0-staff": "", "version": "0",
    }  # fmt: skip
    assert "Ahorn: Bitte prüfen Sie" in text(page)
    assert "Wir schreiben den Sozialplan." in text(page)
    assert "Wie viele Plätze haben Sie?" in text(page)
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert '<meta name="robots" content="noindex">' in page.content.decode()


def test_whoever_comes_home_is_asked_about_people_and_areas(client, survey):
    page = client.get(at("Weide"))
    assert "Wie viele Menschen können Sie zugleich versorgen?" in text(page)
    assert "Wohin kommen Sie? Süd" in text(page)
    assert re.findall(r'value="(\w+|\*)"[^>]*checked', page.content.decode()) == ["P2"]


def test_opening_or_fetching_changes_nothing(client, survey):
    before, entries = list(stored()), Entry.objects.count()
    for method in (client.get, client.head, client.options):
        method(at())
    assert (list(stored()), Entry.objects.count()) == (before, entries)


def test_an_answer_is_stored_and_thanked_for(client, survey):
    page = client.post(at(), GOOD)
    assert (page.status_code, page["Location"]) == (302, at())
    row = asked("Ahorn")
    offer = answers_from(row.answers).offers[0]
    assert (offer.places, offer.free, offer.waiting, offer.staff) == (1200, 0, None, 6.5)
    thanks = text(client.get(at()))
    assert "Danke für Ihre Antwort." in thanks
    assert "Plätze 1.200 freie Plätze 0 Menschen auf der Warteliste keine Angabe Stellen in Vollzeit 6,5" in thanks  # fmt: skip
    assert "Bemerkung Umbau" in thanks


def test_an_answer_is_corrected_while_the_survey_runs(client, survey):
    client.post(at(), GOOD)
    page = client.get(at() + "?aendern=1")
    assert (values(page)["o0-places"], values(page)["version"]) == ("1.200", "1")
    client.post(at(), {**GOOD, "version": "1", "o0-places": "14"})
    assert answers_from(asked("Ahorn").answers).offers[0].places == 14


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"o0-places": "zwölf"}, "Schreiben Sie eine Zahl, zum Beispiel 12 oder 12,5."),
        ({"o0-places": "-3"}, "Die Zahl kann nicht kleiner als 0 sein."),
        ({"o0-places": "12", "o0-free": "13"}, "Das sind mehr, als Sie insgesamt haben (12)."),
        ({"o0-places": "9.999"}, "Das ist mehr als 5.000. Bitte prüfen Sie die Zahl."),
        ({"o0-places": "1,5"}, "Hier passt nur eine ganze Zahl."),
        ({}, "Tragen Sie mindestens eine Zahl ein."),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(client, survey, typed, sentence):
    page = client.post(at(), {"version": "0", **typed})
    assert page.status_code == 200
    assert sentence in text(page)
    found = values(page)
    assert {name: found[name] for name in typed} == typed
    assert asked("Ahorn").answers is None


def test_a_second_tab_sees_both_answers_and_may_save_over(client, survey):
    client.post(at(), GOOD)
    page = client.post(at(), {**GOOD, "o0-places": "14"})
    assert page.status_code == 409
    assert "Ahorn (tagespflege), Dorf 1: Plätze Gespeichert: 1.200 Jetzt von Ihnen: 14" in text(
        page
    )
    assert (values(page)["o0-places"], values(page)["version"]) == ("14", "1")
    assert answers_from(asked("Ahorn").answers).offers[0].places == 1200
    client.post(at(), {**GOOD, "o0-places": "14", "version": "1"})
    assert answers_from(asked("Ahorn").answers).offers[0].places == 14


def test_the_same_answer_sent_twice_is_one(client, survey):
    pages = [client.post(at(), GOOD) for _click in range(2)]
    assert [page.status_code for page in pages] == [302, 302]
    assert asked("Ahorn").version == 1


def test_a_wrong_link_is_a_friendly_page_that_names_nobody(client, survey):
    token = signed(asked("Ahorn"))
    other = signed(asked("Birke")).partition(".")[0]
    for wrong in (token[:-2], f"{other}.{token.partition('.')[2]}", "abc"):
        for page in (client.get(f"/umfrage/{wrong}/"), client.post(f"/umfrage/{wrong}/", GOOD)):
            assert page.status_code == 410
            assert "Dieser Link ist unvollständig oder gesperrt" in text(page)
            assert "Ahorn" not in text(page)
    assert {row["answers"] for row in stored()} == {None}


@pytest.mark.parametrize("end", [close_survey, withdraw_survey])
def test_after_the_end_the_link_shows_what_was_said(client, survey, end):
    client.post(at(), GOOD)
    end(survey_id=survey.pk, by=account("frieda"), at=timezone.now())
    page = client.get(at())
    assert page.status_code == 410
    assert "Diese Umfrage ist beendet" in text(page)
    assert "Plätze 1.200" in text(page)
    assert "Sie brauchen nichts mehr zu tun." in text(client.get(at("Birke")))


def test_what_came_too_late_is_not_lost(client, survey):
    client.post(at("Birke"), GOOD)
    close_survey(survey_id=survey.pk, by=account("frieda"), at=timezone.now())
    page = client.post(at(), {**GOOD, "o0-places": "17"})
    assert page.status_code == 410
    assert "Ihre Antwort kam leider zu spät und ist nicht gespeichert." in text(page)
    assert "Plätze 17" in text(page)
    assert asked("Ahorn").answers is None


def test_a_link_ends_thirty_days_after_its_day(client, survey):
    ended = timezone.localdate() - timedelta(31)
    Survey.objects.update(as_of=ended, due_on=ended)
    assert client.get(at()).status_code == 410
    Survey.objects.update(due_on=ended + timedelta(1))
    assert client.get(at()).status_code == 200


def test_what_people_type_cannot_become_markup(client, survey):
    client.post(at(), {**GOOD, "remark": "<script>alert(1)</script>"})
    assert "<script>alert(1)" not in client.get(at()).content.decode()
