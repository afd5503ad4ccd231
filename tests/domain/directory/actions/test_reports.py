from datetime import date, timedelta

import pytest

from mitsorge.domain.directory import actions, letters
from mitsorge.domain.directory.models import Report
from mitsorge.foundation.journal.models import Entry
from mitsorge.foundation.people.rules import NotAllowed
from mitsorge.foundation.post.chores import REGISTERED
from mitsorge.foundation.post.models import Letter
from tests.cast import account
from tests.domain.directory.factories import NOW, service

pytestmark = pytest.mark.django_db
NADIA = "nadia@mitsorge.example"


def error(offer=None, **more):
    given = {"text": "Die Nummer ist falsch.", "key": "form-1", "at": NOW, "reply_to": NADIA}
    return actions.report_error(service_id=offer.pk if offer else None, **given | more)


def test_a_report_tells_the_office_and_thanks_the_citizen(frieda):
    report = error(service())
    assert report.due_on == date(2026, 11, 24)
    office, citizen = Letter.objects.order_by("pk")
    assert (office.to, citizen.to) == ("buero@mitsorge.example", NADIA)
    assert office.subject == "Hinweis: Fehler im Eintrag: Tagespflege Abendsonne"
    assert (NADIA in office.text, "Die Nummer ist falsch." in office.text) == (False, True)
    assert "bis zum 24. November 2026" in citizen.text
    entry = Entry.objects.get()
    assert (entry.event, entry.by, entry.changes) == ("directory.report.received", None, {})


def test_a_double_click_is_one_report(frieda):
    first, second = error(), error()
    assert (first.pk, Report.objects.count(), Letter.objects.count()) == (second.pk, 1, 2)
    error(text="Auch die Zeiten sind falsch.")
    assert Report.objects.count() == 2


def test_without_an_address_nobody_is_thanked(frieda):
    error(reply_to="")
    letter = Letter.objects.get()
    assert letter.to == "buero@mitsorge.example"
    assert "keine Adresse" in letter.text


def test_a_barrier_is_answered_within_a_month(frieda):
    report = actions.report_barrier(
        page="/suche/", text="Der Knopf hat keinen Namen.", key="x", at=NOW, reply_to=NADIA
    )
    assert (report.kind, report.due_on) == ("BARRIER", date(2026, 12, 17))
    answered = actions.answer_report(report_id=report.pk, answer="Behoben.", by=frieda, at=NOW)
    letter = Letter.objects.get(purpose="directory.report.answered")
    assert (answered.answer, answered.answered_by) == ("Behoben.", frieda)
    assert "Behoben." in letter.text
    assert "Schlichtungsstelle" in letter.text


def test_answered_once(frieda):
    report = error()
    actions.answer_report(report_id=report.pk, answer="Danke, ist berichtigt.", by=frieda, at=NOW)
    assert "Schlichtungsstelle" not in Letter.objects.get(purpose="directory.report.answered").text
    with pytest.raises(actions.AlreadyDone, match="schon beantwortet"):
        actions.answer_report(report_id=report.pk, answer="Noch einmal.", by=frieda, at=NOW)
    with pytest.raises(actions.EntryRefused):
        actions.answer_report(report_id=report.pk, answer=" ", by=frieda, at=NOW)
    with pytest.raises(NotAllowed):
        actions.answer_report(report_id=report.pk, answer="x", by=account("arno"), at=NOW)


def test_an_empty_report_is_refused(frieda):
    with pytest.raises(actions.EntryRefused):
        error(text=" \n")


@pytest.mark.parametrize("which", ["report_for_office", "report_received"])
def test_no_report_without_its_letters(frieda, monkeypatch, which):
    def fail(*_given):
        raise RuntimeError("no paper")

    monkeypatch.setattr(letters, which, fail)
    with pytest.raises(RuntimeError, match="no paper"):
        error()
    assert (Report.objects.count(), Letter.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_no_answer_without_its_letter(frieda, monkeypatch):
    report = error()

    def fail(*_given):
        raise RuntimeError("no paper")

    monkeypatch.setattr(letters, "report_answered", fail)
    with pytest.raises(RuntimeError, match="no paper"):
        actions.answer_report(report_id=report.pk, answer="Danke.", by=frieda, at=NOW)
    report.refresh_from_db()
    assert (report.answered_at, report.answer, Entry.objects.count()) == (None, "", 1)


def test_addresses_are_forgotten_in_time(frieda):
    old, young = error(), error(text="jünger")
    for report, days in ((old, 93), (young, 91)):
        actions.answer_report(
            report_id=report.pk, answer="Danke.", by=frieda, at=NOW - timedelta(days)
        )
    assert actions.forget_reporters(at=NOW) == 1
    assert list(Report.objects.order_by("pk").values_list("reply_to", flat=True)) == ["", NADIA]


@pytest.mark.django_db
def test_before_the_network_is_founded_a_report_is_kept_without_letters():
    assert error().due_on == date(2026, 11, 24)
    assert Letter.objects.count() == 0


def test_the_worker_forgets_by_itself():
    assert REGISTERED["directory.forget_reporters"].run is actions.forget_reporters


def test_the_form_cannot_be_used_to_write_to_others(frieda):
    """The address is not proved: one letter a day, and none of the words that were typed."""
    for number in range(3):
        actions.report_barrier(page="/", text=f"Kaufen Sie hier {number}", key=str(number), reply_to="Nadia@mitsorge.example", at=NOW)  # fmt: skip
    sent = Letter.objects.filter(to__iexact="nadia@mitsorge.example")
    assert [(letter.purpose, "Kaufen" in letter.text) for letter in sent] == [
        ("directory.report.received", False)
    ]
    assert Letter.objects.filter(purpose="directory.report.office").count() == 3
