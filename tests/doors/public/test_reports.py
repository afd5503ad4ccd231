"""Telling us what is wrong: without a name, once, and nothing typed is lost."""

import re

from mitsorge.domain.directory.models import Report
from mitsorge.foundation.access.attempts import LIMIT


def key_of(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode())[1]


def test_an_error_without_a_name(client, offer):
    path = f"/melden/fehler/{offer.slug}/"
    key = key_of(client.get(path))
    answer = client.post(path, {"text": "Die Nummer stimmt nicht.", "key": key})
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/melden/danke/?angebot={offer.slug}",
    )
    assert list(Report.objects.values_list("kind", "service_id", "text", "reply_to")) == [
        ("ERROR", offer.pk, "Die Nummer stimmt nicht.", "")
    ]
    assert (
        f'href="/angebot/{offer.slug}/"' in client.get(answer.headers["Location"]).content.decode()
    )


def test_a_double_click_is_one_report(client, offer):
    path = f"/melden/fehler/{offer.slug}/"
    sent = {"text": "Falsch.", "key": key_of(client.get(path))}
    for _click in range(2):
        assert client.post(path, sent).status_code == 302
    assert Report.objects.count() == 1


def test_what_was_typed_stays(client, offer):
    path = f"/melden/fehler/{offer.slug}/"
    answer = client.post(
        path, {"text": "Schöne <b>Worte</b>", "reply_to": "keine Adresse", "key": "k1"}
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Schöne &lt;b&gt;Worte&lt;/b&gt;" in html
    assert 'value="keine Adresse"' in html
    assert "Geben Sie eine E-Mail-Adresse wie name@anbieter.example ein." in html
    assert key_of(answer) == "k1"
    assert Report.objects.count() == 0


def test_an_empty_report_says_what_is_missing(client, network):
    answer = client.post("/melden/barriere/", {"text": "", "page": "/hilfe/"})
    assert "Schreiben Sie in ein paar Worten, was Ihnen aufgefallen ist." in answer.content.decode()
    assert 'value="/hilfe/"' in answer.content.decode()


def test_a_barrier(client, network):
    answer = client.post(
        "/melden/barriere/",
        {"text": "Zu klein.", "page": "/hilfe/", "reply_to": "nadia@mitsorge.example", "key": "b1"},
    )
    assert answer.status_code == 302
    assert list(Report.objects.values_list("kind", "page", "reply_to")) == [
        ("BARRIER", "/hilfe/", "nadia@mitsorge.example")
    ]


def test_no_report_on_what_is_hidden(client, offer):
    type(offer).objects.update(status="DRAFT")
    assert client.get(f"/melden/fehler/{offer.slug}/").status_code == 404


def send_barrier(client, text: str, **more):
    return client.post("/melden/barriere/", {"text": text, "key": text, "page": "/hilfe/"}, **more)


def test_one_sender_is_asked_to_wait_and_keeps_the_text(client, network):
    for number in range(LIMIT):
        assert send_barrier(client, f"Hinweis {number}").status_code == 302
    answer = send_barrier(client, "Noch einer")
    html = answer.content.decode()
    assert answer.status_code == 429
    assert f"Aus Ihrem Netz kamen in der letzten Stunde schon {LIMIT} Hinweise." in html
    assert ">Noch einer</textarea>" in html
    assert 'value="/hilfe/"' in html
    assert Report.objects.count() == LIMIT
    assert client.get("/melden/barriere/").status_code == 200
    assert send_barrier(client, "Hinweis 2").status_code == 302
    assert send_barrier(client, "Von nebenan", REMOTE_ADDR="203.0.113.9").status_code == 302


def test_looking_at_the_form_counts_nothing(client, offer):
    for _look in range(LIMIT + 1):
        client.get(f"/melden/fehler/{offer.slug}/")
    path = f"/melden/fehler/{offer.slug}/"
    assert client.post(path, {"text": "Die Nummer stimmt nicht.", "key": "k"}).status_code == 302
