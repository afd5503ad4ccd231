"""The link of an invitation: GET shows, POST answers; ended and forged links are met kindly."""

from datetime import timedelta

import pytest
import vobject
from django.test import Client
from django.utils import timezone

from mitsorge.domain.governance.actions.invitations import invite
from mitsorge.domain.governance.actions.meetings import cancel_meeting
from mitsorge.domain.governance.actions.papers import upload_paper
from mitsorge.domain.governance.letters import links
from mitsorge.domain.governance.models import Attendee, Meeting, Membership
from tests.cast import account
from tests.domain.governance.tables import a_committee, a_meeting, a_person, seat
from tests.foundation.files.samples import PDF
from tests.letters import letters
from tests.network import a_network

pytestmark = pytest.mark.django_db


@pytest.fixture
def frieda(db):
    a_network()
    return account("frieda")


@pytest.fixture
def meeting(frieda):
    committee = a_committee()
    seat(committee, "Anna")
    bert = seat(committee, "Bert")
    Membership.objects.create(
        committee=committee, person=a_person("Vera"), deputy_of=bert, active_from="2020-01-01"
    )
    now = timezone.now()
    begin = now + timedelta(days=60)
    found = a_meeting(committee, frieda, begin, at=now, online_url="https://konferenz.example/r")
    upload_paper(
        meeting=found, name="Vorlage 1", data=PDF, file_name="v.pdf",
        by=frieda, at=now,
    )  # fmt: skip
    return invite(meeting_id=found.pk, by=frieda, at=now)


def row(meeting, name: str = "Anna") -> Attendee:
    return meeting.attendees.get(name=name)


def link(meeting, name: str = "Anna", **more) -> str:
    return f"/antwort/{links.signed(row(meeting, name), **more)}/"


def test_the_link_in_the_letter_opens_the_page(meeting):
    letter = next(found for found in letters() if found.to == "anna@post.example")
    path = "/antwort/" + letter.text.split("/antwort/")[1].split("/")[0] + "/"
    page = Client().get(path)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Kommen Sie?" in text
    assert "Vorlage 1" in text
    assert "noindex" in text


def test_looking_answers_nothing(meeting):
    Client().get(link(meeting))
    Client().head(link(meeting))
    assert row(meeting).reply == "NONE"


@pytest.mark.parametrize("answer", ["YES", "ONLINE", "NO"])
def test_one_click_answers(meeting, answer):
    page = Client().post(link(meeting), {"reply": answer}, follow=True)
    assert "Danke. Ihre Antwort ist da." in page.content.decode()
    assert row(meeting).reply == answer


@pytest.mark.parametrize(
    ("answer", "words"),
    [("YES", "Sie kommen."), ("ONLINE", "Sie nehmen online teil."), ("NO", "Sie kommen nicht.")],
)
def test_the_page_says_back_what_was_answered(meeting, answer, words):
    Client().post(link(meeting), {"reply": answer})
    shown = Client().get(link(meeting)).content.decode()
    assert shown.split("<h1")[1].split(">")[1].split("<")[0] == words
    assert "ms-choice__yes" not in shown


def test_a_deputy_needs_a_name(meeting):
    page = Client().post(link(meeting, "Bert"), {"reply": "DEPUTY", "deputy_name": " "})
    assert page.context["form"].errors["deputy_name"] == ["Nennen Sie bitte, wer Sie vertritt."]


def test_a_deputy_with_name_and_mail(meeting):
    said = {"reply": "DEPUTY", "deputy_name": "Vera", "deputy_email": "vera@post.example"}
    Client().post(link(meeting, "Bert"), said)
    assert (row(meeting, "Bert").reply, row(meeting, "Bert").deputy_name) == ("DEPUTY", "Vera")
    asked = next(found for found in letters() if found.purpose == "governance.deputy_asked")
    path = "/antwort/" + asked.text.split("/antwort/")[1].split("/")[0] + "/"
    page = Client().post(path, {"reply": "NO"})
    assert "Kommen Sie?" not in page.content.decode()
    assert row(meeting, "Bert").reply == "DEPUTY"


