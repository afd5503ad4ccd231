"""Answers by mail through real SMTP on the loopback: in by one server, out by the worker's post to another."""

import smtplib
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import OperationalError
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute, ServiceCapacity, TaxonomyTerm
from mitsorge.domain.upkeep.letters.mail_replies import reply_address, token_of, uid_of
from mitsorge.domain.upkeep.models import Inquiry
from mitsorge.doors.inbox import server as door
from mitsorge.doors.inbox.mails import is_automatic
from mitsorge.foundation.post.models import Letter
from tests.domain.directory.factories import network, service
from tests.foundation.post.mailbox import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked(settings):
    settings.REPLY_DOMAIN = "antwort.netz.example"
    network()
    offer = service("kurzzeitpflege-abendsonne")
    offer.organization.email = "haus@abendsonne.example"
    offer.organization.save()
    term, _new = TaxonomyTerm.objects.get_or_create(
        kind="CARE", code="kurzzeitpflege", defaults={"name": "Kurzzeitpflege"}
    )
    Attribute.objects.create(service=offer, term=term, is_main=True)
    return Inquiry.objects.create(organization=offer.organization, opened_at=timezone.now())


@pytest.fixture
def inbox(asked):
    listener = door.Inbox(host="127.0.0.1", port=free_port(), workers=2)
    listener.start()
    yield listener
    listener.stop()


def mail(text, *, to, number=1, **headers):
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = "jemand@fremd.example", to, "Re: Stimmt noch?"
    found["Message-ID"] = f"<{number}@fremd.example>"
    for name, value in headers.items():
        found[name.replace("_", "-")] = value
    found.set_content(text)
    return found


def hand_over(inbox, found, *, to, sender="jemand@fremd.example"):
    """The replies of the server: (code, words) of a refusal, or None where it took the mail."""
    with smtplib.SMTP("127.0.0.1", inbox.port) as connection:
        try:
            connection.send_message(found, from_addr=sender, to_addrs=[to])
        except smtplib.SMTPRecipientsRefused as refused:
            return next(iter(refused.recipients.values()))[0]
        except smtplib.SMTPResponseException as refused:
            return refused.smtp_code
    return None


def test_an_address_is_signed_and_short(asked):
    address = reply_address(asked)
    assert len(address.partition("@")[0]) <= 64
    assert uid_of(address) == uid_of(address.upper()) == asked.uid
    for wrong in (address[:-25], address.replace("antwort+", "antwort+x"), "antwort@antwort.netz.example", address + "x", "antwort+ä@antwort.netz.example"):  # fmt: skip
        assert uid_of(wrong) is None
    turned = token_of(asked.uid)[::-1]
    assert uid_of(f"antwort+{turned}@antwort.netz.example") is None


def test_without_the_setting_answers_go_to_the_office(asked, settings):
    address = reply_address(asked)
    settings.REPLY_DOMAIN = ""
    assert (reply_address(asked), uid_of(address)) == ("", None)


def test_an_answer_is_public_and_said_back(asked, inbox):
    to = reply_address(asked)
    text = (
        "Guten Tag,\n\n2 KZP ab 3.4.\n\nMit freundlichen Grüßen\nHaus\n\n> Stimmt Ihr Eintrag noch?"
    )
    assert hand_over(inbox, mail(text, to=to), to=to) is None
    report = ServiceCapacity.objects.get()
    assert (report.kind, report.unit, report.available) == ("SHORT_TERM", "Kurzzeitpflegeplätze", 2)
    assert (report.free_from.month, report.free_from.day) == (4, 3)
    letter = Letter.objects.get()
    assert (letter.to, letter.reply_to) == ("haus@abendsonne.example", to)
    assert f"Kurzzeitpflegeplätze: 2 frei, ab 3. April {report.free_from.year}." in letter.text


def test_still_right_confirms_the_entries(asked, inbox):
    to = reply_address(asked)
    assert hand_over(inbox, mail("stimmt noch", to=to), to=to) is None
    asked.refresh_from_db()
    assert (asked.ending, asked.ended_via) == ("CONFIRMED", "MAIL")
    assert "Ihre Angaben stimmen noch." in Letter.objects.get().text
    assert hand_over(inbox, mail("stimmt noch", to=to, number=2), to=to) is None
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("text", ["Wir sind umgezogen.", "2 Tagespflege", "2 KZP ab 31.2.", ""])
def test_what_is_not_understood_changes_nothing_and_is_asked_back(asked, inbox, text):
    to = reply_address(asked)
    assert hand_over(inbox, mail(text, to=to), to=to) is None
    assert ServiceCapacity.objects.count() == 0
    letter = Letter.objects.get()
    assert letter.subject.startswith("Wie meinen Sie das?")
    assert "/plaetze/" in letter.text
    asked.refresh_from_db()
    assert asked.ended_at is None


