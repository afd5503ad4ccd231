from datetime import date, timedelta

import pytest

from mitsorge.domain.directory.actions import report_error
from mitsorge.domain.directory.models import MissedSearch, Report
from mitsorge.foundation.journal.models import Entry
from tests.cast import NOW
from tests.domain.directory.factories import network, service
from tests.letters import letters
from tests.sign_in import signed_in

pytestmark = pytest.mark.django_db
WEEK = date(2026, 11, 16)


def report(number=0, **fields):
    given = {"text": f"Die Nummer {number} stimmt nicht.", "service_id": None, "at": NOW}
    return report_error(key=f"form-{number}", **given | fields)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    network()
    offer = service()
    for number in range(rows):
        report(number, service_id=offer.pk)
    frieda = signed_in("frieda")
    with django_assert_num_queries(
        8
    ):  # 3 session, account, roles; count, rows, open; network, footer
        page = frieda.get("/schreibtisch/hinweise/")
    assert page.context["paged"].total == rows


def test_an_answer_is_a_letter_once():
    network()
    found = report(reply_to="nadia@mitsorge.example")
    before = len(letters())
    frieda = signed_in("frieda")
    address = f"/schreibtisch/hinweise/{found.pk}/"
    assert "nadia@mitsorge.example" in frieda.get(address).content.decode()
    page = frieda.post(address, {"answer": "Wir haben die Nummer berichtigt."})
    assert page["Location"] == "/schreibtisch/hinweise/"
    again = frieda.post(address, {"answer": "Noch einmal."})
    assert "Dieser Hinweis ist schon beantwortet." in again.content.decode()
    assert Report.objects.get().answer == "Wir haben die Nummer berichtigt."
    assert [letter.to for letter in letters()[before:]] == ["nadia@mitsorge.example"]
    assert Entry.objects.filter(event="directory.report.answered").count() == 1


def test_without_an_address_nothing_is_sent_and_an_empty_answer_is_refused():
    network()
    found = report()
    before = len(letters())
    frieda = signed_in("frieda")
    page = frieda.post(f"/schreibtisch/hinweise/{found.pk}/", {"answer": " "})
    assert "Schreiben Sie, was aus dem Hinweis geworden ist." in page.content.decode()
    frieda.post(f"/schreibtisch/hinweise/{found.pk}/", {"answer": "Stimmt, berichtigt."})
    assert len(letters()) == before
    shown = frieda.get("/schreibtisch/hinweise/?stand=beantwortet").content.decode()
    assert "Die Nummer 0 stimmt nicht." in shown


def test_empty_states_in_words():
    frieda = signed_in("frieda")
    assert "Kein Hinweis wartet" in frieda.get("/schreibtisch/hinweise/").content.decode()
    assert (
        "Noch keine Suche war vergebens"
        in frieda.get("/schreibtisch/suchen-ohne-treffer/").content.decode()
    )


@pytest.mark.parametrize(
    ("name", "reports", "missed"),
    [("frieda", 200, 200), ("arno", 200, 200), ("selma", 403, 200), ("ida", 403, 403)],
)
def test_who_may_read(name, reports, missed):
    found = report()
    client = signed_in(name)
    assert client.get("/schreibtisch/hinweise/").status_code == reports
    assert client.get(f"/schreibtisch/hinweise/{found.pk}/").status_code == reports
    assert client.get("/schreibtisch/suchen-ohne-treffer/").status_code == missed


def test_advice_reads_and_does_not_answer():
    found = report()
    arno = signed_in("arno")
    address = f"/schreibtisch/hinweise/{found.pk}/"
    assert "Die Koordination beantwortet diesen Hinweis." in arno.get(address).content.decode()
    arno.post(address, {"answer": "Ich war es."})
    assert Report.objects.get().answered_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_missed_searches_cost_the_same_for_one_and_for_three(rows, django_assert_num_queries):
    for number in range(rows):
        MissedSearch.objects.create(
            words=f"wort {number}", week=WEEK - timedelta(weeks=number), count=number + 1
        )
    frieda = signed_in("frieda")
    with django_assert_num_queries(7):  # 3 session, account, roles; count, rows; network, footer
        page = frieda.get("/schreibtisch/suchen-ohne-treffer/")
    assert "Woche vom 16. November 2026" in page.content.decode()
    assert "1 Mal" in page.content.decode()
