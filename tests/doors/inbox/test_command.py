"""`mitsorge inbox` as a town runs it: a process that the mail server hands over to, over real SMTP and LMTP."""

import os
import random
import re
import signal
import smtplib
import threading
import time
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.utils import timezone

from mitsorge.domain.directory.models import Attribute
from mitsorge.domain.upkeep.actions.rounds import open_due
from mitsorge.domain.upkeep.models import Asking
from mitsorge.foundation.post.models import Letter
from tests.domain.directory import factories
from tests.domain.upkeep.places import LONG_AGO
from tests.doors.town import REPLY_DOMAIN, Town
from tests.foundation.post.conftest import mailbox as mailbox
from tests.foundation.post.mailbox import text_of
from tests.foundation.post.test_faults import database_outside

pytestmark = pytest.mark.django_db(transaction=True)
HOUSES = 6
KILLS = 3
RESENT = 0.05
"""Seconds until a mail server tries again; a real one waits minutes."""


@pytest.fixture
def asked(settings) -> None:
    """Houses with places for a few weeks, whose entries are due; letters are switched on."""
    settings.REPLY_DOMAIN = REPLY_DOMAIN
    factories.network()
    term = factories.term("kurzzeitpflege")
    for number in range(HOUSES):
        house = factories.organization(
            f"haus-{number}", email=f"haus-{number}@netz.example", assured_at=LONG_AGO
        )
        offer = factories.service(f"kzp-{number}", organization=house, assured_at=LONG_AGO)
        Attribute.objects.create(service=offer, term=term, is_main=True)
    Asking.objects.create(pk=1, since=LONG_AGO)


@pytest.fixture
def letters(asked) -> list[EmailMessage]:
    """The first letter to each house, as the worker writes it."""
    open_due(at=timezone.now())
    return [_as_mail(letter) for letter in Letter.objects.order_by("pk")]


def _as_mail(letter: Letter) -> EmailMessage:
    mail = EmailMessage()
    mail["To"], mail["Subject"], mail["Reply-To"] = letter.to, letter.subject, letter.reply_to
    mail["Message-ID"] = f"<{letter.uid}@netz.example>"
    mail.set_content(letter.text)
    return mail


@pytest.fixture
def town(request, asked, mailbox, tmp_path) -> Iterator[Town]:
    """On what lies in the database when the test begins."""
    if "letters" in request.fixturenames:
        request.getfixturevalue("letters")
    found = Town(database=database_outside(tmp_path), smtp=mailbox.url, folder=tmp_path)
    yield found
    found.close()


def answer(letter: EmailMessage, text: str, *, number: int = 1) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = letter["To"], letter["Reply-To"]
    mail["Subject"], mail["In-Reply-To"] = f"AW: {letter['Subject']}", letter["Message-ID"]
    mail["Message-ID"] = f"<{number}.{letter['To']}>"
    quoted = "".join(f"> {line}\n" for line in text_of(letter).splitlines())
    mail.set_content(f"{text}\n\n{quoted}")
    return mail


def hand_over(mail: EmailMessage, port: int, *, lmtp: bool = False) -> None:
    with (smtplib.LMTP if lmtp else smtplib.SMTP)("127.0.0.1", port) as connection:
        connection.send_message(mail)


def places(town) -> list[tuple[str, int]]:
    return town.rows("directory_servicecapacity", "unit, available")


def told(town) -> list[tuple[str, str]]:
    """To whom what was written back, in order."""
    rows = town.rows("post_letter", 'id, purpose, "to"')
    return [(to, what) for _id, what, to in rows if what.startswith("upkeep.reply.")]


def known(town) -> dict[str, list[tuple]]:
    """Everything about entries, inquiries and who did what."""
    tables = ("directory_service", "directory_servicecapacity", "upkeep_inquiry", "journal_entry")
    return {table: town.rows(table) for table in tables}


def test_a_letter_is_answered_in_three_ways(town, mailbox):
    """Understood and said back, the same mail again and nothing more, not understood and asked back."""
    town.run("work", "--once")
    assert mailbox.recipients() == [f"haus-{number}@netz.example" for number in range(HOUSES)]
    letter = next(mail for mail in mailbox.mails if mail["To"] == "haus-3@netz.example")
    process, port = town.listen("inbox")
    hand_over(answer(letter, "2 KZP ab sofort"), port)
    assert places(town) == [("Kurzzeitpflegeplätze", 2)]
    before = known(town)
    hand_over(answer(letter, "2 KZP ab sofort"), port)
    hand_over(answer(letter, "Die Heizung ist kaputt.", number=2), port)
    assert known(town) == before
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert "antwort.netz.example" in process.stdout.read()
    town.run("work", "--once")
    back = mailbox.mails[HOUSES:]
    assert {mail["To"] for mail in back} == {"haus-3@netz.example"}
    assert {mail["Reply-To"] for mail in back} == {letter["Reply-To"]}
    assert [mail["Subject"].strip() for mail in back] == [
        "Danke: Ihre Antwort ist angekommen",
        "Wie meinen Sie das? Ihre Antwort zu den freien Plätzen",
    ]
    assert "Kurzzeitpflegeplätze: 2 frei" in text_of(back[0])
    assert re.search(r"/eintrag/\S+/plaetze/", text_of(back[1]))


def test_a_mail_server_may_speak_lmtp(town, letters):
    _process, port = town.listen("inbox", "--lmtp")
    hand_over(answer(letters[0], "voll"), port, lmtp=True)
    assert places(town) == [("Kurzzeitpflegeplätze", 0)]
    assert told(town) == [("haus-0@netz.example", "upkeep.reply.understood")]


def test_an_inbox_that_is_killed_takes_each_mail_once(town, letters):
    """The mail server keeps what was not acknowledged and hands it over again, until it is."""
    chance = random.Random(int(os.environ.get("SEED", "4")))  # noqa: S311 - moments, no secrets
    process, port = town.listen("inbox")
    todo = [answer(one, f"{n} KZP", number=n) for n in (1, 2, 3, 4) for one in letters]
    done: list[str] = []
    server = threading.Thread(target=_deliver, args=(todo, port, done))
    server.start()
    for kill in range(KILLS):
        while len(done) < (kill + 1) * 5:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        process.kill()
        process.wait()
        assert len(done) < len(todo), "the kill came too late to mean anything"
        process, _port = town.listen("inbox", port=port)
    server.join(60)
    assert len(done) == len(todo)
    assert places(town) == [("Kurzzeitpflegeplätze", 4)] * HOUSES
    assert Counter(told(town)) == {
        (letter["To"], "upkeep.reply.understood"): 4 for letter in letters
    }


def _deliver(todo: list[EmailMessage], port: int, done: list[str]) -> None:
    for mail in todo:
        while True:
            try:
                hand_over(mail, port)
            except (OSError, smtplib.SMTPException):
                time.sleep(RESENT)
            else:
                break
        done.append(mail["Message-ID"])


def test_without_a_domain_it_says_what_is_missing(town):
    town.environment["MITSORGE_REPLY_DOMAIN"] = ""
    process = town.start("inbox")
    _out, said = process.communicate(timeout=60)
    assert (process.returncode, "MITSORGE_REPLY_DOMAIN fehlt" in said) == (1, True)