def test_one_word_that_is_not_understood_undoes_the_rest(asked, inbox):
    to = reply_address(asked)
    assert hand_over(inbox, mail("stimmt noch\n2 KZP\n1 Tagespflege", to=to), to=to) is None
    asked.refresh_from_db()
    assert (ServiceCapacity.objects.count(), asked.ended_at) == (0, None)


def test_a_number_the_directory_refuses_undoes_what_stood_before_it(asked, inbox):
    """More free than there are: known only once the first line has been written."""
    offer = service("tagespflege-abendsonne", organization=asked.organization)
    term, _new = TaxonomyTerm.objects.get_or_create(
        kind="CARE", code="tagespflege", defaults={"name": "Tagespflege"}
    )
    Attribute.objects.create(service=offer, term=term, is_main=True)
    ServiceCapacity.objects.create(
        service=offer, unit="Tagespflegeplätze", kind="DAY", available=0, maximum=1,
        updated_at=timezone.now() - timedelta(days=3),
    )  # fmt: skip
    to = reply_address(asked)
    assert hand_over(inbox, mail("2 KZP\n5 Tagespflege", to=to), to=to) is None
    reports = ServiceCapacity.objects.values_list("unit", "available")
    assert list(reports) == [("Tagespflegeplätze", 0)]
    assert Letter.objects.get().subject.startswith("Wie meinen Sie das?")
    assert hand_over(inbox, mail("2 KZP\n1 Tagespflege", to=to, number=2), to=to) is None
    assert sorted(reports.all()) == [("Kurzzeitpflegeplätze", 2), ("Tagespflegeplätze", 1)]


def test_the_same_mail_twice_is_one(asked, inbox):
    to = reply_address(asked)
    for _time in range(2):
        assert hand_over(inbox, mail("2 KZP", to=to), to=to) is None
    assert Letter.objects.count() == 1


def test_a_mail_that_is_handed_over_again_does_not_undo_a_newer_one(asked, inbox):
    to = reply_address(asked)
    for text, number in (("2 KZP", 1), ("voll", 2), ("2 KZP", 1)):
        assert hand_over(inbox, mail(text, to=to, number=number), to=to) is None
    assert (ServiceCapacity.objects.get().available, Letter.objects.count()) == (0, 2)


@pytest.mark.parametrize(
    "headers",
    [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<a.example>"}],
)
def test_machines_get_no_answer(asked, inbox, headers):
    to = reply_address(asked)
    assert hand_over(inbox, mail("voll", to=to, **headers), to=to) is None
    assert (Letter.objects.count(), ServiceCapacity.objects.count()) == (0, 0)


def test_a_bounce_gets_no_answer(asked, inbox):
    to = reply_address(asked)
    assert hand_over(inbox, mail("voll", to=to), to=to, sender="<>") is None
    assert (Letter.objects.count(), ServiceCapacity.objects.count()) == (0, 0)
    assert is_automatic(mail("x", to=to), "") is True
    assert is_automatic(mail("x", to=to, Auto_Submitted="no"), "a@b.example") is False


def test_two_machines_do_not_write_to_each_other_for_ever(asked, inbox):
    to = reply_address(asked)
    for number in range(12):
        assert hand_over(inbox, mail("Abwesend", to=to, number=number), to=to) is None
    assert Letter.objects.count() == 10


def test_strangers_old_and_revoked_rounds_are_given_back(asked, inbox):
    to = reply_address(asked)
    wrong = "antwort+abc@antwort.netz.example"
    assert hand_over(inbox, mail("voll", to=wrong), to=wrong) == 550
    Inquiry.objects.update(opened_at=timezone.now() - timedelta(days=90))
    assert hand_over(inbox, mail("voll", to=to), to=to) == 550
    Inquiry.objects.update(opened_at=timezone.now(), revoked_at=timezone.now())
    assert hand_over(inbox, mail("voll", to=to), to=to) == 550
    assert Letter.objects.count() == 0


def test_a_mail_that_is_too_large_is_refused(asked, inbox):
    to = reply_address(asked)
    assert hand_over(inbox, mail("x" * 600_000, to=to), to=to) == 552


def test_nothing_is_lost_when_the_database_is_away(asked, inbox, monkeypatch):
    to = reply_address(asked)
    working = door.receive

    def away(**_deed):
        raise OperationalError("gone")

    monkeypatch.setattr(door, "receive", away)
    assert hand_over(inbox, mail("2 KZP", to=to), to=to) == 451
    monkeypatch.setattr(door, "receive", working)
    assert hand_over(inbox, mail("2 KZP", to=to), to=to) is None
    assert ServiceCapacity.objects.get().available == 2