def test_a_deputy_without_mandate_is_told_and_words_stay(meeting):
    said = {"reply": "DEPUTY", "deputy_name": "Irgendwer", "deputy_email": "x"}
    page = Client().post(link(meeting, "Bert"), said).content.decode()
    assert "Das ist keine E-Mail-Adresse." in page
    assert 'value="Irgendwer"' in page
    page = Client().post(link(meeting, "Bert"), said | {"deputy_email": ""}).content.decode()
    assert "Für diesen Sitz ist diese Vertretung nicht benannt." in page
    assert row(meeting, "Bert").reply == "NONE"


def test_nobody_is_offered_a_deputy_she_does_not_have(meeting):
    assert "Jemand kommt für mich" not in Client().get(link(meeting)).content.decode()
    assert "Jemand kommt für mich" in Client().get(link(meeting, "Bert")).content.decode()


def test_once_it_begins_no_answer_counts(meeting):
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    page = Client().post(link(meeting), {"reply": "YES"})
    assert page.status_code == 410
    assert "Diese Sitzung hat schon begonnen." in page.content.decode()
    assert row(meeting).reply == "NONE"


def test_a_cancelled_meeting_says_so(meeting, frieda):
    cancel_meeting(meeting_id=meeting.pk, why="Sturm", by=frieda, at=timezone.now())
    page = Client().get(link(meeting))
    assert page.status_code == 410
    assert "Sturm" in page.content.decode()


@pytest.mark.parametrize("signed", ["unsinn", "a" * 60, "l.a.b"])
def test_forged_and_cut_off_links_are_met_kindly(meeting, signed):
    page = Client().get(f"/antwort/{signed}/")
    assert page.status_code == 404
    assert "Dieser Link öffnet keine Einladung." in page.content.decode()
    assert "030 23125-110" in page.content.decode()


def test_a_changed_sign_opens_nothing(meeting):
    good = links.signed(row(meeting))
    for place in (1, len(good) // 2, -1):
        bad = good[:place] + ("x" if good[place] != "x" else "y") + good[place:][1:]
        assert Client().get(f"/antwort/{bad}/").status_code == 404


def test_a_seat_that_ended_opens_nothing(meeting):
    gone = link(meeting)
    row(meeting).delete()
    assert Client().get(gone).status_code == 404


def test_papers_open_with_the_link_and_not_without(meeting):
    paper = meeting.papers.get()
    found = Client().get(f"{link(meeting)}unterlage/{paper.file.uid}/")
    assert (found.status_code, found["Content-Type"]) == (200, "application/pdf")
    assert (
        Client().get(f"{link(meeting, reading=True)}unterlage/{paper.file.uid}/").status_code == 200
    )
    assert Client().get(f"/antwort/unsinn/unterlage/{paper.file.uid}/").status_code == 404
    assert Client().get(f"/medien/{paper.file.uid}/").status_code == 404
    paper.meeting = None
    paper.save(update_fields=["meeting"])
    assert Client().get(f"{link(meeting)}unterlage/{paper.file.uid}/").status_code == 404


def test_the_calendar_file_under_the_link(meeting):
    page = Client().get(f"{link(meeting)}termin.ics")
    event = vobject.readOne(page.content.decode()).vevent
    assert event.uid.value == str(meeting.uid)
    assert Client().get("/antwort/unsinn/termin.ics").status_code == 404


def test_the_page_costs_the_same_for_long_agendas(meeting, django_assert_num_queries):
    with django_assert_num_queries(10):
        Client().get(link(meeting))
    for item in list(meeting.items.all()):
        item.pk = None
        item.save()
    with django_assert_num_queries(10):
        Client().get(link(meeting))
