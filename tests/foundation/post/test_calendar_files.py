"""A letter may carry a calendar file: calendars find it, whichever way they look."""

import email
from datetime import timedelta
from email import policy

import pytest

from mitsorge.foundation.post.actions import enqueue, forget
from mitsorge.foundation.post.mail import envelope
from mitsorge.foundation.post.models import Letter
from mitsorge.foundation.post.rules import Draft
from tests.cast import NOW

pytestmark = pytest.mark.django_db
FILE = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Öffnung\r\nEND:VCALENDAR\r\n"


def sent(calendar: str = FILE, **more) -> Letter:
    draft = Draft("a@mitsorge.example", "Einladung", "Guten Tag", "k", calendar=calendar, **more)
    return enqueue(draft, at=NOW)


def parts(letter: Letter) -> dict[str, str]:
    content = envelope(letter, sender="office@mitsorge.example").content
    mail = email.message_from_bytes(content, policy=policy.default)
    return {part["Content-Type"]: part.get_payload(decode=True).decode() for part in mail.walk()
            if not part.is_multipart()}  # fmt: skip


def test_the_file_is_a_version_of_the_text_and_a_file():
    found = parts(sent())
    assert [kind.partition(";")[0] for kind in found] == [
        "text/plain", "text/html", "text/calendar", "application/ics",
    ]  # fmt: skip
    version = next(kind for kind in found if kind.startswith("text/calendar"))
    assert 'method="REQUEST"' in version
    assert found[version] == FILE
    assert found[next(k for k in found if k.startswith("application/ics"))] == FILE


def test_a_file_without_a_method_says_none():
    found = parts(sent("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"))
    version = next(kind for kind in found if kind.startswith("text/calendar"))
    assert "method" not in version


def test_a_letter_without_a_file_has_two_versions():
    assert len(parts(sent(""))) == 2


def test_a_letter_with_a_file_never_waits_for_the_daily_one():
    letter = sent(may_wait_for_digest=True)
    assert (letter.may_wait_for_digest, letter.due_at) == (False, NOW)


def test_the_file_is_forgotten_with_the_text():
    letter = sent()
    Letter.objects.update(state="ABANDONED")
    forget(at=NOW + timedelta(days=31))
    letter.refresh_from_db()
    assert (letter.text, letter.calendar) == ("", "")
